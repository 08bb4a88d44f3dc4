"""Answers how the plan, its parts and what belongs to it stand on a day."""

from improvement_plans.selectors.facts import holders_on
from improvement_plans.selectors.pace import SlowObjective, notes_of, rule_for, slow_objectives_of
from improvement_plans.selectors.standings import (
    action_as_at,
    action_standings,
    actions_owed_by,
    completions_of,
    objective_as_at,
    plan_as_at,
    plans_of,
    updates_of,
)
from improvement_plans.selectors.weak_contributions import ContributionStanding, weak_contributions

__all__ = [
    "ContributionStanding",
    "SlowObjective",
    "action_as_at",
    "action_standings",
    "actions_owed_by",
    "completions_of",
    "holders_on",
    "notes_of",
    "objective_as_at",
    "plan_as_at",
    "plans_of",
    "rule_for",
    "slow_objectives_of",
    "updates_of",
    "weak_contributions",
]
