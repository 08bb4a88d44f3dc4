"""The log of escalations: the list, and the forms that enter, correct and close one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from accounts.access import CouncilPage
from core.editing import ChangedMeanwhile, show_conflict
from core.forms import RefusalsAsErrors
from notices.models import Notice
from notices.selectors import current_notice
from reports.forms.escalations import (
    CloseForm,
    CorrectEscalationForm,
    EscalationFilterForm,
    EscalationForm,
    typed_of,
)
from reports.models import Escalation
from reports.selectors.escalations import escalations_of
from reports.services import escalations
from reports.services.escalations import Raised

ROWS_ON_A_PAGE = 50


class Escalations(CouncilPage):
    """What was taken to somebody above, to whom and why, and what came of it."""

    permission = "reports.view_escalations"

    def get(self, request: HttpRequest) -> HttpResponse:
        form = EscalationFilterForm(request.GET)
        asked = form.cleaned_data if form.is_valid() else {}
        found = escalations_of(self.council, **{name: asked.get(name, "") for name in ("state", "words")})
        page = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
        notice = current_notice(self.council, self.today)
        return render(request, "reports/escalations.html", {"form": form, "page": page, "notice": notice})


class EscalationPage(CouncilPage, RefusalsAsErrors, FormView):
    """A form of the log; afterwards the log shows what came of it."""

    permission = "reports.keep_escalations"
    template_name = "reports/escalation_form.html"
    heading = done = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council, "seen_by": self.person}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(heading=self.heading, **kwargs)

    def get_success_url(self) -> str:
        messages.success(self.request, self.done)
        return reverse("reports:escalations", args=[self.council.slug])


class EnterEscalation(EscalationPage):
    """Enter what was escalated."""

    form_class = EscalationForm
    heading = "Enter an escalation"
    done = "The escalation is in the log."

    @cached_property
    def notice(self) -> Notice:
        """The notice under which it is entered. Raises Http404 for a council that is under none."""
        notice = current_notice(self.council, self.today)
        if notice is None:
            raise Http404("The council is under no notice")
        return notice

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(notice=self.notice, **kwargs)

    def carry_out(self, form: Any) -> Escalation:
        return escalations.enter(
            notice=self.notice, raised=_raised(form), by=self.person, today=self.today,
            evidence=form.cleaned_data["evidence"],
        )  # fmt: skip


class OneEscalation(EscalationPage):
    """A form on an escalation that is in the log."""

    @cached_property
    def escalation(self) -> Escalation:
        """The escalation in the address. Raises Http404 for another council's."""
        kept = Escalation.objects.select_related("notice__council")
        return get_object_or_404(kept, notice__council=self.council, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(escalation=self.escalation, **kwargs)


class CorrectEscalation(OneEscalation):
    """Say anew what was escalated; of two people at once the second is shown the difference."""

    form_class = CorrectEscalationForm
    heading = "Change the escalation"
    done = "The escalation is changed."

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.escalation.revision, **typed_of(self.escalation)}

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            return super().form_valid(form)
        except ChangedMeanwhile as refusal:
            show_conflict(form, refusal, kept=typed_of(Escalation.objects.get(pk=self.escalation.pk)))
            return self.form_invalid(form)

    def carry_out(self, form: Any) -> Escalation:
        return escalations.correct(
            escalation=self.escalation, raised=_raised(form), seen=form.cleaned_data["revision"],
            by=self.person, today=self.today, evidence=form.cleaned_data["evidence"],
        )  # fmt: skip


class CloseEscalation(OneEscalation):
    """Close an escalation with what came of it."""

    form_class = CloseForm
    heading = "Close the escalation"
    done = "The escalation is closed."

    def carry_out(self, form: Any) -> Escalation:
        asked = form.cleaned_data
        return escalations.close(
            escalation=self.escalation, outcome=asked["outcome"], closed_on=asked["closed_on"],
            by=self.person, today=self.today, evidence=asked["evidence"],
        )  # fmt: skip


def _raised(form: Any) -> Raised:
    asked = form.cleaned_data
    return Raised(
        raised_on=asked["raised_on"], raised_by=asked["raised_by"], raised_to=asked["raised_to"],
        what=asked["what"], because=asked["because"],
    )  # fmt: skip
