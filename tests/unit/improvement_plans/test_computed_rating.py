"""The computed rating: worked cases of its rule with their reasons, and its laws."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement_plans.computed_rating import STANDARD_BOUNDS, Bounds, computed_rating, differs
from improvement_plans.progression import ActionDates, MilestoneDates
from improvement_plans.roll_up import AMBER, BLUE, GREEN, NOT_STARTED, PAUSED, RED
from tests.unit.improvement_plans.test_progression import DATES, DAYS

TODAY = dt.date(2026, 11, 22)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


FINE = ActionDates(
    reference="a1.1",
    starts_on=day("2026-09-01"),
    first_due_on=day("2026-12-31"),
    updates=(day("2026-11-15"),),
)
DONE = replace(FINE, done_on=day("2026-11-10"))
LATE = MilestoneDates(day("2026-11-01"))
TO_COME = MilestoneDates(day("2026-12-01"))
REACHED = MilestoneDates(day("2026-11-01"), reached_on=day("2026-10-30"))

CASES = [
    ("on time", FINE, 0, None, GREEN, "Due in 39 days, and nothing is late"),
    (
        "on time with milestones",
        replace(FINE, milestones=(REACHED, TO_COME)),
        0,
        None,
        GREEN,
        "1 of 2 milestones reached, and none is late",
    ),
    ("done and evidenced", DONE, 2, None, BLUE, "Done on 10 November 2026, with 2 pieces of evidence"),
    (
        "done without evidence is not blue",
        DONE,
        0,
        None,
        AMBER,
        "Done on 10 November 2026, but without evidence that counts on this day: not blue",
    ),
    (
        "due today is on time",
        replace(FINE, first_due_on=TODAY),
        0,
        None,
        GREEN,
        "Due in 0 days, and nothing is late",
    ),
    ("due yesterday is red", replace(FINE, first_due_on=day("2026-11-21")), 0, None, RED, "Overdue by 1 day"),
    (
        "evidence does not excuse what is overdue",
        replace(FINE, first_due_on=day("2026-11-12")),
        3,
        None,
        RED,
        "Overdue by 10 days",
    ),
    (
        "not begun",
        replace(FINE, starts_on=day("2026-12-01"), updates=()),
        0,
        None,
        NOT_STARTED,
        "Starts on 1 December 2026",
    ),
    (
        "begun early",
        replace(FINE, starts_on=day("2026-12-01"), percents=((TODAY, 10),)),
        0,
        None,
        GREEN,
        "Begun before its start on 1 December 2026",
    ),
    (
        "a milestone overdue",
        replace(FINE, milestones=(LATE, REACHED, TO_COME, TO_COME)),
        0,
        None,
        AMBER,
        "1 milestone overdue, by 21 days",
    ),
    (
        "expected late",
        FINE,
        0,
        day("2027-01-10"),
        AMBER,
        "Expected 10 days after it is due",
    ),
    (
        "expected on the day it is due",
        FINE,
        0,
        day("2026-12-31"),
        GREEN,
        "Due in 39 days, and nothing is late",
    ),
    ("silent", replace(FINE, updates=(day("2026-10-17"),)), 0, None, AMBER, "No update for 36 days"),
    (
        "silent for exactly what is allowed",
        replace(FINE, updates=(day("2026-10-18"),)),
        0,
        None,
        GREEN,
        "Due in 39 days, and nothing is late",
    ),
    (
        "behind: a milestone that was put back was still planned",
        replace(FINE, milestones=(replace(LATE, moves=((day("2026-10-30"), day("2026-12-10")),)),)),
        0,
        None,
        AMBER,
        "0% achieved where 50% was planned by now",
    ),
    (
        "every reason is told",
        replace(FINE, milestones=(LATE,), updates=(day("2026-10-01"),)),
        0,
        day("2027-01-01"),
        AMBER,
        "1 milestone overdue, by 21 days; Expected 1 day after it is due; No update for 52 days; "
        "0% achieved where 50% was planned by now",
    ),
]


@pytest.mark.parametrize(
    ("what", "dates", "evidence", "forecast_on", "rating", "reasons"), CASES, ids=[case[0] for case in CASES]
)
def test_the_computed_rating_has_its_reasons(
    what: str, dates: ActionDates, evidence: int, forecast_on: dt.date | None, rating: str, reasons: str
) -> None:
    computed = computed_rating(dates, today=TODAY, evidence=evidence, forecast_on=forecast_on)
    assert (computed.rating, "; ".join(computed.reasons)) == (rating, reasons)


def test_other_bounds_give_another_rating() -> None:
    silent = replace(FINE, updates=(day("2026-10-17"),))
    assert (
        computed_rating(silent, today=TODAY, evidence=0, bounds=Bounds(silent_after_days=40)).rating == GREEN
    )


def test_the_rule_is_told_with_its_bounds() -> None:
    words = Bounds(silent_after_days=42, share_behind_allowed=0.1).in_words()
    assert "more than 42 days" in words
    assert "more than 10% behind" in words


@pytest.mark.parametrize(
    ("own", "computed", "expected"),
    [
        (GREEN, GREEN, False),
        (GREEN, AMBER, True),
        (RED, AMBER, True),
        (NOT_STARTED, GREEN, True),
        (NOT_STARTED, NOT_STARTED, False),
        (PAUSED, GREEN, False),
        (PAUSED, AMBER, False),
        (PAUSED, RED, True),
        (BLUE, AMBER, True),
    ],
)
def test_when_two_ratings_differ(own: str, computed: str, expected: bool) -> None:
    assert differs(own, computed) is expected


SEVERITY = {BLUE: 0, GREEN: 1, NOT_STARTED: 1, AMBER: 2, RED: 3}


@given(dates=DATES, today=DAYS, evidence=st.integers(0, 2), forecast_on=st.none() | DAYS)
def test_it_is_never_paused_and_always_says_why(
    dates: ActionDates, today: dt.date, evidence: int, forecast_on: dt.date | None
) -> None:
    computed = computed_rating(dates, today=today, evidence=evidence, forecast_on=forecast_on)
    assert computed.rating in SEVERITY
    assert all(computed.reasons)
    assert computed.reasons
    assert (computed.rating == BLUE) == (dates.is_done_on(today) and evidence > 0)


@given(dates=DATES, today=DAYS, data=st.data())
def test_progress_never_makes_it_worse(dates: ActionDates, today: dt.date, data: st.DataObject) -> None:
    """An update, a milestone reached, a higher percentage, a completion with evidence; at the same forecast."""
    newest = max((percent for on, percent in dates.percents if on <= today), default=0)
    further = replace(
        dates,
        updates=(*dates.updates, *data.draw(st.lists(DAYS, max_size=2))),
        milestones=tuple(
            replace(each, reached_on=data.draw(DAYS))
            if not each.is_reached_on(today) and data.draw(st.booleans())
            else each
            for each in dates.milestones
        ),
        percents=(*dates.percents, (today, data.draw(st.integers(newest, 100)))),
        done_on=dates.done_on or data.draw(st.none() | DAYS),
    )
    before, after = (
        computed_rating(each, today=today, evidence=1, bounds=STANDARD_BOUNDS) for each in (dates, further)
    )
    assert SEVERITY[after.rating] <= SEVERITY[before.rating]


@given(dates=DATES, today=DAYS)
def test_it_never_looks_ahead(dates: ActionDates, today: dt.date) -> None:
    seen = replace(
        dates,
        moves=tuple(each for each in dates.moves if each[0] <= today),
        updates=tuple(each for each in dates.updates if each <= today),
        percents=tuple(each for each in dates.percents if each[0] <= today),
        done_on=dates.done_on if dates.is_done_on(today) else None,
        milestones=tuple(
            replace(
                each,
                moves=tuple(move for move in each.moves if move[0] <= today),
                reached_on=each.reached_on if each.is_reached_on(today) else None,
            )
            for each in dates.milestones
        ),
    )
    assert computed_rating(dates, today=today, evidence=0) == computed_rating(seen, today=today, evidence=0)
