"""Filters of the figures that are owed, which live in the address and hold for the page and its exports."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from core.forms import GovForm
from digests.models import Indicator, Reading
from digests.months import month_from_words
from digests.selectors.lateness import OwedFigure, State

NOT_SOUND = "not-sound"
QUALITIES = [(NOT_SOUND, "Any doubt"), *((value, words) for value, words in Reading.Quality.choices if value)]


class OwedFilterForm(GovForm, forms.Form):
    """The bar of filters above the figures that are owed."""

    draws_tag = False


class OwedFilter(django_filters.FilterSet):
    """By month, by how a figure stands, by owner, by the quality of what was given, and by words."""

    month = django_filters.ChoiceFilter(
        method="passed_over", label="Month", empty_label="The last whole month"
    )
    state = django_filters.ChoiceFilter(
        method="passed_over", label="How it stands", empty_label="Any",
        choices=[(state.slug, state.words) for state in State],
    )  # fmt: skip
    owner = django_filters.ChoiceFilter(method="passed_over", label="Owner", empty_label="Anybody")
    quality = django_filters.ChoiceFilter(
        method="passed_over", label="Data quality", empty_label="Any", choices=QUALITIES
    )
    words = django_filters.CharFilter(method="passed_over", label="Words in the indicator")

    class Meta:
        model = Indicator
        fields: list[str] = []
        form = OwedFilterForm

    def __init__(self, asked: Any, *, months: Sequence[dt.date], owners: Sequence[tuple[int, str]]) -> None:
        super().__init__(asked, queryset=Indicator.objects.none())
        self.filters["month"].extra["choices"] = [(f"{month:%Y-%m}", f"{month:%B %Y}") for month in months]
        self.filters["owner"].extra["choices"] = [
            ("nobody", "Nobody"),
            *((str(key), name) for key, name in owners),
        ]

    def passed_over(self, queryset: QuerySet[Indicator], name: str, value: Any) -> QuerySet[Indicator]:
        """How a figure stands is worked out and not stored: `through` filters it."""
        return queryset

    @property
    def asked(self) -> dict[str, Any]:
        self.form.is_valid()
        return getattr(self.form, "cleaned_data", {})

    @property
    def month_asked(self) -> dt.date | None:
        return month_from_words(self.asked.get("month") or "")

    def through(self, figures: Iterable[OwedFigure]) -> list[OwedFigure]:
        """Return the figures that the filters let through; a filter that cannot be read lets all through."""
        asked = self.asked
        words = (asked.get("words") or "").lower()
        return [
            each
            for each in figures
            if asked.get("state") in (None, "", each.state.slug)
            and asked.get("owner") in (None, "", str(each.indicator.owner_post_id or "nobody"))
            and _has_quality(each, asked.get("quality") or "")
            and words in str(each.indicator).lower()
        ]

    @property
    def is_narrowing(self) -> bool:
        return any(self.data.get(name) for name in self.filters.keys() - {"month"})


def _has_quality(figure: OwedFigure, wanted: str) -> bool:
    quality = figure.reading.quality if figure.reading else ""
    return not wanted or quality == wanted or (wanted == NOT_SOUND and bool(quality))
