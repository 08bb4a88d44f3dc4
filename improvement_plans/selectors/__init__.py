"""Answers how the plan, its parts and what belongs to it stand on a day."""

from improvement_plans.selectors.standings import (
    ContributionStanding,
    action_as_at,
    action_standings,
    actions_owed_by,
    completions_of,
    holders_on,
    objective_as_at,
    plan_as_at,
    plans_of,
    updates_of,
    weak_contributions,
)

__all__ = [
    "ContributionStanding",
    "action_as_at",
    "action_standings",
    "actions_owed_by",
    "completions_of",
    "holders_on",
    "objective_as_at",
    "plan_as_at",
    "plans_of",
    "updates_of",
    "weak_contributions",
]
