"""Who was at a meeting: how each seat was filled, and who else was there; all on one page, saved at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from boards.models import Attendance, BoardMembership, Meeting
from boards.quorum import quorum_of
from boards.services.meeting_rows import claim, minutes_open, record
from core.refusals import Refusal

State = Attendance.State


@dataclass(frozen=True)
class SeatFilled:
    """How one seat was filled: `name` is who holds it on the day, as words; `substitute` whoever came instead."""

    membership: BoardMembership
    state: str
    name: str
    role: str = ""
    substitute: str = ""


@dataclass(frozen=True)
class AlsoThere:
    """Somebody without a seat who was in attendance."""

    name: str
    role: str = ""


@transaction.atomic
def record_attendance(
    *,
    meeting: Meeting,
    seats: Sequence[SeatFilled],
    also: Sequence[AlsoThere],
    revision: int,
    by: User,
    not_quorate_because: str = "",
) -> Meeting:
    """Say anew who was at a meeting that was held; without a quorum the reason why it went ahead is needed.

    Raises Refusal, and ChangedMeanwhile after another's change.
    """
    kept = minutes_open(meeting)
    claim(kept, seen=revision, by=by)
    for each in seats:
        _check(kept, each)
    quorum = quorum_of([(each.membership.capacity, each.state) for each in seats], needed=kept.board.quorum)
    if not quorum.is_met and not not_quorate_because.strip():
        raise Refusal(
            f"{quorum.present} of the {quorum.needed} who make a quorum were there: enter why the meeting went ahead",
            field="not_quorate_because",
        )
    kept.not_quorate_because = "" if quorum.is_met else not_quorate_because.strip()
    kept.save(update_fields=["changed_by", "changed_at", "not_quorate_because"])
    Attendance.objects.filter(meeting=kept).delete()
    Attendance.objects.bulk_create(_row(kept, each) for each in seats)
    Attendance.objects.bulk_create(
        Attendance(meeting=kept, name=each.name.strip(), role=each.role.strip(), state=State.OBSERVER)
        for each in also
        if each.name.strip()
    )
    there = sum(each.state in (State.PRESENT, State.SUBSTITUTE) for each in seats)
    record(by, "recorded who was at a meeting", kept, kept, there=there, seats=len(seats))
    return kept


def _check(meeting: Meeting, filled: SeatFilled) -> None:
    if filled.membership.board_id != meeting.board_id:
        raise Refusal("Choose seats of this board")
    if filled.state not in State.values:
        raise Refusal("Choose how the seat was filled", field=field_of(filled, "state"))
    if not filled.name.strip():
        raise Refusal("Enter who holds the seat", field=field_of(filled, "name"))
    if filled.state == State.SUBSTITUTE and not filled.substitute.strip():
        raise Refusal("Enter who came instead", field=field_of(filled, "substitute"))


def field_of(filled: SeatFilled, part: str) -> str:
    """Return the name of the form's field for a part of what is said of a seat."""
    return f"seat_{filled.membership.pk}_{part}"


def _row(meeting: Meeting, each: SeatFilled) -> Attendance:
    # Who came instead is only said of a seat that a substitute filled.
    substitute = each.substitute.strip() if each.state == State.SUBSTITUTE else ""
    return Attendance(
        meeting=meeting, membership=each.membership, state=each.state, name=each.name.strip(), role=each.role,
        substitute=substitute,
    )  # fmt: skip
