"""Reading: one report, its progress, its PDF, and the text from which that was made."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from evidence.views import as_attachment
from reports.authorship import goes_along_a_chain
from reports.models import IssuedText, Report
from reports.numbering import filename_of
from reports.readiness import is_ready
from reports.rules import allows
from reports.selectors.changes import changes_of
from reports.selectors.deliveries import deliveries_of
from reports.selectors.leaving import can_be_recalled, corrected_by, versions_of, waits_to_leave
from reports.selectors.readiness import readiness_of
from reports.selectors.signatures import events_of, newest_return, parts_of
from reports.selectors.unissued import Unissued
from reports.selectors.waiting import waiting_of, waits_for
from reports.services.opening import opened
from reports.views.one_report import ReportPage


class ReportDetail(ReportPage):
    """One report: where it stands, what it has and lacks, who signs it, and what can be done with it."""

    permission = "reports.view_reports"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = self.report()
        if report.is_issued:
            opened(report=report, by=self.person)
        found = readiness_of(report, today=self.today)
        context = {
            "report": report,
            "readiness": found,
            "is_ready": is_ready(found),
            "compared": changes_of(report),
            **self.signing(report),
            **self.leaving(report),
            **progress_of(report),
        }
        return render(request, "reports/detail.html", context)

    def signing(self, report: Report) -> dict[str, Any]:
        """Return where sign-off stands, and what the person may do in it."""
        now = timezone.now()
        return {
            "parts": parts_of(report, today=self.today),
            "events": events_of(report) if self.sees_it_made(report) else [],
            "waiting": waiting_of([report], now=now).get(report.pk),
            "returned_because": newest_return(report),
            "goes_along_a_chain": goes_along_a_chain(report.what),
            "may_sign": waits_for(self.person, report, today=self.today),
            "may_write": self.may_write,
            "may_recall": can_be_recalled(report, now)
            and allows(self.person, "reports.recall_this_report", report),
        }

    def sees_it_made(self, report: Report) -> bool:
        """Whether the person reads what was said as it was returned or recalled: it is not issued with it."""
        made = ("reports.comment_on_this_report", "reports.sign_this_report")
        return any(allows(self.person, each, report) for each in made)

    def leaving(self, report: Report) -> dict[str, Any]:
        """Return how far a signed report is, to whom an issued one went, and its other versions."""
        now = timezone.now()
        return {
            "waits_to_leave": waits_to_leave(report, now),
            "unissued": Unissued(report, now, may_write=self.may_write),
            "may_send_now": report.signed_by_id == self.person.pk,
            "deliveries": deliveries_of(report) if report.is_issued else [],
            "corrected_by": corrected_by(report),
            "versions": [each for each in versions_of(report) if each != report and each.is_issued],
        }


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
            opened(report=report, by=self.person)
            return as_attachment(report.document)
        if not report.preview:
            raise Http404("This report has no PDF yet")
        name = filename_of(self.council.slug, f"draft-{report.what.prefix}-{report.month:%Y-%m}")
        response = FileResponse(report.preview.open("rb"), as_attachment=True, filename=name)
        response.headers["Content-Type"] = "application/pdf"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "private, no-store"
        return response


class IssuedTextPage(ReportPage):
    """The text of an issued report as a web page, byte for byte as it was frozen.

    It stands alone, outside the application's pages: the browser is told to run nothing in it and to fetch nothing.
    """

    permission = "reports.view_reports"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = self.report()
        text = IssuedText.objects.filter(report=report).first()
        if text is None:
            raise Http404("This report has no issued text")
        opened(report=report, by=self.person)
        response = HttpResponse(text.html.encode(), content_type="text/html; charset=utf-8")
        response.headers["Content-Security-Policy"] = (
            "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'"
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "private, no-store"
        return response


def progress_of(report: Report) -> dict[str, object]:
    """Return what the progress bar shows of a report."""
    place = [report.notice.council.slug, report.pk]
    return {
        "job": report.job,
        "reload": reverse("reports:progress", args=place),
        "done_url": reverse("reports:download", args=place),
        "done_text": "Download the report (PDF)",
    }
