"""A meeting is held: it discharges the duty to meet on that day, in the same transaction."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from boards.models import Board, Meeting
from boards.quorum import COUNTS
from boards.selectors.membership import chair_on, seats_on
from boards.services import rows
from core.refusals import Refusal
from notices.models import PlannedEvent
from notices.services import record_discharge


@transaction.atomic
def start(
    *,
    meeting: Meeting,
    held_on: dt.date,
    by: User,
    today: dt.date,
    present: int | None = None,
    not_quorate_because: str = "",
    chaired_by: str = "",
) -> Meeting:
    """Record that a meeting is held, called or not, on a day; the register counts it from that day.

    `present` is how many of those who count towards the quorum are there, for a board that has one.
    Raises Refusal out of turn, for a day to come, without a quorum and a reason for going ahead, and for whatever the
    register refuses.
    """
    meeting = rows.locked_meeting(meeting)
    rows.refuse_unless(meeting, Meeting.Status.IN_PROGRESS)
    if held_on > today:
        raise Refusal("The date the meeting was held must be today or earlier", field="held_on")
    meeting.planned_event = _discharged(meeting, held_on, by, today)
    _check_presence(meeting.board, held_on, present)
    meeting.not_quorate_because = _why_without_quorum(meeting.board, present, not_quorate_because)
    meeting.held_on = held_on
    meeting.chaired_by = chaired_by.strip() or chair_on(meeting.board, held_on)
    rows.moved_on(
        meeting, Meeting.Status.IN_PROGRESS, by,
        "planned_event", "held_on", "chaired_by", "not_quorate_because",
    )  # fmt: skip
    rows.record(
        by, "recorded a meeting as held", meeting, meeting.board,
        held_on=held_on, present=present, not_quorate_because=meeting.not_quorate_because,
    )  # fmt: skip
    return meeting


def _check_presence(board: Board, held_on: dt.date, present: int | None) -> None:
    if board.quorum is None:
        return
    if present is None:
        raise Refusal("Enter how many of those who count towards the quorum are there", field="present")
    seats = sum(seat.capacity in COUNTS for seat in seats_on(board, held_on))
    if not 0 <= present <= seats:
        raise Refusal(
            f"The number present must be {seats} or fewer: as many seats count towards the quorum",
            field="present",
            link=(rows.board_address(board, "seats"), "See the seats"),
        )


def _why_without_quorum(board: Board, present: int | None, reason: str) -> str:
    if board.quorum is None or present is None or present >= board.quorum:
        return ""
    there = "1 is there" if present == 1 else f"{present} are there"
    return rows.worded(
        reason,
        field="not_quorate_because",
        message=f"{there} and {board.quorum} must be: enter why the meeting goes ahead",
    )


def _discharged(meeting: Meeting, held_on: dt.date, by: User, today: dt.date) -> PlannedEvent:
    """Discharge the duty to meet and return the diary's entry for the day held; what is recorded already stands."""
    event = meeting.planned_event
    duty = event.obligation
    recorded = duty.discharges.filter(withdrawn_at=None, effective_on=held_on).first()
    if recorded is not None and recorded.for_event is not None:
        _refuse_taken(meeting, recorded.for_event)
        return recorded.for_event
    planned = event if event.cancelled_on is None and event.withdrawn_at is None else None
    try:
        discharge = record_discharge(
            obligation=duty,
            effective_on=held_on,
            what=f"{meeting.board} met",
            for_event=planned,
            by=by,
            today=today,
        )
    except Refusal as refusal:
        raise Refusal(refusal.message, field="held_on", link=refusal.link) from None
    entry = discharge.for_event
    if entry is None:
        raise TypeError("A meeting that was held stands in the register's diary")
    _refuse_taken(meeting, entry)
    return entry


def _refuse_taken(meeting: Meeting, entry: PlannedEvent) -> None:
    other = Meeting.objects.filter(planned_event=entry).exclude(pk=meeting.pk)
    taken = other.select_related("board__notice__council").first()
    if taken is not None:
        raise Refusal(
            f"Another meeting of the board is in the diary for {rows.in_words(entry.planned_on)}",
            field="held_on",
            link=(rows.meeting_address(taken), "Record that one as held"),
        )
