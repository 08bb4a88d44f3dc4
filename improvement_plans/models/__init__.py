"""The improvement plan: work streams, objectives, actions owned by posts, and what was said and done of them."""

from improvement_plans.models.action import Action
from improvement_plans.models.facts import (
    ActionUpdate,
    Completion,
    DueDateChange,
    Rating,
    known_by,
    reopened_by,
)
from improvement_plans.models.plan import Objective, Plan, PlanVersion, WorkStream

__all__ = [
    "Action",
    "ActionUpdate",
    "Completion",
    "DueDateChange",
    "Objective",
    "Plan",
    "PlanVersion",
    "Rating",
    "WorkStream",
    "known_by",
    "reopened_by",
]
