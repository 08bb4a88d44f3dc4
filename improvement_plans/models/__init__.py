"""The improvement plan: what it says, what it answers, and what was said and done of it."""

from improvement_plans.models.action import Action, Milestone
from improvement_plans.models.contribution import Contribution
from improvement_plans.models.cycle import UpdateCycle, UpdateRequest, UpdateSchedule
from improvement_plans.models.facts import (
    ActionUpdate,
    Completion,
    DueDateChange,
    MilestoneMove,
    PaceNote,
    PaceSettings,
    Rating,
    known_by,
    reopened_by,
)
from improvement_plans.models.importing import ColumnMapping, ImportedRow, PlanImport
from improvement_plans.models.message import DailyMessage, DailyNote, Reminder
from improvement_plans.models.plan import BudgetLine, Objective, Plan, WorkStream
from improvement_plans.models.risk import Risk, RiskClosing, RiskScore
from improvement_plans.models.source import Answer, Answering, Source
from improvement_plans.models.version import PlanVersion, VersionLine
from improvement_plans.models.voice import Voice

__all__ = [
    "Action",
    "ActionUpdate",
    "Answer",
    "Answering",
    "BudgetLine",
    "ColumnMapping",
    "Completion",
    "Contribution",
    "DailyMessage",
    "DailyNote",
    "DueDateChange",
    "ImportedRow",
    "Milestone",
    "MilestoneMove",
    "Objective",
    "PaceNote",
    "PaceSettings",
    "Plan",
    "PlanImport",
    "PlanVersion",
    "Rating",
    "Reminder",
    "Risk",
    "RiskClosing",
    "RiskScore",
    "Source",
    "UpdateCycle",
    "UpdateRequest",
    "UpdateSchedule",
    "VersionLine",
    "Voice",
    "WorkStream",
    "known_by",
    "reopened_by",
]
