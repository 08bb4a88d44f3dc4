"""Which mark stands where in the calendar strip."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.cadence import Occurrence, Outcome
from notices.calendar_strip import (
    MONTHS,
    Line,
    first_month,
    last_day,
    month_of,
    months_on,
    strip,
    within_reach,
)
from notices.wording import OUTCOMES

D = dt.date
DAYS = st.dates(min_value=D(2000, 1, 1), max_value=D(2090, 1, 1))


def line(*occurrences: Occurrence) -> Line:
    return Line(key=1, label="Meet", clause="6", address="/x", is_theirs=False, occurrences=occurrences)


def test_a_mark_stands_in_the_month_of_its_due_date() -> None:
    rows = strip(
        [
            line(
                Occurrence(D(2026, 2, 28), Outcome.MISSED),
                Occurrence(D(2026, 2, 10), Outcome.MET, discharged_on=D(2026, 2, 9)),
            )
        ],
        first=D(2026, 1, 1),
        as_at=D(2026, 3, 1),
        in_force_from=D(2026, 1, 16),
    ).rows
    assert [len(cell) for cell in rows[0].cells[:3]] == [0, 2, 0]
    assert [mark.words for mark in rows[0].cells[1]] == [
        "Due 28 February 2026: missed",
        "Due 10 February 2026: met, on 9 February 2026",
    ]


def test_a_row_with_nothing_in_these_months_is_left_out() -> None:
    drawn = strip(
        [line(Occurrence(D(2030, 1, 1), Outcome.UPCOMING))],
        first=D(2026, 1, 1),
        as_at=D(2026, 3, 1),
        in_force_from=D(2026, 1, 16),
    )
    assert drawn.rows == ()


@pytest.mark.parametrize(
    ("month", "count", "expected"),
    [
        (D(2026, 1, 31), 1, D(2026, 2, 1)),
        (D(2026, 12, 1), 1, D(2027, 1, 1)),
        (D(2026, 1, 1), -1, D(2025, 12, 1)),
        (D(2026, 3, 5), -15, D(2024, 12, 1)),
        (D(2026, 3, 5), 0, D(2026, 3, 1)),
    ],
)
def test_months_on(month: dt.date, count: int, expected: dt.date) -> None:
    assert months_on(month, count) == expected


@given(DAYS, st.integers(-600, 600))
def test_months_on_and_back_is_where_it_began(day: dt.date, count: int) -> None:
    assert months_on(months_on(day, count), -count) == month_of(day)


@given(DAYS, DAYS, DAYS)
def test_a_strip_never_begins_before_the_notice(
    asked: dt.date, as_at: dt.date, in_force_from: dt.date
) -> None:
    assert first_month(as_at=as_at, in_force_from=in_force_from) >= month_of(in_force_from)
    assert within_reach(asked, as_at=as_at, in_force_from=in_force_from) >= month_of(in_force_from)


@given(DAYS)
def test_its_last_day_is_the_end_of_its_last_month(first: dt.date) -> None:
    assert last_day(first) + dt.timedelta(days=1) == months_on(first, MONTHS)


def test_every_outcome_has_a_letter_of_its_own() -> None:
    assert set(OUTCOMES) == set(Outcome)
    assert len({look.letter for look in OUTCOMES.values()}) == len(Outcome)
