"""The list of reports that a person may see, narrowed by filters in the address, and its export."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import CouncilPage
from accounts.selectors import roles_of
from core.exports import csv_response, xlsx_response
from notices.selectors import current_notice
from reports.authorship import kinds_written_by
from reports.filters import ReportFilter
from reports.models import Report
from reports.selectors.unissued import Unissued, stuck_in
from reports.selectors.visible import visible_reports
from reports.selectors.waiting import waiting_of

ROWS_ON_A_PAGE = 50
COLUMNS = (
    "Report", "Kind", "Month", "Version", "Status", "Number", "Figures as at", "Issued", "Signed by",
    "Why it is issued again",
)  # fmt: skip
SHOWN = ("notice__council", "cut", "job", "document__evidence", "signed_by")
"""What a row shows of what its report points at."""
ANSWERS = {"csv": csv_response, "xlsx": xlsx_response}


class ReportsSeen(CouncilPage):
    """The reports that the person may see, as the filters in the address narrow them."""

    permission = "reports.view_reports"

    def filters(self) -> ReportFilter:
        seen = visible_reports(self.person, self.council).select_related(*SHOWN)
        return ReportFilter(self.request.GET, queryset=seen)


class ReportList(ReportsSeen):
    """Every report that the person may see, by filters in the address."""

    permission = "reports.view_reports"

    def get(self, request: HttpRequest) -> HttpResponse:
        filters = self.filters()
        page = Paginator(filters.qs, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
        now = timezone.now()
        shown = {
            "form": filters.form,
            "page": page,
            "rows": rows_of(page, now),
            "stuck": stuck_in(self.person, self.council, today=self.today, now=now),
            "notice": current_notice(self.council, self.today),
            "writes": bool(kinds_written_by(roles_of(self.person, self.council, today=self.today))),
        }
        return render(request, "reports/list.html", shown)


class ReportExport(ReportsSeen):
    """The reports that the list shows, on all of its pages, as CSV or XLSX."""

    permission = "reports.view_reports"

    def get(self, request: HttpRequest, format: str) -> HttpResponse:
        if format not in ANSWERS:
            raise Http404("There is no such format")
        name = f"{self.council.slug}-reports-{self.today.isoformat()}"
        return ANSWERS[format](name, COLUMNS, export_rows(self.filters().qs))


def rows_of(reports: Iterable[Report], now: dt.datetime) -> list[tuple[Report, str]]:
    """Return each report with what its status does not say: for how long it has waited, or when it leaves."""
    reports = list(reports)
    waiting = waiting_of(reports, now=now)
    ages = {key: f"for {each.age_in_words}" for key, each in waiting.items()}
    leaving = {each.pk: Unissued(each, now).words for each in reports if each.status == Report.Status.SIGNED}
    notes = {**ages, **leaving}
    return [(each, notes.get(each.pk, "")) for each in reports]


def export_rows(reports: QuerySet[Report]) -> list[tuple[Any, ...]]:
    """Return a row of the export for each report, in the order of the list."""
    return [
        (
            str(each), each.get_kind_display(), f"{each.month:%Y-%m}", each.version, each.get_status_display(),
            each.number, each.cut.as_at, timezone.localtime(each.issued_at).date() if each.issued_at else None,
            str(each.signed_by or ""), each.correction_reason,
        )
        for each in reports
    ]  # fmt: skip
