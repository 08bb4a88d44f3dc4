"""What every service on a meeting's business begins with: its row held, and refused when it may no longer change."""

from typing import Any

from django.db import models
from django.utils import timezone

from accounts.models import User
from boards.agenda_building import is_other_business
from boards.models import AgendaItem, Meeting
from boards.services.rows import in_words as day_in_words
from boards.services.rows import locked_meeting, meeting_address
from core import audit
from core.editing import claim_revision
from core.refusals import Refusal
from improvement_plans.models.plan import Revised


def in_words(meeting: Meeting) -> str:
    """Return the day of a meeting as people write it: 16 December 2026."""
    return day_in_words(meeting.day)


def agenda_open(meeting: Meeting) -> Meeting:
    """Return the meeting, held; raises Refusal once its agenda and its papers may no longer change."""
    found = locked_meeting(meeting)
    refuse_if_frozen(found)
    if found.status == Meeting.Status.CANCELLED:
        raise Refusal(f"The meeting of {in_words(found)} was cancelled: change the agenda of the next one")
    if not (found.is_ahead or found.status == Meeting.Status.IN_PROGRESS):
        raise Refusal(
            f"The minutes of {in_words(found)} are drafted, so its agenda and papers no longer change: "
            "bring it to the next meeting"
        )
    return found


def minutes_open(meeting: Meeting) -> Meeting:
    """Return the meeting, held; raises Refusal before it is held and once its minutes are agreed."""
    found = locked_meeting(meeting)
    refuse_if_frozen(found)
    if not found.was_held:
        raise Refusal(
            f"The meeting of {in_words(found)} has not begun: its minutes are taken once it has",
            link=(meeting_address(found, "agenda"), "Go to the meeting"),
        )
    return found


def refuse_if_frozen(meeting: Meeting) -> None:
    if meeting.is_frozen:
        raise Refusal(
            f"The minutes of {in_words(meeting)} are agreed, so nothing in them changes. "
            "Record a correction as an outcome at the next meeting."
        )


def claim(row: Revised, *, seen: int, by: User) -> None:
    """Move a row to its next revision, read it again and put the person's name to it. Raises ChangedMeanwhile."""
    claim_revision(row, seen=seen)
    row.refresh_from_db()
    sign(row, by)


def sign(row: Revised, by: User | None) -> None:
    row.changed_by, row.changed_at = by, timezone.now()


def record(by: User | None, deed: str, subject: models.Model, meeting: Meeting, **detail: Any) -> None:
    """Write the deed into the audit trail: in `detail` keys, days, counts and hashes, and nobody's words.

    The trail is read by people from whom a confidential item is hidden, and an entry of today stands unchanged when its
    item becomes confidential tomorrow. So it holds no title, reason or outcome, of no item: the row that its key names
    has them, or the history of a row that is gone.
    """
    audit.record(by=by, action=deed, subject=subject, scope=meeting.board.notice.council.slug, detail=detail)


def place_for_added(meeting: Meeting) -> int:
    """Return the place for an item that is added to an agenda: last, but before any other business standing last."""
    end = next_order(meeting)
    standing = AgendaItem.objects.filter(meeting=meeting).exclude(state=AgendaItem.State.WITHDRAWN)
    last = standing.select_related("from_template").order_by("order").last()
    if last is None or not is_other_business(last.kind, _title_of(last)):
        return end
    place = last.order
    last.order = end
    last.save(update_fields=["order"])
    return place


def _title_of(item: AgendaItem) -> str:
    """Return the title under which an item came from the template: people may have renamed it since."""
    return item.from_template.title if item.from_template is not None else item.title


def next_order(meeting: Meeting) -> int:
    """Return the place after the last item of a meeting, those that were withdrawn included."""
    highest = AgendaItem.objects.filter(meeting=meeting).aggregate(models.Max("order"))["order__max"]
    return int(highest or 0) + 1
