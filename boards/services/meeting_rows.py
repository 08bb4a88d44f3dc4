"""What every service on a meeting's business begins with: its row held, and refused when it may no longer change."""

import datetime as dt
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from boards.agenda_building import is_other_business
from boards.models import AgendaItem, Board, Meeting
from core import audit
from core.editing import claim_revision
from core.refusals import Refusal
from improvement_plans.models.plan import Revised


def day_of(meeting: Meeting) -> dt.date:
    """Return the day on which a meeting was held, or is to be."""
    return meeting.held_on or meeting.planned_event.planned_on


def in_words(meeting: Meeting) -> str:
    return f"{day_of(meeting):%-d %B %Y}"


def locked(meeting: Meeting) -> Meeting:
    """Return the meeting as it is now, its row held until the transaction ends."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    related = ("board__notice__council", "planned_event", "series")
    return Meeting.objects.select_related(*related).get(pk=meeting.pk)


def locked_board(board: Board) -> None:
    """Hold the board's row until the transaction ends: its references are given one after the other."""
    Board.objects.select_for_update().get(pk=board.pk)


def agenda_open(meeting: Meeting) -> Meeting:
    """Return the meeting, held; raises Refusal once its agenda and its papers may no longer change."""
    found = locked(meeting)
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
    found = locked(meeting)
    refuse_if_frozen(found)
    if not found.was_held:
        raise Refusal(
            f"The meeting of {in_words(found)} has not begun: its minutes are taken once it has",
            link=(address_of(found), "Go to the meeting"),
        )
    return found


def refuse_if_frozen(meeting: Meeting) -> None:
    if meeting.is_frozen:
        raise Refusal(
            f"The minutes of {in_words(meeting)} are agreed, so nothing in them changes. "
            "Record a correction as an outcome at the next meeting."
        )


def address_of(meeting: Meeting) -> str:
    """Return the address of the meeting's agenda."""
    return reverse("board:agenda", args=[meeting.board.notice.council.slug, meeting.pk])


def claim(row: Revised, *, seen: int, by: User) -> None:
    """Move a row to its next revision, read it again and put the person's name to it. Raises ChangedMeanwhile."""
    claim_revision(row, seen=seen)
    row.refresh_from_db()
    sign(row, by)


def sign(row: Revised, by: User | None) -> None:
    row.changed_by, row.changed_at = by, timezone.now()


def record(by: User | None, deed: str, subject: models.Model, meeting: Meeting, **detail: Any) -> None:
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
