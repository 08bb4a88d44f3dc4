"""When a month's figure is due, late and chased: worked by hand on the calendar of 2026, and as laws."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.working_days import is_working_day
from digests.lateness import Rung, days_late, due_on, is_owed, late_since, rung_days, rung_owed

OCTOBER, NOVEMBER = dt.date(2026, 10, 1), dt.date(2026, 11, 1)


def day(month: int, number: int, year: int = 2026) -> dt.date:
    return dt.date(year, month, number)


@pytest.mark.parametrize(
    ("month", "grace", "due", "late", "rungs"),
    [
        # The 15th of November 2026 is a Sunday.
        (OCTOBER, 15, day(11, 15), day(11, 16), (day(11, 16), day(11, 20), day(11, 24))),
        # No grace at all: late on a Sunday, first said on the Monday.
        (OCTOBER, 0, day(10, 31), day(11, 1), (day(11, 2), day(11, 6), day(11, 10))),
        # Christmas on a Friday, its Monday a bank holiday, and New Year's Day on a Friday.
        (NOVEMBER, 24, day(12, 24), day(12, 25), (day(12, 29), day(1, 5, 2027), day(1, 7, 2027))),
    ],
)
def test_the_days_of_a_month(month, grace, due, late, rungs):
    assert (due_on(month, grace), late_since(month, grace)) == (due, late)
    assert tuple(rung_days(month, grace).values()) == rungs


@pytest.mark.parametrize(
    ("today", "owed", "late"),
    [
        (day(11, 15), None, 0),
        (day(11, 16), Rung.LATE, 1),
        (day(11, 19), Rung.LATE, 4),
        (day(11, 20), Rung.AFTER_5, 5),
        (day(11, 23), Rung.AFTER_5, 8),
        (day(11, 24), Rung.MANAGER, 9),
        (day(12, 17), Rung.MANAGER, 32),
        (day(12, 18), None, 33),
    ],
)
def test_what_is_owed_on_a_day(today, owed, late):
    assert rung_owed(OCTOBER, 15, today) == owed
    assert days_late(OCTOBER, 15, today) == late


def test_the_reminders_that_are_kept_are_these():
    from digests.models import FigureReminder

    assert list(FigureReminder.Rung.values) == [rung.value for rung in Rung]


months = st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31)).map(lambda found: found.replace(day=1))


@given(months, st.integers(0, 120))
def test_every_reminder_is_on_a_working_day_and_each_later_than_the_one_before(month, grace):
    days = list(rung_days(month, grace).values())
    assert all(map(is_working_day, days))
    assert due_on(month, grace) < days[0] < days[1] < days[2]


@given(months, st.integers(0, 120), st.integers(-40, 80))
def test_a_figure_is_chased_only_while_it_is_late(month, grace, offset):
    today = due_on(month, grace) + dt.timedelta(days=offset)
    assert days_late(month, grace, today) == max(0, offset)
    assert rung_owed(month, grace, today) is None or offset > 0


@pytest.mark.parametrize(
    ("reported_from", "first_given", "retired_on", "owed"),
    [
        # Nobody said anything: the last whole month, October, and none before it.
        (None, None, None, [False, True, True]),
        # From its first figure on.
        (None, day(9, 1), None, [True, True, True]),
        (None, NOVEMBER, None, [False, False, True]),
        # What was said goes before the first figure: just taken from the library, nothing is owed for last month.
        (NOVEMBER, None, None, [False, False, True]),
        (NOVEMBER, day(9, 1), None, [False, False, True]),
        (OCTOBER, NOVEMBER, None, [False, True, True]),
        # Not for the month in which it is retired.
        (day(9, 1), None, day(10, 20), [True, False, False]),
    ],
)
def test_a_figure_is_owed_from_the_first_month_until_it_is_retired(
    reported_from, first_given, retired_on, owed
):
    found = [
        is_owed(
            month, reported_from=reported_from, first_given=first_given, retired_on=retired_on,
            today=day(11, 22),
        )
        for month in (day(9, 1), OCTOBER, NOVEMBER)
    ]  # fmt: skip
    assert found == owed
