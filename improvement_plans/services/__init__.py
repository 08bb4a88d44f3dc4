"""Everything that changes the plan: one function for each deed, each with its actor and its audit row."""

from improvement_plans.services.answers import change_links, change_sources, give_answer
from improvement_plans.services.leaving import (
    drop_action,
    drop_objective,
    put_back_action,
    put_back_objective,
)
from improvement_plans.services.milestones import add_milestone, change_milestone, drop_milestone
from improvement_plans.services.money import (
    add_budget_line,
    add_work_stream,
    edit_budget_line,
    edit_work_stream,
)
from improvement_plans.services.progress import complete_action, move_due_date, reopen_action
from improvement_plans.services.proofs import add_evidence
from improvement_plans.services.risks import add_risk, close_risk, edit_risk, reopen_risk, score_risk
from improvement_plans.services.sources import add_source, add_sources, edit_source
from improvement_plans.services.starting import start_plan
from improvement_plans.services.text import add_action, add_objective, edit_action, edit_objective
from improvement_plans.services.updates import give_update
from improvement_plans.services.versions import judge_version, open_version, put_in_force, submit_version
from improvement_plans.services.voices import add_voice, edit_voice, record_change, tell_back

__all__ = [
    "add_action",
    "add_budget_line",
    "add_evidence",
    "add_milestone",
    "add_objective",
    "add_risk",
    "add_source",
    "add_sources",
    "add_voice",
    "add_work_stream",
    "change_links",
    "change_milestone",
    "change_sources",
    "close_risk",
    "complete_action",
    "drop_action",
    "drop_milestone",
    "drop_objective",
    "edit_action",
    "edit_budget_line",
    "edit_objective",
    "edit_risk",
    "edit_source",
    "edit_voice",
    "edit_work_stream",
    "give_answer",
    "give_update",
    "judge_version",
    "move_due_date",
    "open_version",
    "put_back_action",
    "put_back_objective",
    "put_in_force",
    "record_change",
    "reopen_action",
    "reopen_risk",
    "score_risk",
    "start_plan",
    "submit_version",
    "tell_back",
]
