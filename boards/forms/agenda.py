"""The forms by which the team writes a template and an agenda: its items, and what each is about."""

from typing import Any, ClassVar

from django import forms

from accounts.models import Post
from boards.forms.parts import Says, reason_of
from boards.linking import LinkKind
from boards.models import Board, ItemKind, Purpose
from boards.services.agenda import ItemWords
from boards.services.template import LONGEST_ITEM, TemplateWords
from core.editing import RevisionForm
from core.forms import GovForm
from notices.models import Clause

MOST_OFFERED = 40


class OfBoardForm(Says, GovForm, forms.Form):
    """What an item of a template and one of an agenda have in common."""

    title = forms.CharField(label="Title", max_length=200)
    purpose = forms.ChoiceField(
        label="What it wants of the board", choices=Purpose.choices, widget=forms.RadioSelect
    )
    minutes = forms.IntegerField(
        label="Minutes that it takes", min_value=1, max_value=LONGEST_ITEM, initial=10
    )
    presenter_post = forms.ModelChoiceField(
        queryset=Post.objects.none(), label="Post that presents it", required=False, empty_label="None"
    )
    clause = forms.ModelChoiceField(
        queryset=Clause.objects.none(), label="Clause that requires it", required=False, empty_label="None",
        widget=forms.Select(attrs={"class": "app-wide-select"}),
    )  # fmt: skip
    asks: ClassVar[dict[str, str]] = {"purpose": "what it wants of the board"}

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts: Any = self.fields["presenter_post"]
        clauses: Any = self.fields["clause"]
        posts.queryset = Post.objects.filter(organisation=board.notice.council_id)
        clauses.queryset = Clause.objects.filter(notice=board.notice_id).order_by("order")
        clauses.label_from_instance = lambda clause: f"{clause.number}: {clause.words[:90]}"


class TemplateItemForm(OfBoardForm):
    """An item that every agenda of the board begins with."""

    submit_label = "Save this item"
    said_as = TemplateWords
    kind = forms.ChoiceField(
        label="What it is about",
        choices=ItemKind.choices,
        help_text="All but an item of its own are filled from the case when an agenda is built",
    )
    is_confidential = forms.BooleanField(label="It is always confidential", required=False)
    field_order = ("title", "kind", "purpose", "minutes", "presenter_post", "is_confidential", "clause")
    asks: ClassVar[dict[str, str]] = {**OfBoardForm.asks, "kind": "what it is about"}


class AddItemForm(OfBoardForm):
    """A new item of an agenda."""

    submit_label = "Add this item"
    said_as = ItemWords
    presenter = forms.CharField(
        label="Or who presents it, in words", max_length=200, required=False,
        help_text="Where no post of the council does. For example, the adviser",
    )  # fmt: skip
    summary = forms.CharField(
        label="What the board is asked", required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    is_confidential = forms.BooleanField(
        label="It is confidential", required=False,
        help_text="Where it is, partner agencies and observers see neither its title nor its papers or minutes",
    )  # fmt: skip
    confidential_because = reason_of(
        "Why it is confidential", required=False,
        help_text="Needed where it is confidential. Only those who may see the item read it",
    )  # fmt: skip
    field_order = (
        "title", "purpose", "minutes", "presenter_post", "presenter", "summary", "is_confidential",
        "confidential_because", "clause",
    )  # fmt: skip
    asks: ClassVar[dict[str, str]] = {
        **OfBoardForm.asks, "confidential_because": "why it is confidential",
        "presenter": "who presents it",
    }  # fmt: skip


class EditItemForm(AddItemForm, RevisionForm):
    """An item of an agenda that is there already."""

    submit_label = "Save this item"


class LinksForm(GovForm, forms.Form):
    """Boxes for what an item can be about, of one kind; `found` are those that the search found."""

    submit_label = "Link what is ticked"
    keys = forms.TypedMultipleChoiceField(
        label="What it is about", coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one, or go back"},
    )  # fmt: skip
    asks: ClassVar[dict[str, str]] = {"keys": "what it is about"}

    def __init__(self, *args: Any, kind: LinkKind, found: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boxes: Any = self.fields["keys"]
        boxes.choices = found
        boxes.label = kind.words
