"""The part of a cut that says how the boards met, who was there, what they decided and asked, and what is open."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch

from boards.models import (
    AgendaItem,
    Attendance,
    Board,
    BoardAction,
    BoardMembership,
    Challenge,
    Meeting,
    Outcome,
    RequiredSeat,
)
from notices.models import Notice
from reports.cut.days import iso

CAME = (Attendance.State.PRESENT, Attendance.State.SUBSTITUTE)


def boards_in_cut(notice: Notice, *, as_at: dt.date) -> list[dict[str, Any]]:
    """Return every board under `notice` as it stood on a day."""
    items = AgendaItem.objects.prefetch_related("outcomes", "challenges").order_by("order", "pk")
    meetings = (
        Meeting.objects.select_related("planned_event")
        .prefetch_related(
            Prefetch("attendance", Attendance.objects.select_related("membership")), Prefetch("items", items)
        )
        .order_by("planned_event__planned_on", "pk")
    )
    actions = BoardAction.objects.select_related("owner_post", "outcome__item__meeting").order_by(
        "due_on", "pk"
    )
    seated = BoardMembership.objects.on(as_at)
    boards = Board.objects.filter(notice=notice).prefetch_related(
        Prefetch("meetings", meetings),
        Prefetch("actions", actions),
        Prefetch("required_seats", RequiredSeat.objects.prefetch_related(Prefetch("memberships", seated))),
    )
    return [_board(each, as_at) for each in boards.order_by("pk")]


def _board(board: Board, as_at: dt.date) -> dict[str, Any]:
    meetings = list(board.meetings.all())
    held = [each for each in meetings if each.held_on is not None and each.held_on <= as_at]
    items = [item for meeting in held for item in meeting.items.all()]
    cancelled = [each for each in meetings if _cancelled_by(each, as_at)]
    return {
        "name": board.name,
        "quorum": board.quorum,
        "meetings": [_meeting(each, board, as_at) for each in meetings if each in held or each in cancelled],
        "held": len(held),
        "cancelled": len(cancelled),
        "next_on": iso(_next(meetings, as_at)),
        "decisions": [
            _decision(outcome, meeting)
            for meeting in held
            for item in meeting.items.all()
            if not item.is_confidential
            for outcome in item.outcomes.all()
            if outcome.kind == Outcome.Kind.DECISION
        ],
        "challenges": _challenges(items),
        "actions": _actions(board.actions.all(), as_at),
        "seats_missing": [seat.who for seat in board.required_seats.all() if not seat.memberships.all()],
        "confidential": sum(item.is_confidential for item in items),
    }


def _cancelled_by(meeting: Meeting, as_at: dt.date) -> bool:
    day = meeting.planned_event.cancelled_on
    return day is not None and day <= as_at


def _next(meetings: Iterable[Meeting], as_at: dt.date) -> dt.date | None:
    """Return the day of the next meeting in the diary after the day of the cut."""
    ahead = [
        each.planned_event.planned_on
        for each in meetings
        if each.planned_event.planned_on > as_at
        and each.planned_event.withdrawn_at is None
        and not _cancelled_by(each, as_at)
    ]
    return min(ahead, default=None)


def _meeting(meeting: Meeting, board: Board, as_at: dt.date) -> dict[str, Any]:
    attendance = list(meeting.attendance.all())
    counted = Counter(each.state for each in attendance if each.membership is not None)
    votes = sum(
        each.membership is not None and each.membership.votes and each.state in CAME for each in attendance
    )
    was_held = meeting.held_on is not None and meeting.held_on <= as_at
    return {
        "planned_on": iso(meeting.planned_event.planned_on),
        "held_on": iso(meeting.held_on) if was_held else None,
        "cancelled_on": None if was_held else iso(meeting.planned_event.cancelled_on),
        "present": sum(counted[state] for state in CAME),
        "apologies": counted[Attendance.State.APOLOGIES],
        "absent": counted[Attendance.State.ABSENT],
        "in_attendance": sum(each.membership is None for each in attendance),
        "votes": votes,
        "is_quorate": None if board.quorum is None or not attendance else votes >= board.quorum,
        "not_quorate_because": meeting.not_quorate_because,
    }


def _decision(outcome: Outcome, meeting: Meeting) -> dict[str, Any]:
    return {
        "held_on": iso(meeting.held_on),
        "words": outcome.words,
        "decided_by": outcome.decided_by,
        "dissent": outcome.dissent,
    }


def _challenges(items: Iterable[AgendaItem]) -> dict[str, int]:
    """Return how many questions held the programme to account, and how many answers satisfied."""
    counted = Counter(
        each.satisfied for item in items if not item.is_confidential for each in item.challenges.all()
    )
    return {
        "asked": sum(counted.values()),
        **{state.value: counted[state.value] for state in Challenge.Satisfied},
    }


def _actions(actions: Iterable[BoardAction], as_at: dt.date) -> dict[str, Any]:
    """Return the actions that the board had given by a day; those of a confidential item are left out."""
    given = [
        each
        for each in actions
        if not each.outcome.item.is_confidential
        and each.outcome.item.meeting.held_on is not None
        and each.outcome.item.meeting.held_on <= as_at
    ]
    closed = [each for each in given if each.closed_on is not None and each.closed_on <= as_at]
    still_open = [each for each in given if each not in closed]
    return {
        "open": len(still_open),
        "overdue": sum(each.due_on < as_at for each in still_open),
        "done": sum(each.state == BoardAction.State.DONE for each in closed),
        "dropped": sum(each.state == BoardAction.State.DROPPED for each in closed),
        "rows": [_action(each, as_at) for each in still_open],
    }


def _action(action: BoardAction, as_at: dt.date) -> dict[str, Any]:
    return {
        "reference": action.reference,
        "words": action.words,
        "owner": str(action.owner_post),
        "due_on": iso(action.due_on),
        "days_overdue": max((as_at - action.due_on).days, 0),
    }
