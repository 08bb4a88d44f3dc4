"""Who sits on a board: seats that the notice requires, and seats that are taken and given up."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import Organisation, Post, User
from boards.models import Board, BoardMembership, Capacity, RequiredSeat
from boards.services import rows
from core.refusals import Refusal
from notices.models import Obligation, Party

APPOINTS_A_CHAIR = (Party.COUNCIL, Party.DEPARTMENT)


@dataclass(frozen=True)
class Seat:
    """A seat as it is to be taken: by a post, or by an organisation for which `person` sits."""

    capacity: str
    post: Post | None = None
    organisation: Organisation | None = None
    person: User | None = None
    fills: RequiredSeat | None = None
    appointed_by: str = ""


@transaction.atomic
def take_seat(*, board: Board, seat: Seat, started_on: dt.date, by: User) -> BoardMembership:
    """Seat a post or an organisation on a board from a day on.

    Raises Refusal for neither or both, for somebody who sits there already, for a second chair, and for a chair of
    whom nobody says who appointed them.
    """
    board = rows.locked_board(board)
    _check_who(board, seat)
    _check_chair(board, seat, started_on)
    if seat.fills is not None and seat.fills.board_id != board.pk:
        raise Refusal("Choose a seat of this board", field="fills")
    _refuse_twice(board, seat, started_on)
    membership = BoardMembership.objects.create(
        board=board,
        post=seat.post,
        organisation=seat.organisation,
        person=seat.person,
        capacity=seat.capacity,
        fills=seat.fills,
        appointed_by=seat.appointed_by,
        is_required=seat.fills is not None,
        started_on=started_on,
    )
    rows.record(
        by, "seated on a board", membership, board,
        started_on=started_on, capacity=seat.capacity, fills=str(seat.fills or ""), person=str(seat.person or ""),
    )  # fmt: skip
    return membership


@transaction.atomic
def end_seat(*, membership: BoardMembership, ended_on: dt.date, by: User) -> BoardMembership:
    """Let a seat end on a day, its last. Raises Refusal when it had ended, and for a day before it was taken."""
    board = rows.locked_board(membership.board)
    membership.refresh_from_db()
    if membership.ended_on is not None:
        raise Refusal(f"This seat ended on {rows.in_words(membership.ended_on)} already")
    if ended_on < membership.started_on:
        raise Refusal(
            f"The last day must be on or after {rows.in_words(membership.started_on)}, when the seat was taken",
            field="ended_on",
        )
    membership.ended_on = ended_on
    membership.save(update_fields=["ended_on"])
    rows.record(by, "ended a seat", membership, board, ended_on=ended_on)
    return membership


@transaction.atomic
def require_seat(
    *, board: Board, who: str, capacity: str, obligation: Obligation | None, by: User
) -> RequiredSeat:
    """Keep that the notice requires somebody on the board. Raises Refusal for one that is kept, or another notice's."""
    board = rows.locked_board(board)
    who = rows.worded(who, field="who", message="Enter who must sit on the board")
    if capacity not in Capacity.values:
        raise Refusal("Choose the capacity from the list", field="capacity")
    if obligation is not None:
        _refuse_obligation(board, obligation)
    if board.required_seats.filter(who__iexact=who).exists():
        raise Refusal(f"{who} is already required: enter somebody else", field="who")
    required = RequiredSeat.objects.create(board=board, who=who, capacity=capacity, obligation=obligation)
    clause = "" if obligation is None else obligation.clause.number
    rows.record(by, "required a seat", required, board, capacity=capacity, clause=clause)
    return required


@transaction.atomic
def require_seats(
    *, board: Board, seats: Iterable[tuple[str, str, Obligation]], by: User
) -> list[RequiredSeat]:
    """Keep several required seats, each (who, capacity, obligation), all or none."""
    made = [
        require_seat(board=board, who=who, capacity=capacity, obligation=obligation, by=by)
        for who, capacity, obligation in seats
    ]
    if not made:
        raise Refusal("Tick at least one seat that the notice requires", field="chosen")
    return made


@transaction.atomic
def drop_required_seat(*, required: RequiredSeat, reason: str, by: User) -> None:
    """Take out a required seat that was kept in error: whoever filled it keeps the seat.

    Raises Refusal without a reason, which stays in the audit trail with the words of the seat.
    """
    board = rows.locked_board(required.board)
    rows.still_there(required)
    reason = rows.worded(reason, field="reason", message="Enter why the notice does not require this seat")
    filled = BoardMembership.objects.filter(fills=required)
    rows.record(by, "took out a required seat", required, board, reason=reason, capacity=required.capacity)
    filled.update(is_required=False)
    required.delete()


@transaction.atomic
def fill_seat(*, membership: BoardMembership, fills: RequiredSeat | None, by: User) -> BoardMembership:
    """Say which required seat a membership fills, or that it fills none. Raises Refusal for another board's."""
    board = rows.locked_board(membership.board)
    if fills is not None and fills.board_id != board.pk:
        raise Refusal("Choose a seat of this board", field="fills")
    membership.refresh_from_db()
    membership.fills, membership.is_required = fills, fills is not None
    membership.save(update_fields=["fills", "is_required"])
    rows.record(by, "said which required seat is filled", membership, board, fills=str(fills or "none"))
    return membership


def _check_who(board: Board, seat: Seat) -> None:
    if seat.capacity not in Capacity.values:
        raise Refusal("Choose the capacity from the list", field="capacity")
    if (seat.post is None) == (seat.organisation is None):
        raise Refusal("Choose a post, or an organisation, and not both", field="post")
    field = "organisation" if seat.post is None else "post"
    body = seat.organisation if seat.post is None else seat.post.organisation
    if body is not None and body.kind == body.Kind.COUNCIL and body.pk != board.notice.council_id:
        raise Refusal("Choose a post or an organisation that has to do with this council", field=field)
    if seat.person is None:
        return
    if seat.organisation is None:
        raise Refusal(
            "A post is filled by its holder: choose a person only for an organisation", field="person"
        )
    if seat.person.organisation_id != seat.organisation.pk:
        raise Refusal(f"Choose a person of {seat.organisation}", field="person")


def _check_chair(board: Board, seat: Seat, started_on: dt.date) -> None:
    if seat.capacity != Capacity.CHAIR:
        if seat.appointed_by:
            raise Refusal("Only of a chair is it said who appointed them", field="appointed_by")
        return
    if seat.appointed_by not in APPOINTS_A_CHAIR:
        raise Refusal(
            "Choose who appointed the chair: the council its chief executive, or the Department an independent chair",
            field="appointed_by",
        )
    other = _holding_from(board, started_on).filter(capacity=Capacity.CHAIR).first()
    if other is not None:
        raise Refusal(
            f"The board has a chair from that day on: {other.post or other.organisation}. End that seat first",
            field="capacity",
            link=(rows.board_address(board, "seats"), "See the seats"),
        )


def _refuse_twice(board: Board, seat: Seat, started_on: dt.date) -> None:
    same = _holding_from(board, started_on)
    if seat.post is not None:
        same, field = same.filter(post=seat.post), "post"
    else:
        same, field = same.filter(organisation=seat.organisation, person=seat.person), "organisation"
    earlier = same.first()
    if earlier is not None:
        raise Refusal(
            f"{seat.person or seat.post or seat.organisation} sits on the board already, as"
            f" {earlier.get_capacity_display().lower()}. End that seat first",
            field=field,
        )


def _holding_from(board: Board, day: dt.date) -> QuerySet[BoardMembership]:
    """The seats of the board that hold on `day` or after it."""
    return BoardMembership.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day), board=board)


def _refuse_obligation(board: Board, obligation: Obligation) -> None:
    if obligation.clause.notice_id != board.notice_id or obligation.kind != Obligation.Kind.MEMBERSHIP:
        raise Refusal("Choose an obligation of this notice about who sits on the board", field="obligation")
