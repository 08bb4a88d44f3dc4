"""When a month's figure is due, since when it is late, and which reminder is owed: whole days, no clock."""

import datetime as dt
from enum import StrEnum

from core.working_days import is_working_day, within_working_days
from digests.months import last_whole_month, months_on

CHASED_FOR = dt.timedelta(days=31)
"""How long a late figure is chased. After that everybody has heard of it, and the pages go on showing it."""


class Rung(StrEnum):
    """The reminders of one figure, in the order in which they fall due."""

    LATE = "late"
    AFTER_5 = "after_5"
    MANAGER = "manager"


WORKING_DAYS_AFTER = {Rung.AFTER_5: 5, Rung.MANAGER: 7}
"""Counted from the due day. The manager hears of it two working days after the last reminder to the owner."""


def is_owed(
    month: dt.date,
    *,
    reported_from: dt.date | None,
    first_given: dt.date | None,
    retired_on: dt.date | None,
    today: dt.date,
) -> bool:
    """Whether a figure is owed for `month`: from the first month reported on, until the indicator is retired.

    Where nobody said which month is the first, it is that of the first figure, or the last whole month without one.
    """
    first = reported_from or first_given or last_whole_month(today)
    return first <= month and (retired_on is None or retired_on.replace(day=1) > month)


def due_on(month: dt.date, grace_days: int) -> dt.date:
    """Return the last day on which the figure of `month` (its first day) is on time."""
    return months_on(month, 1) + dt.timedelta(days=grace_days - 1)


def late_since(month: dt.date, grace_days: int) -> dt.date:
    """Return the first day on which the figure of `month` is late: the one after its grace has run out."""
    return months_on(month, 1) + dt.timedelta(days=grace_days)


def days_late(month: dt.date, grace_days: int, today: dt.date) -> int:
    """Return for how many days the figure of `month` has been late; 0 while it is on time."""
    return max(0, (today - due_on(month, grace_days)).days)


def rung_days(month: dt.date, grace_days: int) -> dict[Rung, dt.date]:
    """Return the day of each reminder, all of them working days."""
    due, late = due_on(month, grace_days), late_since(month, grace_days)
    first = late if is_working_day(late) else within_working_days(late, 1)
    return {Rung.LATE: first} | {rung: within_working_days(due, n) for rung, n in WORKING_DAYS_AFTER.items()}


def rung_owed(month: dt.date, grace_days: int, today: dt.date) -> Rung | None:
    """Return the newest reminder whose day has come; None on time, and once it is not chased any more."""
    if today > late_since(month, grace_days) + CHASED_FOR:
        return None
    come = [rung for rung, day in rung_days(month, grace_days).items() if day <= today]
    return come[-1] if come else None
