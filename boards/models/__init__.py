"""Boards, their meetings, what is before them, what came of it, and the packs."""

from boards.models.agenda import AgendaItem, AgendaLink, AgendaTemplateItem, ItemKind, Paper, Purpose
from boards.models.board import Board, BoardMembership, Capacity, RequiredSeat
from boards.models.meeting import Invitation, Meeting, MeetingSeries, Weekday
from boards.models.minutes import (
    AgreedMinutes,
    Attendance,
    BoardAction,
    BoardActionUpdate,
    Challenge,
    ItemMinute,
    Outcome,
)
from boards.models.pack import Pack, PackCopy, PackSending

__all__ = [
    "AgendaItem",
    "AgendaLink",
    "AgendaTemplateItem",
    "AgreedMinutes",
    "Attendance",
    "Board",
    "BoardAction",
    "BoardActionUpdate",
    "BoardMembership",
    "Capacity",
    "Challenge",
    "Invitation",
    "ItemKind",
    "ItemMinute",
    "Meeting",
    "MeetingSeries",
    "Outcome",
    "Pack",
    "PackCopy",
    "PackSending",
    "Paper",
    "Purpose",
    "RequiredSeat",
    "Weekday",
]
