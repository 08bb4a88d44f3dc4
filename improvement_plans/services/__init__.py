"""Everything that changes the plan: one function for each deed, each with its actor and its audit row."""

from improvement_plans.services.progress import complete_action, give_update, move_due_date, reopen_action

__all__ = ["complete_action", "give_update", "move_due_date", "reopen_action"]
