"""Answers what the minutes of a meeting say to somebody: as they stand, or as they were frozen when agreed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from boards.minutes_content import without_confidential
from boards.models import AgendaItem, AgreedMinutes, Attendance, BoardMembership, Meeting
from boards.quorum import Quorum, quorum_of
from boards.selectors.frozen import minutes_content
from core.frozen import with_days
from improvement_plans.selectors import holders_on


@dataclass(frozen=True)
class ShownMinutes:
    """The minutes as one person may read them: `content` with its days, `agreed` None while they are a draft."""

    content: dict[str, Any]
    agreed: AgreedMinutes | None
    sees_confidential: bool

    @property
    def open_items(self) -> int:
        """How many of the items that the person may see are not settled."""
        return sum(each.get("state") == AgendaItem.State.OPEN for each in self.content["items"])


def minutes_for(person: User, meeting: Meeting) -> ShownMinutes:
    """Return the minutes as `person` may read them; agreed ones as they were frozen, whatever changed since."""
    sees = person.has_perm("boards.view_confidential", meeting.board.notice.council)
    agreed = AgreedMinutes.objects.filter(meeting=meeting).select_related(
        "agreed_at__planned_event", "agreed_by", "whole"
    )
    frozen = agreed.first()
    if frozen is not None:
        return ShownMinutes(with_days(frozen.content if sees else frozen.for_all), frozen, sees)
    content = minutes_content(meeting)
    return ShownMinutes(with_days(content if sees else without_confidential(content)), None, sees)


@dataclass(frozen=True)
class SeatOnTheDay:
    """A seat on the day of a meeting: who held it then, and how it was filled as far as that is recorded."""

    membership: BoardMembership
    holder: str
    recorded: Attendance | None

    @property
    def role(self) -> str:
        return str(self.membership.post or self.membership.organisation)


@dataclass(frozen=True)
class AttendanceOnTheDay:
    """Everybody who had a seat on the day, whoever else was there, and whether that was a quorum."""

    seats: tuple[SeatOnTheDay, ...]
    also: tuple[Attendance, ...]
    quorum: Quorum

    @property
    def is_recorded(self) -> bool:
        return any(each.recorded is not None for each in self.seats) or bool(self.also)


def attendance_of(meeting: Meeting) -> AttendanceOnTheDay:
    """Return who was at a meeting, or who has a seat on its day; in a constant number of queries."""
    day = meeting.day
    rows = list(Attendance.objects.filter(meeting=meeting).order_by("pk"))
    recorded = {each.membership_id: each for each in rows if each.membership_id}
    seats = _seats_on(meeting, day, recorded)
    return AttendanceOnTheDay(
        seats=tuple(seats),
        also=tuple(each for each in rows if each.membership_id is None),
        quorum=quorum_of(
            [(each.membership.capacity, each.recorded.state if each.recorded else None) for each in seats],
            needed=meeting.board.quorum,
        ),
    )


def _seats_on(meeting: Meeting, day: dt.date, recorded: dict[int, Attendance]) -> list[SeatOnTheDay]:
    memberships = list(
        BoardMembership.objects.on(day)
        .filter(board=meeting.board_id)
        .select_related("post", "organisation", "person")
    )
    order = list(BoardMembership.Capacity.values)
    memberships.sort(key=lambda each: (order.index(each.capacity), each.pk))
    holders = holders_on(day, {each.post_id for each in memberships if each.post_id})
    return [SeatOnTheDay(each, _holder(each, holders), recorded.get(each.pk)) for each in memberships]


def _holder(seat: BoardMembership, holders: dict[int, tuple[str, ...]]) -> str:
    if seat.person is not None:
        return str(seat.person)
    return ", ".join(holders.get(seat.post_id or 0, ()))
