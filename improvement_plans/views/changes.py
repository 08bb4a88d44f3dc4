"""What people do to an action, one decision a page: move the due date, close, open again."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView

from accounts.access import CouncilPage
from core.editing import ADDS, ChangedMeanwhile, show_conflict
from core.forms import RefusalsAsErrors, add_refusal
from core.refusals import Refusal
from improvement_plans import services
from improvement_plans.forms.progress import CompletionForm, DueDateForm, ReopenForm, proof_of
from improvement_plans.models import Action, Completion, DueDateChange
from improvement_plans.selectors import action_as_at
from improvement_plans.views.base import action_of


class ActionChange(CouncilPage, RefusalsAsErrors, FormView):
    """One form about one action; the action is looked up once, at `self.action`."""

    template_name = "improvement_plans/change.html"
    heading: ClassVar[str]
    done: ClassVar[str]
    action: Action
    kwargs: dict[str, Any]

    def kept_council(self, slug: str) -> Any:
        """Find the council, and with it the action: another council's does not exist here."""
        self.council = super().kept_council(slug)
        self.action = action_of(self, self.kwargs["pk"])
        return self.council

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.action.revision}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = action_as_at(self.action, self.today)
        return super().get_context_data(
            action=self.action,
            standing=standing,
            heading=self.heading,
            back_url=self.get_success_url(),
            **kwargs,
        )

    def kept(self) -> dict[str, Any]:
        """Return what is stored now, by the form's field names, to hold against what was typed."""
        return {}

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            self.result = self.carry_out(form)
        except ChangedMeanwhile as refusal:
            self.action.refresh_from_db()
            show_conflict(form, refusal, kept=self.kept(), outcome=ADDS)
            return self.form_invalid(form)
        except Refusal as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        return reverse("plan:action", args=[self.council.slug, self.action.pk])


class OwnersChange(ActionChange):
    """A change that the improvement team and whoever holds the owner post may make, and nobody else."""

    permission = "improvement_plans.give_update"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.refuse_others()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.refuse_others()
        return super().post(request, *args, **kwargs)

    def refuse_others(self) -> None:
        """Raise PermissionDenied for an owner of other posts' actions."""
        if not self.person.has_perm("improvement_plans.update_action", self.action):
            raise PermissionDenied


class MarkDone(OwnersChange):
    """Call an action done, with the evidence for it."""

    form_class = CompletionForm
    heading = "Mark this action as done"
    done = "The action is done and evidenced."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council}

    def carry_out(self, form: Any) -> Completion:
        asked = {name: form.cleaned_data[name] for name in ("done_on", "achieved", "revision")}
        return services.complete_action(
            action=self.action, by=self.person, today=self.today, **asked, **proof_of(form)
        )


class MoveDueDate(ActionChange):
    """Agree another due date, with its reason."""

    permission = "improvement_plans.move_due_date"
    form_class = DueDateForm
    heading = "Move the due date"
    done = "The due date is moved. The earlier one stays on record."

    def carry_out(self, form: Any) -> DueDateChange:
        return services.move_due_date(
            action=self.action, by=self.person, today=self.today, **form.cleaned_data
        )

    def kept(self) -> dict[str, Any]:
        return {"to_day": self.action.due_on}


class Reopen(ActionChange):
    """Open again an action that was called done."""

    permission = "improvement_plans.reopen_action"
    form_class = ReopenForm
    heading = "Reopen this action"
    done = "The action is open again."

    def carry_out(self, form: Any) -> Any:
        return services.reopen_action(
            action=self.action, by=self.person, today=self.today, **form.cleaned_data
        )
