"""One objective and one action, as they stood on a day."""

from typing import Any

from django.db.models import Q
from django.http import Http404
from django.views.generic import TemplateView

from core.audit import entries_about
from improvement_plans.models import Action, Objective
from improvement_plans.pace_chart import pace_chart, pace_series
from improvement_plans.progression import SHARES_RULE
from improvement_plans.roll_up import RULE
from improvement_plans.selectors import (
    action_as_at,
    action_standings,
    completions_of,
    notes_of,
    objective_as_at,
    rule_for,
    updates_of,
)
from improvement_plans.selectors.contributing import may_speak_as
from improvement_plans.selectors.cycle import contributions_of
from improvement_plans.selectors.differences import changes_of
from improvement_plans.selectors.risks import risks_of_action
from improvement_plans.selectors.sources import sources_of_action
from improvement_plans.selectors.voices import voices_of_action
from improvement_plans.standing import ActionStanding, ObjectiveStanding
from improvement_plans.views.base import PlanPage, action_of, objective_of


class ObjectivePage(PlanPage, TemplateView):
    """What an objective is to bring for children, how its actions stand and whether it is slow."""

    template_name = "improvement_plans/objective.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        objective = objective_of(self, self.kwargs["pk"])
        rule = rule_for(objective.plan, self.as_at, self.known_on)
        standing = objective_as_at(objective, self.as_at, known_on=self.known_on, rule=rule)
        return super().get_context_data(
            objective=objective,
            standing=standing,
            chart=self.chart(standing),
            notes=notes_of(Objective.objects.filter(pk=objective.pk), self.as_at, self.known_on)[
                objective.pk
            ],
            changes=changes_of(objective, until=min(self.as_at, self.known_on or self.as_at)),
            rule=RULE,
            pace_rule=rule.in_words(),
            shares_rule=SHARES_RULE,
            **kwargs,
        )

    def chart(self, standing: ObjectiveStanding) -> Any:
        series = pace_series([each.dates for each in standing.group.actions], today=self.as_at)
        return pace_chart(series, today=self.as_at, title="Share of the objective planned and achieved")


class ActionPage(PlanPage, TemplateView):
    """An action: both its ratings, facts, milestones, updates, due dates, evidence and what was done to it."""

    template_name = "improvement_plans/action.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = action_as_at(action_of(self, self.kwargs["pk"]), self.as_at, known_on=self.known_on)
        if standing is None:
            raise Http404("Not in the plan on that day")
        # As it was worded on the day.
        action = standing.action
        return super().get_context_data(
            action=action,
            standing=standing,
            bounds_words=standing.bounds.in_words(),
            may_update=self.person.has_perm("improvement_plans.update_action", action),
            updates=updates_of(action, self.as_at, known_on=self.known_on),
            completions=completions_of(action, self.as_at, known_on=self.known_on),
            evidence=action.evidence.filter(effective_on__lte=self.as_at),
            entries=entries_about(action).filter(at__date__lte=min(self.as_at, self.known_on or self.as_at)),
            changes=changes_of(action, until=min(self.as_at, self.known_on or self.as_at)),
            **self.around(action),
            **kwargs,
        )

    def around(self, action: Action) -> dict[str, Any]:
        """Return what belongs to the action and is kept apart from it, as of the day."""
        moves = action.due_date_changes.made_by(self.as_at, known_on=self.known_on)
        return {
            "moves": moves.select_related("changed_by"),
            "sources": sources_of_action(action, self.as_at, self.known_on),
            "contributions": contributions_of(action, self.as_at, known_on=self.known_on),
            "voices": voices_of_action(action, self.as_at, known_on=self.known_on),
            "risks": risks_of_action(action, self.as_at, known_on=self.known_on),
            "speakers": may_speak_as(self.person, action, today=self.today),
            **self.linked(action),
        }

    def linked(self, action: Action) -> dict[str, list[ActionStanding]]:
        """Return the actions that it waits for and those that wait for it."""
        hanging = Action.objects.filter(Q(needed_by=action) | Q(depends_on=action)).distinct()
        standings = action_standings(hanging, as_at=self.as_at, known_on=self.known_on)
        before = set(action.depends_on.values_list("pk", flat=True))
        return {
            "depends_on": [each for each in standings if each.action.pk in before],
            "needed_by": [each for each in standings if each.action.pk not in before],
        }
