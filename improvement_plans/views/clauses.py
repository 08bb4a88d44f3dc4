"""The clauses that must lead to an action: the list, its export, one clause, and one cell of a coverage table."""

from collections import Counter
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.generic import TemplateView

from core.audit import entries_about
from core.exports import csv_response, xlsx_response
from improvement_plans.answering import RULE, WORDS
from improvement_plans.models import Action, Answering, known_by
from improvement_plans.selectors import action_as_at, action_standings
from improvement_plans.selectors.clauses import (
    ACTIVE_RULE,
    CLAUSES_RULE,
    clause_standings,
    clauses_with_a_duty,
    standing_about,
)
from improvement_plans.selectors.sources import AnswerStanding
from improvement_plans.source_filters import ClauseFilter
from improvement_plans.source_listing import CLAUSE_COLUMNS, clause_rows
from improvement_plans.views.answers import AboutPage, name_of
from improvement_plans.views.base import PlanPage, action_of
from notices.models import Clause

ROWS_ON_A_PAGE = 50


class ClausesPage(PlanPage):
    """A page that lists the clauses with a duty of the council, with its filters in the address."""

    section = "coverage"

    @cached_property
    def filters(self) -> ClauseFilter:
        """The filters; raises Http404 without a plan."""
        if self.chosen is None:
            raise Http404("No plan yet")
        return ClauseFilter(self.request.GET, queryset=clauses_with_a_duty(self.chosen))

    @cached_property
    def standings(self) -> list[AnswerStanding]:
        """Every clause that the filters let through but for the state, which is counted for each."""
        if self.chosen is None:
            raise Http404("No plan yet")
        return clause_standings(self.filters.qs, self.chosen, self.as_at, known_on=self.known_on)


class ClauseList(ClausesPage, TemplateView):
    """Every clause that must lead to an action, with how it is answered."""

    template_name = "improvement_plans/coverage/clauses.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.chosen is None:
            return super().get_context_data(**kwargs)
        shown = self.filters.in_state(self.standings)
        numbers = Counter(each.state for each in self.standings)
        return super().get_context_data(
            page=Paginator(shown, ROWS_ON_A_PAGE).get_page(self.request.GET.get("page")),
            counts=[(state.value, words, numbers[state]) for state, words in WORDS.items()],
            form=self.filters.form,
            is_narrowing=self.filters.is_narrowing,
            rules=(RULE, CLAUSES_RULE, ACTIVE_RULE),
            **kwargs,
        )


class ClauseExport(ClausesPage):
    """The clauses that the page shows, as CSV or XLSX."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        shown = self.filters.in_state(self.standings)
        answer = csv_response if kind == "csv" else xlsx_response
        return answer(f"clauses-as-at-{self.as_at.isoformat()}", CLAUSE_COLUMNS, clause_rows(shown))


class ClausePage(AboutPage, TemplateView):
    """One clause: its words, the actions that answer it or cover its area, its answers and its history."""

    kind = "clause"
    template_name = "improvement_plans/coverage/clause.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = standing_about(self.about, self.plan, self.as_at, known_on=self.known_on)
        linked = Action.objects.filter(pk__in=[each.action.pk for each in standing.in_plan])
        entries = entries_about(self.about)
        return super().get_context_data(
            clause=self.about,
            standing=standing,
            actions=action_standings(linked, as_at=self.as_at, known_on=self.known_on),
            entries=entries.filter(at__date__lte=self.known_on or self.as_at),
            rules=(RULE, CLAUSES_RULE, ACTIVE_RULE),
            **kwargs,
        )


class PairPage(AboutPage, TemplateView):
    """One cell of a coverage table: a source or clause, an action, and when and by whom they were linked."""

    template_name = "improvement_plans/coverage/pair.html"

    @property
    def section(self) -> str:
        return "coverage"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        action = action_of(self, self.kwargs["action"])
        if action.objective.plan_id != self.plan.pk:
            raise Http404("An action of another plan")
        standing = action_as_at(action, self.as_at, known_on=self.known_on)
        if standing is None:
            raise Http404("Not in the plan on that day")
        return super().get_context_data(
            **{
                **kwargs,
                "named": name_of(self.about),
                "action": action,
                "each": standing,
                "links": self.links_to(action),
                "areas": self.areas_shared_with(action),
                "kind": self.kind,
            }
        )

    def links_to(self, action: Action) -> list[Answering]:
        """Return every link made by the day, also one that was taken away since."""
        made = Answering.objects.filter(
            known_by(self.known_on), action=action, linked_on__lte=self.as_at, **{self.kind: self.about}
        )
        return list(made.select_related("linked_by").order_by("linked_on", "pk"))

    def areas_shared_with(self, action: Action) -> list[Any]:
        """Return the areas that the clause names and the action's objective belongs to."""
        if not isinstance(self.about, Clause):
            return []
        return list(self.about.areas.filter(objectives=action.objective_id))
