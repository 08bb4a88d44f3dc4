"""What every page shares on which the plan is written: one form, a conflict shown, a refusal on its field."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import FormView

from accounts.access import CouncilPage
from accounts.models import Organisation
from core.editing import REPLACES, ChangedMeanwhile, show_conflict
from core.forms import RefusalsAsErrors, add_refusal
from core.refusals import Refusal
from improvement_plans.models import Plan
from improvement_plans.selectors import plans_of


class Writing(CouncilPage, RefusalsAsErrors, FormView):
    """One form that writes the plan. What the address names is found with the council: another's does not exist."""

    permission = "improvement_plans.write_plan"
    template_name = "improvement_plans/text/form.html"
    heading: ClassVar[str]
    lead: ClassVar[str] = ""
    done: ClassVar[str]
    back_words: ClassVar[str] = "Back"
    outcome: ClassVar[str] = REPLACES
    """What saving again does to the version of somebody who saved first."""
    kwargs: dict[str, Any]

    def kept_council(self, slug: str) -> Organisation:
        self.council = super().kept_council(slug)
        self.find()
        return self.council

    def find(self) -> None:
        """Look up what the address names; raises Http404 for what is another council's."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = {
            "heading": self.heading,
            "lead": self.lead,
            "about": self.about(),
            "back_url": self.get_back(),
            "back_words": self.back_words,
        }
        return super().get_context_data(**{**facts, **kwargs})

    def about(self) -> str:
        """Return what the form is about, where its heading does not name it."""
        return ""

    def get_back(self) -> str:
        """Return where the page was most likely opened from."""
        return self.get_success_url()

    def kept(self) -> dict[str, Any]:
        """Return what is stored now, by the form's field names, to hold against what was typed."""
        return {name: value for name, value in self.get_initial().items() if name != "revision"}

    def refresh(self) -> None:
        """Read again what another person changed meanwhile."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            self.result = self.carry_out(form)
        except ChangedMeanwhile as refusal:
            self.refresh()
            show_conflict(form, refusal, kept=self.kept(), outcome=self.outcome)
            return self.form_invalid(form)
        except Refusal as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, self.done_in_words())
        return redirect(self.get_success_url())

    def done_in_words(self) -> str:
        return self.done


class PlanWriting(Writing):
    """A form about a whole plan: the one that the address names (`?plan=`), else that of the newest notice."""

    plan: Plan

    def find(self) -> None:
        plans = plans_of(self.council).select_related("notice__council")
        asked = self.request.GET.get("plan", "")
        found = plans.filter(pk=asked).first() if asked.isdecimal() else plans.first()
        if found is None:
            raise Http404("No such plan")
        self.plan = found

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "plan": self.plan, "adding": True}


def plan_query(plan: Plan) -> str:
    """Return the query that names a plan, to be put behind the address of a page that shows one of several."""
    return f"?plan={plan.pk}"
