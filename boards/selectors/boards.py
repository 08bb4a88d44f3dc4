"""Answers who sits on the boards, which meetings were held or are in the diary, and whether they met the notice."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from accounts.models import Organisation
from boards.models import Board, BoardMembership, Meeting
from boards.selectors.membership import MissingSeat, SeatLine, missing_seats, with_holders
from notices.models import Notice, Obligation, PlannedEvent
from notices.selectors import ObligationStanding, Register, notices_of, registers_as_at
from notices.selectors.facts import is_known, known_cancellation


class MeetingState(StrEnum):
    """What is known of a meeting on a day."""

    HELD = "Held"
    PLANNED = "In the diary"
    CANCELLED = "Cancelled"
    NOT_RECORDED = "Not recorded as held"


@dataclass(frozen=True)
class MeetingLine:
    """A meeting as it stood on the day. `meeting` is the board's own record of it, if there is one."""

    event: PlannedEvent
    state: MeetingState
    meeting: Meeting | None


@dataclass(frozen=True)
class BoardsOfNotice:
    """The boards under one notice, its meetings, newest first, and the duties to meet with their occurrences.

    `missing` holds the seats that the notice requires and nobody fills: each is a membership obligation not met.
    """

    notice: Notice
    boards: tuple[tuple[Board, tuple[SeatLine, ...]], ...]
    missing: tuple[MissingSeat, ...]
    meetings: tuple[MeetingLine, ...]
    duties: tuple[ObligationStanding, ...]


def boards_as_at(
    council: Organisation, as_at: dt.date, *, known_on: dt.date | None = None
) -> list[BoardsOfNotice]:
    """Return, for each notice of the council, its boards as at a day; in a constant number of queries."""
    notices = list(notices_of(council))
    seats = _seats(notices, as_at)
    missing = missing_seats(notices, as_at=as_at)
    boards: dict[int, list[Board]] = defaultdict(list)
    for board in Board.objects.filter(notice__in=notices).order_by("name"):
        boards[board.notice_id].append(board)
    records = {
        meeting.planned_event_id: meeting
        for meeting in Meeting.objects.filter(board__notice__in=notices).select_related("minutes", "board")
    }
    return [
        BoardsOfNotice(
            notice=register.notice,
            boards=tuple((board, tuple(seats[board.pk])) for board in boards[register.notice.pk]),
            missing=tuple(each for each in missing if each.required.board.notice_id == register.notice.pk),
            meetings=tuple(_meetings(register, records)),
            duties=tuple(_duties(register)),
        )
        for register in registers_as_at(notices, as_at=as_at, known_on=known_on)
    ]


def _seats(notices: list[Notice], as_at: dt.date) -> dict[int, list[SeatLine]]:
    memberships = list(
        BoardMembership.objects.on(as_at)
        .filter(board__notice__in=notices)
        .select_related("post", "organisation", "person", "fills")
        .order_by("board", "pk")
    )
    found: dict[int, list[SeatLine]] = defaultdict(list)
    for line in with_holders(memberships, as_at):
        found[line.membership.board_id].append(line)
    return found


def _duties(register: Register) -> Iterable[ObligationStanding]:
    return (each for each in register.obligations if each.obligation.kind == Obligation.Kind.MEETING)


def _meetings(register: Register, records: dict[int, Meeting]) -> list[MeetingLine]:
    held = _held_events(register)
    lines = [
        MeetingLine(event, _state(event, register, held), records.get(event.pk))
        for duty in _duties(register)
        for event in duty.obligation.planned_events.all()
        if is_known(event, register.known_on)
    ]
    return sorted(lines, key=lambda line: (line.event.planned_on, line.event.pk), reverse=True)


def _held_events(register: Register) -> set[int]:
    """Return the keys of the events that a known discharge of their own obligation answers by the day."""
    return {
        discharge.for_event_id
        for duty in _duties(register)
        for discharge in duty.obligation.discharges.all()
        if discharge.for_event_id is not None
        and discharge.effective_on <= register.as_at
        and is_known(discharge, register.known_on)
    }


def _state(event: PlannedEvent, register: Register, held: set[int]) -> MeetingState:
    cancelled_on = known_cancellation(event, register.known_on)
    if event.pk in held:
        return MeetingState.HELD
    if cancelled_on is not None and cancelled_on <= register.as_at:
        return MeetingState.CANCELLED
    return MeetingState.PLANNED if event.planned_on >= register.as_at else MeetingState.NOT_RECORDED
