"""The actions that the board gave: the list, one with its updates, and what its owner says of it."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.access import CouncilPage
from boards.action_filter import BoardActionFilter
from boards.action_listing import COLUMNS, export_rows, lines_of
from boards.forms.actions import CloseActionForm, ReopenActionForm, UpdateActionForm
from boards.models import BoardAction, BoardActionUpdate
from boards.selectors.actions import actions_for
from boards.services import actions
from boards.views.base import BoardWriting, BusinessPage, Finding
from core.audit import entries_about
from core.exports import csv_response, xlsx_response

ROWS_ON_A_PAGE = 50


class ActionsPage(CouncilPage):
    """A page of the board's actions, narrowed by the filters in its address."""

    permission = "boards.follow_actions"

    def filters(self) -> BoardActionFilter:
        seen = actions_for(self.person, self.council, today=self.today)
        return BoardActionFilter(self.request.GET, queryset=seen, council=self.council, today=self.today)


class ActionList(ActionsPage):
    """What the board gave to whom, by when, and what came of it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        filters = self.filters()
        page = Paginator(filters.qs, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
        shown = {
            "form": filters.form,
            "page": page,
            "lines": lines_of(page, self.today),
            "is_narrowing": filters.is_narrowing,
            "section": "actions",
        }
        return render(request, "boards/actions/list.html", shown)


class ActionExport(ActionsPage):
    """The actions that the list shows, as CSV or XLSX."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        lines = lines_of(self.filters().qs, self.today)
        answer = csv_response if kind == "csv" else xlsx_response
        return answer(f"board-actions-{self.today.isoformat()}", COLUMNS, export_rows(lines))


class FindsAction(Finding):
    """The action in the address, which stands at `self.action`; one that the person may not know of is not there."""

    action: BoardAction
    today: dt.date

    def find(self) -> None:
        found = actions_for(self.person, self.council, today=self.today)
        self.action = get_object_or_404(found, pk=self.kwargs["pk"])


class OneAction(FindsAction, BusinessPage):
    """One action: what is to be done, its updates, and what came of it.

    Whoever holds the post that owes it opens it, also without a seat on the board.
    """

    permission = "accounts.enter_council"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        sees_item = not self.action.outcome.item.is_confidential or self.person.has_perm(
            "boards.view_confidential", self.council
        )
        shown = {
            "action": self.action,
            "line": lines_of([self.action], self.today)[0],
            "updates": self.action.updates.select_related("given_by").order_by("-given_on", "-pk"),
            "may_update": self.person.has_perm("boards.update_board_action", self.action),
            "may_see_item": sees_item and self.person.has_perm("boards.view_board", self.council),
            "may_follow": self.person.has_perm("boards.follow_actions", self.council),
            "entries": entries_about(self.action),
            "section": "actions",
        }
        return render(request, "boards/actions/action.html", shown)


class ActionWriting(FindsAction, BoardWriting):
    """A form about one action, for its owner and the improvement team."""

    permission = "boards.answer_board_actions"
    section = "actions"
    back_words = "Back to the action"

    def find(self) -> None:
        super().find()
        if not self.person.has_perm("boards.update_board_action", self.action):
            raise PermissionDenied

    def refresh(self) -> None:
        self.action.refresh_from_db()

    def about(self) -> str:
        return f"{self.action.in_words}, due {self.action.due_on:%-d %B %Y}"

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.action.revision}

    def get_success_url(self) -> str:
        return self.url("action", self.action.pk)


class UpdateAction(ActionWriting):
    """Where it stands."""

    form_class = UpdateActionForm
    heading = "Say where this action stands"
    done = "Your update is kept. The next agenda shows it."

    def get_initial(self) -> dict[str, Any]:
        return {"given_on": self.today}

    def carry_out(self, form: Any) -> BoardActionUpdate:
        return actions.update_action(
            action=self.action, by=self.person, today=self.today, **form.cleaned_data
        )


class CloseAction(ActionWriting):
    """Done or dropped, with what came of it."""

    form_class = CloseActionForm
    heading = "Close this action"
    done = "The action is closed."

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "closed_on": self.today}

    def kept(self) -> dict[str, Any]:
        kept = self.action
        return {"state": kept.state, "words": kept.closing_words, "closed_on": kept.closed_on}

    def carry_out(self, form: Any) -> BoardAction:
        return actions.close_action(action=self.action, by=self.person, today=self.today, **form.cleaned_data)


class ReopenAction(ActionWriting):
    """Open again, with the reason."""

    form_class = ReopenActionForm
    heading = "Open this action again"
    done = "The action is open again."

    def carry_out(self, form: Any) -> BoardAction:
        return actions.reopen_action(
            action=self.action, by=self.person, today=self.today, **form.cleaned_data
        )
