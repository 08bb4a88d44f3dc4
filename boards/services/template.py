"""What is done with the template of a board's agenda: an item is added, changed, moved, taken off."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from accounts.models import Post, User
from boards.agenda_building import STANDARD
from boards.models import AgendaTemplateItem, Board, ItemKind, Purpose
from boards.services.rows import locked_board, still_there
from core import audit
from core.refusals import Refusal
from notices.models import Clause

LONGEST_ITEM = 480
"""In minutes: eight hours."""


@dataclass(frozen=True)
class TemplateWords:
    """What an item of the template says."""

    title: str
    kind: str = ItemKind.ITEM
    purpose: str = Purpose.DISCUSS
    presenter_post: Post | None = None
    minutes: int = 10
    is_confidential: bool = False
    clause: Clause | None = None


@transaction.atomic
def add_template_item(*, board: Board, words: TemplateWords, by: User) -> AgendaTemplateItem:
    """Add an item at the end of the template. Raises Refusal."""
    locked_board(board)
    _check(board, words)
    highest = board.template_items.aggregate(Max("order"))["order__max"] or 0
    item = AgendaTemplateItem(board=board, order=highest + 1)
    _write(item, words)
    _record(by, "added an item to the agenda template", item)
    return item


@transaction.atomic
def edit_template_item(*, item: AgendaTemplateItem, words: TemplateWords, by: User) -> AgendaTemplateItem:
    """Say anew what an item of the template is; agendas that were made from it stay as they are. Raises Refusal."""
    _hold(item)
    _check(item.board, words)
    _write(item, words)
    _record(by, "changed an item of the agenda template", item)
    return item


@transaction.atomic
def move_template_item(*, item: AgendaTemplateItem, up: bool, by: User) -> bool:
    """Move an item one place up or down; return whether there was a place to move it to."""
    _hold(item)
    others = item.board.template_items
    beside = (
        others.filter(order__lt=item.order).order_by("-order").first()
        if up
        else others.filter(order__gt=item.order).order_by("order").first()
    )
    if beside is None:
        return False
    item.order, beside.order = beside.order, item.order
    item.save()
    beside.save()
    _record(by, "moved an item of the agenda template", item)
    return True


@transaction.atomic
def remove_template_item(*, item: AgendaTemplateItem, by: User) -> None:
    """Take an item off the template; agendas that have it keep it."""
    _hold(item)
    _record(by, "took an item off the agenda template", item)
    item.delete()


@transaction.atomic
def use_standard_template(*, board: Board, by: User) -> list[AgendaTemplateItem]:
    """Begin a template with the standard agenda. Raises Refusal where the board has one already."""
    locked_board(board)
    if board.template_items.exists():
        raise Refusal("The board has a template already: add to it what it lacks")
    made = [
        AgendaTemplateItem(
            board=board,
            order=place,
            title=each.title,
            kind=each.kind,
            purpose=each.purpose,
            minutes=each.minutes,
        )
        for place, each in enumerate(STANDARD, start=1)
    ]
    for item in made:
        item.save()
    council = board.notice.council.slug
    audit.record(
        by=by, action="began the agenda template with the standard agenda", subject=board, scope=council
    )
    return made


def _hold(item: AgendaTemplateItem) -> None:
    """Hold the template; raises Refusal when the item was taken off it meanwhile."""
    locked_board(item.board)
    still_there(item)


def _check(board: Board, words: TemplateWords) -> None:
    if not words.title.strip():
        raise Refusal("Enter the title", field="title")
    if not 1 <= words.minutes <= LONGEST_ITEM:
        raise Refusal(f"The minutes that it takes must be from 1 to {LONGEST_ITEM}", field="minutes")
    if words.clause is not None and words.clause.notice_id != board.notice_id:
        raise Refusal("Choose a clause of the board’s notice", field="clause")
    if words.presenter_post is not None and words.presenter_post.organisation_id != board.notice.council_id:
        raise Refusal("Choose a post of the council", field="presenter_post")


def _write(item: AgendaTemplateItem, words: TemplateWords) -> None:
    for name in TemplateWords.__dataclass_fields__:
        setattr(item, name, getattr(words, name))
    item.title = words.title.strip()
    item.save()


def _record(by: User, deed: str, item: AgendaTemplateItem) -> None:
    audit.record(by=by, action=deed, subject=item, scope=item.board.notice.council.slug)
