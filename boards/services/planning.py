"""Puts meetings into the diary, each with its day in the register's: one at a time, or as a series proposes them."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from boards.models import Board, Meeting, MeetingSeries
from boards.selectors.consequences import warnings_of_plan
from boards.selectors.duties import Duties
from boards.services import rows
from core.refusals import Refusal
from core.working_days import is_working_day
from notices.models import Obligation, PlannedEvent
from notices.services import plan_event
from notices.services.diary import event_on


@dataclass(frozen=True)
class Place:
    """When on its day a meeting is held, and where."""

    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    venue: str = ""
    link: str = ""


@transaction.atomic
def plan_meeting(
    *,
    board: Board,
    duty: Obligation,
    planned_on: dt.date,
    place: Place,
    by: User,
    today: dt.date,
    series: MeetingSeries | None = None,
) -> Meeting:
    """Put one meeting into the diary as a draft and return it; a day may lie behind, for one held without a call.

    A day that stands in the register's diary already, without a meeting of a board, is taken over. Raises Refusal for
    a duty of another notice, for a day that is taken or outside the notice's time, and for an end before the start.
    """
    board = rows.locked_board(board)
    check_place(place)
    rows.refuse_too_far(planned_on, today=today, field="planned_on")
    if duty.clause.notice_id != board.notice_id or duty.kind != Obligation.Kind.MEETING:
        raise Refusal("Choose a duty of this notice to meet", field="duty")
    event = day_in_the_diary(duty, planned_on, by=by)
    meeting = Meeting.objects.create(
        board=board,
        series=series,
        planned_event=event,
        starts_at=place.starts_at,
        ends_at=place.ends_at,
        venue=place.venue.strip(),
        link=place.link,
        changed_by=by,
    )
    rows.record(by, "put a meeting of the board into the diary", meeting, board, on=planned_on)
    return meeting


def day_in_the_diary(duty: Obligation, day: dt.date, *, by: User) -> PlannedEvent:
    """Return the register's entry for a day, making it where there is none. Raises Refusal when a meeting has it."""
    # The row of the duty is locked by whoever plans first: the second finds the day taken.
    duty = Obligation.objects.select_for_update().get(pk=duty.pk)
    existing = event_on(duty, day)
    if existing is None:
        return plan_event(obligation=duty, planned_on=day, by=by)
    taken = Meeting.objects.filter(planned_event=existing).select_related("board__notice__council").first()
    if taken is not None:
        raise Refusal(
            f"A meeting is already planned for {rows.in_words(day)}: choose another day",
            field="planned_on",
            link=(rows.meeting_address(taken), "See that meeting"),
        )
    return existing


@transaction.atomic
def accept_proposals(
    *,
    series: MeetingSeries,
    days: Sequence[dt.date],
    proposed: Collection[dt.date],
    by: User,
    today: dt.date,
    warned: Collection[str] = (),
) -> list[Meeting]:
    """Put the days chosen for a series into the diary, each a draft meeting; all of them, or none.

    Raises Refusal for a day that is over, no working day, twice there, taken, or outside the notice; and for days
    that would breach what those `proposed` keep, unless that was among what the person was `warned` of. The field of
    a refusal is the number of its day.
    """
    board = rows.locked_board(series.board)
    if not days:
        raise Refusal("Tick at least one day")
    place = Place(series.starts_at, series.ends_at, series.venue, series.link)
    for number, day in enumerate(days):
        _check_day(day, days[:number], number, today)
    _refuse_unwarned(series, days, proposed, warned, today)
    made = []
    for number, day in enumerate(days):
        try:
            made.append(
                plan_meeting(
                    board=board,
                    duty=series.obligation,
                    planned_on=day,
                    place=place,
                    series=series,
                    by=by,
                    today=today,
                )
            )
        except Refusal as refusal:
            raise Refusal(refusal.message, field=str(number), link=refusal.link) from None
    return made


class WouldBreach(Refusal):
    """What was asked would breach the notice in a way that the person had not been warned of: they confirm it first."""

    def __init__(self, warnings: Collection[str]) -> None:
        super().__init__("Look at what this would breach, then confirm it")
        self.warnings = tuple(warnings)


def refuse_unwarned(found: Collection[str], warned: Collection[str]) -> None:
    """Raise WouldBreach when something would be breached that the person was not shown."""
    if set(found) - set(warned):
        raise WouldBreach(found)


def check_place(place: Place) -> None:
    """Raise Refusal for an end without a start, or before it."""
    if place.ends_at is not None and (place.starts_at is None or place.ends_at <= place.starts_at):
        raise Refusal("The end must be after the start", field="ends_at")


def _check_day(day: dt.date, before: Sequence[dt.date], number: int, today: dt.date) -> None:
    if day in before:
        raise Refusal(f"{rows.in_words(day)} is there twice: choose another day", field=str(number))
    if day < today:
        raise Refusal(f"{rows.in_words(day)} has passed: choose a day from today on", field=str(number))
    rows.refuse_too_far(day, today=today, field=str(number))
    if not is_working_day(day):
        raise Refusal(
            f"{day:%A %-d %B %Y} is a weekend or a bank holiday: choose another day", field=str(number)
        )


def _refuse_unwarned(
    series: MeetingSeries,
    days: Sequence[dt.date],
    proposed: Collection[dt.date],
    warned: Collection[str],
    today: dt.date,
) -> None:
    duties = Duties(series.board.notice, today)
    refuse_unwarned(warnings_of_plan(duties, series.obligation, proposed=proposed, chosen=days), warned)
