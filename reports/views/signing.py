"""Sign-off: submitted by the team, returned or signed by whoever holds the post."""

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from core.forms import RefusalsAsErrors
from reports.forms import ReturnForm, SubmitForm
from reports.models import Report
from reports.readiness import Requirement, is_ready
from reports.services import signing
from reports.views.one_report import ReportPage
from reports.views.reading import readiness_of
from reports.views.writing import OnReport


class Submit(ReportPage, RefusalsAsErrors, FormView):
    """Put the report before the post that signs it."""

    permission = "reports.write_report"
    form_class = SubmitForm
    template_name = "reports/submit.html"

    @cached_property
    def found(self) -> list[Requirement]:
        """What the report has and lacks: form and page show the same."""
        return readiness_of(self.report(), self.today)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council, "is_ready": is_ready(self.found)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(report=self.report(), readiness=self.found, **kwargs)

    def carry_out(self, form: Any) -> Report:
        asked = form.cleaned_data
        return signing.submit(
            report=self.report(), post=asked["post"], by=self.person, today=self.today,
            unready_reason=asked.get("unready_reason", ""),
        )  # fmt: skip

    def get_success_url(self) -> str:
        messages.success(self.request, f"The report now waits for a signature: {self.result.sign_off_post}.")
        return reverse("reports:detail", args=[self.council.slug, self.result.pk])


class Return(ReportPage, RefusalsAsErrors, FormView):
    """Give the report back with a comment."""

    permission = "reports.sign_report"
    form_class = ReturnForm
    template_name = "reports/return.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(report=self.report(), **kwargs)

    def carry_out(self, form: Any) -> Report:
        return signing.return_for_changes(
            report=self.report(), comment=form.cleaned_data["comment"], by=self.person, today=self.today
        )

    def get_success_url(self) -> str:
        messages.success(self.request, "The report is back with its authors.")
        return reverse("reports:detail", args=[self.council.slug, self.result.pk])


class Sign(OnReport):
    """Sign, and have it issued."""

    permission = "reports.sign_report"
    done = "You have signed the report. It is being issued."

    def carry_out(self, report: Report) -> None:
        signing.sign(report=report, by=self.person, today=self.today)
