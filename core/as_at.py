"""Any page that states a position can state it for an earlier day, and as it was known on another."""

import datetime as dt
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest

from core.forms import DayField, GovForm


class AsAtForm(GovForm, forms.Form):
    """The two days of reading 21: the day for which a position holds and the day on which it was known."""

    draws_tag = False
    as_at = DayField(label="As at", required=False, help_text="")
    known_on = DayField(label="As known on", required=False, help_text="")
    asks: ClassVar[dict[str, str]] = {
        "as_at": "the day of the position",
        "known_on": "the day of the knowledge",
    }

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_as_at(self) -> dt.date | None:
        return self.not_in_the_future("as_at", "The day of the position must be today or earlier")

    def clean_known_on(self) -> dt.date | None:
        return self.not_in_the_future("known_on", "The day of the knowledge must be today or earlier")

    def not_in_the_future(self, name: str, message: str) -> dt.date | None:
        day: dt.date | None = self.cleaned_data[name]
        if day is not None and day > self.today:
            raise forms.ValidationError(message)
        return day


class AsAtMixin:
    """Gives a page `self.as_at` (today unless the address says otherwise) and `self.known_on` (None: all is known).

    A day that cannot be read shows its error in the bar, and the page falls back to today. The page's other
    query parameters survive in the bar's form. Its template draws the bar with `govuk/_as_at.html`.
    """

    request: HttpRequest
    today: dt.date

    @cached_property
    def as_at_form(self) -> AsAtForm:
        asked = {name: self.request.GET.get(name, "") for name in ("as_at", "known_on")}
        form = AsAtForm(asked, today=self.today, auto_id="%s")
        form.full_clean()
        return form

    @cached_property
    def as_at(self) -> dt.date:
        return self.as_at_form.cleaned_data.get("as_at") or self.today

    @cached_property
    def known_on(self) -> dt.date | None:
        known: dt.date | None = self.as_at_form.cleaned_data.get("known_on")
        return known if known != self.today else None

    @cached_property
    def as_at_query(self) -> str:
        """The days as a query string to append to links within the page: empty for today."""
        days = {"as_at": self.as_at if self.as_at != self.today else None, "known_on": self.known_on}
        asked = {name: day.isoformat() for name, day in days.items() if day is not None}
        return f"?{urlencode(asked)}" if asked else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        others = [
            (name, value)
            for name, values in self.request.GET.lists()
            for value in values
            if name not in {"as_at", "known_on", "page"}
        ]
        own = {
            "as_at": self.as_at,
            "known_on": self.known_on,
            "as_at_form": self.as_at_form,
            "today": self.today,
            "as_at_query": self.as_at_query,
            "as_at_others": others,
            "is_today": self.as_at == self.today,
        }
        return super().get_context_data(**{**own, **kwargs})  # type: ignore[misc]
