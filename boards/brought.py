"""Answers what the notice requires to come before each meeting, and by which kind of agenda item it would come."""

from dataclasses import dataclass

from boards.models import ItemKind, Meeting
from notices.models import Clause, Obligation

HANGING = ("at_each", "before_each")
BROUGHT = (
    Obligation.Kind.REPORT,
    Obligation.Kind.SUBMISSION,
    Obligation.Kind.PROVISION,
    Obligation.Kind.CONTENT,
)


@dataclass(frozen=True)
class Required:
    """One duty to bring something before or at each meeting, and the kind of item that would carry it."""

    obligation: Obligation
    item_kind: str

    @property
    def clause(self) -> Clause:
        return self.obligation.clause

    @property
    def in_words(self) -> str:
        return f"Clause {self.clause.number}: {self.obligation.summary}"


def required_of(meeting: Meeting) -> list[Required]:
    """Return what hangs on the duty under which the meeting is held, in the order of the notice; in one query."""
    found = Obligation.objects.filter(
        clause__notice=meeting.board.notice_id,
        kind__in=BROUGHT,
        cadences__follows=meeting.planned_event.obligation_id,
        cadences__terms__type__in=HANGING,
    )
    ordered = found.select_related("clause").order_by("clause__order", "order").distinct()
    return [Required(each, ItemKind.PROGRESS_REPORT) for each in ordered]
