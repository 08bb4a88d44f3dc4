"""Answers about boards, meetings, what is before them and what came of it."""

from boards.selectors.boards import MeetingLine, MeetingState, boards_as_at
from boards.selectors.consequences import Consequences, consequences_of
from boards.selectors.membership import MissingSeat, SeatLine, missing_seats

__all__ = [
    "Consequences",
    "MeetingLine",
    "MeetingState",
    "MissingSeat",
    "SeatLine",
    "boards_as_at",
    "consequences_of",
    "missing_seats",
]
