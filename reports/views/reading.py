"""Reading: the list of reports, one report, its progress, its PDF."""

import datetime as dt

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import CouncilPage
from accounts.selectors import posts_held_by
from evidence.views import as_attachment
from notices.selectors import current_notice
from reports.filters import ReportFilter
from reports.models import Report
from reports.numbering import filename_of
from reports.readiness import Requirement, is_ready, requirements
from reports.selectors import reports_of
from reports.views.one_report import ReportPage

ROWS_ON_A_PAGE = 50


class ReportList(CouncilPage):
    """Every report that the person may see, by filters in the address."""

    permission = "reports.view_reports"

    def get(self, request: HttpRequest) -> HttpResponse:
        with_drafts = self.person.has_perm("reports.view_drafts", self.council)
        filters = ReportFilter(request.GET, queryset=reports_of(self.council, with_drafts=with_drafts))
        page = Paginator(filters.qs, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
        notice = current_notice(self.council, self.today)
        return render(request, "reports/list.html", {"form": filters.form, "page": page, "notice": notice})


class ReportDetail(ReportPage):
    """One report: where it stands, what it has and lacks, and what can be done with it."""

    permission = "reports.view_reports"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = self.report()
        found = readiness_of(report, self.today)
        may_sign = (
            report.status == Report.Status.AWAITING_SIGN_OFF
            and posts_held_by(self.person, today=self.today).filter(pk=report.sign_off_post_id).exists()
        )
        context = {
            "report": report, "readiness": found, "is_ready": is_ready(found), "may_sign": may_sign,
            "deliveries": report.deliveries.select_related("recipient"),
        }  # fmt: skip
        return render(request, "reports/detail.html", context | progress_of(report))


class Progress(ReportPage):
    """The progress bar alone, for the page to fetch again; once the job is over it asks for the whole page.

    Without scripts the bar has a link that loads the page again: nothing reloads itself under somebody who reads.
    """

    permission = "reports.view_reports"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = self.report()
        part = render(request, "govuk/_progress.html", progress_of(report))
        if report.job is None or report.job.is_over:
            part.headers["HX-Refresh"] = "true"
        return part


class DownloadReport(ReportPage):
    """The PDF: of an issued report the one that was issued, of a draft the newest that was made."""

    permission = "reports.view_reports"

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        report = self.report()
        if report.document is not None:
            return as_attachment(report.document)
        if not report.preview:
            raise Http404("This report has no PDF yet")
        name = filename_of(self.council.slug, f"draft-report-{report.month:%Y-%m}")
        response = FileResponse(report.preview.open("rb"), as_attachment=True, filename=name)
        response.headers["Content-Type"] = "application/pdf"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "private, no-store"
        return response


def readiness_of(report: Report, today: dt.date) -> list[Requirement]:
    """Return what a report that is not signed has and lacks; a signed one is past that."""
    if report.signed_by_id is not None:
        return []
    return requirements(
        report.cut.content, analysis=report.analysis, recommendations=report.recommendations, today=today
    )


def progress_of(report: Report) -> dict[str, object]:
    """Return what the progress bar shows of a report."""
    place = [report.notice.council.slug, report.pk]
    return {
        "job": report.job,
        "reload": reverse("reports:progress", args=place),
        "done_url": reverse("reports:download", args=place),
        "done_text": "Download the report (PDF)",
    }
