"""Proposing days for meetings: worked tables across Christmas and Easter, and laws held against the engine."""

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boards.proposing import Preference, Proposal, propose, weekday_of_month
from core.working_days import add_months, is_working_day
from notices.cadence import Cadence, Event, Outcome, Question, Variation
from notices.position import work_out

D = dt.date
IN_FORCE = D(2026, 1, 16)
TODAY = D(2026, 11, 22)
MONTHLY = {"type": "each_calendar", "unit": "month"}
FOUR_WEEKS = {"type": "at_least_every", "n": 4, "unit": "weeks"}
WEDNESDAY, MONDAY, FRIDAY = 2, 0, 4


def question(*terms: dict[str, Any], held: tuple[dt.date, ...] = (), **facts: Any) -> Question:
    asked: dict[str, Any] = {"in_force": IN_FORCE, "as_at": TODAY, **facts}
    return Question(
        cadences=tuple(Cadence.from_json(each) for each in terms),
        events=tuple(Event(on=day) for day in held),
        **asked,
    )


def proposed(
    asked: Question,
    horizon: dt.date,
    *,
    weekday: int = WEDNESDAY,
    week: int = 3,
    planned: tuple[dt.date, ...] = (),
    today: dt.date = TODAY,
) -> tuple[Proposal, ...]:
    return propose(
        asked, planned=planned, preference=Preference(weekday, week), today=today, horizon=horizon,
        is_working_day=is_working_day,
    )  # fmt: skip


def days(found: tuple[Proposal, ...]) -> list[dt.date | None]:
    return [each.on for each in found]


def test_last_fridays_of_calendar_months_across_christmas_and_easter() -> None:
    """Lambeth's way of meeting. Christmas Day 2026 and Good Friday 2027 (26 March) are Fridays."""
    found = proposed(question(MONTHLY, held=(D(2026, 11, 20),)), D(2027, 6, 30), weekday=FRIDAY, week=5)
    assert days(found) == [
        D(2026, 12, 24), D(2027, 1, 29), D(2027, 2, 26), D(2027, 3, 25), D(2027, 4, 30), D(2027, 5, 28),
        D(2027, 6, 25),
    ]  # fmt: skip
    assert [each.because for each in found if each.because] == [
        "Friday 25 December 2026 is a bank holiday: moved to Thursday 24 December 2026",
        "Friday 26 March 2027 is a bank holiday: moved to Thursday 25 March 2027",
    ]
    assert (found[0].opens_on, found[0].due_on) == (D(2026, 12, 1), D(2026, 12, 31))


def test_every_four_weeks_rolling_across_christmas() -> None:
    """Wandsworth's way. From Monday 30 November the 28th day is Boxing Day's bank holiday, after three closed days."""
    found = proposed(
        question(FOUR_WEEKS, held=(D(2026, 11, 30),), as_at=D(2026, 12, 1)),
        D(2027, 4, 30), weekday=MONDAY, today=D(2026, 12, 1),
    )  # fmt: skip
    assert [(each.on, each.due_on) for each in found] == [
        (
            D(2026, 12, 24),
            D(2026, 12, 28),
        ),  # Thursday, before Christmas Day, Saturday, Sunday and the bank holiday
        (D(2027, 1, 18), D(2027, 1, 21)),  # 24 December and 28 days; Monday of that week
        (D(2027, 2, 15), D(2027, 2, 15)),
        (D(2027, 3, 15), D(2027, 3, 15)),
        (D(2027, 4, 12), D(2027, 4, 12)),
    ]
    assert found[0].because == "Monday 28 December 2026 is a bank holiday: moved to Thursday 24 December 2026"


def test_a_weekday_that_would_be_too_late_gives_way_to_the_day_before_it() -> None:
    """Met on a Tuesday, due on a Tuesday: the Wednesday after is one day too late."""
    found = proposed(question(FOUR_WEEKS, held=(D(2026, 11, 10),)), D(2026, 12, 31))
    assert days(found) == [D(2026, 12, 8)]
    assert found[0].because == (
        "Wednesday 9 December 2026 would be 1 day too late: moved to Tuesday 8 December 2026"
    )


def test_a_month_that_is_running_and_empty_is_proposed_for_the_days_left() -> None:
    found = proposed(question(MONTHLY, held=(D(2026, 10, 21),)), D(2026, 12, 31))
    assert days(found) == [D(2026, 11, 23), D(2026, 12, 16)]
    assert found[0].because == "Wednesday 18 November 2026 has passed: moved to Monday 23 November 2026"


def test_a_month_without_a_working_day_left_is_said_to_be_lost() -> None:
    """31 January 2027 is a Sunday: asked on Friday the 29th, no working day is left."""
    found = proposed(
        question(MONTHLY, held=(D(2026, 12, 16),), as_at=D(2027, 1, 29)), D(2027, 2, 28), today=D(2027, 1, 29)
    )
    assert days(found) == [None, D(2027, 2, 17)]
    assert found[0].because == "No working day is left by Sunday 31 January 2027"


def test_what_is_in_the_diary_is_not_proposed_again() -> None:
    found = proposed(
        question(MONTHLY, held=(D(2026, 11, 18),)), D(2027, 3, 31),
        planned=(D(2026, 12, 9), D(2027, 2, 3), D(2027, 2, 24), D(2026, 11, 2)),
    )  # fmt: skip
    assert days(found) == [D(2027, 1, 20), D(2027, 3, 17)]


def test_a_meeting_in_the_diary_starts_the_rolling_clock_anew() -> None:
    """Met on 11 November, planned for 25 November: the next is due on 23 December."""
    found = proposed(
        question(FOUR_WEEKS, held=(D(2026, 11, 11),)), D(2026, 12, 31), planned=(D(2026, 11, 25),)
    )
    assert days(found) == [D(2026, 12, 23)]


def test_one_in_the_diary_that_is_too_late_has_another_before_it() -> None:
    found = proposed(
        question(FOUR_WEEKS, held=(D(2026, 11, 11),)), D(2027, 1, 10), planned=(D(2026, 12, 16),)
    )
    assert days(found) == [D(2026, 12, 9)]


def test_what_is_overdue_is_proposed_for_the_first_working_day() -> None:
    """Due on 4 November; today is a Sunday."""
    found = proposed(question(FOUR_WEEKS, held=(D(2026, 10, 7),)), D(2026, 12, 22))
    assert days(found) == [D(2026, 11, 23), D(2026, 12, 21)]
    assert found[0].because == (
        "It was due by Wednesday 4 November 2026: Monday 23 November 2026 is the first working day that is left"
    )
    assert found[0].days_late == 19
    soon = proposed(question(FOUR_WEEKS, held=(D(2026, 10, 7),)), D(2026, 12, 22), planned=(D(2026, 12, 1),))
    assert days(soon) == []  # 1 December answers it; the next is due on 29 December


def test_a_variation_changes_what_is_proposed_from_its_day() -> None:
    """Agreed in November, from 1 February: every six weeks, counted from the January meeting."""
    change = Variation(D(2026, 11, 2), D(2027, 2, 1), Cadence.from_json({**FOUR_WEEKS, "n": 6}))
    asked = question(MONTHLY, held=(D(2026, 11, 18),), variations=(change,))
    assert days(proposed(asked, D(2027, 5, 31))) == [
        D(2026, 12, 16),
        D(2027, 1, 20),
        D(2027, 3, 3),
        D(2027, 4, 14),
        D(2027, 5, 26),
    ]


def test_windows_fixed_to_an_anchor_and_quarters() -> None:
    """From 2 November every 4 weeks: windows end on 30 November, 28 December (a bank holiday), 25 January."""
    grid = {"type": "every", "n": 4, "unit": "weeks", "anchor": "2026-11-02"}
    found = proposed(question(grid), D(2027, 1, 31), weekday=MONDAY)
    assert days(found) == [D(2026, 11, 30), D(2026, 12, 24), D(2027, 1, 25)]
    quarterly = {"type": "each_calendar", "unit": "quarter"}
    found = proposed(question(quarterly, held=(D(2026, 11, 18),)), D(2027, 6, 30))
    assert days(found) == [D(2027, 2, 17), D(2027, 5, 19)]


@pytest.mark.parametrize("kind", ["to_be_agreed", "on_request", "standing", "regular"])
def test_a_duty_without_dates_proposes_nothing(kind: str) -> None:
    assert proposed(question({"type": kind}), D(2027, 12, 31)) == ()


def test_nothing_is_proposed_from_the_day_on_which_the_notice_ends() -> None:
    asked = question(MONTHLY, held=(D(2026, 11, 18),), lifted=D(2027, 1, 15))
    assert days(proposed(asked, D(2027, 12, 31))) == [D(2026, 12, 16)]
    bounded = {**MONTHLY, "until": "2027-01-31"}
    assert days(proposed(question(bounded, held=(D(2026, 11, 18),)), D(2027, 12, 31))) == [
        D(2026, 12, 16), D(2027, 1, 20),
    ]  # fmt: skip


def test_before_the_notice_is_in_force_the_first_whole_month_is_proposed() -> None:
    asked = question(MONTHLY, in_force=D(2026, 12, 10))
    assert days(proposed(asked, D(2027, 2, 28))) == [D(2027, 1, 20), D(2027, 2, 17)]


@pytest.mark.parametrize(
    ("week", "day"),
    [(1, D(2026, 12, 2)), (3, D(2026, 12, 16)), (4, D(2026, 12, 23)), (5, D(2026, 12, 30))],
)
def test_the_nth_weekday_of_a_month(week: int, day: dt.date) -> None:
    assert weekday_of_month(2026, 12, Preference(WEDNESDAY, week)) == day
    assert weekday_of_month(2027, 2, Preference(WEDNESDAY, 5)) == D(2027, 2, 24)


STARTS = st.dates(D(2016, 1, 1), D(2031, 1, 1))
PREFERENCES = st.builds(Preference, st.integers(0, 4), st.integers(1, 5))
TERMS = st.one_of(
    st.just(MONTHLY),
    st.just({"type": "each_calendar", "unit": "quarter"}),
    st.builds(
        lambda kind, n, unit: {"type": kind, "n": n, "unit": unit},
        st.sampled_from(["at_least_every", "every"]), st.integers(2, 8), st.sampled_from(["weeks", "months"]),
    ),
    st.builds(lambda n: {"type": "at_least_every", "n": n, "unit": "working_days"}, st.integers(5, 40)),
)  # fmt: skip


@given(
    st.lists(TERMS, min_size=1, max_size=2), STARTS, PREFERENCES, st.lists(st.integers(0, 400), max_size=6)
)
@settings(max_examples=150)
def test_following_the_proposals_never_breaches(
    terms: list[dict[str, Any]], start: dt.date, preference: Preference, offsets: list[int]
) -> None:
    """From the first day in force on, whatever else is in the diary, the engine finds nothing late, missed, overdue."""
    planned = {start + dt.timedelta(days=each) for each in offsets}
    asked = question(*terms, in_force=start, as_at=start)
    horizon = add_months(start, 14)
    found = propose(
        asked, planned=planned, preference=preference, today=start, horizon=horizon,
        is_working_day=is_working_day,
    )  # fmt: skip
    chosen = [each.on for each in found if each.on]
    assert len(chosen) == len(found)
    assert all(is_working_day(day) for day in chosen)
    assert not set(chosen) & planned
    events = tuple(Event(on=day) for day in {*chosen, *planned})
    after = Question(cadences=asked.cadences, in_force=start, as_at=add_months(start, 12), events=events)
    outcomes = {row.outcome for row in work_out(after).occurrences}
    assert not outcomes & {Outcome.MISSED, Outcome.OVERDUE, Outcome.MET_LATE}


@given(STARTS, PREFERENCES)
def test_each_calendar_month_gets_exactly_one(start: dt.date, preference: Preference) -> None:
    asked = question(MONTHLY, in_force=start, as_at=start)
    found = propose(
        asked, planned=(), preference=preference, today=start, horizon=add_months(start, 14),
        is_working_day=is_working_day,
    )  # fmt: skip
    months = Counter((each.on.year, each.on.month) for each in found if each.on)
    first = start if start.day == 1 else add_months(start.replace(day=1), 1)
    whole = [add_months(first.replace(day=1), place) for place in range(12)]
    assert {months[each.year, each.month] for each in whole} == {1}
    assert set(months.values()) == {1}


@given(STARTS, PREFERENCES)
def test_the_same_question_has_the_same_answer(start: dt.date, preference: Preference) -> None:
    asked = question(FOUR_WEEKS, in_force=start, as_at=start)
    once, twice = (
        propose(
            asked, planned=(), preference=preference, today=start, horizon=add_months(start, 6),
            is_working_day=is_working_day,
        )
        for _ in range(2)
    )  # fmt: skip
    assert once == twice
