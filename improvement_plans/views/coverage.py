"""The proof that everything leads to an action: what does not, the two tables, and what stands behind each cell."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.generic import TemplateView

from core.exports import workbook_response
from improvement_plans import coverage_listing as listing
from improvement_plans import orphans
from improvement_plans.answering import RULE, State
from improvement_plans.coverage import grid_of
from improvement_plans.models import Action, Plan
from improvement_plans.selectors import action_standings
from improvement_plans.selectors import coverage as selected
from improvement_plans.selectors.clauses import (
    ACTIVE_RULE,
    CLAUSES_RULE,
    clause_standings,
    clauses_with_a_duty,
)
from improvement_plans.selectors.sources import AnswerStanding, source_standings, sources_on
from improvement_plans.source_filters import CoverageFilter
from improvement_plans.views.base import PlanPage

ROWS_ON_A_PAGE = 50


class CoveragePage(PlanPage):
    """A page about coverage as at a day."""

    section = "coverage"

    @property
    def plan(self) -> Plan:
        """The plan; raises Http404 without one."""
        if self.chosen is None:
            raise Http404("No plan yet")
        return self.chosen

    @cached_property
    def filters(self) -> CoverageFilter:
        actions = selected.actions_on(self.plan, self.as_at, known_on=self.known_on)
        return CoverageFilter(self.request.GET, queryset=actions, plan=self.plan)

    @cached_property
    def sources(self) -> list[AnswerStanding]:
        received = sources_on(self.plan, self.as_at, known_on=self.known_on)
        return source_standings(received, self.as_at, known_on=self.known_on)

    @cached_property
    def clauses(self) -> list[AnswerStanding]:
        duties = clauses_with_a_duty(self.plan)
        return clause_standings(duties, self.plan, self.as_at, known_on=self.known_on)

    def sources_shown(self) -> list[AnswerStanding]:
        """Return the sources of the origin that is asked for."""
        origin = self.filters.origin
        return [each for each in self.sources if not origin or each.about.origin == origin]  # type: ignore[union-attr]

    def actions_behind(self, key: str) -> QuerySet[Action]:
        """Return the actions behind one of the counts; raises Http404 for a count of something else."""
        found = {
            orphans.WITHOUT_SOURCE.key: selected.actions_without_source,
            orphans.WITHOUT_EVIDENCE.key: selected.done_without_evidence,
        }.get(key)
        if found is None:
            raise Http404("No such list of actions")
        return found(self.plan, self.as_at, known_on=self.known_on)

    def objectives(self) -> Any:
        return selected.objectives_without_indicator(self.plan, self.as_at).order_by("reference")

    def areas(self) -> Any:
        return selected.areas_without_action(self.plan, self.as_at, known_on=self.known_on).order_by("letter")

    def rows_behind(self, key: str) -> Any:
        """Return what stands behind a count; raises Http404 for none of them."""
        if key == orphans.WITHOUT_INDICATOR.key:
            return self.objectives()
        return self.areas() if key == orphans.WITHOUT_ACTION.key else self.actions_behind(key)


class Coverage(CoveragePage, TemplateView):
    """What leads nowhere first, then sources by actions and clauses by actions."""

    template_name = "improvement_plans/coverage/coverage.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.chosen is None:
            return super().get_context_data(**kwargs)
        columns = selected.columns_of(self.filters.qs, self.plan)
        return super().get_context_data(
            counts=[(each, self.rows_behind(key).count()) for key, each in orphans.ORPHANS.items()],
            unanswered_sources=_unanswered(self.sources),
            unanswered_clauses=_unanswered(self.clauses),
            tables=[
                ("source", "Sources by actions", grid_of(selected.rows_of(self.sources_shown()), columns)),
                ("clause", "Clauses by actions", grid_of(selected.rows_of(self.clauses), columns)),
            ],
            form=self.filters.form,
            rules=(RULE, CLAUSES_RULE, ACTIVE_RULE),
            **kwargs,
        )


class CoverageExport(CoveragePage):
    """The whole proof as a workbook: what leads nowhere, sources by actions, clauses by actions."""

    def get(self, request: HttpRequest) -> HttpResponse:
        columns = selected.columns_of(self.filters.qs, self.plan)
        sources, clauses = selected.rows_of(self.sources_shown()), selected.rows_of(self.clauses)
        sheets = [
            listing.orphans_sheet(self.orphan_rows()),
            listing.matrix_sheet("Sources by actions", sources, columns),
            listing.matrix_sheet("Clauses by actions", clauses, columns),
        ]
        return workbook_response(f"coverage-as-at-{self.as_at.isoformat()}", sheets)

    def orphan_rows(self) -> Iterator[list[str]]:
        yield from listing.unanswered_rows("Sources without an answer", self.sources)
        yield from listing.unanswered_rows("Clauses without an answer", self.clauses)
        for each in (orphans.WITHOUT_SOURCE, orphans.WITHOUT_EVIDENCE):
            behind = self.actions_behind(each.key).select_related("objective")
            yield from listing.action_rows(each.words, behind)
        yield from listing.objective_rows(orphans.WITHOUT_INDICATOR.words, self.objectives())
        yield from listing.area_rows(orphans.WITHOUT_ACTION.words, self.areas())


class OrphanList(CoveragePage, TemplateView):
    """What stands behind one of the counts, with its rule and what to do about it."""

    template_name = "improvement_plans/coverage/orphans.html"
    kwargs: dict[str, Any]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        key = self.kwargs["key"]
        if key not in orphans.ORPHANS:
            raise Http404("No such list")
        page = Paginator(self.rows_behind(key), ROWS_ON_A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(orphan=orphans.ORPHANS[key], page=page, **self.rows(page), **kwargs)

    def rows(self, page: Any) -> dict[str, Any]:
        """Return the rows of the page by what they are."""
        if page.paginator.object_list.model is not Action:
            return {page.paginator.object_list.model._meta.model_name: page.object_list}
        shown = Action.objects.filter(pk__in=[action.pk for action in page.object_list])
        return {"actions": action_standings(shown, as_at=self.as_at, known_on=self.known_on)}


def _unanswered(standings: list[AnswerStanding]) -> int:
    return sum(each.state is State.UNANSWERED for each in standings)
