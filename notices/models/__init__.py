"""A notice as a register: its clauses, the obligations they impose, and the facts that discharge them."""

from notices.models.breach import Breach, BreachMessage
from notices.models.draft import NoticeDraft
from notices.models.facts import Assessment, Discharge, PlannedEvent, Request, Variation
from notices.models.notice import Appointment, Area, Clause, Notice
from notices.models.obligation import CadenceTerms, Obligation
from notices.models.parties import Party

__all__ = [
    "Appointment",
    "Area",
    "Assessment",
    "Breach",
    "BreachMessage",
    "CadenceTerms",
    "Clause",
    "Discharge",
    "Notice",
    "NoticeDraft",
    "Obligation",
    "Party",
    "PlannedEvent",
    "Request",
    "Variation",
]
