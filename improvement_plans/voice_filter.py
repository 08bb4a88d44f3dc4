"""Filters of the voices, which live in the address of the list, of its exports and of *you said, we did*."""

import datetime as dt
from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from core.days import DayInput
from evidence.filters import DayFilter
from improvement_plans.filters import PlanFilterForm
from improvement_plans.models import Plan, Voice
from improvement_plans.selectors.voices import themes_of, voices_as_at
from notices.models import Area

CHANGED = [("yes", "Changed something"), ("no", "Nothing yet")]
TOLD = [("yes", "Told back"), ("no", "Not told yet")]


class VoiceFilter(django_filters.FilterSet):
    """By who spoke, area, theme, what came of it as at the day of the page, since when, and words."""

    group = django_filters.ChoiceFilter(choices=Voice.Group.choices, label="Who spoke", empty_label="Anybody")
    area = django_filters.ModelChoiceFilter(
        field_name="areas", queryset=Area.objects.none(), label="Area", empty_label="Any"
    )
    theme = django_filters.ChoiceFilter(label="Theme", empty_label="Any")
    changed = django_filters.ChoiceFilter(
        method="filter_came_to", choices=CHANGED, label="What came of it", empty_label="Any"
    )
    told = django_filters.ChoiceFilter(
        method="filter_came_to", choices=TOLD, label="Told back", empty_label="Any"
    )
    since = DayFilter(
        field_name="heard_on", lookup_expr="gte", label="Heard since", help_text="", widget=DayInput
    )
    words = django_filters.CharFilter(method="filter_words", label="Words in it")

    class Meta:
        model = Voice
        fields: list[str] = []
        form = PlanFilterForm

    def __init__(self, asked: Any, *, plan: Plan, as_at: dt.date, known_on: dt.date | None) -> None:
        super().__init__(asked, queryset=voices_as_at(plan, as_at, known_on=known_on))
        self.filters["area"].queryset = Area.objects.filter(notice=plan.notice_id)
        self.filters["theme"].extra["choices"] = [(theme, theme) for theme in themes_of(plan)]

    def filter_queryset(self, queryset: Any) -> QuerySet[Voice]:
        """Leave out of account what only travels with the form."""
        asked = self.form.cleaned_data
        for name in self.filters.keys() & asked.keys():
            queryset = self.filters[name].filter(queryset, asked[name])
        narrowed: QuerySet[Voice] = queryset
        return narrowed

    def filter_came_to(self, voices: QuerySet[Voice], name: str, value: str) -> QuerySet[Voice]:
        return voices.filter(**{f"{name}_then__isnull": value == "no"})

    def filter_words(self, voices: QuerySet[Voice], name: str, value: str) -> QuerySet[Voice]:
        return voices.filter(
            Q(theme__icontains=value) | Q(words__icontains=value) | Q(what_changed__icontains=value)
        )

    @property
    def is_narrowing(self) -> bool:
        return any(self.data.get(name) for name in self.filters)
