"""When updates are asked for, when they are due, and which reminder is owed: worked cases and laws."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.working_days import is_working_day
from improvement_plans.ladder import (
    LONGEST_TO_ANSWER,
    SHORTEST_TO_ANSWER,
    Earlier,
    Rung,
    Schedule,
    asking_day,
    due_day,
    next_request,
    rung_days,
    rung_owed,
)
from improvement_plans.models import Reminder

FIRST = Schedule(ask_on_day=1, working_days_to_answer=8, remind_before=2)


def day(words: str) -> dt.date:
    return dt.datetime.strptime(words, "%d %b %Y").date()  # noqa: DTZ007


@pytest.mark.parametrize(
    ("month", "ask_on_day", "asked"),
    [
        ("1 Dec 2026", 1, "1 Dec 2026"),  # a Tuesday
        ("1 Nov 2026", 1, "2 Nov 2026"),  # a Sunday
        ("1 Apr 2026", 3, "7 Apr 2026"),  # Good Friday, and Easter Monday after it
        ("1 Dec 2026", 25, "29 Dec 2026"),  # Christmas, a weekend, and the day in lieu of Boxing Day
        ("1 Feb 2026", 28, "2 Mar 2026"),  # a Saturday: the request for February goes out in March
    ],
)
def test_a_month_is_asked_about_on_its_day_or_the_next_working_day(month, ask_on_day, asked):
    schedule = Schedule(ask_on_day, 8, 2)
    assert asking_day(day(month), schedule) == day(asked)


@pytest.mark.parametrize(
    ("asked", "n", "due"),
    [
        ("2 Nov 2026", 8, "12 Nov 2026"),
        ("21 Dec 2026", 8, "5 Jan 2027"),  # 22 to 24 and 29 to 31 December, 4 and 5 January
        ("2 Apr 2026", 3, "9 Apr 2026"),  # 7, 8 and 9 April, after Easter
    ],
)
def test_updates_are_due_working_days_on(asked, n, due):
    assert due_day(day(asked), Schedule(1, n, 2)) == day(due)


@pytest.mark.parametrize(
    ("today", "earlier", "month", "asked"),
    [
        (
            "10 Nov 2026",
            None,
            "1 Nov 2026",
            "10 Nov 2026",
        ),  # the schedule was set, or ran again, after the day
        ("14 Nov 2026", None, "1 Nov 2026", "16 Nov 2026"),  # a Saturday
        ("18 Nov 2026", None, "1 Nov 2026", "18 Nov 2026"),  # due on 30 November, in time
        ("19 Nov 2026", None, "1 Dec 2026", "1 Dec 2026"),  # would be due when December is asked about
        ("3 Nov 2026", ("1 Nov 2026", "12 Nov 2026"), "1 Dec 2026", "1 Dec 2026"),
        ("2 Dec 2026", ("1 Nov 2026", "12 Nov 2026"), "1 Dec 2026", "2 Dec 2026"),  # a day without a run
        (
            "1 Dec 2026",
            ("1 Nov 2026", "4 Dec 2026"),
            "1 Dec 2026",
            "7 Dec 2026",
        ),  # November can be answered still
    ],
)
def test_the_next_request(today, earlier, month, asked):
    before = None if earlier is None else Earlier(day(earlier[0]), day(earlier[1]))
    assert next_request(FIRST, today=day(today), earlier=before) == (day(month), day(asked))


ASKED, DUE = day("2 Nov 2026"), day("12 Nov 2026")


@pytest.mark.parametrize(
    ("on", "rung"),
    [
        ("1 Nov 2026", None),
        ("2 Nov 2026", Rung.ASKED),
        ("9 Nov 2026", Rung.ASKED),
        ("10 Nov 2026", Rung.BEFORE),
        ("12 Nov 2026", Rung.ON_THE_DAY),
        ("13 Nov 2026", Rung.ON_THE_DAY),
        ("16 Nov 2026", Rung.AFTER_2),  # a weekend between
        ("18 Nov 2026", Rung.AFTER_2),
        ("19 Nov 2026", Rung.AFTER_5),
        ("23 Nov 2026", Rung.MANAGER),  # two working days after the last reminder
        ("31 Dec 2026", Rung.MANAGER),
    ],
)
def test_the_rung_of_a_day(on, rung):
    assert rung_owed(rung_days(ASKED, DUE, remind_before=2), day(on)) == rung


def test_after_days_without_a_sweep_the_newest_alone_is_owed():
    """Down from the 10th to the 18th: the reminder before the day and the one on it are never sent."""
    assert rung_owed(rung_days(ASKED, DUE, remind_before=2), day("18 Nov 2026")) == Rung.AFTER_2


@pytest.mark.parametrize("before", [0, 8, 9])
def test_a_reminder_before_the_day_that_falls_on_or_before_the_asking_is_left_out(before):
    assert Rung.BEFORE not in rung_days(ASKED, DUE, remind_before=before)


def test_the_rungs_are_those_that_are_stored():
    assert [rung.value for rung in Rung] == Reminder.Rung.values


days = st.dates(dt.date(2024, 1, 1), dt.date(2032, 12, 31))
schedules = st.builds(
    Schedule,
    ask_on_day=st.integers(1, 28),
    working_days_to_answer=st.integers(SHORTEST_TO_ANSWER, LONGEST_TO_ANSWER),
    remind_before=st.just(2),
)


@given(days, schedules)
def test_every_month_can_be_answered_before_the_next_is_asked_about(today, schedule):
    month = today.replace(day=1)
    following = (month + dt.timedelta(days=32)).replace(day=1)
    assert due_day(asking_day(month, schedule), schedule) < asking_day(following, schedule)


@given(days, schedules)
def test_whatever_is_asked_and_due_is_on_a_working_day(today, schedule):
    _, asked = next_request(schedule, today=today)
    assert is_working_day(asked)
    assert is_working_day(due_day(asked, schedule))
    assert today <= asked < due_day(asked, schedule)


@given(days, schedules, st.sets(st.integers(0, 200)))
def test_run_every_day_but_some_it_asks_about_a_month_once_and_never_before_the_last_is_due(
    start, schedule, days_down
):
    asked: list[Earlier] = []
    for number in range(200):
        today = start + dt.timedelta(days=number)
        if number in days_down:
            continue
        month, on = next_request(schedule, today=today, earlier=asked[-1] if asked else None)
        if on == today:
            assert not asked or (month > asked[-1].month and today > asked[-1].due_on)
            asked.append(Earlier(month, due_day(today, schedule)))
    assert days_down or len(asked) >= 6


@given(days, st.integers(1, 20), st.integers(0, 20), days, days)
def test_rungs_climb_and_none_is_owed_before_its_day(asked_on, working, before, one, other):
    rungs = rung_days(asked_on, due_day(asked_on, Schedule(1, working, 1)), remind_before=before)
    assert list(rungs.values()) == sorted(set(rungs.values()))
    earlier, later = (rung_owed(rungs, on) for on in sorted((one, other)))
    order = [None, *Rung]
    assert order.index(earlier) <= order.index(later)
    assert later is None or rungs[later] <= max(one, other)
