"""How a board meets under a duty: the weekday, the time and the place from which its dates are proposed."""

import datetime as dt
from dataclasses import dataclass, fields

from django.db import transaction

from accounts.models import User
from boards.models import Board, MeetingSeries
from boards.services import rows
from core.editing import claim_revision
from core.refusals import Refusal
from notices.models import Obligation

LONGEST_LEAD = 20
"""Clear working days; a board that meets every month has no more between two of its meetings."""


@dataclass(frozen=True)
class Habit:
    """When and where a board likes to meet: `week` 1 to 5, the fifth the last; `papers_days` in clear working days."""

    weekday: int
    week: int
    starts_at: dt.time
    ends_at: dt.time
    venue: str = ""
    link: str = ""
    papers_days: int = 5


HABITS = tuple(field.name for field in fields(Habit))


@transaction.atomic
def make_series(*, board: Board, duty: Obligation, habit: Habit, by: User) -> MeetingSeries:
    """Make the series of a board under a duty to meet. Raises Refusal for a second one, or another notice's duty."""
    board = rows.locked_board(board)
    if duty.clause.notice_id != board.notice_id or duty.kind != Obligation.Kind.MEETING:
        raise Refusal("Choose a duty of this notice to meet", field="duty")
    earlier = MeetingSeries.objects.filter(board=board, obligation=duty).first()
    if earlier is not None:
        raise Refusal(
            "The board has a series under this duty already",
            field="duty",
            link=(rows.series_address(earlier), "See that series"),
        )
    _check(habit)
    series = MeetingSeries(board=board, obligation=duty, changed_by=by)
    _write(series, habit)
    series.save()
    rows.record(by, "made a series of meetings", series, board, **_habit(series))
    return series


@transaction.atomic
def edit_series(*, series: MeetingSeries, habit: Habit, revision: int, by: User) -> MeetingSeries:
    """Change how a board meets; meetings that are in the diary stay as they are. Raises Refusal, ChangedMeanwhile."""
    claim_revision(series, seen=revision)
    series.refresh_from_db()
    board = rows.locked_board(series.board)
    _check(habit)
    before = _habit(series)
    _write(series, habit)
    rows.touched(series, by, *HABITS)
    rows.record(by, "changed a series of meetings", series, board, before=before, **_habit(series))
    return series


def _check(habit: Habit) -> None:
    if habit.weekday not in range(5):
        raise Refusal("Choose a weekday from Monday to Friday", field="weekday")
    if habit.week not in range(1, 6):
        raise Refusal("Choose which of the month’s weekdays it is", field="week")
    if habit.ends_at <= habit.starts_at:
        raise Refusal("The end must be after the start", field="ends_at")
    if habit.papers_days > LONGEST_LEAD:
        raise Refusal(f"Papers can be sent at most {LONGEST_LEAD} days before", field="papers_days")


def _write(series: MeetingSeries, habit: Habit) -> None:
    for name in HABITS:
        setattr(series, name, getattr(habit, name))
    series.venue = habit.venue.strip()


def _habit(series: MeetingSeries) -> dict[str, object]:
    return {
        name: value.isoformat() if isinstance(value := getattr(series, name), dt.time) else value
        for name in HABITS
    }
