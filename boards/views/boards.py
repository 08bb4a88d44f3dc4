"""The page of the boards: who sits on them, when they met and meet next, and whether that was what the notice asks."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from accounts.access import CouncilPage
from boards.forms.boards import BoardForm, EditBoardForm
from boards.models import Board
from boards.selectors import boards_as_at
from boards.services import boards as services
from boards.views.base import BoardWriting, OfBoard
from core.as_at import AsAtMixin
from notices.models import Notice
from notices.selectors import notices_of


class BoardPage(AsAtMixin, CouncilPage, TemplateView):
    """The boards under each notice, as at a day."""

    permission = "boards.view_board"
    template_name = "boards/board.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = boards_as_at(self.council, self.as_at, known_on=self.known_on)
        return super().get_context_data(found=found, section="board", **kwargs)


class MakeBoard(BoardWriting):
    """Make a board under a notice."""

    form_class = BoardForm
    heading = "Make a board"
    lead = "The board that the notice sets up or names. Its seats come next."
    done = "The board is made. Seat its members next."
    back_words = "Back to the board"
    notice: Notice

    def find(self) -> None:
        self.notice = get_object_or_404(notices_of(self.council), pk=self.kwargs["notice"])

    def get_initial(self) -> dict[str, Any]:
        return {"name": Board._meta.get_field("name").default}

    def about(self) -> str:
        return str(self.notice)

    def carry_out(self, form: Any) -> Board:
        return services.make_board(notice=self.notice, by=self.person, **form.cleaned_data)

    def get_back(self) -> str:
        return self.url("board")

    def get_success_url(self) -> str:
        return self.url("seats", self.result.pk)


class EditBoard(OfBoard):
    """Name a board anew, or change its quorum."""

    form_class = EditBoardForm
    heading = "Edit this board"
    done = "The board is changed."

    def refresh(self) -> None:
        self.board.refresh_from_db()

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.board.name, "quorum": self.board.quorum, "revision": self.board.revision}

    def carry_out(self, form: Any) -> Board:
        return services.edit_board(board=self.board, by=self.person, **form.cleaned_data)
