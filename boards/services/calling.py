"""A meeting is called: its papers get their day, and everybody seated is invited."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from boards.models import Meeting
from boards.seated import people_seated
from boards.selectors.meetings import papers_day
from boards.services import inviting, rows
from boards.services.planning import Place, check_place
from core.editing import claim_revision
from core.refusals import Refusal


@transaction.atomic
def call(*, meeting: Meeting, by: User, today: dt.date) -> Meeting:
    """Call a draft meeting: everybody who sits on the board on its day is invited, with the entry for their calendar.

    Raises Refusal without a time, without a venue or a link, for a day that is over or was cancelled in the register,
    and for a board on which nobody sits.
    """
    meeting = rows.locked_meeting(meeting)
    rows.refuse_unless(meeting, Meeting.Status.CALLED)
    _refuse_unready(meeting, today)
    people = people_seated(meeting.board, today=meeting.planned_event.planned_on)
    if not people:
        raise Refusal(
            "Nobody sits on the board on that day, so nobody can be invited",
            link=(rows.board_address(meeting.board, "seats"), "Seat its members"),
        )
    meeting.called_at, meeting.called_by = timezone.now(), by
    meeting.papers_due_on = papers_day(meeting)
    rows.moved_on(meeting, Meeting.Status.CALLED, by, "called_at", "called_by", "papers_due_on")
    invited = inviting.invite_everybody(meeting, people)
    rows.record(
        by, "called a meeting", meeting, meeting.board,
        on=meeting.planned_event.planned_on, papers_due_on=meeting.papers_due_on, invited=invited,
    )  # fmt: skip
    return meeting


@transaction.atomic
def invite_since(*, meeting: Meeting, by: User, today: dt.date) -> int:
    """Invite whoever took a seat since a meeting was called, tell whoever gave theirs up, and return how many.

    Raises Refusal for a meeting that is not called, and where everybody has been told already.
    """
    meeting = rows.locked_meeting(meeting)
    if meeting.status != Meeting.Status.CALLED:
        raise Refusal(f"This meeting is {meeting.get_status_display().lower()}: nobody is invited to it now")
    told = inviting.invite_rest(meeting, today=today)
    if not told:
        raise Refusal("Everybody who sits on the board on that day is invited already")
    rows.record(by, "invited to a meeting since it was called", meeting, meeting.board, told=told)
    return told


@transaction.atomic
def edit_meeting(*, meeting: Meeting, place: Place, revision: int, by: User, today: dt.date) -> Meeting:
    """Change the time or the place of a meeting that is ahead; whoever is invited is told.

    Raises Refusal once it was held or cancelled, and where a called meeting would be without a time or a place;
    ChangedMeanwhile when somebody saved first.
    """
    claim_revision(meeting, seen=revision)
    meeting = rows.locked_meeting(meeting)
    if not meeting.is_ahead:
        raise Refusal(f"This meeting is {meeting.get_status_display().lower()}: its time and place stay")
    check_place(place)
    was = _place(meeting)
    meeting.starts_at, meeting.ends_at = place.starts_at, place.ends_at
    meeting.venue, meeting.link = place.venue.strip(), place.link
    if meeting.status == Meeting.Status.CALLED:
        _refuse_unready(meeting, today)
    rows.touched(meeting, by, "starts_at", "ends_at", "venue", "link")
    if meeting.status == Meeting.Status.CALLED and _place(meeting) != was:
        inviting.invite_again(meeting, today=today)
    rows.record(by, "changed a meeting", meeting, meeting.board, before=was, now=_place(meeting))
    return meeting


def _refuse_unready(meeting: Meeting, today: dt.date) -> None:
    day = meeting.planned_event.planned_on
    if meeting.planned_event.cancelled_on is not None or meeting.planned_event.withdrawn_at is not None:
        raise Refusal(
            f"{rows.in_words(day)} was taken out of the register’s diary",
            link=(rows.meeting_address(meeting, "move_meeting"), "Move the meeting to another day"),
        )
    if day < today:
        raise Refusal(
            f"{rows.in_words(day)} has passed: record the meeting as held, or move it",
            link=(rows.meeting_address(meeting, "move_meeting"), "Move the meeting"),
        )
    edit = (rows.meeting_address(meeting, "edit_meeting"), "Enter time and place")
    if meeting.starts_at is None:
        raise Refusal("Enter when the meeting starts before it is called", field="starts_at", link=edit)
    if not meeting.venue and not meeting.link:
        raise Refusal(
            "Enter a venue, or a link to join, before the meeting is called", field="venue", link=edit
        )


def _place(meeting: Meeting) -> dict[str, str]:
    times = {name: getattr(meeting, name) for name in ("starts_at", "ends_at")}
    words = {name: f"{value:%H:%M}" if value else "" for name, value in times.items()}
    return {**words, "venue": meeting.venue, "link": meeting.link}
