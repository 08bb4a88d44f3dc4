"""Writing: a report is prepared, written, its cut taken again, its PDF made again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView

from accounts.access import CouncilPage
from core.editing import ChangedMeanwhile, show_conflict
from core.forms import RefusalsAsErrors
from core.refusals import Refusal
from notices.models import Notice
from notices.selectors import current_notice
from reports.forms import PrepareForm, WriteForm, text_of
from reports.models import Report
from reports.services import preparing, writing
from reports.views.one_report import ReportPage


class Prepare(CouncilPage, RefusalsAsErrors, FormView):
    """Prepare report: choose the month, and the worker begins."""

    permission = "reports.prepare_report"
    form_class = PrepareForm
    template_name = "reports/prepare.html"

    def notice(self) -> Notice:
        """Return the notice that is reported under; raises Http404 when the council has none."""
        notice = current_notice(self.council, self.today)
        if notice is None:
            raise Http404("The council is under no notice")
        return notice

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "notice": self.notice(), "today": self.today}

    def carry_out(self, form: Any) -> Report:
        asked = form.cleaned_data
        return preparing.prepare(
            notice=self.notice(), month=asked["month"], by=self.person, today=self.today,
            obligation=asked["obligation"], for_event=asked.get("for_event"),
        )  # fmt: skip

    def get_success_url(self) -> str:
        return reverse("reports:detail", args=[self.council.slug, self.result.pk])


class Write(ReportPage, FormView):
    """Analysis and recommendations; of two people who write at once the second is shown the difference."""

    permission = "reports.write_report"
    form_class = WriteForm
    template_name = "reports/write.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(report=self.report(), **kwargs)

    def get_initial(self) -> dict[str, Any]:
        report = self.report()
        return {"revision": report.revision, **text_of(report)}

    def form_valid(self, form: Any) -> HttpResponseBase:
        report, asked = self.report(), form.cleaned_data
        try:
            writing.write(
                report=report, analysis=asked["analysis"], recommendations=asked["recommendations"],
                seen=asked["revision"], by=self.person,
            )  # fmt: skip
        except ChangedMeanwhile as refusal:
            show_conflict(form, refusal, kept=text_of(self.report()))
            return self.form_invalid(form)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
            return self.form_invalid(form)
        messages.success(self.request, "What you wrote is kept. Make the PDF again to see it there.")
        return redirect("reports:detail", self.council.slug, report.pk)


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


class Refresh(OnReport):
    """Take the cut again."""

    permission = "reports.write_report"
    done = "The month's figures were taken again, and a new PDF is being made."

    def carry_out(self, report: Report) -> None:
        preparing.refresh(report=report, by=self.person, today=self.today)


class RenderAgain(OnReport):
    """Make the PDF again."""

    permission = "reports.write_report"
    done = "A new PDF is being made."

    def carry_out(self, report: Report) -> None:
        preparing.render_again(report=report, by=self.person)
