"""When a council asks for updates, by when they are due, and which reminder is owed on a day, in working days."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from core.working_days import add_months, is_working_day, within_working_days, working_days_before

LONGEST_TO_ANSWER = 15
"""Working days: with more, one month's updates could still be due when the next month's are asked for."""

SHORTEST_TO_ANSWER = 3


class Rung(StrEnum):
    """The reminders of one request, in the order in which they fall due."""

    ASKED = "asked"
    BEFORE = "before"
    ON_THE_DAY = "on_the_day"
    AFTER_2 = "after_2"
    AFTER_5 = "after_5"
    MANAGER = "manager"


DAYS_AFTER = {Rung.AFTER_2: 2, Rung.AFTER_5: 5, Rung.MANAGER: 7}
"""Working days after the due day. The manager hears of it two days after the last reminder to the owner."""


@dataclass(frozen=True)
class Schedule:
    """On which day of the month (1 to 28) a council asks, and how many working days it gives."""

    ask_on_day: int
    working_days_to_answer: int
    remind_before: int


@dataclass(frozen=True)
class Earlier:
    """The newest request of a plan: its month, and the day by which it is to be answered."""

    month: dt.date
    due_on: dt.date


def first_of_month(day: dt.date) -> dt.date:
    """Return the first day of the month of `day`."""
    return day.replace(day=1)


def working_day_from(day: dt.date) -> dt.date:
    """Return `day`, or the next working day where it is none."""
    return day if is_working_day(day) else within_working_days(day, 1)


def asking_day(month: dt.date, schedule: Schedule) -> dt.date:
    """Return the day on which the updates of `month` are asked for: the next working day where it is none."""
    return working_day_from(month.replace(day=schedule.ask_on_day))


def due_day(asked_on: dt.date, schedule: Schedule) -> dt.date:
    """Return the last of the working days to answer, counted from the one after `asked_on`."""
    return within_working_days(asked_on, schedule.working_days_to_answer)


def next_request(
    schedule: Schedule, *, today: dt.date, earlier: Earlier | None = None
) -> tuple[dt.date, dt.date]:
    """Return the month that is asked about next and the day on which the request goes out, `today` or later.

    Nobody is asked again while the earlier request can still be answered in time. A request that could not go out on
    its day goes out later in the month, unless it could then not be answered before the next one: that month is
    passed over.
    """
    month = first_of_month(add_months(today, -1))
    soonest = today
    if earlier is not None:
        month = max(month, add_months(earlier.month, 1))
        soonest = max(today, earlier.due_on + dt.timedelta(days=1))
    soonest = working_day_from(soonest)
    while True:
        following = add_months(month, 1)
        day = max(asking_day(month, schedule), soonest)
        if due_day(day, schedule) < asking_day(following, schedule):
            return month, day
        month = following


def rung_days(asked_on: dt.date, due_on: dt.date, *, remind_before: int) -> dict[Rung, dt.date]:
    """Return the day of each rung, in order; `remind_before` is in working days.

    One that would fall on the day of an earlier rung is left out: a day has one reminder.
    """
    days = {Rung.ASKED: asked_on}
    if remind_before:
        before = working_days_before(due_on, remind_before)
        if before > asked_on:
            days[Rung.BEFORE] = before
    if due_on > asked_on:
        days[Rung.ON_THE_DAY] = due_on
    return days | {rung: within_working_days(due_on, n) for rung, n in DAYS_AFTER.items()}


def rung_owed(days: dict[Rung, dt.date], on: dt.date) -> Rung | None:
    """Return the newest rung whose day has come: after days without a sweep one reminder goes out and not all."""
    come = [rung for rung, day in days.items() if day <= on]
    return come[-1] if come else None
