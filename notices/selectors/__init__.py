"""Answers about notices: where they stand on a day, what falls due when, and which there are."""

from notices.selectors.deadlines import Deadline, deadlines
from notices.selectors.listing import current_notice, notices_of
from notices.selectors.register import register_as_at, registers_as_at
from notices.selectors.standing import CadenceLine, ClauseStanding, ObligationStanding, Register

__all__ = [
    "CadenceLine",
    "ClauseStanding",
    "Deadline",
    "ObligationStanding",
    "Register",
    "current_notice",
    "deadlines",
    "notices_of",
    "register_as_at",
    "registers_as_at",
]
