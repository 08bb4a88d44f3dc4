"""What every deed on boards and meetings is held to: the row locked, the status looked up in the table, the audit."""

import datetime as dt
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from boards.models import Board, Meeting, MeetingSeries
from boards.transitions import may_follow
from core import audit
from core.editing import claim_revision
from core.refusals import Refusal
from core.working_days import add_months

FURTHEST = 24
"""Months ahead; a notice seldom lasts longer."""


def locked_board(board: Board) -> Board:
    """Return the board read afresh with its row locked: of two deeds at once the second sees the first."""
    Board.objects.select_for_update().get(pk=board.pk)
    return Board.objects.select_related("notice__council").get(pk=board.pk)


def locked_meeting(meeting: Meeting) -> Meeting:
    """Return the meeting read afresh with its row locked: of two deeds at once the second sees the first.

    Locked by itself and then read: joined to the day that another deed has just given it, the row would not be found.
    """
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    meetings = Meeting.objects.select_related(
        "board__notice__council", "planned_event__obligation__clause__notice__council", "series"
    )
    return meetings.get(pk=meeting.pk)


def still_there(row: models.Model) -> None:
    """Read a row again once what it belongs to is held; raises Refusal when somebody took it out meanwhile."""
    try:
        row.refresh_from_db()
    except ObjectDoesNotExist:
        raise Refusal("This was taken out meanwhile: look at the page again") from None


def refuse_unless(meeting: Meeting, after: str) -> None:
    """Raise Refusal when the table does not let the meeting become `after` from where it is."""
    if not may_follow(meeting.status, after):
        raise Refusal(
            f"This meeting is {meeting.get_status_display().lower()}, so that cannot be done now",
            link=(meeting_address(meeting), "See where it stands"),
        )


def moved_on(meeting: Meeting, after: str, by: User, *fields: str) -> None:
    """Give the meeting its new status and save that with `fields`; a form opened before is then out of date."""
    refuse_unless(meeting, after)
    meeting.status = after
    touched(meeting, by, "status", *fields)


def touched(row: Any, by: User, *fields: str) -> None:
    """Save `fields` of a revised row as its next revision, changed by this person now."""
    claim_revision(row, seen=row.revision)
    row.changed_by, row.changed_at = by, timezone.now()
    row.save(update_fields=["changed_by", "changed_at", *fields])


def record(by: User, action: str, subject: models.Model, board: Board, **detail: Any) -> None:
    """Write the deed into the audit trail of the board's council; days and times in `detail` as ISO."""
    plain = {
        name: value.isoformat() if isinstance(value, dt.date | dt.time) else value
        for name, value in detail.items()
        if value not in (None, "")
    }
    audit.record(by=by, action=action, subject=subject, scope=board.notice.council.slug, detail=plain)


def worded(words: str, *, field: str, message: str) -> str:
    """Return the words without surrounding space; raises Refusal when there are none."""
    kept = words.strip()
    if not kept:
        raise Refusal(message, field=field)
    return kept


def refuse_too_far(day: dt.date, *, today: dt.date, field: str) -> None:
    """Raise Refusal for a day further ahead than anybody plans: a slip of the keyboard."""
    if day > add_months(today, FURTHEST):
        raise Refusal(f"{in_words(day)} is more than two years ahead: choose an earlier day", field=field)


def in_words(day: dt.date) -> str:
    """Return a day as people write it: 16 December 2026."""
    return f"{day:%-d %B %Y}"


def meeting_address(meeting: Meeting, page: str = "meeting") -> str:
    """Return the address of a meeting, or of a page about it."""
    return reverse(f"board:{page}", args=[meeting.board.notice.council.slug, meeting.pk])


def board_address(board: Board, page: str) -> str:
    """Return the address of a page about one board."""
    return reverse(f"board:{page}", args=[board.notice.council.slug, board.pk])


def series_address(series: MeetingSeries) -> str:
    """Return the address of a series of meetings."""
    return reverse("board:series", args=[series.board.notice.council.slug, series.pk])
