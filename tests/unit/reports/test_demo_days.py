"""The days of the demonstration case hold together whatever day it is loaded on."""

import datetime as dt
from itertools import pairwise

import pytest

from core.working_days import add_months
from reports.demo.days import FernshireDays, WestmereDays, first_of, third_wednesday, working_day_by

DAYS = [dt.date(2026, 1, 1) + dt.timedelta(days=step) for step in range(0, 800, 7)]
EDGES = [
    dt.date(2026, 12, 31),
    dt.date(2027, 1, 1),
    dt.date(2028, 2, 29),
    dt.date(2027, 3, 31),
    dt.date(2026, 11, 1),
]


@pytest.mark.parametrize("today", DAYS + EDGES, ids=str)
def test_one_monthly_report_was_late_and_the_last_is_of_this_month(today: dt.date) -> None:
    days = FernshireDays(today)
    sent = [days.issued, *days.report_days, days.last_report_day]
    late = [day for before, day in pairwise(sent) if day > add_months(before, 1)]
    assert len(late) == 1
    assert sent == sorted(set(sent))
    assert first_of(today) <= days.last_report_day <= today


@pytest.mark.parametrize("today", DAYS + EDGES, ids=str)
def test_the_report_to_the_secretary_of_state_is_overdue_by_about_a_week(today: dt.date) -> None:
    days = FernshireDays(today)
    first, second, third = days.state_reports
    assert first < second < third <= add_months(second, 3)
    assert second <= add_months(first, 3)
    assert 6 <= (today - add_months(third, 3)).days <= 11


@pytest.mark.parametrize("today", DAYS + EDGES, ids=str)
def test_westmeres_third_meeting_was_a_week_late_and_the_fourth_is_to_come(today: dt.date) -> None:
    days = WestmereDays(today)
    assert (days.meetings[2] - days.meetings[1]).days == 35
    assert days.meetings[2] <= today < days.next_meeting


@pytest.mark.parametrize(
    ("month", "day"),
    [
        (dt.date(2026, 11, 1), 18),
        (dt.date(2026, 7, 1), 15),
        (dt.date(2026, 9, 1), 16),
        (dt.date(2026, 10, 1), 21),
    ],
)
def test_third_wednesday(month: dt.date, day: int) -> None:
    assert third_wednesday(month) == month.replace(day=day)


def test_a_working_day_by_a_bank_holiday_is_before_it() -> None:
    assert working_day_by(dt.date(2026, 12, 28)) == dt.date(2026, 12, 24)
