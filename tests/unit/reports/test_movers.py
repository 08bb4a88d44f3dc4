"""Which indicators moved: worked cases of the rule, their order, and its laws."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.rating import Movement, Standing
from reports.dashboard.movers import MonthsFigure, Move, move_of, movers, share_of

ON, NEAR, OFF = Standing.ON_TARGET, Standing.NEAR_TARGET, Standing.OFF_TARGET
WORSENED, IMPROVED = Movement.WORSENED, Movement.IMPROVED


def figure(
    before: str | None,
    now: str | None,
    movement: Movement | None,
    standings: tuple[Standing, Standing] = (OFF, OFF),
    key: int = 1,
) -> MonthsFigure:
    value = [None if each is None else Decimal(each) for each in (now, before)]
    return MonthsFigure(key, value[0], value[1], movement, standings[1], standings[0])


CASES = [
    ("left its target", figure("91", "88", WORSENED, (ON, NEAR)), Move.LEFT_TARGET),
    ("left it though it rose within a band", figure("44", "47", WORSENED, (ON, OFF)), Move.LEFT_TARGET),
    ("reached its target", figure("88", "91", IMPROVED, (NEAR, ON)), Move.REACHED_TARGET),
    ("worse on the wrong side", figure("80", "70", WORSENED, (OFF, OFF)), Move.WORSENED),
    ("worse and still on target", figure("96", "92", WORSENED, (ON, ON)), Move.WORSENED),
    ("worse without any target", figure("10", "12", WORSENED, (Standing.NO_TARGET,) * 2), Move.WORSENED),
    ("better but not there", figure("70", "80", IMPROVED, (OFF, NEAR)), None),
    ("as it was", figure("70", "70", Movement.UNCHANGED, (OFF, OFF)), None),
    ("rose, and no direction is better", figure("70", "80", Movement.ROSE, (OFF, OFF)), None),
    ("nothing to compare", figure(None, "80", None, (Standing.NOT_GIVEN, ON)), None),
    ("no figure now", figure("80", None, None, (ON, Standing.NOT_GIVEN)), None),
    ("rated for the first time", figure("80", "81", IMPROVED, (Standing.TOO_FEW, ON)), None),
]


@pytest.mark.parametrize(("what", "given_figure", "expected"), CASES, ids=[case[0] for case in CASES])
def test_move_of(what: str, given_figure: MonthsFigure, expected: Move | None) -> None:
    assert move_of(given_figure) == expected


@pytest.mark.parametrize(
    ("before", "now", "share"), [("80", "60", "0.25"), ("-4", "-5", "0.25"), ("0", "3", "1"), ("0", "0", "0")]
)
def test_the_share_is_of_the_figure_before(before: str, now: str, share: str) -> None:
    assert share_of(figure(before, now, WORSENED)) == Decimal(share)


def test_what_left_its_target_comes_first_then_what_worsened_furthest() -> None:
    found = movers([
        figure("80", "91", IMPROVED, (OFF, ON), key=1),
        figure("80", "76", WORSENED, key=2),
        figure("80", "40", WORSENED, key=3),
        figure("91", "90", WORSENED, (ON, NEAR), key=4),
    ])  # fmt: skip
    assert [each.key for each in found] == [4, 3, 2, 1]


def test_no_more_are_shown_than_there_is_room_for() -> None:
    many = [figure("80", str(79 - key), WORSENED, key=key) for key in range(9)]
    assert [each.key for each in movers(many, most=3)] == [8, 7, 6]


VALUES = st.none() | st.integers(-5, 5).map(Decimal)
FIGURES = st.lists(
    st.builds(
        MonthsFigure, key=st.integers(1, 50), now=VALUES, before=VALUES,
        movement=st.none() | st.sampled_from(Movement),
        standing=st.sampled_from(Standing), standing_before=st.sampled_from(Standing),
    ),
    unique_by=lambda each: each.key,
)  # fmt: skip


@given(FIGURES, st.randoms())
def test_the_order_in_which_figures_come_makes_no_difference(figures: list[MonthsFigure], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(figures)
    chance.shuffle(shuffled)
    assert movers(figures) == movers(shuffled)


@given(FIGURES)
def test_nothing_is_left_out_that_is_graver_than_what_is_shown(figures: list[MonthsFigure]) -> None:
    shown = movers(figures, most=3)
    every = movers(figures, most=len(figures))
    assert every[: len(shown)] == shown
    assert len(shown) == min(3, len(every))
