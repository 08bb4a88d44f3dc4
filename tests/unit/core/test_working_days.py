"""Working days, clear days and months: worked dates, and laws J of the cadence engine."""

import datetime as dt

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.working_days import (
    WorkingDayError,
    add_months,
    clear_days_between,
    earliest_meeting,
    is_working_day,
    latest_notice,
    within_working_days,
    working_days_before,
)

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))
COUNTS = st.integers(1, 400)
ONE_DAY = dt.timedelta(days=1)
steady = settings(derandomize=True, max_examples=60, deadline=None)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("date", "works"),
    [
        ("2026-11-20", True),  # a Friday
        ("2026-11-21", False),  # a Saturday
        ("2026-11-22", False),  # a Sunday
        ("2026-04-03", False),  # Good Friday
        ("2026-04-06", False),  # Easter Monday
        ("2026-05-04", False),  # early May
        ("2026-05-25", False),  # spring
        ("2026-08-31", False),  # summer
        ("2026-12-25", False),  # Christmas Day, a Friday
        ("2026-12-28", False),  # in place of Boxing Day, a Saturday
        ("2026-12-29", True),
        ("2026-03-17", True),  # St Patrick's Day is no holiday in England
        ("2022-06-03", False),  # the Platinum Jubilee
        ("2022-09-19", False),  # the State Funeral
        ("2020-05-04", True),  # moved to 8 May that year
        ("2020-05-08", False),
    ],
)
def test_is_working_day(date: str, works: bool) -> None:
    assert is_working_day(day(date)) is works


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2015-05-12", 30, "2015-06-24"),
        ("2015-05-12", 70, "2015-08-19"),
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-21", 1, "2026-11-23"),
        ("2026-04-02", 1, "2026-04-07"),
        ("2026-12-24", 1, "2026-12-29"),
        ("2025-12-31", 1, "2026-01-02"),
    ],
)
def test_within_working_days_counts_from_the_next_working_day(start: str, n: int, end: str) -> None:
    assert within_working_days(day(start), n) == day(end)


@pytest.mark.parametrize(
    ("meeting", "n", "found"),
    [("2026-11-16", 1, "2026-11-13"), ("2026-04-07", 1, "2026-04-02"), ("2026-01-02", 2, "2025-12-30")],
)
def test_working_days_before(meeting: str, n: int, found: str) -> None:
    assert working_days_before(day(meeting), n) == day(found)


@pytest.mark.parametrize(
    ("notice", "meeting", "working", "count"),
    [
        ("2026-11-06", "2026-11-16", True, 5),
        ("2026-11-06", "2026-11-16", False, 9),
        ("2026-11-08", "2026-11-16", True, 5),
        ("2026-04-02", "2026-04-08", True, 1),
        ("2026-12-30", "2027-01-05", True, 2),
        ("2026-11-16", "2026-11-17", False, 0),
        ("2026-11-16", "2026-11-16", True, 0),
        ("2026-11-17", "2026-11-16", False, 0),
    ],
)
def test_clear_days_exclude_both_days(notice: str, meeting: str, working: bool, count: int) -> None:
    assert clear_days_between(day(notice), day(meeting), working=working) == count


def test_reading_20_papers_of_a_monday_meeting_go_out_on_the_friday_of_the_week_before_last() -> None:
    assert latest_notice(day("2026-11-16"), 5, working=True) == day("2026-11-06")
    assert latest_notice(day("2026-11-16"), 5, working=False) == day("2026-11-10")
    assert earliest_meeting(day("2026-11-06"), 5, working=True) == day("2026-11-16")
    assert earliest_meeting(day("2026-11-06"), 5, working=False) == day("2026-11-12")


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-31", 0, "2026-01-31"),
    ],
)
def test_add_months_clips_to_the_last_day(start: str, n: int, end: str) -> None:
    assert add_months(day(start), n) == day(end)


@pytest.mark.parametrize("n", [0, -1])
def test_a_count_below_one_is_refused(n: int) -> None:
    with pytest.raises(WorkingDayError, match="n must be 1 or more"):
        within_working_days(day("2026-01-01"), n)


def test_clear_days_below_none_are_refused() -> None:
    with pytest.raises(WorkingDayError, match="n must be 0 or more"):
        latest_notice(day("2026-01-01"), -1, working=False)


@pytest.mark.parametrize(
    "beyond",
    [
        lambda: add_months(dt.date(9999, 12, 1), 1),
        lambda: within_working_days(dt.date(9999, 12, 1), 40),
        lambda: working_days_before(dt.date(1, 1, 10), 40),
        lambda: earliest_meeting(dt.date(9999, 12, 1), 60, working=False),
    ],
)
def test_a_count_that_leaves_the_calendar_is_refused(beyond) -> None:
    with pytest.raises(WorkingDayError):
        beyond()


@steady
@given(DAYS, st.integers(0, 60))
def test_j1_months_land_on_the_same_day_or_the_last(start: dt.date, n: int) -> None:
    end = add_months(start, n)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == n
    assert end.day == start.day or (end.day < start.day and (end + ONE_DAY).day == 1)
    assert add_months(start + ONE_DAY, n) >= end


def test_j2_a_month_twice_is_not_two_months() -> None:
    first = day("2028-01-31")
    assert add_months(add_months(first, 1), 1) == day("2028-03-29")
    assert add_months(first, 2) == day("2028-03-31")


@steady
@given(DAYS, COUNTS, COUNTS)
def test_j3_the_nth_working_day(start: dt.date, n: int, more: int) -> None:
    end = within_working_days(start, n)
    assert is_working_day(end)
    span = (start + dt.timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    assert sum(map(is_working_day, span)) == n
    assert within_working_days(end, more) == within_working_days(start, n + more)
    assert within_working_days(start + ONE_DAY, n) >= end


@steady
@given(DAYS, st.integers(0, 60))
def test_j4_the_earliest_meeting_leaves_n_clear_days(notice: dt.date, n: int) -> None:
    assert earliest_meeting(notice, n, working=False) == notice + dt.timedelta(days=n + 1)
    meeting = earliest_meeting(notice, n, working=True)
    assert is_working_day(meeting)
    assert clear_days_between(notice, meeting, working=True) == n
    assert clear_days_between(notice, working_days_before(meeting, 1), working=True) < max(n, 1)
    assert clear_days_between(notice, meeting, working=False) >= n


@steady
@given(DAYS, st.integers(0, 60), st.booleans())
def test_j4_the_latest_notice_leaves_n_clear_days(meeting: dt.date, n: int, working: bool) -> None:
    notice = latest_notice(meeting, n, working=working)
    assert clear_days_between(notice, meeting, working=working) == n
    assert is_working_day(notice) or not working


@pytest.mark.parametrize("year", [1995, 2002, 2011, 2012, 2020, 2022, 2026, 2031])
def test_j5_the_bank_holidays_are_those_of_the_library(year: int) -> None:
    listed = holidays.country_holidays("GB", subdiv="ENG", years=year)
    first = dt.date(year, 1, 1)
    for offset in range(366):
        date = first + dt.timedelta(days=offset)
        if date.year == year and date.weekday() < 5:
            assert is_working_day(date) is (date not in listed)
