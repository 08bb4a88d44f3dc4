"""The figures of a month: which were given, which are not yet due, which are late and since when."""

import datetime as dt
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from accounts.access import CouncilPage
from accounts.models import Post
from core.exports import csv_response, xlsx_response
from digests.months import last_whole_month, month_of, months_up_to
from digests.owed_filter import OwedFilter
from digests.owed_listing import COLUMNS, counts_of, export_rows
from digests.selectors.lateness import LOOKED_BACK, OwedFigure, figures_of_month, late_figures

ROWS_ON_A_PAGE = 50


class Owed(CouncilPage):
    """What the page and its exports share: the month, and the figures that the filters let through."""

    permission = "digests.view_digest"

    @cached_property
    def filter(self) -> OwedFilter:
        months = months_up_to(month_of(self.today), LOOKED_BACK + 1)[::-1]
        owners = Post.objects.filter(indicators__council=self.council).order_by("title").distinct()
        return OwedFilter(self.request.GET, months=months, owners=list(owners.values_list("pk", "title")))

    @cached_property
    def month(self) -> dt.date:
        return self.filter.month_asked or last_whole_month(self.today)

    @cached_property
    def figures(self) -> list[OwedFigure]:
        return figures_of_month(self.council, self.month, today=self.today)

    def shown(self) -> list[OwedFigure]:
        return self.filter.through(self.figures)


class OwedPage(Owed, TemplateView):
    """Every indicator of a month with how its figure stands."""

    template_name = "digests/owed/owed.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        elsewhere = {each.month for each in late_figures(self.council, today=self.today)} - {self.month}
        return super().get_context_data(
            month=self.month,
            form=self.filter.form,
            is_narrowing=self.filter.is_narrowing,
            counts=counts_of(self.figures),
            page=Paginator(self.shown(), ROWS_ON_A_PAGE).get_page(self.request.GET.get("page")),
            late_months=sorted(elsewhere, reverse=True),
            may_give=self.person.has_perm("digests.give_figure", self.council),
            **kwargs,
        )


class OwedExport(Owed):
    """The figures that the page shows, as CSV or XLSX."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        answer = csv_response if kind == "csv" else xlsx_response
        return answer(f"figures-{self.month:%Y-%m}", COLUMNS, export_rows(self.shown()))
