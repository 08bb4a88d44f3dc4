"""Working days in England, clear days and calendar months: the date arithmetic that cadences are made of."""

import datetime as dt
from bisect import bisect_left, bisect_right
from calendar import monthrange
from functools import lru_cache

import holidays

SATURDAY = 5


class WorkingDayError(ValueError):
    """A count of days that cannot be made; its message says what is wrong and what it must be."""


def is_working_day(day: dt.date) -> bool:
    """Whether `day` is Monday to Friday and no bank holiday in England.

    The bank holidays are those that the `holidays` library knows; a year that it does not cover has none.
    """
    days = _working_days_of(day.year)
    place = bisect_left(days, day)
    return place < len(days) and days[place] == day


def within_working_days(start: dt.date, n: int) -> dt.date:
    """Return the last of `n` working days, counted from the next working day after `start`.

    From 12 May 2015, 30 working days end on 24 June 2015. Raises `WorkingDayError` unless n is at least 1.
    """
    _at_least(1, n)
    year, place = start.year, bisect_right(_working_days_of(start.year), start)
    while place + n > len(_working_days_of(year)):
        n -= len(_working_days_of(year)) - place
        year, place = _next_year(year), 0
    return _working_days_of(year)[place + n - 1]


def working_days_before(day: dt.date, n: int) -> dt.date:
    """Return the nth working day before `day`; raises `WorkingDayError` unless n is at least 1."""
    _at_least(1, n)
    year, place = day.year, bisect_left(_working_days_of(day.year), day)
    while n > place:
        n -= place
        year -= 1
        place = len(_working_days_of(year))
    return _working_days_of(year)[place - n]


def clear_days_between(notice: dt.date, meeting: dt.date, *, working: bool) -> int:
    """Count the days after the day of the notice and before that of the meeting, or the working ones alone.

    Nothing lies between a day and itself or an earlier one: the count is then 0.
    """
    if meeting <= notice:
        return 0
    if not working:
        return (meeting - notice).days - 1
    counts = (
        bisect_left(days, meeting) - bisect_right(days, notice)
        for days in map(_working_days_of, range(notice.year, meeting.year + 1))
    )
    return sum(counts)


def earliest_meeting(notice: dt.date, n: int, *, working: bool) -> dt.date:
    """Return the first day that leaves `n` clear days after `notice`; with `working`, the first working day.

    Raises `WorkingDayError` for a negative n.
    """
    _at_least(0, n)
    if working:
        return within_working_days(notice, n + 1)
    return _moved(notice, n + 1)


def latest_notice(meeting: dt.date, n: int, *, working: bool) -> dt.date:
    """Return the last day that leaves `n` clear days before `meeting`; with `working`, the last working day.

    Clear working days end on a working day: five of them before a Monday meeting are counted back to the
    Friday of the week before last, not to the Sunday (reading 20). Raises `WorkingDayError` for a negative n.
    """
    _at_least(0, n)
    if working:
        return working_days_before(meeting, n + 1)
    return _moved(meeting, -n - 1)


def add_months(day: dt.date, n: int) -> dt.date:
    """Return the same day of the month `n` months on, or that month's last day where it is shorter.

    Raises `WorkingDayError` where that lies outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise WorkingDayError(f"{n} months from {day.isoformat()} is outside the calendar: use fewer months")
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _moved(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        raise WorkingDayError(
            f"{days} days from {day.isoformat()} is outside the calendar: use fewer days"
        ) from None


def _at_least(least: int, n: int) -> None:
    if n < least:
        raise WorkingDayError(f"n must be {least} or more, not {n}")


def _next_year(year: int) -> int:
    if year >= dt.MAXYEAR:
        raise WorkingDayError("the working days run past the year 9999: use fewer of them")
    return year + 1


@lru_cache(maxsize=1024)
def _working_days_of(year: int) -> tuple[dt.date, ...]:
    if year < dt.MINYEAR:
        raise WorkingDayError("the working days run back past the year 1: use fewer of them")
    bank_holidays = holidays.country_holidays("GB", subdiv="ENG", years=year)
    first = dt.date(year, 1, 1)
    length = 365 + (monthrange(year, 2)[1] == 29)
    days = (first + dt.timedelta(days=offset) for offset in range(length))
    return tuple(day for day in days if day.weekday() < SATURDAY and day not in bank_holidays)
