"""What the clauses that govern a report require, and what its draft lacks: computed, never ticked by hand.

Pure: a kind, a cut, the texts and the words of the clauses in, requirements out.
"""

from reports.readiness.clauses import Demand, Governing, demands_in, demands_of
from reports.readiness.computing import is_ready, requirements
from reports.readiness.requirement import FRESH_DAYS, Requirement, State

__all__ = [
    "FRESH_DAYS",
    "Demand",
    "Governing",
    "Requirement",
    "State",
    "demands_in",
    "demands_of",
    "is_ready",
    "requirements",
]
