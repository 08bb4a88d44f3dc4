"""Sign-off: put up along the chain, signed or returned by each post in turn, recalled, sent, corrected."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from core.forms import RefusalsAsErrors
from reports.authorship import goes_along_a_chain
from reports.forms.signing import CorrectForm, RecallForm, ReturnForm, SignOwnForm, SubmitForm
from reports.models import Report
from reports.readiness import Requirement, is_ready
from reports.selectors.chains import Chain, chain_of
from reports.selectors.readiness import readiness_of
from reports.selectors.waiting import open_sign_off_of
from reports.services import issuing, preparing, recalling, signing
from reports.views.one_report import WRITE, OnReport, ReportPage


class ReportForm(ReportPage, RefusalsAsErrors, FormView):
    """A form on one report; afterwards the report's page says what came of it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(report=self.report(), **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        self.report()
        return super().get(*args, **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> Any:
        self.report()
        return super().post(*args, **kwargs)

    def said(self) -> str:
        """What is said once it is done."""
        raise RuntimeError(f"{type(self).__name__} does not say what it does.")

    def get_success_url(self) -> str:
        messages.success(self.request, self.said())
        return reverse("reports:detail", args=[self.council.slug, self.result.pk])


class Unready(ReportForm):
    """A form that puts a report out, and asks why if something is lacking."""

    @cached_property
    def found(self) -> list[Requirement]:
        """What the report has and lacks: form and page show the same."""
        return readiness_of(self.report(), today=self.today)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "is_ready": is_ready(self.found)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(readiness=self.found, is_ready=is_ready(self.found), **kwargs)


class Submit(Unready):
    """Confirm the chain and put the report before its first post."""

    permission = "reports.write_report"
    needs = WRITE
    form_class = SubmitForm
    template_name = "reports/submit.html"

    @cached_property
    def chain(self) -> Chain:
        """The chain of the report's kind. Raises Http404 for a kind that goes along none."""
        report = self.report()
        if not goes_along_a_chain(report.what):
            raise Http404("The adviser signs his own reports")
        return chain_of(self.council, report.kind, report.notice, today=self.today)

    def get_initial(self) -> dict[str, Any]:
        return {"seen_chain": self.chain.seen}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(chain=self.chain, **kwargs)

    def carry_out(self, form: Any) -> Report:
        asked = form.cleaned_data
        return signing.submit(
            report=self.report(), by=self.person, today=self.today, seen_chain=asked["seen_chain"],
            unready_reason=asked.get("unready_reason", ""),
        )  # fmt: skip

    def said(self) -> str:
        return f"The report now waits for a signature: {self.chain.steps[0].post}."


class SignOwn(Unready):
    """The adviser signs his own report: it goes along no chain of the council's."""

    permission = "reports.write_report"
    needs = WRITE
    form_class = SignOwnForm
    template_name = "reports/sign_own.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if goes_along_a_chain(self.report().what):
            raise Http404("This report goes along a chain of posts")
        return super().get_context_data(**kwargs)

    def carry_out(self, form: Any) -> Report:
        return signing.sign_own(
            report=self.report(), by=self.person, today=self.today,
            unready_reason=form.cleaned_data.get("unready_reason", ""),
        )  # fmt: skip

    def said(self) -> str:
        return "You have signed your report."


class Return(ReportForm):
    """Give the report back with a comment."""

    permission = "reports.sign_report"
    needs = "reports.sign_this_report"
    form_class = ReturnForm
    template_name = "reports/return.html"

    def get_initial(self) -> dict[str, Any]:
        asked = open_sign_off_of(self.report())
        return {"sign_off": asked.pk if asked is not None else None}

    def carry_out(self, form: Any) -> Report:
        asked = form.cleaned_data
        return signing.return_for_changes(
            report=self.report(), comment=asked["comment"], by=self.person, today=self.today,
            sign_off=asked["sign_off"],
        )  # fmt: skip

    def said(self) -> str:
        return "The report is back with its authors, who are told at once."


class Sign(OnReport):
    """Sign for the post that was asked; the last signature has it issued."""

    permission = "reports.sign_report"
    needs = "reports.sign_this_report"

    def carry_out(self, report: Report) -> None:
        report = signing.sign(
            report=report, by=self.person, today=self.today, sign_off=_key(self.request.POST.get("sign_off"))
        )
        asked = open_sign_off_of(report)
        self.done = (
            f"You have signed. {asked.post} is asked next." if asked else "You have signed the report."
        )


class SendNow(OnReport):
    """Issue a signed report without waiting until it can no longer be recalled."""

    permission = "reports.sign_report"
    needs = "reports.recall_this_report"
    done = "The report is being issued."

    def carry_out(self, report: Report) -> None:
        issuing.send_now(report=report, by=self.person)


class Recall(ReportForm):
    """Take the report back before it leaves."""

    permission = "reports.sign_report"
    needs = "reports.recall_this_report"
    form_class = RecallForm
    template_name = "reports/recall.html"

    def carry_out(self, form: Any) -> Report:
        return recalling.recall(report=self.report(), reason=form.cleaned_data["reason"], by=self.person)

    def said(self) -> str:
        return "The report was recalled: it is a draft again."


class Correct(ReportForm):
    """Begin the next version of an issued report."""

    permission = "reports.write_report"
    needs = WRITE
    form_class = CorrectForm
    template_name = "reports/correct.html"

    def carry_out(self, form: Any) -> Report:
        return preparing.open_correction(
            report=self.report(), reason=form.cleaned_data["reason"], by=self.person, today=self.today
        )

    def said(self) -> str:
        return (
            f"This is the draft of version {self.result.version}. The version that was issued stays as it is."
        )


def _key(words: str | None) -> int | None:
    """Return the key of a row from a form; None for none, and 0, which no row has, for what is no number."""
    if not words:
        return None
    return int(words) if words.isdecimal() and len(words) < 19 else 0
