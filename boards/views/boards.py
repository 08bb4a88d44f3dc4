"""The page of the boards: who sits on them, when they met and meet next, and whether that was what the notice asks."""

from typing import Any

from django.views.generic import TemplateView

from accounts.access import CouncilPage
from boards.selectors import boards_as_at
from core.as_at import AsAtMixin


class BoardPage(AsAtMixin, CouncilPage, TemplateView):
    """The boards under each notice, as at a day."""

    permission = "boards.view_board"
    template_name = "boards/board.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = boards_as_at(self.council, self.as_at, known_on=self.known_on)
        return super().get_context_data(found=found, **kwargs)
