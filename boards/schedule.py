"""Scheduled work on boards: the agendas of the meetings to come, and what killed workers left of packs."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from django.db.models import Exists, OuterRef
from django.utils import timezone

from boards.models import AgendaItem, Meeting
from boards.pack_files import remove_unnamed_packs
from boards.services.agenda import build_agenda
from core.scheduled import Did, counted, in_turn, scheduled

AHEAD = dt.timedelta(days=21)
"""How long before it the agenda of a meeting is put together."""


@scheduled("prepare-meetings")
def prepare_meetings(today: dt.date) -> Iterator[Did]:
    """Build the agenda of every meeting to come that has none yet; what people have begun is left to them.

    What earlier meetings carried to it is no beginning.
    """
    begun = AgendaItem.objects.filter(meeting=OuterRef("pk"), carried_from=None)
    coming = Meeting.objects.filter(
        ~Exists(begun), status__in=[Meeting.Status.DRAFT, Meeting.Status.CALLED],
        planned_event__planned_on__gte=today, planned_event__planned_on__lte=today + AHEAD,
    )  # fmt: skip
    meetings = coming.select_related("board__notice__council", "planned_event")
    return in_turn(partial(_prepare, meeting, today) for meeting in meetings)


def _prepare(meeting: Meeting, today: dt.date) -> list[Did]:
    if build_agenda(meeting=meeting, by=None, today=today).is_nothing:
        return []
    words = f"Agenda for {meeting.planned_event.planned_on:%-d %B %Y} put together"
    return [Did(words, meeting.board.notice.council.slug)]


@scheduled("sweep-pack-files")
def sweep_pack_files(today: dt.date) -> list[Did]:
    """Remove the files of packs that no pack names."""
    return counted(remove_unnamed_packs(timezone.now()), "file removed", "files removed")
