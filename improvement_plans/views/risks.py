"""The pages of the risk log: the list with its heat map, and one risk."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from core.audit import entries_about
from core.exports import csv_response, xlsx_response
from improvement_plans.models import Plan, Risk
from improvement_plans.risk_filter import RiskFilter
from improvement_plans.risk_levels import IMPACTS, LIKELIHOODS, RULE
from improvement_plans.risk_listing import COLUMNS, export_rows
from improvement_plans.selectors.risks import (
    closings_of,
    map_of,
    mitigations_of,
    risk_standings,
    risks_as_at,
    scores_of,
)
from improvement_plans.views.base import PlanPage

ROWS_ON_A_PAGE = 50


class RisksPage(PlanPage):
    """A page of the risks of the chosen plan, narrowed by the filters in its address."""

    section = "risks"

    def risk_filter(self, plan: Plan) -> RiskFilter:
        return RiskFilter(self.request.GET, plan=plan, as_at=self.as_at, known_on=self.known_on)


class RiskList(RisksPage, TemplateView):
    """The risks of the plan: where they lie on the map, and each with its owner and its scores."""

    template_name = "improvement_plans/risks/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.chosen is None:
            return super().get_context_data(**kwargs)
        filters = self.risk_filter(self.chosen)
        page = Paginator(filters.qs, ROWS_ON_A_PAGE).get_page(self.request.GET.get("page"))
        days: dict[str, Any] = {"plan": self.chosen, "as_at": self.as_at, "known_on": self.known_on}
        every = risks_as_at(self.chosen, self.as_at, known_on=self.known_on)
        return super().get_context_data(
            form=filters.form,
            page=page,
            is_narrowing=filters.is_narrowing,
            standings=risk_standings(page, **days),
            side=filters.side,
            likelihoods=LIKELIHOODS,
            impacts=IMPACTS,
            map=map_of(every, inherent=filters.side == "inherent"),
            rule=RULE,
            **kwargs,
        )


class RiskExport(RisksPage):
    """The risks that the list shows, as CSV or XLSX."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        if self.chosen is None:
            raise Http404("No plan yet")
        days: dict[str, Any] = {"plan": self.chosen, "as_at": self.as_at, "known_on": self.known_on}
        found = risk_standings(self.risk_filter(self.chosen).qs, **days)
        answer = csv_response if kind == "csv" else xlsx_response
        return answer(f"risks-as-at-{self.as_at.isoformat()}", COLUMNS, export_rows(found))


class RiskPage(PlanPage, TemplateView):
    """One risk: cause, event and effect, its scores over time, and what is done about it."""

    section = "risks"
    template_name = "improvement_plans/risks/risk.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept = get_object_or_404(
            Risk.objects.select_related("plan__notice"),
            plan__notice__council=self.council,
            pk=self.kwargs["pk"],
        )
        days: dict[str, Any] = {"as_at": self.as_at, "known_on": self.known_on}
        risk = get_object_or_404(risks_as_at(kept.plan, self.as_at, known_on=self.known_on), pk=kept.pk)
        return super().get_context_data(
            risk=risk,
            standing=risk_standings([risk], plan=kept.plan, **days)[0],
            scores=scores_of(risk, self.as_at, known_on=self.known_on),
            closings=closings_of(risk, self.as_at, known_on=self.known_on),
            mitigations=mitigations_of(risk, self.as_at, known_on=self.known_on),
            entries=entries_about(risk).filter(at__date__lte=self.known_on or self.as_at),
            rule=RULE,
            **kwargs,
        )
