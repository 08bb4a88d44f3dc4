"""The plan by area, by work stream, by owner and as a list, and its exports."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from core.exports import csv_response, xlsx_response
from improvement_plans.listing import COLUMNS, VIEWS, export_rows, listed_parts, parts_of
from improvement_plans.roll_up import RULE
from improvement_plans.selectors.beside import beside
from improvement_plans.views.base import PlanPage

ROWS_ON_A_PAGE = 50
PARTS_ON_A_PAGE = 50


class PlanOverview(PlanPage, TemplateView):
    """The plan in parts, or as a list, with its filters in the address."""

    template_name = "improvement_plans/plan.html"
    by = "area"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shared = {"by": self.by, "views": VIEWS, "rule": RULE}
        if self.chosen is None:
            return super().get_context_data(**shared, **kwargs)
        standing, filters = self.standing(), self.filters(self.chosen)
        shown = filters.showing(standing)
        return super().get_context_data(
            **shared,
            **self.rows_of(shown),
            plan=shown,
            form=filters.form,
            is_narrowing=filters.is_narrowing,
            **kwargs,
        )

    def rows_of(self, plan: Any) -> dict[str, Any]:
        number = self.request.GET.get("page")
        if self.by == "list":
            return {"page": Paginator(plan.shown, ROWS_ON_A_PAGE).get_page(number)}
        page = Paginator(parts_of(plan, self.by), PARTS_ON_A_PAGE).get_page(number)
        return {"page": page, "parts": listed_parts(page)}


class PlanExport(PlanPage):
    """The actions that the page shows, as CSV or XLSX."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        standing = self.standing()
        filters = self.filters(standing.plan)
        shown = filters.showing(standing)
        answer = csv_response if kind == "csv" else xlsx_response
        return answer(f"plan-as-at-{self.as_at.isoformat()}", COLUMNS, export_rows(shown, beside(shown)))
