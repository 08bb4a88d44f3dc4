"""Reports: the frozen cuts they draw on, their text, their sign-off, and where they go."""

from reports.models.cut import DataCut
from reports.models.leaving import Delivery, Escalation
from reports.models.report import DRAFT_JOB, ISSUE_JOB, IssuedText, Report
from reports.models.section import ReportSection, SectionComment, SectionDraft, SectionVersion
from reports.models.sign_off import ChainStep, Recall, ReturnTold, SignOff, SignOffReminder, SignOffReturn

__all__ = [
    "DRAFT_JOB",
    "ISSUE_JOB",
    "ChainStep",
    "DataCut",
    "Delivery",
    "Escalation",
    "IssuedText",
    "Recall",
    "Report",
    "ReportSection",
    "ReturnTold",
    "SectionComment",
    "SectionDraft",
    "SectionVersion",
    "SignOff",
    "SignOffReminder",
    "SignOffReturn",
]
