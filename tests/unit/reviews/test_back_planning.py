"""What must be ready when, counted back from a review: worked cases and laws."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.working_days import is_working_day
from reviews.back_planning import LEADS, Lead, at_once, due_day, is_short, tasks_for, wanted_day

DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 31))
KINDS = st.sampled_from(sorted(LEADS))
LONG_AGO = dt.date(2014, 1, 1)
WEEK = dt.timedelta(weeks=1)


@pytest.mark.parametrize(
    ("review_on", "days_before", "due_on"),
    [
        # Thursday 30 June 2016: five working days before is Thursday 23 June.
        (dt.date(2016, 6, 30), 5, dt.date(2016, 6, 23)),
        # Ten before is 16 June, on the day the six months ran out.
        (dt.date(2016, 6, 30), 10, dt.date(2016, 6, 16)),
        (dt.date(2016, 6, 30), 20, dt.date(2016, 6, 2)),
        # Tuesday 6 January 2026: past New Year's Day, Boxing Day and Christmas.
        (dt.date(2026, 1, 6), 3, dt.date(2025, 12, 31)),
        (dt.date(2026, 1, 6), 5, dt.date(2025, 12, 29)),
        # The week after Easter Monday 6 April 2026; Good Friday was 3 April.
        (dt.date(2026, 4, 8), 2, dt.date(2026, 4, 2)),
        # A review on a Sunday is counted back from like any other day.
        (dt.date(2026, 11, 22), 1, dt.date(2026, 11, 20)),
        (dt.date(2026, 11, 23), 0, dt.date(2026, 11, 20)),
    ],
)
def test_days_count_back_in_working_days(review_on: dt.date, days_before: int, due_on: dt.date) -> None:
    assert due_day(review_on, days_before, LONG_AGO) == due_on


@pytest.mark.parametrize(
    ("review_on", "today", "due_on"),
    [
        # Planned on Wednesday 18 November for Wednesday 25 November: ten days before is gone, so it is due today.
        (dt.date(2026, 11, 25), dt.date(2026, 11, 18), dt.date(2026, 11, 18)),
        # Planned on a Sunday: due on the Monday.
        (dt.date(2026, 11, 25), dt.date(2026, 11, 22), dt.date(2026, 11, 23)),
        # Planned on a Sunday for the Monday: no working day is left, so at once means today.
        (dt.date(2026, 11, 23), dt.date(2026, 11, 22), dt.date(2026, 11, 22)),
    ],
)
def test_planned_late_it_is_due_at_once_and_marked(
    review_on: dt.date, today: dt.date, due_on: dt.date
) -> None:
    assert due_day(review_on, 10, today) == due_on
    assert is_short(review_on, 10, today)


def test_for_a_review_that_is_past_it_was_due_on_its_day() -> None:
    # Ten working days before Thursday 19 November 2026 was the 5th; on Monday 23 November nothing is due at once.
    for today in (dt.date(2026, 11, 19), dt.date(2026, 11, 23)):
        assert due_day(dt.date(2026, 11, 19), 10, today) == dt.date(2026, 11, 5)


def test_a_progress_review_is_prepared_in_this_order() -> None:
    found = [(task.lead.what, task.due_on) for task in tasks_for("progress", dt.date(2016, 6, 30), LONG_AGO)]
    assert found == [
        ("Agree with the reviewers what they are to be given", dt.date(2016, 6, 2)),
        ("Agree the timetable and who is to be spoken to", dt.date(2016, 6, 9)),
        ("Give the newest figures on performance and quality", dt.date(2016, 6, 16)),
        ("Choose the case files, minutes and supervision records", dt.date(2016, 6, 16)),
        ("Give the reviewers everything that was asked for", dt.date(2016, 6, 16)),
        ("Assess every objective of the plan", dt.date(2016, 6, 16)),
        ("Submit the council's own assessment", dt.date(2016, 6, 23)),
        ("Rate the signs of recovery", dt.date(2016, 6, 23)),
        ("Answer the numbered questions", dt.date(2016, 6, 23)),
        ("Rooms, passes and access to the case system", dt.date(2016, 6, 27)),
        ("Tell staff and partners what to expect", dt.date(2016, 6, 27)),
    ]


@pytest.mark.parametrize("review_on", [dt.date(2026, 11, 22), dt.date(2026, 11, 1)])
def test_nothing_is_prepared_for_what_is_not_to_come(review_on: dt.date) -> None:
    assert tasks_for("progress", review_on, dt.date(2026, 11, 22)) == ()


@pytest.mark.parametrize("kind", sorted(LEADS))
def test_no_two_things_of_a_kind_are_called_the_same(kind: str) -> None:
    words = [lead.what for lead in LEADS[kind]]
    assert len(words) == len(set(words))
    assert all(isinstance(lead, Lead) and lead.days_before > 0 for lead in LEADS[kind])


@given(kind=KINDS, review_on=DAYS, notice=st.integers(1, 400))
def test_every_day_lies_between_today_and_the_review(kind: str, review_on: dt.date, notice: int) -> None:
    today = review_on - dt.timedelta(days=notice)
    for task in tasks_for(kind, review_on, today):
        assert today <= task.due_on < review_on


@given(kind=KINDS, review_on=DAYS, notice=st.integers(1, 400))
def test_every_day_is_a_working_day_while_one_is_left(kind: str, review_on: dt.date, notice: int) -> None:
    today = review_on - dt.timedelta(days=notice)
    left = any(is_working_day(today + dt.timedelta(days=n)) for n in range(notice))
    for task in tasks_for(kind, review_on, today):
        assert is_working_day(task.due_on) or not left


@given(kind=KINDS, review_on=DAYS, notice=st.integers(1, 400))
def test_what_needs_longer_is_never_due_later(kind: str, review_on: dt.date, notice: int) -> None:
    tasks = tasks_for(kind, review_on, review_on - dt.timedelta(days=notice))
    assert [each.due_on for each in tasks] == sorted(each.due_on for each in tasks)


@given(kind=KINDS, year=st.integers(2015, 2030), day=st.integers(0, 30), weeks=st.integers(1, 4))
def test_moved_by_whole_weeks_without_a_bank_holiday_everything_moves_as_far(
    kind: str, year: int, day: int, weeks: int
) -> None:
    # From late September to the middle of December there is none in England.
    review_on = dt.date(year, 10, 20) + dt.timedelta(days=day)
    before = tasks_for(kind, review_on, LONG_AGO)
    after = tasks_for(kind, review_on + weeks * WEEK, LONG_AGO)
    assert [task.due_on + weeks * WEEK for task in before] == [task.due_on for task in after]


@given(review_on=DAYS, days_before=st.integers(0, 60), notice=st.integers(1, 200))
def test_a_day_is_short_exactly_when_it_is_not_the_one_wanted(
    review_on: dt.date, days_before: int, notice: int
) -> None:
    today = review_on - dt.timedelta(days=notice)
    due_on = due_day(review_on, days_before, today)
    assert is_short(review_on, days_before, today) == (due_on != wanted_day(review_on, days_before))
    assert at_once(review_on, today) >= today
