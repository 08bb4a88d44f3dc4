"""Answers about reports: which there are, what each would discharge, what is written in it, who waits for it."""

from reports.selectors.owed import (
    default_obligation,
    meetings_to_report_to,
    months_to_report,
    reporting_obligations,
)
from reports.selectors.sections import texts_of
from reports.selectors.visible import may_be_seen_by, visible_reports
from reports.selectors.waiting import awaiting_signature_of, waiting_in

__all__ = [
    "awaiting_signature_of",
    "default_obligation",
    "may_be_seen_by",
    "meetings_to_report_to",
    "months_to_report",
    "reporting_obligations",
    "texts_of",
    "visible_reports",
    "waiting_in",
]
