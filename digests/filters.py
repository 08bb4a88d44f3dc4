"""Filters of the digest, which live in its address: month, knowledge, area, rating, key indicators, words."""

import datetime as dt
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from accounts.models import Organisation
from core.forms import DayField, GovForm
from digests.models import Indicator
from digests.months import month_from_words
from digests.rating import WORDS
from notices.models import Area


class DigestFilterForm(GovForm, forms.Form):
    """The bar of filters, with the month that the digest is of and the day on which it was known."""

    draws_tag = False
    # The set of filters that makes this form says which day it is.
    today: dt.date = dt.date.max
    month = forms.ChoiceField(label="Month", required=False)
    known_on = DayField(label="As known on", required=False, help_text="")
    field_order = ("month", "known_on")
    asks: ClassVar[dict[str, str]] = {"month": "the month", "known_on": "the day of the knowledge"}

    def clean_known_on(self) -> dt.date | None:
        known: dt.date | None = self.cleaned_data["known_on"]
        if known is not None and known > self.today:
            raise forms.ValidationError("The day of the knowledge must be today or earlier")
        return known if known != self.today else None


class DigestFilter(django_filters.FilterSet):
    """By area, key or not, and words; the rating follows from target and month and is filtered on the lines."""

    area = django_filters.ModelChoiceFilter(
        field_name="areas", queryset=Area.objects.none(), label="Area", empty_label="Any"
    )
    key = django_filters.ChoiceFilter(
        field_name="is_key", choices=[("True", "Key only")], label="Key indicators", empty_label="All"
    )
    rating = django_filters.ChoiceFilter(
        method="leave_to_lines",
        choices=[(each.value, word) for each, word in WORDS.items()],
        label="Rating",
        empty_label="Any",
    )
    words = django_filters.CharFilter(method="filter_words", label="Words in it")

    class Meta:
        model = Indicator
        fields: list[str] = []
        form = DigestFilterForm

    def __init__(self, asked: Any, *, council: Organisation, months: list[dt.date], today: dt.date) -> None:
        super().__init__(
            asked, queryset=Indicator.objects.filter(council=council).order_by("-is_key", "code")
        )
        self.filters["area"].queryset = Area.objects.filter(notice__council=council)
        field: Any = self.form.fields["month"]
        field.choices = [("", "Newest"), *((f"{month:%Y-%m}", f"{month:%B %Y}") for month in months)]
        self.form.today = today

    def filter_queryset(self, queryset: Any) -> QuerySet[Indicator]:
        """Leave month and knowledge out of account: they say which figures, not which indicators."""
        asked = self.form.cleaned_data
        for name in self.filters.keys() & asked.keys():
            queryset = self.filters[name].filter(queryset, asked[name])
        narrowed: QuerySet[Indicator] = queryset
        return narrowed

    def leave_to_lines(self, indicators: QuerySet[Indicator], name: str, value: str) -> QuerySet[Indicator]:
        return indicators

    def filter_words(self, indicators: QuerySet[Indicator], name: str, value: str) -> QuerySet[Indicator]:
        return indicators.filter(Q(code__icontains=value) | Q(title__icontains=value))

    def chosen(self, name: str) -> Any:
        """Return what was asked for under `name`, or None where nothing was or it cannot be read."""
        self.is_valid()
        return self.form.cleaned_data.get(name) or None

    @property
    def month(self) -> dt.date | None:
        asked = self.chosen("month")
        return month_from_words(asked) if asked else None
