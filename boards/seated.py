"""Answers who sits on the boards of a council on a day: each seat's people, and each person's capacities."""

import datetime as dt

from django.db.models import Q

from accounts.models import Organisation, PostHolding, User
from boards.models import Board, BoardMembership


def capacities_of(person: User, council: Organisation, *, today: dt.date) -> frozenset[str]:
    """Return the capacities in which `person` sits on boards of `council` today; asked once per person and request."""
    kept: dict[tuple[int, dt.date], frozenset[str]] = person.__dict__.setdefault("_capacities_by_council", {})
    key = (council.pk, today)
    if key not in kept:
        posts = PostHolding.objects.on(today).filter(person=person).values("post")
        seats = BoardMembership.objects.on(today).filter(board__notice__council=council)
        mine = seats.filter(Q(post__in=posts) | Q(person=person))
        kept[key] = frozenset(mine.values_list("capacity", flat=True))
    return kept[key]


def people_seated(board: Board, *, today: dt.date) -> list[tuple[BoardMembership, User]]:
    """Return everybody who sits on `board` today with their seat, each person once, in the order of the capacities."""
    seats = list(
        BoardMembership.objects.on(today).filter(board=board).select_related("post", "organisation", "person")
    )
    order = list(BoardMembership.Capacity.values)
    seats.sort(key=lambda each: (order.index(each.capacity), each.pk))
    holders: dict[int, list[User]] = {}
    holdings = PostHolding.objects.on(today).filter(post__in=[each.post_id for each in seats if each.post_id])
    for holding in holdings.select_related("person").order_by("pk"):
        holders.setdefault(holding.post_id, []).append(holding.person)
    found: dict[int, tuple[BoardMembership, User]] = {}
    for seat in seats:
        people = [seat.person] if seat.person is not None else holders.get(seat.post_id or 0, [])
        for person in people:
            if person.is_active:
                found.setdefault(person.pk, (seat, person))
    return list(found.values())
