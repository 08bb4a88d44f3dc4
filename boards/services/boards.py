"""Boards are kept: made under a notice, named, given a quorum."""

from django.db import transaction

from accounts.models import User
from boards.models import Board
from boards.services import rows
from core.editing import claim_revision
from core.refusals import Refusal
from notices.models import Notice


@transaction.atomic
def make_board(*, notice: Notice, name: str, quorum: int | None, by: User) -> Board:
    """Make a board under a notice and return it. Raises Refusal for a name that the notice has already."""
    # Of two who make the same board at once the second waits here, and is then told.
    Notice.objects.select_for_update().get(pk=notice.pk)
    name = _checked(notice, name, quorum)
    board = Board.objects.create(notice=notice, name=name, quorum=quorum, changed_by=by)
    rows.record(by, "made a board", board, board, quorum=quorum)
    return board


@transaction.atomic
def edit_board(*, board: Board, name: str, quorum: int | None, revision: int, by: User) -> Board:
    """Name a board anew or change its quorum. Raises Refusal, ChangedMeanwhile."""
    claim_revision(board, seen=revision)
    board = rows.locked_board(board)
    before = {"name": board.name, "quorum": board.quorum}
    board.name, board.quorum = _checked(board.notice, name, quorum, own=board), quorum
    rows.touched(board, by, "name", "quorum")
    rows.record(by, "changed a board", board, board, before=before, quorum=quorum)
    return board


def _checked(notice: Notice, name: str, quorum: int | None, *, own: Board | None = None) -> str:
    name = rows.worded(name, field="name", message="Enter the name of the board")
    others = Board.objects.filter(notice=notice, name__iexact=name)
    if own is not None:
        others = others.exclude(pk=own.pk)
    if others.exists():
        raise Refusal(f"This notice has a board called {name} already: enter another name", field="name")
    if quorum is not None and quorum < 1:
        raise Refusal("The quorum must be 1 or more, or left empty", field="quorum")
    return name
