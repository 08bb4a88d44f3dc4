"""The agenda of a meeting and its items: built, added, changed, moved, withdrawn, and linked to what they are about."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from boards import linking
from boards.forms.agenda import MOST_OFFERED, AddItemForm, EditItemForm, LinksForm
from boards.models import AgendaItem, AgendaLink, Meeting, Purpose
from boards.selectors.agenda import Agenda, ShownItem, agenda_for
from boards.services import agenda, carrying
from boards.views.business import (
    BusinessPage,
    Deed,
    ItemDeed,
    ItemWriting,
    MeetingWriting,
    item_address,
    items_for,
    meeting_of,
)
from core.audit import entries_about
from core.forms import RefusalsAsErrors

WORDS = tuple(agenda.ItemWords.__dataclass_fields__)


class AgendaPage(BusinessPage):
    """The agenda of a meeting, as the person may see it."""

    permission = "boards.view_board"
    template_name = "boards/agenda/agenda.html"

    def find(self) -> None:
        self.meeting = meeting_of(self.council, self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        shown = {
            "meeting": self.meeting,
            "agenda": agenda_for(self.person, self.meeting),
            "section": "meetings",
        }
        return render(request, self.template_name, shown)


class BuildAgenda(Deed):
    """Add what the agenda lacks."""

    permission = "boards.keep_meeting"

    def find(self) -> None:
        self.meeting = meeting_of(self.council, self.kwargs["pk"])

    def get_back(self) -> str:
        return reverse("board:agenda", args=[self.council.slug, self.meeting.pk])

    def carry_out(self) -> str:
        built = agenda.build_agenda(meeting=self.meeting, by=self.person, today=self.today)
        if built.is_nothing:
            return "The agenda lacks nothing: everything is as it was."
        parts = [
            _counted(built.items, "item"),
            _counted(built.links, "link"),
            _counted(built.carried, "item", " carried from earlier meetings"),
        ]
        return f"Added: {', '.join(part for part in parts if part)}. What was there is as it was."


def _counted(number: int, noun: str, after: str = "") -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}{after}" if number else ""


class AddItem(MeetingWriting):
    """One more item at the end of the agenda."""

    form_class = AddItemForm
    heading = "Add an item"
    done = "The item stands at the end of the agenda."
    back_words = "Back to the agenda"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "board": self.meeting.board}

    def get_initial(self) -> dict[str, Any]:
        return {"purpose": Purpose.DISCUSS}

    def carry_out(self, form: Any) -> AgendaItem:
        return agenda.add_item(meeting=self.meeting, words=form.words(), by=self.person)

    def get_success_url(self) -> str:
        return reverse("board:agenda", args=[self.council.slug, self.meeting.pk])


class EditItem(ItemWriting):
    """Say anew what an item is."""

    form_class = EditItemForm
    heading = "Edit this item"
    done = "The item is changed."
    back_words = "Back to the item"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "board": self.meeting.board}

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.item.revision, **{name: getattr(self.item, name) for name in WORDS}}

    def refresh(self) -> None:
        self.item.refresh_from_db()

    def carry_out(self, form: Any) -> AgendaItem:
        asked = form.cleaned_data
        return agenda.edit_item(
            item=self.item, words=form.words(), revision=asked["revision"], by=self.person
        )


class ItemPage(BusinessPage):
    """One item: what it asks, its papers, what it is about, its way here, and what came of it."""

    permission = "boards.view_board"

    def find(self) -> None:
        self.item = get_object_or_404(items_for(self.person, self.council), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = self.item.meeting
        found = agenda_for(self.person, meeting)
        shown = {
            "meeting": meeting,
            "item": self.item,
            "shown": _place_of(self.item, found),
            "outcomes": self.item.outcomes.select_related("action__owner_post"),
            "challenges": self.item.challenges.select_related("action"),
            "carried_to": carried_to(self.item),
            "entries": entries_about(self.item),
        }
        return render(request, "boards/agenda/item.html", shown)


def _place_of(item: AgendaItem, found: Agenda) -> ShownItem | None:
    return next((each for each in found.items if each.item is not None and each.item.pk == item.pk), None)


def carried_to(item: AgendaItem) -> AgendaItem | None:
    """Return the item on a later agenda that this one was carried to."""
    return (
        AgendaItem.objects.filter(carried_from=item)
        .select_related("meeting__planned_event", "meeting__board")
        .first()
    )


class MoveItem(ItemDeed):
    """One place up, or down."""

    def carry_out(self) -> str:
        agenda.move_item(item=self.item, up=self.kwargs["way"] == "up", by=self.person)
        return ""


class WithdrawItem(ItemDeed):
    """Off the agenda; it stays on record."""

    def carry_out(self) -> str:
        agenda.withdraw_item(item=self.item, by=self.person)
        return f"“{self.item.title}” is withdrawn. It can be put back below the agenda."


class RestoreItem(ItemDeed):
    """Back onto the agenda."""

    def carry_out(self) -> str:
        agenda.restore_item(item=self.item, by=self.person)
        return f"“{self.item.title}” is back on the agenda."


class Unlink(Deed):
    """A link off an item."""

    permission = "boards.keep_meeting"

    def find(self) -> None:
        links = AgendaLink.objects.filter(item__in=items_for(self.person, self.council))
        self.link = get_object_or_404(links.select_related("item__meeting"), pk=self.kwargs["pk"])

    def get_back(self) -> str:
        return item_address(self.council, self.link.item)

    def carry_out(self) -> str:
        agenda.unlink_item(link=self.link, by=self.person)
        return "The link is taken off. Building the agenda again does not bring it back."


class LinkItem(RefusalsAsErrors, BusinessPage, FormView):
    """Choose what an item is about: a kind in the address, words to search by, and boxes to tick."""

    permission = "boards.keep_meeting"
    form_class = LinksForm
    template_name = "boards/agenda/link.html"

    def find(self) -> None:
        self.item = get_object_or_404(items_for(self.person, self.council), pk=self.kwargs["pk"])
        kinds = linking.registered()
        asked = self.request.GET.get("kind")
        found = linking.kind_of(asked) if asked else (kinds[0] if kinds else None)
        if found is None:
            raise Http404("No such kind")
        self.kinds, self.kind = kinds, found
        self.words = str(self.request.GET.get("words", "")).replace("\x00", "").strip()[:100]

    @cached_property
    def found(self) -> list[tuple[int, str]]:
        """What is not linked yet and has the words of the search."""
        linked = set(self.item.links.filter(kind=self.kind.key).values_list("key", flat=True))
        return [
            (key, words)
            for key, words in self.kind.choices(self.council, self.today)
            if key not in linked and self.words.casefold() in words.casefold()
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "kind": self.kind, "found": self.found[:MOST_OFFERED]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = {
            "item": self.item, "kinds": self.kinds, "kind": self.kind, "words": self.words,
            "found": len(self.found), "left_out": max(0, len(self.found) - MOST_OFFERED), "most": MOST_OFFERED,
        }  # fmt: skip
        return super().get_context_data(**{**facts, **kwargs})

    def carry_out(self, form: Any) -> int:
        return agenda.link_item(
            item=self.item,
            kind=self.kind.key,
            keys=form.cleaned_data["keys"],
            by=self.person,
            today=self.today,
        )

    def get_success_url(self) -> str:
        return item_address(self.council, self.item)


class ReopenItem(ItemDeed):
    """Open an item again that was done or carried forward."""

    permission = "boards.take_minutes"

    def get_back(self) -> str:
        return reverse("board:minutes", args=[self.council.slug, self.item.meeting_id])

    def carry_out(self) -> str:
        carrying.reopen_item(item=self.item, by=self.person)
        return f"“{self.item.title}” is open again."


class FinishItem(ReopenItem):
    """Say that the board is done with an item."""

    def carry_out(self) -> str:
        carrying.finish_item(item=self.item, by=self.person)
        return f"The board is done with “{self.item.title}”."


class FinishItems(Deed):
    """Say that the board is done with everything that is still open."""

    permission = "boards.take_minutes"
    meeting: Meeting

    def find(self) -> None:
        self.meeting = meeting_of(self.council, self.kwargs["pk"])

    def get_back(self) -> str:
        return reverse("board:minutes", args=[self.council.slug, self.meeting.pk])

    def carry_out(self) -> str:
        number = carrying.finish_open_items(meeting=self.meeting, by=self.person)
        return f"{_counted(number, 'item') or 'No item'} marked as done."
