"""Minutes from draft to agreed and frozen, and the meeting closed: of two who do it at once the second is told."""

import datetime as dt
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from boards.minutes_content import has_confidential, without_confidential
from boards.minutes_rendering import document_of
from boards.models import AgendaItem, AgreedMinutes, Meeting
from boards.selectors.frozen import minutes_content
from boards.selectors.meetings import next_meeting
from boards.services.carrying import place_waiting
from boards.services.meeting_rows import in_words, record, sign
from boards.services.rows import locked_meeting, meeting_address
from boards.transitions import may_follow
from core.frozen import sha256_of
from core.refusals import Refusal
from evidence.models import Evidence
from evidence.services import About, attach_file
from notices.models import Discharge
from notices.services import add_evidence

Status = Meeting.Status


@transaction.atomic
def draft_minutes(*, meeting: Meeting, by: User) -> Meeting:
    """Put the minutes up as a draft: the agenda and its papers no longer change. Raises Refusal out of turn."""
    meeting = _ready(meeting, Status.MINUTES_DRAFTED)
    if not meeting.attendance.exists():
        raise Refusal(
            "Record who was there first", link=(meeting_address(meeting, "attendance"), "Attendance")
        )
    return _moved(meeting, Status.MINUTES_DRAFTED, by, "put minutes up as a draft")


@transaction.atomic
def agree_minutes(
    *,
    meeting: Meeting,
    by: User,
    today: dt.date,
    agreed_at: Meeting | None = None,
    agreed_on: dt.date | None = None,
) -> AgreedMinutes:
    """Freeze the minutes as they were agreed: at a later meeting of the board, or by its chair on a day.

    The PDF is made here and not by the worker: minutes are a few pages, it is done once a meeting, and so the frozen
    words, their PDF and their place in the register stand or fall together. Raises Refusal out of turn, with an item
    still open, and for a day before the meeting or to come.
    """
    meeting = _ready(meeting, Status.MINUTES_AGREED)
    _refuse_open_items(meeting)
    agreed_on = _agreed_on(meeting, agreed_at, agreed_on, today)
    content = minutes_content(meeting)
    agreed = AgreedMinutes(
        meeting=meeting, content=content, for_all=without_confidential(content), sha256=sha256_of(content),
        agreed_on=agreed_on, agreed_at=agreed_at, agreed_by=by,
    )  # fmt: skip
    where = f"at the meeting of {in_words(agreed_at)}" if agreed_at is not None else "by the chair"
    meeting.minutes = _kept(meeting, agreed.for_all, by, agreed_on=agreed_on, agreed_where=where)
    if has_confidential(content):
        agreed.whole = _kept(meeting, content, by, agreed_on=agreed_on, agreed_where=where, is_whole=True)
    agreed.save()
    _prove_that_it_met(meeting, by)
    _moved(meeting, Status.MINUTES_AGREED, by, "agreed minutes", sha256=agreed.sha256, where=where)
    return agreed


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: User) -> Meeting:
    """Close a meeting whose minutes are agreed and whose items are all settled. Raises Refusal out of turn."""
    meeting = _ready(meeting, Status.CLOSED)
    _refuse_open_items(meeting)
    return _moved(meeting, Status.CLOSED, by, "closed a meeting")


def _ready(meeting: Meeting, status: Meeting.Status) -> Meeting:
    """Return the meeting, held; raises Refusal unless it may go on to `status` from where it is now."""
    found = locked_meeting(meeting)
    if not may_follow(found.status, status):
        raise Refusal(
            f"The meeting of {in_words(found)} is at “{found.get_status_display()}”: look at it again before you go on",
            link=(meeting_address(found, "agenda"), "Go to its agenda"),
        )
    return found


def _moved(meeting: Meeting, status: Meeting.Status, by: User, deed: str, **detail: str) -> Meeting:
    meeting.status = status
    meeting.revision += 1
    sign(meeting, by)
    meeting.save()
    following = next_meeting(meeting)
    if following is not None:
        place_waiting(meeting=following, by=by)
    record(by, deed, meeting, meeting, **detail)
    return meeting


def _refuse_open_items(meeting: Meeting) -> None:
    left = meeting.items.filter(state=AgendaItem.State.OPEN).count()
    if left:
        said = "1 item is" if left == 1 else f"{left} items are"
        raise Refusal(
            f"{said} still open: say of each whether it is done, carried forward or withdrawn.",
            link=(meeting_address(meeting, "minutes"), "Go to the minutes"),
        )


def _agreed_on(
    meeting: Meeting, agreed_at: Meeting | None, agreed_on: dt.date | None, today: dt.date
) -> dt.date:
    held_on = meeting.day
    if agreed_at is not None:
        if (
            agreed_at.board_id != meeting.board_id
            or agreed_at.held_on is None
            or agreed_at.held_on <= held_on
        ):
            raise Refusal("Choose a later meeting of this board that was held", field="agreed_at")
        return agreed_at.held_on
    if agreed_on is None:
        raise Refusal(
            "Choose the meeting that agreed them, or enter the day the chair agreed them", field="agreed_on"
        )
    if not held_on <= agreed_on <= today:
        raise Refusal(
            f"The day they were agreed must be from {held_on:%-d %B %Y}, when the board met, to today",
            field="agreed_on",
        )
    return agreed_on


def _kept(
    meeting: Meeting, content: dict[str, Any], by: User, *, is_whole: bool = False, **agreed: Any
) -> Evidence:
    """Return the PDF of minutes as evidence; what holds anything confidential stays within, and is hidden besides."""
    suffix = ", with confidential items" if is_whole else ""
    name = f"minutes-{meeting.day.isoformat()}{'-confidential' if is_whole else ''}.pdf"
    confidentiality = (
        Evidence.Confidentiality.COUNCIL_ONLY if is_whole else Evidence.Confidentiality.MAY_LEAVE
    )
    return attach_file(
        council=meeting.board.notice.council,
        title=f"Minutes of {meeting.board.name}, {in_words(meeting)}{suffix}"[:200],
        kind=Evidence.Kind.MINUTES,
        effective_on=meeting.day,
        upload=ContentFile(document_of(content, **agreed), name=name),
        by=by,
        about=About(confidentiality=confidentiality),
    )


def _prove_that_it_met(meeting: Meeting, by: User) -> None:
    """Put the minutes with the discharge of the duty to meet: what everybody may read proves it."""
    event = meeting.planned_event
    discharge = Discharge.objects.filter(
        obligation=event.obligation_id, for_event=event, withdrawn_at=None
    ).first()
    if discharge is not None and meeting.minutes is not None:
        add_evidence(discharge=discharge, evidence=meeting.minutes, by=by)
