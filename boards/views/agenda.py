"""The agenda of a meeting: read, built from what it lacks, and each of its items added, changed and looked at."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boards.forms.agenda import AddItemForm, EditItemForm
from boards.models import AgendaItem, Purpose
from boards.selectors.agenda import Agenda, ShownItem, agenda_for
from boards.selectors.items import carried_to
from boards.services import agenda
from boards.views.base import BusinessPage, FindsItem, FindsMeeting, MeetingDeed, OfItem, OfMeeting
from core.audit import entries_about

WORDS = tuple(agenda.ItemWords.__dataclass_fields__)


class AgendaPage(FindsMeeting, BusinessPage):
    """The agenda of a meeting, as the person may see it."""

    permission = "boards.view_board"
    template_name = "boards/agenda/agenda.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        shown = {
            "meeting": self.meeting,
            "agenda": agenda_for(self.person, self.meeting),
            "section": "meetings",
        }
        return render(request, self.template_name, shown)


class BuildAgenda(MeetingDeed):
    """Add what the agenda lacks."""

    leads_to = "agenda"

    def carry_out(self) -> str:
        built = agenda.build_agenda(meeting=self.meeting, by=self.person, today=self.today)
        if built.is_nothing:
            return "The agenda lacks nothing: everything is as it was."
        parts = [
            counted(built.items, "item"),
            counted(built.links, "link"),
            counted(built.carried, "item", " carried from earlier meetings"),
        ]
        return f"Added: {', '.join(part for part in parts if part)}. What was there is as it was."


def counted(number: int, noun: str, after: str = "") -> str:
    """Return how many there are in words, nothing for none: 1 item, 3 items carried from earlier meetings."""
    return f"{number} {noun}{'' if number == 1 else 's'}{after}" if number else ""


class AddItem(OfMeeting):
    """One more item at the end of the agenda."""

    form_class = AddItemForm
    heading = "Add an item"
    done = "The item stands at the end of the agenda."
    back_words = "Back to the agenda"
    leads_to = "agenda"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "board": self.meeting.board}

    def get_initial(self) -> dict[str, Any]:
        return {"purpose": Purpose.DISCUSS}

    def carry_out(self, form: Any) -> AgendaItem:
        return agenda.add_item(meeting=self.meeting, words=form.said(), by=self.person)


class EditItem(OfItem):
    """Say anew what an item is."""

    form_class = EditItemForm
    heading = "Edit this item"
    done = "The item is changed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "board": self.meeting.board}

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.item.revision, **{name: getattr(self.item, name) for name in WORDS}}

    def refresh(self) -> None:
        self.item.refresh_from_db()

    def carry_out(self, form: Any) -> AgendaItem:
        revision = form.cleaned_data["revision"]
        return agenda.edit_item(item=self.item, words=form.said(), revision=revision, by=self.person)


class ItemPage(FindsItem, BusinessPage):
    """One item: what it asks, its papers, what it is about, its way here, and what came of it."""

    permission = "boards.view_board"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting, later = self.item.meeting, carried_to(self.item)
        sees_all = self.person.has_perm("boards.view_confidential", self.council)
        shown = {
            "meeting": meeting,
            "item": self.item,
            "shown": _place_of(self.item, agenda_for(self.person, meeting)),
            "outcomes": self.item.outcomes.select_related("action__owner_post"),
            "challenges": self.item.challenges.select_related("action"),
            "carried_to": later,
            "may_see_later": later is not None and (sees_all or not later.is_confidential),
            "entries": entries_about(self.item),
            "section": "meetings",
        }
        return render(request, "boards/agenda/item.html", shown)


def _place_of(item: AgendaItem, found: Agenda) -> ShownItem | None:
    return next((each for each in found.items if each.item is not None and each.item.pk == item.pk), None)
