"""What the pages of a meeting's business share: what the address names is found, and what is confidential is hidden."""

from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.access import CouncilPage
from accounts.models import Organisation, User
from boards.models import AgendaItem, Board, Meeting
from core.refusals import Refusal
from improvement_plans.views.writing import Writing

MEETING = ("board__notice__council", "planned_event__obligation", "series", "minutes")


def meeting_of(council: Organisation, pk: int) -> Meeting:
    """Return a meeting of the council; raises Http404 for another's."""
    return get_object_or_404(Meeting.objects.select_related(*MEETING), board__notice__council=council, pk=pk)


def board_of(council: Organisation, pk: int) -> Board:
    """Return a board of the council; raises Http404 for another's."""
    return get_object_or_404(Board.objects.select_related("notice__council"), notice__council=council, pk=pk)


def items_for(person: User, council: Organisation) -> QuerySet[AgendaItem]:
    """Return the agenda items that `person` may see: for others a confidential one does not exist."""
    items = AgendaItem.objects.filter(meeting__board__notice__council=council).select_related(
        *(f"meeting__{name}" for name in MEETING), "presenter_post", "clause", "minute"
    )
    if person.has_perm("boards.view_confidential", council):
        return items
    return items.filter(is_confidential=False)


class BusinessPage(CouncilPage):
    """A page about one meeting or one item, which is looked up with the council, before the permission is asked."""

    kwargs: dict[str, Any]

    def kept_council(self, slug: str) -> Organisation:
        self.council = super().kept_council(slug)
        self.find()
        return self.council

    def find(self) -> None:
        """Look up what the address names; raises Http404 for what is another council's, or hidden."""


class Deed(BusinessPage):
    """One button: does one thing, says what came of it, and goes back."""

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


class BoardWriting(Writing):
    """One form about the board's business, on a page of its own."""

    permission = "boards.keep_meeting"
    template_name = "boards/form.html"


class MeetingWriting(BoardWriting):
    """A form about one meeting."""

    meeting: Meeting

    def find(self) -> None:
        self.meeting = meeting_of(self.council, self.kwargs["pk"])

    def about(self) -> str:
        return in_words(self.meeting)


class ItemWriting(BoardWriting):
    """A form about one item of an agenda."""

    item: AgendaItem

    def find(self) -> None:
        self.item = get_object_or_404(items_for(self.person, self.council), pk=self.kwargs["pk"])

    @property
    def meeting(self) -> Meeting:
        return self.item.meeting

    def about(self) -> str:
        return f"{self.item.title}. {in_words(self.meeting)}"

    def get_success_url(self) -> str:
        return item_address(self.council, self.item)


class ItemDeed(Deed):
    """A button on one item."""

    permission = "boards.keep_meeting"
    item: AgendaItem

    def find(self) -> None:
        self.item = get_object_or_404(items_for(self.person, self.council), pk=self.kwargs["pk"])

    def get_back(self) -> str:
        return reverse("board:agenda", args=[self.council.slug, self.item.meeting_id])


def in_words(meeting: Meeting) -> str:
    """Return which meeting a page is about."""
    day = meeting.held_on or meeting.planned_event.planned_on
    return f"{meeting.board}, {day:%-d %B %Y}"


def item_address(council: Organisation, item: AgendaItem) -> str:
    return reverse("board:item", args=[council.slug, item.pk])
