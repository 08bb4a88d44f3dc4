"""What the pages of boards share: finding a board, a seat, a series or a meeting within the council."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from boards.models import Board, Meeting, MeetingSeries
from boards.selectors.meetings import meetings_of
from boards.selectors.series import series_of
from improvement_plans.views.writing import Writing


class BoardWriting(Writing):
    """One form about the boards: `section` says in which of their sections it stands."""

    permission = "boards.keep_board"
    template_name = "boards/form.html"
    section = "board"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"section": self.section, **kwargs})

    def url(self, name: str, *args: object) -> str:
        """The address of another page of the council's boards."""
        return reverse(f"board:{name}", args=[self.council.slug, *args])


class OfBoard(BoardWriting):
    """A form about the board in the address, which stands at `self.board`."""

    back_words = "Back to the seats"
    board: Board

    def find(self) -> None:
        boards = Board.objects.select_related("notice__council")
        self.board = get_object_or_404(boards, notice__council=self.council, pk=self.kwargs["pk"])

    def about(self) -> str:
        return str(self.board)

    def get_success_url(self) -> str:
        return self.url("seats", self.board.pk)


class OfSeries(BoardWriting):
    """A form about the series in the address, which stands at `self.series`."""

    back_words = "Back to the series"
    series: MeetingSeries

    def find(self) -> None:
        found = series_of(self.council, self.kwargs["pk"])
        if found is None:
            raise Http404("No such series")
        self.series = found

    def about(self) -> str:
        return str(self.series)

    def get_success_url(self) -> str:
        return self.url("series", self.series.pk)


class OfMeeting(BoardWriting):
    """A form about the meeting in the address, which stands at `self.meeting`."""

    permission = "boards.keep_meeting"
    section = "meetings"
    back_words = "Back to the meeting"
    meeting: Meeting

    def find(self) -> None:
        self.meeting = get_object_or_404(meetings_of(self.council), pk=self.kwargs["pk"])

    def refresh(self) -> None:
        self.find()

    def about(self) -> str:
        return str(self.meeting)

    def get_success_url(self) -> str:
        return self.url("meeting", self.meeting.pk)
