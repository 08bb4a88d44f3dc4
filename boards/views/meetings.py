"""The meetings of the boards: the list, the page of one, and its calendar file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.access import CouncilPage
from boards import inviting
from boards.meeting_filter import MeetingFilter
from boards.models import Board, MeetingSeries
from boards.selectors.meetings import (
    days_without_a_meeting,
    deeds_of,
    has_been_counted,
    invited_to,
    meetings_of,
    since_called,
    steps_for,
)

ROWS_ON_A_PAGE = 25


class MeetingList(CouncilPage, TemplateView):
    """Every meeting of the council's boards, narrowed by the filters in the address."""

    permission = "boards.view_board"
    template_name = "boards/meetings.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filters = MeetingFilter(self.request.GET, council=self.council, today=self.today)
        page = Paginator(filters.qs, ROWS_ON_A_PAGE).get_page(self.request.GET.get("page"))
        related = ("board", "obligation__clause")
        return super().get_context_data(
            section="meetings",
            form=filters.form,
            page=page,
            boards=Board.objects.filter(notice__council=self.council).order_by("name"),
            every_series=MeetingSeries.objects.filter(board__notice__council=self.council).select_related(
                *related
            ),
            loose=days_without_a_meeting(self.council, today=self.today),
            **kwargs,
        )


class MeetingPage(CouncilPage, TemplateView):
    """One meeting: where it stands, what comes next, and what belongs to it."""

    permission = "boards.view_board"
    template_name = "boards/meeting.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meeting = get_object_or_404(meetings_of(self.council), pk=self.kwargs["pk"])
        invited = invited_to(meeting)
        return super().get_context_data(
            section="meetings",
            meeting=meeting,
            event=meeting.planned_event,
            duty=meeting.planned_event.obligation,
            steps=steps_for(meeting, self.person, today=self.today),
            invited=invited,
            is_counted=has_been_counted(meeting),
            since=since_called(meeting, invited, today=self.today),
            deeds=deeds_of(meeting),
            today=self.today,
            **kwargs,
        )


class MeetingCalendar(CouncilPage):
    """The meeting as a file for one's own calendar."""

    permission = "boards.view_board"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = get_object_or_404(meetings_of(self.council), pk=pk)
        answer = HttpResponse(
            inviting.file_of(meeting, stamp=timezone.now()), content_type="text/calendar; charset=utf-8"
        )
        answer.headers["Content-Disposition"] = f'attachment; filename="board-{meeting.day:%Y-%m-%d}.ics"'
        answer.headers["Cache-Control"] = "private, no-store"
        return answer
