"""The boards of the demonstration case: their seats, what the notices require of them, and how they meet."""

import datetime as dt

from accounts.models import Organisation, User
from boards.models import Board, BoardMembership, Capacity, Meeting, MeetingSeries
from boards.services.boards import make_board
from boards.services.planning import Place, plan_meeting
from boards.services.seats import Seat, require_seats, take_seat
from boards.services.series import Habit, make_series
from boards.services.template import use_standard_template
from notices.models import Discharge, Notice, Obligation, Party, PlannedEvent
from reports.demo.board_meetings import Held, ahead, called_off, keep_minutes_open, were_held
from reports.demo.days import FernshireDays, WestmereDays, days_after, first_of, third_wednesday
from reports.demo.people import CHIEF, DIRECTOR, FIGURES, IMPROVEMENT, QUALITY, Cast
from reports.demo.registers import obligation_of

QUORUM = 4
STARTS_AT, ENDS_AT = dt.time(14, 0), dt.time(16, 0)


def fernshire_board(cast: Cast, notice: Notice, days: FernshireDays) -> Board:
    """Seat the board, tie its meetings to the register's diary, and keep what was said in those that were held."""
    board = make_board(notice=notice, name="Fernshire Improvement Board", quorum=QUORUM, by=cast.team)
    _fernshire_seats(cast, board, days)
    duty = obligation_of(notice, "6", kind="meeting")
    series = _series(cast, board, duty, "County Hall, Fernham")
    use_standard_template(board=board, by=cast.team)
    _meetings(cast, board, series, days.today)
    _one_more(cast, board, series, days.today)
    return board


def westmere_board(cast: Cast, notice: Notice, days: WestmereDays) -> Board:
    """Westmere's smaller board, chaired by somebody whom the Department appointed."""
    board = make_board(notice=notice, name="Westmere Improvement Board", quorum=2, by=cast.team)
    chair = Seat(
        Capacity.CHAIR, organisation=cast.council, person=cast.people["chair"], appointed_by=Party.DEPARTMENT
    )
    adviser = Seat(Capacity.ADVISER, organisation=cast.adviser_body)
    seats = (
        chair,
        adviser,
        *(Seat(Capacity.MEMBER, post=cast.posts[each]) for each in (DIRECTOR, IMPROVEMENT)),
    )
    for seat in seats:
        take_seat(board=board, seat=seat, started_on=days.issued, by=cast.team)
    series = _series(cast, board, obligation_of(notice, "3.a"), "Civic Centre, Westmere")
    use_standard_template(board=board, by=cast.team)
    _meetings(cast, board, series, days.today)
    return board


def _fernshire_seats(cast: Cast, board: Board, days: FernshireDays) -> None:
    """Fill the seats that the notice requires, those of the council, and one for scrutiny, which observes."""
    clause = obligation_of(board.notice, "6", kind="membership")
    required = require_seats(
        board=board,
        seats=[
            (cast.adviser_body.name, Capacity.ADVISER, clause),
            *((each.name, Capacity.PARTNER_AGENCY, clause) for each in cast.partners),
        ],
        by=cast.team,
    )
    fills = {each.who: each for each in required}
    agencies: list[tuple[Organisation, str, User | None]] = [
        (cast.adviser_body, Capacity.ADVISER, cast.people["adviser"]),
        *((each, Capacity.PARTNER_AGENCY, _who_comes(each)) for each in cast.partners),
    ]
    seats = [
        Seat(Capacity.CHAIR, post=cast.posts[CHIEF], appointed_by=Party.COUNCIL),
        *(Seat(Capacity.MEMBER, post=cast.posts[each]) for each in (DIRECTOR, FIGURES, QUALITY)),
        *(
            Seat(capacity, organisation=each, person=person, fills=fills[each.name])
            for each, capacity, person in agencies
        ),
        Seat(Capacity.PARTICIPANT_OBSERVER, organisation=cast.council, person=cast.people["board"]),
    ]
    for seat in seats:
        take_seat(board=board, seat=seat, started_on=days.issued, by=cast.team)


def _who_comes(agency: Organisation) -> User | None:
    return User.objects.filter(organisation=agency).first()


def _series(cast: Cast, board: Board, duty: Obligation, venue: str) -> MeetingSeries:
    habit = Habit(weekday=2, week=3, starts_at=STARTS_AT, ends_at=ENDS_AT, venue=venue)
    return make_series(board=board, duty=duty, habit=habit, by=cast.team)


def _meetings(cast: Cast, board: Board, series: MeetingSeries, today: dt.date) -> None:
    """Give each entry of the register's diary its meeting: called off, held, or still ahead."""
    held: list[Held] = []
    for event in _diary(series.obligation):
        if event.cancelled_on is not None:
            called_off(cast, series, event)
            continue
        proof = Discharge.objects.filter(
            obligation=series.obligation, for_event=event, withdrawn_at=None
        ).first()
        if proof is not None:
            held.append(Held(event, proof))
        elif event.planned_on >= today:
            ahead(series, event)
    seated = list(
        BoardMembership.objects.filter(board=board).select_related("post", "organisation", "person")
    )
    meetings = were_held(cast, series, seated, held)
    if meetings:
        keep_minutes_open(cast, meetings[-1])


def _diary(duty: Obligation) -> list[PlannedEvent]:
    events = PlannedEvent.objects.filter(obligation=duty, withdrawn_at=None)
    return list(events.select_related("obligation__clause__notice__council").order_by("planned_on"))


def _one_more(cast: Cast, board: Board, series: MeetingSeries, today: dt.date) -> None:
    """Put one meeting after the next into the diary, still a draft, where there is none yet."""
    if Meeting.objects.filter(board=board, status=Meeting.Status.DRAFT).count() < 2:
        newest = board.meetings.latest("planned_event__planned_on").planned_event.planned_on
        month = first_of(days_after(first_of(newest), 32))
        place = Place(STARTS_AT, ENDS_AT, series.venue)
        plan_meeting(
            board=board, duty=series.obligation, planned_on=third_wednesday(month), place=place, by=cast.team,
            series=series, today=today,
        )  # fmt: skip
