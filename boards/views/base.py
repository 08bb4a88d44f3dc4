"""What the pages of boards share: what the address names is found within the council, and what is hidden is not."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.access import CouncilPage
from accounts.models import Organisation, User
from boards.models import AgendaItem, Board, Meeting, MeetingSeries
from boards.selectors.items import items_for
from boards.selectors.meetings import meetings_of
from boards.selectors.series import series_of
from core.refusals import Refusal
from improvement_plans.views.writing import Writing


class Finding:
    """Put before a page: `find` is called with the council, before the permission is asked; raises Http404."""

    council: Organisation
    person: User
    kwargs: dict[str, Any]


class FindsBoard(Finding):
    """The board in the address, which stands at `self.board`."""

    board: Board

    def find(self) -> None:
        boards = Board.objects.select_related("notice__council")
        self.board = get_object_or_404(boards, notice__council=self.council, pk=self.kwargs["pk"])


class FindsMeeting(Finding):
    """The meeting in the address, which stands at `self.meeting`."""

    meeting: Meeting

    def find(self) -> None:
        self.meeting = get_object_or_404(meetings_of(self.council), pk=self.kwargs["pk"])


class FindsItem(Finding):
    """The agenda item in the address, which stands at `self.item`; one that the person may not see is not there."""

    item: AgendaItem

    def find(self) -> None:
        self.item = get_object_or_404(items_for(self.person, self.council), pk=self.kwargs["pk"])

    @property
    def meeting(self) -> Meeting:
        return self.item.meeting


class BusinessPage(CouncilPage):
    """A page about what its address names."""

    kwargs: dict[str, Any]

    def kept_council(self, slug: str) -> Organisation:
        self.council = super().kept_council(slug)
        self.find()
        return self.council

    def find(self) -> None:
        """Look up what the address names; raises Http404 for what is another council's, or hidden."""


class Deed(BusinessPage):
    """One button: does one thing, says what came of it, and goes back."""

    permission = "boards.keep_meeting"
    http_method_names: ClassVar[list[str]] = ["post", "options"]

    def carry_out(self) -> str:
        """Do the one thing; return what the person reads then. Raises Refusal."""
        raise RuntimeError(f"{type(self).__name__} does not say what it does.")

    def get_back(self) -> str:
        raise RuntimeError(f"{type(self).__name__} does not say where it goes back to.")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        # Where it came from is looked up first: what is removed has no way back.
        back = self.get_back()
        try:
            done = self.carry_out()
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            if done:
                messages.success(request, done)
        return redirect(back)


class MeetingDeed(FindsMeeting, Deed):
    """A button on a meeting, which goes back to the page of it that `leads_to` names."""

    leads_to: ClassVar[str] = "meeting"

    def get_back(self) -> str:
        return reverse(f"board:{self.leads_to}", args=[self.council.slug, self.meeting.pk])


class ItemDeed(FindsItem, Deed):
    """A button on one item, which goes back to the page of its meeting that `leads_to` names."""

    leads_to: ClassVar[str] = "agenda"

    def get_back(self) -> str:
        return reverse(f"board:{self.leads_to}", args=[self.council.slug, self.item.meeting_id])


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


class OfBoard(FindsBoard, BoardWriting):
    """A form about the board in the address."""

    back_words = "Back to the seats"

    def about(self) -> str:
        return str(self.board)

    def get_success_url(self) -> str:
        return self.url("seats", self.board.pk)


class OfSeries(BoardWriting):
    """A form about the series in the address, which stands at `self.series`."""

    section = "meetings"
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


class MeetingWriting(BoardWriting):
    """A form about a meeting, or about anything that belongs to one."""

    permission = "boards.keep_meeting"
    section = "meetings"


class OfMeeting(FindsMeeting, MeetingWriting):
    """A form about the meeting in the address, which goes on to the page of it that `leads_to` names."""

    back_words = "Back to the meeting"
    leads_to: ClassVar[str] = "meeting"

    def refresh(self) -> None:
        self.find()

    def about(self) -> str:
        return in_words(self.meeting)

    def get_success_url(self) -> str:
        return self.url(self.leads_to, self.meeting.pk)


class OfItem(FindsItem, MeetingWriting):
    """A form about one item of an agenda."""

    back_words = "Back to the item"

    def about(self) -> str:
        return item_in_words(self.item)

    def get_success_url(self) -> str:
        return self.url("item", self.item.pk)


def in_words(meeting: Meeting) -> str:
    """Return which meeting a page is about."""
    return f"{meeting.board}, {meeting.day:%-d %B %Y}"


def item_in_words(item: AgendaItem) -> str:
    """Return which item a page is about, for somebody who may see it."""
    return f"{item.title}. {in_words(item.meeting)}"


def item_address(council: Organisation, item: AgendaItem) -> str:
    return reverse("board:item", args=[council.slug, item.pk])
