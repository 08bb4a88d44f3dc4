"""References of findings, and those that they have among the sources of the plan."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.area_comparison import Movement, movement
from reviews.source_references import LONGEST, next_reference, source_reference

JULY = dt.date(2026, 7, 14)


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], "F1"),
        (["F1", "F2"], "F3"),
        (["F1", "F9"], "F10"),
        (["f4", "R7", ""], "F5"),
        (["3.2", "F", "F2a"], "F1"),
    ],
)
def test_the_next_finding_has_one_more_than_the_highest(taken: list[str], expected: str) -> None:
    assert next_reference(taken) == expected


@pytest.mark.parametrize(
    ("kind", "own", "taken", "expected"),
    [
        ("progress", "F3", [], "PR 2026-07 F3"),
        ("monitoring_visit", "F1", ["MV 2026-06 F1"], "MV 2026-07 F1"),
        ("peer", "F1", ["pe 2026-07 f1"], "PE 2026-07 F1-2"),
        ("audit", "Q15", ["AU 2026-07 Q15", "AU 2026-07 Q15-2"], "AU 2026-07 Q15-3"),
        ("diagnostic", "A reference of thirty letters.", [], "DR 2026-07 A reference of thir"),
        ("stocktake", "A reference of thirty letters.", ["ST 2026-07 A reference of thir"],
         "ST 2026-07 A reference of th-2"),
    ],
)  # fmt: skip
def test_a_source_says_which_review_it_comes_from(
    kind: str, own: str, taken: list[str], expected: str
) -> None:
    assert source_reference(kind, JULY, own, taken) == expected


@given(st.text(alphabet="F123-", max_size=40), st.integers(0, 12))
def test_a_reference_is_new_and_fits(own: str, number: int) -> None:
    taken: list[str] = []
    for _ in range(number):
        taken.append(source_reference("progress", JULY, own, taken))
    assert len(set(taken)) == number
    assert all(len(each) <= LONGEST for each in taken)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("limited", "secure", Movement.BETTER),
        ("none", "strong", Movement.BETTER),
        ("secure", "secure", Movement.SAME),
        ("strong", "secure", Movement.WORSE),
        (None, "none", Movement.FIRST),
        ("limited", None, Movement.NO_LONGER),
        (None, None, Movement.NEVER),
    ],
)
def test_movement_between_two_reviews(before: str | None, now: str | None, expected: Movement) -> None:
    assert movement(before, now) == expected
