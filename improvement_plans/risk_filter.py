"""Filters of the risk log, which live in the address of the list, of its exports and of the heat map."""

import datetime as dt
from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet

from accounts.models import Post
from improvement_plans.filters import PlanFilterForm
from improvement_plans.models import Plan, Risk
from improvement_plans.risk_levels import BANDS, IMPACT, LIKELIHOOD, Level
from improvement_plans.selectors.risks import BY_RESIDUAL, risks_as_at

STATES = [("open", "Open"), ("closed", "Closed")]
SIDES = [("residual", "Residual: with what is done"), ("inherent", "Inherent: if nothing were done")]
SORTS = [
    ("residual", "Highest residual score first"),
    ("inherent", "Highest inherent score first"),
    ("reference", "Reference"),
    ("newest", "Raised last first"),
]
ORDERS: dict[str, tuple[Any, ...]] = {
    "residual": BY_RESIDUAL,
    "inherent": (F("inherent_then").desc(nulls_last=True), *BY_RESIDUAL),
    "reference": ("reference",),
    "newest": ("-raised_on", "-pk"),
}


class RiskFilter(django_filters.FilterSet):
    """By owner, open or closed, level and score as at the day of the page, and by words."""

    owner = django_filters.ModelChoiceFilter(
        field_name="owner_post", queryset=Post.objects.none(), label="Owner", empty_label="Any"
    )
    state = django_filters.ChoiceFilter(
        method="filter_state", choices=STATES, label="State", empty_label="Any"
    )
    level = django_filters.ChoiceFilter(
        method="filter_level",
        choices=[(level.value, level.word) for level in reversed(Level)],
        label="Level",
        empty_label="Any",
    )
    likelihood = django_filters.ChoiceFilter(
        method="filter_part",
        choices=[(n, f"{n} {word}") for n, word in LIKELIHOOD.items()],
        label="Likelihood",
        empty_label="Any",
    )
    impact = django_filters.ChoiceFilter(
        method="filter_part",
        choices=[(n, f"{n} {word}") for n, word in IMPACT.items()],
        label="Impact",
        empty_label="Any",
    )
    scores = django_filters.ChoiceFilter(
        method="pass_over", choices=SIDES[1:], label="By which score", empty_label=SIDES[0][1]
    )
    words = django_filters.CharFilter(method="filter_words", label="Words in it")
    sort = django_filters.ChoiceFilter(
        method="pass_over", choices=SORTS[1:], label="Order", empty_label=SORTS[0][1]
    )

    class Meta:
        model = Risk
        fields: list[str] = []
        form = PlanFilterForm

    def __init__(self, asked: Any, *, plan: Plan, as_at: dt.date, known_on: dt.date | None) -> None:
        super().__init__(asked, queryset=risks_as_at(plan, as_at, known_on=known_on))
        self.filters["owner"].queryset = Post.objects.filter(risks__plan=plan).distinct()

    def filter_queryset(self, queryset: Any) -> QuerySet[Risk]:
        """Leave out of account what only travels with the form; put what is left into the order asked for."""
        asked = self.form.cleaned_data
        for name in self.filters.keys() & asked.keys():
            queryset = self.filters[name].filter(queryset, asked[name])
        ordered: QuerySet[Risk] = queryset.order_by(*ORDERS[asked.get("sort") or "residual"])
        return ordered

    @property
    def side(self) -> str:
        """Which of the two scores the filters and the map speak of."""
        return "inherent" if self.data.get("scores") == "inherent" else "residual"

    def filter_state(self, risks: Any, name: str, value: str) -> QuerySet[Risk]:
        found: QuerySet[Risk] = risks.filter(closed_then__isnull=value == "open")
        return found

    def filter_level(self, risks: QuerySet[Risk], name: str, value: str) -> QuerySet[Risk]:
        return risks.filter(**{f"{self.side}_then__range": BANDS[Level(value)]})

    def filter_part(self, risks: QuerySet[Risk], name: str, value: str) -> QuerySet[Risk]:
        return risks.filter(**{f"{self.side}_{name}_then": int(value)})

    def pass_over(self, risks: QuerySet[Risk], name: str, value: str) -> QuerySet[Risk]:
        """What another filter or the order looks at."""
        return risks

    def filter_words(self, risks: QuerySet[Risk], name: str, value: str) -> QuerySet[Risk]:
        wanted = Q()
        for field in ("reference", "title", "cause", "event", "effect"):
            wanted |= Q(**{f"{field}__icontains": value})
        return risks.filter(wanted)

    @property
    def is_narrowing(self) -> bool:
        return any(self.data.get(name) for name in self.filters)
