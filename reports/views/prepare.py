"""A report begins: its kind is chosen, its month, its duty; and its figures and PDF are made again."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from accounts.access import CouncilPage
from accounts.selectors import roles_of
from core.forms import RefusalsAsErrors
from core.refusals import Refusal
from notices.models import Notice
from notices.selectors import current_notice
from reports.authorship import kinds_written_by
from reports.forms.prepare import PrepareForm, RefreshForm
from reports.kinds import BY_KEY, ReportKind
from reports.models import Report
from reports.rules import writes_kind
from reports.selectors.owed import newest_of_each_kind
from reports.services import preparing
from reports.views.one_report import WRITE
from reports.views.sections import DraftPage


class ChooseKind(CouncilPage, TemplateView):
    """Every kind of report that the person writes, what each is for, and the newest one of it."""

    permission = "reports.prepare_report"
    template_name = "reports/prepare.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = kinds_written_by(roles_of(self.person, self.council, today=self.today))
        notice = current_notice(self.council, self.today)
        newest = newest_of_each_kind(notice) if notice else {}
        rows = [(kind, newest.get(kind.key)) for kind in kinds]
        return super().get_context_data(rows=rows, notice=notice, **kwargs)


class Prepare(CouncilPage, RefusalsAsErrors, FormView):
    """Prepare report: choose the month, and the worker begins."""

    permission = "reports.prepare_report"
    form_class = PrepareForm
    template_name = "reports/prepare_kind.html"

    @cached_property
    def kind(self) -> ReportKind:
        """The kind in the address; raises Http404 for none, PermissionDenied for one whose author is another."""
        key = self.kwargs["kind"]
        if key not in BY_KEY:
            raise Http404("There is no such kind of report")
        if not writes_kind(self.person, self.council, key):
            raise PermissionDenied
        return BY_KEY[key]

    @cached_property
    def notice(self) -> Notice:
        """The notice that is reported under; raises Http404 when the council has none."""
        notice = current_notice(self.council, self.today)
        if notice is None:
            raise Http404("The council is under no notice")
        return notice

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kind=self.kind, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        # The kind first: whoever may not write it learns nothing of the council's notice.
        own = {"kind": self.kind, "notice": self.notice, "today": self.today}
        return {**super().get_form_kwargs(), **own}

    def carry_out(self, form: Any) -> Report:
        asked = form.cleaned_data
        return preparing.prepare(
            notice=self.notice, kind=self.kind.key, month=asked["month"], by=self.person, today=self.today,
            obligation=asked.get("obligation"), for_event=asked.get("for_event"),
        )  # fmt: skip

    def get_success_url(self) -> str:
        return reverse("reports:detail", args=[self.council.slug, self.result.pk])


class Refresh(DraftPage, RefusalsAsErrors, FormView):
    """Take the month's figures again, for every report of the month that may still be written."""

    permission = "reports.write_report"
    needs = WRITE
    form_class = RefreshForm
    template_name = "reports/refresh.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(report=self.kept, **kwargs)

    def carry_out(self, form: Any) -> Report:
        return preparing.refresh(
            report=self.kept, by=self.person, today=self.today, reason=form.cleaned_data["reason"]
        )

    def get_success_url(self) -> str:
        messages.success(self.request, "The month's figures were taken again, and a new PDF is being made.")
        return reverse("reports:detail", args=[self.council.slug, self.kept.pk])


class RenderAgain(DraftPage):
    """Make the PDF again."""

    permission = "reports.write_report"
    needs = WRITE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            preparing.render_again(report=self.kept, by=self.person)
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            is_signed = self.kept.status == Report.Status.SIGNED
            what = f"{self.kept.number} is being issued." if is_signed else "A new PDF is being made."
            messages.success(request, what)
        return redirect("reports:detail", self.council.slug, pk)
