"""What people do with the board: seat it, put its meetings into the diary, call, hold, move and cancel them."""

import datetime as dt
from collections.abc import Iterator, Sequence

from boards.models import Attendance, Meeting
from boards.selectors.consequences import consequences_of
from boards.selectors.membership import seat_lines
from boards.selectors.series import proposals_for
from boards.services import agreeing, calling, carrying, holding, moving, planning
from boards.services.attendance import SeatFilled, record_attendance
from boards.services.boards import make_board
from boards.services.seats import Seat, take_seat
from boards.services.series import Habit, make_series
from notices.models import Obligation
from tests.integration.year.case import Case
from tests.integration.year.driving import Deed, Step

CALLED_BEFORE = dt.timedelta(days=14)
Status = Meeting.Status


def seat_board(case: Case, today: dt.date, *, seats: Sequence[Seat], quorum: int, duty: Obligation) -> None:
    """Make the board, seat it from today on and let it meet on Wednesdays under its duty."""
    board = make_board(notice=case.notice, name="Improvement Board", quorum=quorum, by=case.team)
    for seat in seats:
        take_seat(board=board, seat=seat, started_on=today, by=case.team)
    habit = Habit(weekday=2, week=3, starts_at=dt.time(14), ends_at=dt.time(16), venue="Committee Room 1")
    case.kept["board"] = board
    case.kept["series"] = make_series(board=board, duty=duty, habit=habit, by=case.team)


def plan_meetings(*days: dt.date) -> Deed:
    """Take the days that the series proposes, which are these to begin with, into the diary."""

    def deed(case: Case, today: dt.date) -> None:
        proposed = [each.on for each in proposals_for(case.series, today=today) if each.on is not None]
        assert proposed[: len(days)] == list(days)
        planning.accept_proposals(series=case.series, days=days, proposed=proposed, by=case.team, today=today)

    return deed


def plan_sooner(*days: dt.date, than: dt.date) -> Deed:
    """Take days into the diary that come before the one that the series proposes first (`than`)."""

    def deed(case: Case, today: dt.date) -> None:
        proposed = [each.on for each in proposals_for(case.series, today=today) if each.on is not None]
        assert proposed[0] == than
        planning.accept_proposals(series=case.series, days=days, proposed=proposed, by=case.team, today=today)

    return deed


def meets_on(*days: dt.date) -> Iterator[Step]:
    """The board is called a fortnight before each of the days, and meets on it."""
    for day in days:
        yield day - CALLED_BEFORE, call(day)
        yield day, meet


def call(day: dt.date) -> Deed:
    """Call the meeting of a day."""
    return lambda case, today: _call(case, day, today)


def _call(case: Case, day: dt.date, today: dt.date) -> None:
    calling.call(meeting=_meeting(case, day), by=case.team, today=today)


def meet(case: Case, today: dt.date) -> None:
    """Hold the meeting of today, which agrees the minutes of the one before; its own are put up as a draft."""
    meeting = holding.start(
        meeting=_meeting(case, today), held_on=today, by=case.team, today=today, present=case.board.quorum
    )
    present = [
        SeatFilled(line.membership, Attendance.State.PRESENT, line.holders[0] if line.holders else "For them")
        for line in seat_lines(case.board, today)
    ]
    meeting = record_attendance(
        meeting=meeting, seats=present, also=(), revision=meeting.revision, by=case.team
    )
    carrying.finish_open_items(meeting=meeting, by=case.team)
    before = Meeting.objects.filter(board=case.board, status=Status.MINUTES_DRAFTED).first()
    if before is not None:
        agreeing.agree_minutes(meeting=before, by=case.people["chair"], today=today, agreed_at=meeting)
        agreeing.close_meeting(meeting=before, by=case.team)
    agreeing.draft_minutes(meeting=meeting, by=case.team)


def chair_agrees_the_last(case: Case, today: dt.date) -> None:
    """The chair agrees the minutes of the last meeting by herself, and it is closed."""
    last = Meeting.objects.get(board=case.board, status=Status.MINUTES_DRAFTED)
    agreeing.agree_minutes(meeting=last, by=case.people["chair"], today=today, agreed_on=today)
    agreeing.close_meeting(meeting=last, by=case.team)


def cancel(day: dt.date) -> Deed:
    """Cancel the meeting of a day, having read what that would breach."""

    def deed(case: Case, today: dt.date) -> None:
        meeting = _meeting(case, day)
        warned = consequences_of(meeting, today=today, to=None).warnings
        assert warned
        moving.cancel(
            meeting=meeting,
            reason="Too few could attend",
            revision=meeting.revision,
            by=case.team,
            today=today,
            warned=warned,
        )

    return deed


def move(day: dt.date, to: dt.date) -> Deed:
    """Move the meeting of a day to another, having read what that would breach."""

    def deed(case: Case, today: dt.date) -> None:
        meeting = _meeting(case, day)
        warned = consequences_of(meeting, today=today, to=to).warnings
        assert warned
        moving.move(
            meeting=meeting, to=to, reason="The chair is away", revision=meeting.revision, by=case.team,
            today=today, warned=warned,
        )  # fmt: skip

    return deed


def _meeting(case: Case, day: dt.date) -> Meeting:
    ahead = Meeting.objects.filter(board=case.board, status__in=[Status.DRAFT, Status.CALLED])
    return ahead.select_related("board__notice__council", "planned_event").get(planned_event__planned_on=day)
