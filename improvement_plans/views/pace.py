"""What is slow to progress and whose contribution is weak, what is said of it, and the rule that finds it."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from core.forms import RefusalsAsErrors
from improvement_plans.forms.pace import PaceNoteForm, PaceRuleForm
from improvement_plans.models import Objective, PaceNote, PaceSettings, Plan
from improvement_plans.progression import SHARES_RULE
from improvement_plans.selectors import objective_as_at, rule_for, slow_objectives_of, weak_contributions
from improvement_plans.selectors.pace import rule_of, settings_of
from improvement_plans.services.pace import note_pace, set_pace_rule
from improvement_plans.views.base import PlanPage, objective_of


class SlowObjectives(PlanPage, TemplateView):
    """What is slow to progress and whose contribution is weak, by the stated rule (clause 5.e)."""

    template_name = "improvement_plans/pace/slow.html"
    section = "slow"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.chosen is None:
            return super().get_context_data(**kwargs)
        plan = self.standing()
        return super().get_context_data(
            plan=plan,
            rule=plan.pace_rule.in_words(),
            shares_rule=SHARES_RULE,
            slow=slow_objectives_of(plan),
            contributions=weak_contributions(plan),
            **kwargs,
        )


class Annotate(PlanPage, RefusalsAsErrors, FormView):
    """Explain a slow objective. It stays on the list: nothing takes it off but progress."""

    permission = "improvement_plans.note_pace"
    section = "slow"
    form_class = PaceNoteForm
    template_name = "improvement_plans/pace/annotate.html"
    kwargs: dict[str, Any]

    def kept_council(self, slug: str) -> Any:
        """Find the council, and with it the objective: another council's does not exist here."""
        self.council = super().kept_council(slug)
        self.objective: Objective = objective_of(self, self.kwargs["pk"])
        return self.council

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            objective=self.objective,
            standing=objective_as_at(self.objective, self.today),
            heading="Explain slow progress",
            back_url=self.get_success_url(),
            **kwargs,
        )

    def carry_out(self, form: Any) -> PaceNote:
        note = note_pace(objective=self.objective, by=self.person, today=self.today, **form.cleaned_data)
        messages.success(self.request, "The explanation is saved. It goes into the next cut of the report.")
        return note

    def get_success_url(self) -> str:
        plan = self.objective.plan
        return f"{reverse('plan:slow', args=[self.council.slug])}?plan={plan.pk}#slow-{self.objective.pk}"


class PaceRulePage(PlanPage, TemplateView):
    """The rule in force for what is slow, and every rule before it with its reason."""

    template_name = "improvement_plans/pace/rule.html"
    section = "slow"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = plan_chosen(self)
        return super().get_context_data(
            rule=rule_for(plan, self.as_at, self.known_on).in_words(),
            shares_rule=SHARES_RULE,
            history=self.history(plan),
            **kwargs,
        )

    def history(self, plan: Plan) -> list[tuple[PaceSettings, str]]:
        """The rules that were set by the day that is looked at, each in words, also one that holds from later on."""
        return [
            (each, rule_of(each).in_words())
            for each in settings_of(plan, known_on=self.known_on or self.as_at)
        ]


class ChangePaceRule(PlanPage, RefusalsAsErrors, FormView):
    """Set other bounds from a day on, with the reason."""

    permission = "improvement_plans.set_pace_rule"
    section = "slow"
    form_class = PaceRuleForm
    template_name = "improvement_plans/pace/change_rule.html"

    def get_initial(self) -> dict[str, Any]:
        rule = rule_for(plan_chosen(self), self.today)
        return {**PaceRuleForm.initial_of(rule), "from_day": self.today}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="Change the rule for slow progress", back_url=self.get_success_url(), **kwargs
        )

    def carry_out(self, form: PaceRuleForm) -> PaceSettings:
        asked = form.cleaned_data
        kept = set_pace_rule(
            plan=plan_chosen(self), rule=form.rule, from_day=asked["from_day"], reason=asked["reason"],
            by=self.person, today=self.today,
        )  # fmt: skip
        messages.success(self.request, f"The rule holds from {kept.from_day:%-d %B %Y} on.")
        return kept

    def get_success_url(self) -> str:
        return f"{reverse('plan:pace_settings', args=[self.council.slug])}?plan={plan_chosen(self).pk}"


def plan_chosen(page: PlanPage) -> Plan:
    """Return the plan of the page; raises Http404 where there is none yet."""
    if page.chosen is None:
        raise Http404("No plan yet")
    return page.chosen
