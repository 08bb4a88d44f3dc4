"""What the pages of one report share: it is found among those that the person may read, then asked what they may do."""

from typing import ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from accounts.access import CouncilPage
from core.refusals import Refusal
from reports.models import Report
from reports.rules import allows
from reports.selectors import visible_reports

WRITE = "reports.write_this_report"


class ReportPage(CouncilPage):
    """A page of one report, at `self.report()`; `needs` is the permission on the very report that it asks for.

    A report that the person may not read does not exist for them; one that they may only read refuses (403).
    """

    needs: ClassVar[str] = "reports.read_this_report"

    @cached_property
    def _found(self) -> Report:
        kept = visible_reports(self.person, self.council).select_related(
            "notice__council", "cut__taken_by", "job", "document__evidence", "signed_by", "started_by",
            "discharges__clause", "for_event__obligation",
        )  # fmt: skip
        report = get_object_or_404(kept, pk=self.kwargs["pk"])
        if not allows(self.person, self.needs, report):
            raise PermissionDenied
        return report

    def report(self) -> Report:
        """Return the report in the address. Raises Http404 for one they may not read, or PermissionDenied."""
        return self._found

    @cached_property
    def may_write(self) -> bool:
        """Whether the report is in the person's words."""
        return allows(self.person, WRITE, self.report())


class OnReport(ReportPage):
    """A button on a report: does one thing, says what came of it, and goes back to the report."""

    done = ""

    def carry_out(self, report: Report) -> None:
        """Do the one thing. Raises Refusal."""
        raise RuntimeError(f"{type(self).__name__} does not say what it does.")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = self.report()
        try:
            self.carry_out(report)
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, self.done)
        return redirect("reports:detail", self.council.slug, report.pk)
