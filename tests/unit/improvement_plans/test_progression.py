"""Planned and achieved shares, overdue milestones and the projected finish: worked cases, worked out by hand."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement_plans.progression import (
    ActionDates,
    MilestoneDates,
    achieved_share,
    planned_share,
    projected_finish,
)

TODAY = dt.date(2026, 11, 22)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def milestone(
    due: str, *, reached: str | None = None, moved: tuple[str, str] | None = None
) -> MilestoneDates:
    moves = ((day(moved[0]), day(moved[1])),) if moved else ()
    return MilestoneDates(day(due), moves, day(reached) if reached else None)


def action(
    *milestones: MilestoneDates,
    starts: str = "2026-09-01",
    due: str = "2026-12-31",
    percents: tuple[tuple[str, int], ...] = (),
    done: str | None = None,
) -> ActionDates:
    return ActionDates(
        reference="a1.1",
        starts_on=day(starts),
        first_due_on=day(due),
        done_on=day(done) if done else None,
        milestones=milestones,
        percents=tuple((day(on), percent) for on, percent in percents),
    )


SHARES = [
    ("nothing is planned before the end of an action without milestones", action(), 0, 0),
    ("on its first due day it is still on time", action(due="2026-11-22"), 0, 0),
    ("the day after all of it is planned", action(due="2026-11-21"), 1, 0),
    ("a done action counts in full", action(done="2026-11-22"), 0, 1),
    ("done tomorrow is not done", action(done="2026-11-23"), 0, 0),
    (
        "one of three milestones due and its end to come is a quarter",
        action(milestone("2026-11-01"), milestone("2026-12-01"), milestone("2026-12-20")),
        Fraction(1, 4),
        0,
    ),
    (
        "a milestone put back is planned for its first day",
        action(milestone("2026-11-01", moved=("2026-10-20", "2026-12-15"))),
        Fraction(1, 2),
        0,
    ),
    (
        "two of three milestones reached are two quarters: the end is a step as well",
        action(
            milestone("2026-10-01", reached="2026-10-05"),
            milestone("2026-11-01", reached="2026-11-22"),
            milestone("2026-12-01", reached="2026-11-23"),
        ),
        Fraction(2, 4),
        Fraction(2, 4),
    ),
    (
        "the newest percentage counts",
        action(percents=(("2026-10-01", 20), ("2026-11-01", 60))),
        0,
        Fraction(3, 5),
    ),
    (
        "a later, lower percentage is taken at its word",
        action(percents=(("2026-10-01", 60), ("2026-11-01", 40))),
        0,
        Fraction(2, 5),
    ),
    (
        "of two of one day the higher counts",
        action(percents=(("2026-11-01", 60), ("2026-11-01", 40))),
        0,
        Fraction(3, 5),
    ),
    (
        "milestones go before percentages",
        action(milestone("2026-12-01"), percents=(("2026-11-01", 90),)),
        0,
        0,
    ),
]


@pytest.mark.parametrize(("what", "dates", "planned", "achieved"), SHARES, ids=[case[0] for case in SHARES])
def test_planned_and_achieved_shares(
    what: str, dates: ActionDates, planned: Fraction, achieved: Fraction
) -> None:
    assert (dates.planned_on(TODAY), dates.achieved_on(TODAY)) == (planned, achieved)


def test_a_group_weighs_every_action_the_same() -> None:
    group = [action(done="2026-10-01"), action(percents=(("2026-11-01", 50),)), action(due="2026-11-01")]
    assert achieved_share(group, TODAY) == Fraction(1, 2)
    assert planned_share(group, TODAY) == Fraction(1, 3)
    assert (planned_share([], TODAY), achieved_share([], TODAY)) == (0, 0)


PROJECTIONS = [
    # 24 August is 90 days before 22 November; the action began on 1 September, 82 days before.
    ("half in 82 days needs 82 more", action(percents=(("2026-11-01", 50),)), "2027-02-12"),
    ("a quarter in 82 days needs 246 more", action(percents=(("2026-11-01", 25),)), "2027-07-26"),
    ("nothing reported, nothing projected", action(), None),
    (
        "what was reported before the last 90 days is no recent rate",
        action(starts="2026-03-01", percents=(("2026-08-01", 40),)),
        None,
    ),
    (
        "only the last 90 days count: 30 of 40 points in them, 60 to go",
        action(starts="2026-03-01", percents=(("2026-08-01", 10), ("2026-11-01", 40))),
        "2027-05-21",
    ),
    (
        "one of two milestones in 82 days: a third, so 164 more",
        action(milestone("2026-10-01", reached="2026-10-01"), milestone("2026-12-01")),
        "2027-05-05",
    ),
    ("it fell back", action(percents=(("2026-08-01", 40), ("2026-11-01", 20)), starts="2026-03-01"), None),
    ("all reported is due to finish now", action(percents=(("2026-11-01", 100),)), "2026-11-22"),
    ("done is done", action(done="2026-11-02"), "2026-11-02"),
    ("not begun moves nowhere", action(starts="2026-12-01"), None),
]


@pytest.mark.parametrize(("what", "dates", "finish"), PROJECTIONS, ids=[case[0] for case in PROJECTIONS])
def test_the_projected_finish_follows_the_recent_rate(
    what: str, dates: ActionDates, finish: str | None
) -> None:
    assert dates.projected_finish(TODAY) == (day(finish) if finish else None)


def test_the_projection_of_a_group_is_that_of_its_mean() -> None:
    group = [action(percents=(("2026-11-01", 50),)), action(percents=(("2026-11-01", 0),))]
    assert projected_finish(group, TODAY) == TODAY + dt.timedelta(days=246)
    assert projected_finish([], TODAY) is None


def test_a_milestone_is_overdue_from_the_day_after_and_not_once_reached_or_moved() -> None:
    due = milestone("2026-11-22")
    assert (due.days_overdue_on(TODAY), due.days_overdue_on(day("2026-11-24"))) == (0, 2)
    assert milestone("2026-11-01", reached="2026-11-20").days_overdue_on(TODAY) == 0
    assert milestone("2026-11-01", moved=("2026-11-20", "2026-12-01")).days_overdue_on(TODAY) == 0
    assert milestone("2026-11-01", moved=("2026-11-23", "2026-12-01")).days_overdue_on(TODAY) == 21
    assert action(milestone("2026-11-01")).milestones_overdue_on(TODAY) == 1
    assert action(milestone("2026-11-01"), done="2026-11-20").milestones_overdue_on(TODAY) == 0


DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
MOVES = st.lists(st.tuples(DAYS, DAYS), max_size=3).map(tuple)
MILESTONES = st.builds(MilestoneDates, first_due_on=DAYS, moves=MOVES, reached_on=st.none() | DAYS)
DATES = st.builds(
    ActionDates,
    reference=st.just("a"),
    starts_on=DAYS,
    first_due_on=DAYS,
    moves=MOVES,
    updates=st.lists(DAYS, max_size=4).map(tuple),
    done_on=st.none() | DAYS,
    milestones=st.lists(MILESTONES, max_size=3).map(tuple),
    percents=st.lists(st.tuples(DAYS, st.integers(0, 100)), max_size=4).map(tuple),
)


@given(dates=DATES, today=DAYS)
def test_shares_lie_between_nothing_and_all(dates: ActionDates, today: dt.date) -> None:
    assert 0 <= dates.planned_on(today) <= 1
    assert 0 <= dates.achieved_on(today) <= 1


@given(dates=DATES, today=DAYS, data=st.data())
def test_the_order_of_what_was_reported_is_irrelevant(
    dates: ActionDates, today: dt.date, data: st.DataObject
) -> None:
    turned = replace(
        dates,
        percents=tuple(data.draw(st.permutations(dates.percents))),
        milestones=tuple(data.draw(st.permutations(dates.milestones))),
    )
    assert turned.achieved_on(today) == dates.achieved_on(today)
    assert turned.projected_finish(today) == dates.projected_finish(today)


@given(dates=DATES, today=DAYS)
def test_an_open_action_is_never_projected_into_the_past(dates: ActionDates, today: dt.date) -> None:
    finish = dates.projected_finish(today)
    assert finish is None or finish >= today or dates.is_done_on(today)
