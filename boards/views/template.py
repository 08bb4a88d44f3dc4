"""The template of a board's agenda: its items in order, one added, changed, moved or taken off."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from boards.agenda_building import STANDARD
from boards.forms.agenda import TemplateItemForm
from boards.models import AgendaTemplateItem, Board, ItemKind, Purpose
from boards.selectors.agenda import template_of
from boards.services import template
from boards.views.base import BoardWriting, BusinessPage, Deed, Finding, FindsBoard

WORDS = tuple(template.TemplateWords.__dataclass_fields__)


class TemplatePage(FindsBoard, BusinessPage):
    """The items of the template; without one, what every agenda begins with."""

    permission = "boards.keep_board"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        items = template_of(self.board)
        standard = [(each, Purpose(each.purpose).label, ItemKind(each.kind).label) for each in STANDARD]
        shown = {
            "board": self.board,
            "items": items,
            "standard": standard,
            "total": sum(each.minutes for each in items or STANDARD),
            "section": "board",
        }
        return render(request, "boards/agenda/template.html", shown)


class OfTemplate(BoardWriting):
    """A form about an item of the template."""

    form_class = TemplateItemForm
    back_words = "Back to the template"
    board: Board

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "board": self.board}

    def about(self) -> str:
        return str(self.board)

    def get_success_url(self) -> str:
        return self.url("template", self.board.pk)


class FindsTemplateItem(Finding):
    """The item of a template in the address, which stands at `self.item`."""

    def find(self) -> None:
        items = AgendaTemplateItem.objects.select_related("board__notice__council")
        self.item = get_object_or_404(items, board__notice__council=self.council, pk=self.kwargs["pk"])
        self.board = self.item.board


class AddTemplateItem(FindsBoard, OfTemplate):
    """One more item of the template."""

    heading = "Add an item to the template"
    done = "The item stands in the template. The next agenda that is built has it."

    def get_initial(self) -> dict[str, Any]:
        return {"kind": ItemKind.ITEM, "purpose": Purpose.DISCUSS}

    def carry_out(self, form: Any) -> AgendaTemplateItem:
        return template.add_template_item(board=self.board, words=form.said(), by=self.person)


class EditTemplateItem(FindsTemplateItem, OfTemplate):
    """Other words, another length or another presenter for an item of the template."""

    heading = "Edit this item of the template"
    done = "The item is changed. Agendas that were built stay as they are."

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.item, name) for name in WORDS}

    def carry_out(self, form: Any) -> AgendaTemplateItem:
        return template.edit_template_item(item=self.item, words=form.said(), by=self.person)


class TemplateDeed(FindsTemplateItem, Deed):
    """A button on an item of the template."""

    permission = "boards.keep_board"

    def get_back(self) -> str:
        return reverse("board:template", args=[self.council.slug, self.item.board_id])


class MoveTemplateItem(TemplateDeed):
    """One place up, or down."""

    def carry_out(self) -> str:
        template.move_template_item(item=self.item, up=self.kwargs["way"] == "up", by=self.person)
        return ""


class RemoveTemplateItem(TemplateDeed):
    """Off the template; agendas that have it keep it."""

    def carry_out(self) -> str:
        template.remove_template_item(item=self.item, by=self.person)
        return f"“{self.item.title}” is off the template."


class UseStandardTemplate(FindsBoard, Deed):
    """Begin with the standard agenda."""

    permission = "boards.keep_board"

    def get_back(self) -> str:
        return reverse("board:template", args=[self.council.slug, self.board.pk])

    def carry_out(self) -> str:
        made = template.use_standard_template(board=self.board, by=self.person)
        return f"The template has the {len(made)} items of the standard agenda. Change what you like."
