"""A meeting is moved to another day, or cancelled: warned first of what that would breach, with the reason."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from boards.models import Meeting
from boards.selectors.consequences import consequences_of
from boards.selectors.meetings import papers_day
from boards.services import inviting, rows
from boards.services.carrying import carry_from_cancelled
from boards.services.planning import day_in_the_diary, refuse_unwarned
from core.editing import claim_revision
from core.refusals import Refusal
from notices.services import cancel_event

NO_REASON = "Enter the reason"


@transaction.atomic
def move(
    *,
    meeting: Meeting,
    to: dt.date,
    reason: str,
    revision: int,
    by: User,
    today: dt.date,
    warned: Collection[str] = (),
) -> Meeting:
    """Move a meeting that is ahead: its day in the register is cancelled, another planned, and the invited are told.

    Raises Refusal without a reason, for a day that is over, taken or its own, out of turn, and for a breach that the
    person was not `warned` of; ChangedMeanwhile when somebody changed the meeting first.
    """
    claim_revision(meeting, seen=revision)
    meeting = rows.locked_meeting(meeting)
    old = meeting.planned_event
    _refuse_unmovable(meeting, to, today)
    reason = rows.worded(reason, field="reason", message=NO_REASON)
    warnings = consequences_of(meeting, today=today, to=to).warnings
    refuse_unwarned(warnings, warned)
    _take_out_of_the_diary(meeting, reason=f"Moved to {rows.in_words(to)}: {reason}", by=by, today=today)
    meeting.planned_event = day_in_the_diary(old.obligation, to, by=by)
    if meeting.status == Meeting.Status.CALLED:
        meeting.papers_due_on = papers_day(meeting)
    rows.touched(meeting, by, "planned_event", "papers_due_on")
    if meeting.status == Meeting.Status.CALLED:
        inviting.invite_again(meeting, today=today)
    rows.record(
        by, "moved a meeting", meeting, meeting.board,
        moved_from=old.planned_on, moved_to=to, reason=reason, would_breach=list(warnings),
    )  # fmt: skip
    return meeting


@transaction.atomic
def cancel(
    *,
    meeting: Meeting,
    reason: str,
    revision: int,
    by: User,
    today: dt.date,
    warned: Collection[str] = (),
) -> Meeting:
    """Cancel a meeting that is ahead: its day in the register is cancelled, and whoever was invited is told.

    What it had before it and no other agenda begins with goes on to the next meeting. Raises Refusal without a reason,
    out of turn, when the register has it as held, and for a breach that the person was not `warned` of;
    ChangedMeanwhile when somebody changed the meeting first.
    """
    claim_revision(meeting, seen=revision)
    meeting = rows.locked_meeting(meeting)
    rows.refuse_unless(meeting, Meeting.Status.CANCELLED)
    reason = rows.worded(reason, field="reason", message=NO_REASON)
    warnings = consequences_of(meeting, today=today, to=None).warnings
    refuse_unwarned(warnings, warned)
    _take_out_of_the_diary(meeting, reason=reason, by=by, today=today)
    rows.moved_on(meeting, Meeting.Status.CANCELLED, by)
    carry_from_cancelled(meeting=meeting, by=by)
    told = inviting.tell_it_is_off(meeting)
    rows.record(
        by, "cancelled a meeting of the board", meeting, meeting.board,
        on=meeting.planned_event.planned_on, reason=reason, would_breach=list(warnings), told=told,
    )  # fmt: skip
    return meeting


def _take_out_of_the_diary(meeting: Meeting, *, reason: str, by: User, today: dt.date) -> None:
    """What was cancelled or withdrawn in the register itself is out of the diary already."""
    event = meeting.planned_event
    if event.cancelled_on is None and event.withdrawn_at is None:
        cancel_event(event=event, cancelled_on=today, reason=reason[:300], by=by, today=today)


def _refuse_unmovable(meeting: Meeting, to: dt.date, today: dt.date) -> None:
    if not meeting.is_ahead:
        raise Refusal(f"This meeting is {meeting.get_status_display().lower()}, so it stays on its day")
    if to < today:
        raise Refusal("The new day must be today or later", field="to")
    rows.refuse_too_far(to, today=today, field="to")
    event = meeting.planned_event
    if to == event.planned_on and event.cancelled_on is None and event.withdrawn_at is None:
        raise Refusal(f"The meeting is on {rows.in_words(to)} already: choose another day", field="to")
