"""One objective and one action, as they stood on a day."""

from typing import Any

from django.http import Http404
from django.views.generic import TemplateView

from core.audit import entries_about
from improvement_plans.pace import STANDARD_RULE
from improvement_plans.roll_up import RULE
from improvement_plans.selectors import action_as_at, completions_of, objective_as_at, updates_of
from improvement_plans.views.base import PlanPage, action_of, objective_of


class ObjectivePage(PlanPage, TemplateView):
    """What an objective is to bring for children, how its actions stand and whether it is slow."""

    template_name = "improvement_plans/objective.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        objective = objective_of(self, self.kwargs["pk"])
        standing = objective_as_at(objective, self.as_at, known_on=self.known_on)
        return super().get_context_data(
            objective=objective, standing=standing, rule=RULE, pace_rule=STANDARD_RULE.in_words(), **kwargs
        )


class ActionPage(PlanPage, TemplateView):
    """An action: facts, updates, due dates, evidence and what was done to it."""

    template_name = "improvement_plans/action.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        action = action_of(self, self.kwargs["pk"])
        standing = action_as_at(action, self.as_at, known_on=self.known_on)
        if standing is None:
            raise Http404("Not in the plan on that day")
        moves = action.due_date_changes.made_by(self.as_at, known_on=self.known_on).select_related(
            "changed_by"
        )
        return super().get_context_data(
            action=action,
            standing=standing,
            may_update=self.person.has_perm("improvement_plans.update_action", action),
            updates=updates_of(action, self.as_at, known_on=self.known_on),
            moves=moves,
            completions=completions_of(action, self.as_at, known_on=self.known_on),
            evidence=action.evidence.filter(effective_on__lte=self.as_at),
            entries=entries_about(action).filter(at__date__lte=self.known_on or self.as_at),
            **kwargs,
        )
