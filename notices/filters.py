"""Filters of the list of deadlines, which live in its address."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import QuerySet

from core.days import DayInput
from evidence.filters import DayFilter, FilterForm
from notices.cadence import Outcome
from notices.models import Notice, Obligation, Party
from notices.position import Position
from notices.selectors.deadlines import Deadline
from notices.wording import OUTCOMES, POSITIONS

SORTS = {
    "open": "Still to be done first",
    "due": "Due date, earliest first",
    "-due": "Due date, latest first",
    "clause": "Clause",
    "outcome": "Outcome",
}
OPEN = "open"
WHOSE = {
    "council": "What counts against the council",
    "others": "What others owe, and the council’s own wishes",
}


class DeadlineFilter(django_filters.FilterSet):
    """Notice, duty holder and kind choose among obligations; the rest among what fell due, in `chosen`."""

    notice = django_filters.ModelChoiceFilter(
        field_name="clause__notice", queryset=Notice.objects.none(), label="Notice", empty_label="Any"
    )
    duty_holder = django_filters.ChoiceFilter(
        choices=Party.choices, label="Who owes it", empty_label="Anybody"
    )
    kind = django_filters.ChoiceFilter(choices=Obligation.Kind.choices, label="Kind", empty_label="Any")
    outcome = django_filters.ChoiceFilter(
        method="passed_over",
        label="Outcome",
        empty_label="Any",
        choices=[
            (OPEN, "Anything still to be done"),
            *((each.value, look.label) for each, look in OUTCOMES.items()),
        ],
    )
    position = django_filters.ChoiceFilter(
        method="passed_over",
        label="Position of the duty",
        empty_label="Any",
        choices=[(each.value, look.label) for each, look in POSITIONS.items()],
    )
    whose = django_filters.ChoiceFilter(
        method="passed_over", label="Whose", empty_label="Anybody’s", choices=list(WHOSE.items())
    )
    due_from = DayFilter(method="passed_over", label="Due from", help_text="", widget=DayInput)
    due_to = DayFilter(method="passed_over", label="Due to", help_text="", widget=DayInput)
    sort = django_filters.ChoiceFilter(
        method="passed_over", label="Order", empty_label=None, null_label=None, choices=list(SORTS.items())
    )

    class Meta:
        model = Obligation
        fields: list[str] = []
        form = FilterForm

    def __init__(
        self, *args: Any, queryset: QuerySet[Obligation], notices: QuerySet[Notice], **kwargs: Any
    ) -> None:
        super().__init__(*args, queryset=queryset, **kwargs)
        self.filters["notice"].queryset = notices
        self.filters["notice"].field.queryset = notices

    def passed_over(self, queryset: QuerySet[Obligation], name: str, value: Any) -> QuerySet[Obligation]:
        """What falls due is worked out and not stored: `chosen` filters it."""
        return queryset

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for and can be read; a field in error asks for nothing."""
        form = self.form
        form.is_valid()
        return {name: value for name, value in getattr(form, "cleaned_data", {}).items() if value}

    def chosen(self, deadlines: Iterable[Deadline]) -> list[Deadline]:
        """Return the deadlines that the filters let through, in the order asked for."""
        asked, keys = self.asked, set(self.qs.values_list("pk", flat=True))
        through = [each for each in deadlines if each.obligation.pk in keys and lets_through(asked, each)]
        return in_order(through, asked.get("sort", "open"))


def lets_through(asked: dict[str, Any], deadline: Deadline) -> bool:
    """Whether a deadline is what was asked for by outcome, position, whose it is and when it is due."""
    outcome, position, whose = (asked.get(name) for name in ("outcome", "position", "whose"))
    if (outcome == OPEN and not deadline.is_open) or (
        outcome not in (None, OPEN) and deadline.outcome != Outcome(outcome)
    ):
        return False
    if position is not None and deadline.standing.position != Position(position):
        return False
    if whose is not None and deadline.is_theirs != (whose == "others"):
        return False
    due_from, due_to = asked.get("due_from"), asked.get("due_to")
    return not ((due_from and deadline.due_on < due_from) or (due_to and deadline.due_on > due_to))


def in_order(deadlines: list[Deadline], sort: str) -> list[Deadline]:
    """Return deadlines, which come by due date, in another order; equal ones stay by due date."""
    if sort == "open":
        return [each for each in deadlines if each.is_open] + [
            each for each in deadlines[::-1] if not each.is_open
        ]
    if sort == "clause":
        return sorted(deadlines, key=lambda each: (each.notice.pk, each.clause.order, each.obligation.order))
    if sort == "outcome":
        return sorted(deadlines, key=lambda each: list(OUTCOMES).index(each.outcome))
    return deadlines[::-1] if sort == "-due" else deadlines
