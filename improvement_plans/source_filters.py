"""Filters of the sources, of the clauses and of the coverage matrix, which live in their addresses."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from improvement_plans.answering import WORDS
from improvement_plans.filters import PlanFilterForm
from improvement_plans.models import Action, Plan, Source, WorkStream
from improvement_plans.selectors.sources import AnswerStanding
from notices.models import Area, Clause

STATES = [(state.value, words) for state, words in WORDS.items()]


class PlanQuery(django_filters.FilterSet):
    """A set of filters whose form also carries the plan and the days, which narrow nothing themselves."""

    def filter_queryset(self, queryset: Any) -> QuerySet[Any]:
        """Leave out of account what only travels with the form."""
        asked = self.form.cleaned_data
        for name in self.filters.keys() & asked.keys():
            queryset = self.filters[name].filter(queryset, asked[name])
        narrowed: QuerySet[Any] = queryset
        return narrowed

    def leave_to_standings(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Let through what only the standings can tell: a state follows from answers and links."""
        return rows

    def in_state(self, standings: list[AnswerStanding]) -> list[AnswerStanding]:
        """Return those in the state that is asked for; all of them without one."""
        asked = "" if self.errors else self.form.cleaned_data.get("state")
        return [each for each in standings if asked in (None, "", each.state.value)]

    @property
    def is_narrowing(self) -> bool:
        return any(self.data.get(name) for name in self.filters)


def state_filter() -> django_filters.ChoiceFilter:
    """Return the filter by how something is answered."""
    return django_filters.ChoiceFilter(
        method="leave_to_standings", choices=STATES, label="How answered", empty_label="Any"
    )


class SourceFilter(PlanQuery):
    """By origin, kind, addressee, area, how it is answered, and words."""

    origin = django_filters.ChoiceFilter(choices=Source.Origin.choices, label="Origin", empty_label="Any")
    kind = django_filters.ChoiceFilter(choices=Source.Kind.choices, label="Kind", empty_label="Any")
    addressee = django_filters.ChoiceFilter(
        choices=Source.Addressee.choices, label="Addressed to", empty_label="Any"
    )
    area = django_filters.ModelChoiceFilter(
        field_name="areas", queryset=Area.objects.none(), label="Area", empty_label="Any"
    )
    state = state_filter()
    words = django_filters.CharFilter(method="filter_words", label="Words in it")

    class Meta:
        model = Source
        fields: list[str] = []
        form = PlanFilterForm

    def __init__(self, asked: Any, *, queryset: QuerySet[Source], plan: Plan) -> None:
        super().__init__(asked, queryset=queryset)
        self.filters["area"].queryset = Area.objects.filter(notice=plan.notice_id)

    def filter_words(self, sources: QuerySet[Source], name: str, value: str) -> QuerySet[Source]:
        return sources.filter(
            Q(reference__icontains=value) | Q(words__icontains=value) | Q(document__icontains=value)
        )


class ClauseFilter(PlanQuery):
    """Clauses by how they are answered, and by words."""

    state = state_filter()
    words = django_filters.CharFilter(method="filter_words", label="Words in it")

    class Meta:
        model = Clause
        fields: list[str] = []
        form = PlanFilterForm

    def filter_words(self, clauses: QuerySet[Clause], name: str, value: str) -> QuerySet[Clause]:
        return clauses.filter(Q(number__iexact=value) | Q(words__icontains=value))


class CoverageFilterForm(PlanFilterForm):
    """The bar of filters of the matrix; the origin narrows its rows, the others its columns."""

    origin = forms.ChoiceField(
        choices=[("", "Any"), *Source.Origin.choices], required=False, label="Origin of the sources"
    )


class CoverageFilter(PlanQuery):
    """Which actions the columns of the matrix show, and of which origin its sources are."""

    area = django_filters.ModelChoiceFilter(
        field_name="objective__areas", queryset=Area.objects.none(), label="Area", empty_label="Any"
    )
    work_stream = django_filters.ModelChoiceFilter(
        field_name="objective__work_streams",
        queryset=WorkStream.objects.none(),
        label="Work stream",
        empty_label="Any",
    )

    class Meta:
        model = Action
        fields: list[str] = []
        form = CoverageFilterForm

    def __init__(self, asked: Any, *, queryset: QuerySet[Action], plan: Plan) -> None:
        super().__init__(asked, queryset=queryset)
        self.filters["area"].queryset = Area.objects.filter(notice=plan.notice_id)
        self.filters["work_stream"].queryset = WorkStream.objects.filter(plan=plan)

    @property
    def origin(self) -> str:
        """The origin that is asked for; empty for every one."""
        if not self.form.is_bound or not self.form.is_valid():
            return ""
        return str(self.form.cleaned_data.get("origin", ""))
