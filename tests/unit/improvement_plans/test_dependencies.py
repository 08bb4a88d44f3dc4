"""Circles of actions that wait for each other: worked cases and laws."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement_plans.dependencies import circle_through

CASES = [
    ("nothing waits", {}, ()),
    ("a chain", {1: [2], 2: [3]}, ()),
    ("itself", {1: [1]}, (1, 1)),
    ("each other", {1: [2], 2: [1]}, (1, 2, 1)),
    ("three in a round", {1: [2], 2: [3], 3: [1]}, (1, 2, 3, 1)),
    ("two ways to one end", {1: [2, 3], 2: [4], 3: [4]}, ()),
    ("the shorter of two", {1: [2, 3], 2: [4], 4: [1], 3: [1]}, (1, 3, 1)),
    ("a circle further on that does not come back", {1: [2], 2: [3], 3: [2]}, ()),
]


@pytest.mark.parametrize(
    ("waits_for", "circle"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_circle_through_the_first(waits_for, circle):
    assert circle_through(1, waits_for) == circle


links = st.dictionaries(st.integers(1, 7), st.frozensets(st.integers(1, 7), max_size=3))


@given(links)
def test_a_circle_that_is_named_is_there(waits_for):
    for start in range(1, 8):
        circle = circle_through(start, waits_for)
        assert all(after in waits_for[before] for before, after in itertools.pairwise(circle))
        assert circle == () or circle[0] == circle[-1] == start


@given(links)
def test_where_everything_waits_only_for_what_is_numbered_lower_there_is_no_circle(waits_for):
    ordered = {one: [other for other in others if other < one] for one, others in waits_for.items()}
    assert all(circle_through(start, ordered) == () for start in range(1, 8))


@given(links, st.integers(1, 7), st.integers(1, 7))
def test_a_link_more_never_takes_a_circle_away(waits_for, one, other):
    more = {**waits_for, one: frozenset(waits_for.get(one, ())) | {other}}
    for start in range(1, 8):
        assert not circle_through(start, waits_for) or circle_through(start, more)
