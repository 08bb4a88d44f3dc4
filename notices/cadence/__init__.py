"""The cadence engine: from a notice's cadences and dated facts to the occurrences that fell due. Pure."""

from notices.cadence.facts import Assessment, Event, Parent, Question, Request, Variation
from notices.cadence.occurrences import Occurrence, Outcome
from notices.cadence.parts import Part, part_of
from notices.cadence.standpoint import Standpoint, standpoint_of
from notices.cadence.terms import Cadence, CadenceError

__all__ = [
    "Assessment",
    "Cadence",
    "CadenceError",
    "Event",
    "Occurrence",
    "Outcome",
    "Parent",
    "Part",
    "Question",
    "Request",
    "Standpoint",
    "Variation",
    "part_of",
    "standpoint_of",
]
