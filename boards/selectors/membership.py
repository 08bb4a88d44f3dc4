"""Answers who sits on a board on a day, which seats that the notice requires nobody fills, and how many were there."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from boards.models import Board, BoardMembership, Capacity, RequiredSeat
from boards.named_seats import NamedSeat, seats_in
from boards.seated import people_seated
from improvement_plans.selectors import holders_on
from notices.models import Notice, Obligation

ORDER = list(Capacity.values)


@dataclass(frozen=True)
class SeatLine:
    """A seat with the names of whoever fills it on the day: none where a post stands vacant or nobody is named."""

    membership: BoardMembership
    holders: tuple[str, ...]


@dataclass(frozen=True)
class MissingSeat:
    """A seat that the notice requires and nobody fills on the day: a membership obligation that is not met."""

    required: RequiredSeat

    @property
    def obligation(self) -> Obligation | None:
        return self.required.obligation

    @property
    def reason(self) -> str:
        """Why the obligation is not met, as a judgement of it would say."""
        return (
            f"Nobody fills the seat that the notice requires on {self.required.board}: {self.required.who}."
        )


@dataclass(frozen=True)
class OfferedSeat:
    """A seat that the words of a membership obligation name and that is not kept yet."""

    obligation: Obligation
    seat: NamedSeat


def missing_seats(notices: Notice | Iterable[Notice], *, as_at: dt.date) -> list[MissingSeat]:
    """Return the seats that the notices require and nobody fills on a day, in the order of boards; one query."""
    chosen = [notices] if isinstance(notices, Notice) else list(notices)
    filling = BoardMembership.objects.on(as_at).filter(fills=OuterRef("pk"))
    unfilled = RequiredSeat.objects.filter(~Exists(filling), board__notice__in=chosen)
    related = ("board__notice", "obligation__clause__notice")
    return [MissingSeat(each) for each in unfilled.select_related(*related).order_by("board", "pk")]


def seats_on(board: Board, day: dt.date) -> list[BoardMembership]:
    """Return the seats that are taken on a day, the chair's first."""
    seats = BoardMembership.objects.on(day).filter(board=board)
    return sorted(
        seats.select_related("post", "organisation", "person", "fills"),
        key=lambda seat: (ORDER.index(seat.capacity), seat.pk),
    )


def seat_lines(board: Board, day: dt.date) -> list[SeatLine]:
    """Return the seats that are taken on a day, each with whoever fills it."""
    return with_holders(seats_on(board, day), day)


def past_seats(board: Board, day: dt.date) -> list[BoardMembership]:
    """Return the seats that had ended before a day, the newest first."""
    ended = BoardMembership.objects.filter(board=board, ended_on__lt=day)
    return list(ended.select_related("post", "organisation", "person").order_by("-ended_on", "pk"))


def coming_seats(board: Board, day: dt.date) -> list[BoardMembership]:
    """Return the seats that are to be taken after a day, the next first."""
    coming = BoardMembership.objects.filter(board=board, started_on__gt=day)
    return list(coming.select_related("post", "organisation", "person").order_by("started_on", "pk"))


def with_holders(seats: Iterable[BoardMembership], day: dt.date) -> list[SeatLine]:
    """Return seats, the chair's first, each with the names of whoever fills it on a day; one query."""
    seats = sorted(seats, key=lambda seat: (ORDER.index(seat.capacity), seat.pk))
    holders = holders_on(day, {each.post_id for each in seats if each.post_id})
    return [SeatLine(each, _names(each, holders.get(each.post_id or 0, ()))) for each in seats]


def _names(seat: BoardMembership, holders: tuple[str, ...]) -> tuple[str, ...]:
    return (str(seat.person),) if seat.person is not None else holders


def required_lines(board: Board, day: dt.date) -> list[tuple[RequiredSeat, list[BoardMembership]]]:
    """Return the seats that the notice requires, each with the memberships that fill it on a day."""
    filled: dict[int, list[BoardMembership]] = {}
    for seat in seats_on(board, day):
        filled.setdefault(seat.fills_id or 0, []).append(seat)
    required = board.required_seats.select_related("obligation__clause").order_by("pk")
    return [(each, filled.get(each.pk, [])) for each in required]


def offered_seats(board: Board) -> list[OfferedSeat]:
    """Return the seats that the notice's membership obligations name and that are not kept yet."""
    kept = {who.casefold() for who in board.required_seats.values_list("who", flat=True)}
    obligations = Obligation.objects.filter(
        clause__notice=board.notice_id, kind=Obligation.Kind.MEMBERSHIP
    ).exclude(modality="may")
    return [
        OfferedSeat(obligation, seat)
        for obligation in obligations.select_related("clause").order_by("clause__order", "order")
        for seat in _named_in(obligation)
        if seat.who.casefold() not in kept
    ]


def _named_in(obligation: Obligation) -> tuple[NamedSeat, ...]:
    """What its words name; where they name nobody that can be read, the whole of it, for a person to put right."""
    return seats_in(obligation.words or obligation.clause.words) or (
        NamedSeat(obligation.summary[:200], Capacity.MEMBER),
    )


def chair_on(board: Board, day: dt.date) -> str:
    """Return the name of whoever sits in the chair on a day; empty where nobody does."""
    chairs = (
        str(person) for seat, person in people_seated(board, today=day) if seat.capacity == Capacity.CHAIR
    )
    return next(chairs, "")
