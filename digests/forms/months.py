"""A field for a month as people type it: October 2026, 10/2026, 2026-10, or any day of it."""

import datetime as dt
from typing import Any

from django import forms

from core.days import day_from_words
from digests.months import month_of


class MonthField(forms.CharField):
    """A month, given as its first day. An author may word `invalid`; else the form's own words name the field."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "For example, October 2026")
        widget = forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"})
        super().__init__(**{"max_length": 40, "widget": widget, **options})

    def clean(self, value: Any) -> dt.date | None:
        typed = super().clean(value)
        if not typed:
            return None
        month = month_from_typed(typed)
        if month is None:
            raise forms.ValidationError(f"{self.label} must be a month, such as October 2026")
        return month

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%B %Y}" if isinstance(value, dt.date) else value


def month_from_typed(words: str) -> dt.date | None:
    """Return the month that somebody typed, named as itself or by one of its days; None for anything else."""
    plain = " ".join(words.split())
    for tried in (plain, f"1 {plain}", f"1/{plain}", f"{plain}-01"):
        day = day_from_words(tried)
        if day is not None:
            return month_of(day)
    return None
