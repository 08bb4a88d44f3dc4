"""The page on which the plan under a notice is started."""

from typing import Any

from django.urls import reverse

from improvement_plans.forms.starting import StartPlanForm
from improvement_plans.models import Plan
from improvement_plans.services.starting import start_plan
from improvement_plans.views.writing import Writing, plan_query
from notices.selectors import notices_of


class StartPlan(Writing):
    """A plan under a notice that has none yet."""

    form_class = StartPlanForm
    heading = "Start the improvement plan"
    lead = "It begins empty. Write its objectives and actions here, or load them from the spreadsheet that you keep."
    done = "The plan is started. Add its first objective."
    back_words = "Back to the plan"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "notices": notices_of(self.council).filter(plan__isnull=True)}

    def get_initial(self) -> dict[str, Any]:
        return {"title": "Improvement plan"}

    def carry_out(self, form: Any) -> Plan:
        return start_plan(by=self.person, **form.cleaned_data)

    def get_back(self) -> str:
        return reverse("plan:by_area", args=[self.council.slug])

    def get_success_url(self) -> str:
        return self.get_back() + plan_query(self.result)
