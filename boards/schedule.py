"""Scheduled work on boards: the agendas of the meetings to come, and what killed workers left of packs."""

import datetime as dt

from django.utils import timezone

from boards.models import Meeting
from boards.pack_files import remove_unnamed_packs
from boards.services.agenda import build_agenda
from core.scheduled import Did, counted, scheduled

AHEAD = dt.timedelta(days=21)
"""How long before it the agenda of a meeting is put together."""


@scheduled("prepare-meetings")
def prepare_meetings(today: dt.date) -> list[Did]:
    """Build the agenda of every meeting to come that has none yet; what people have begun is left to them."""
    coming = Meeting.objects.filter(
        status__in=[Meeting.Status.DRAFT, Meeting.Status.CALLED], items=None,
        planned_event__planned_on__gte=today, planned_event__planned_on__lte=today + AHEAD,
    )  # fmt: skip
    did = []
    for meeting in coming.select_related("board__notice__council", "planned_event"):
        built = build_agenda(meeting=meeting, by=None, today=today)
        if not built.is_nothing:
            words = f"Agenda for {meeting.planned_event.planned_on:%-d %B %Y} put together"
            did.append(Did(words, meeting.board.notice.council.slug))
    return did


@scheduled("sweep-pack-files")
def sweep_pack_files(today: dt.date) -> list[Did]:
    """Remove the files of packs that no pack names."""
    return counted(remove_unnamed_packs(timezone.now()), "file removed", "files removed")
