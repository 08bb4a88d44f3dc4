"""How far along something due is: soon, due, late, then one step a week, so that nobody is told the same twice."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement_plans.daily_notes import step_of

DUE = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("today", "step"),
    [
        ("2026-11-09", None),
        ("2026-11-10", "soon"),
        ("2026-11-19", "soon"),
        ("2026-11-20", "due"),
        ("2026-11-21", "late"),
        ("2026-11-27", "late"),
        ("2026-11-28", "late-1"),
        ("2026-12-04", "late-1"),
        ("2026-12-05", "late-2"),
    ],
)
def test_the_step_of_a_day(today, step):
    assert step_of(DUE, dt.date.fromisoformat(today), soon=10) == step


@given(st.integers(min_value=0, max_value=60), st.integers(min_value=0, max_value=400))
def test_from_soon_on_there_is_one_step_a_week_at_most(soon, days):
    steps = [step_of(DUE, DUE + dt.timedelta(days=each), soon=soon) for each in range(-soon - 1, days)]
    said = [each for at, each in enumerate(steps) if each is not None and each not in steps[:at]]
    assert len(said) <= 3 + days // 7
    assert steps[0] is None
