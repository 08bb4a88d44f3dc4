"""The rule by which ratings are rolled up: worked cases and its laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement_plans.roll_up import AMBER, BLUE, GREEN, NOT_STARTED, PAUSED, RED, rolled_up

CASES = [
    ("no actions", [], None),
    ("all done", [(BLUE, False), (BLUE, False)], BLUE),
    ("none begun", [(NOT_STARTED, False), (NOT_STARTED, False)], NOT_STARTED),
    ("some done, the rest not begun", [(BLUE, False), (NOT_STARTED, False)], GREEN),
    ("one red among greens", [(GREEN, False), (RED, False), (GREEN, False)], RED),
    ("amber before paused", [(PAUSED, False), (AMBER, False)], AMBER),
    ("paused before green", [(PAUSED, False), (GREEN, False)], PAUSED),
    ("paused before done", [(PAUSED, False), (BLUE, False)], PAUSED),
    ("green and done", [(GREEN, False), (BLUE, False)], GREEN),
    ("an overdue green is red", [(GREEN, True), (BLUE, False)], RED),
    ("an overdue one that nobody began is red", [(NOT_STARTED, True)], RED),
]


@pytest.mark.parametrize(("what", "actions", "expected"), CASES, ids=[case[0] for case in CASES])
def test_rolled_up(what: str, actions: list[tuple[str, bool]], expected: str | None) -> None:
    assert rolled_up(actions) == expected


ACTIONS = st.lists(
    st.tuples(st.sampled_from([BLUE, GREEN, AMBER, RED, NOT_STARTED, PAUSED]), st.booleans()),
    min_size=1,
    max_size=6,
)


@given(actions=ACTIONS)
def test_the_order_and_repetition_of_actions_are_irrelevant(actions: list[tuple[str, bool]]) -> None:
    assert rolled_up(reversed(actions)) == rolled_up(actions + actions) == rolled_up(actions)


@given(actions=ACTIONS)
def test_an_overdue_action_always_makes_it_red(actions: list[tuple[str, bool]]) -> None:
    assert rolled_up([*actions, (GREEN, True)]) == RED


@given(actions=ACTIONS)
def test_blue_only_when_every_action_is_done_in_time(actions: list[tuple[str, bool]]) -> None:
    assert (rolled_up(actions) == BLUE) == all(each == (BLUE, False) for each in actions)
