"""XmR charts as tables of worked cases: mean and limits, the four rules and their order, meaning and assurance."""

import functools
import operator
from decimal import Decimal
from typing import Any

import pytest

from digests.spc import Assurance, Direction, Meaning, Series, Signal, analyse, analyse_many

HIGHER, LOWER, NEITHER, BAND = Direction
VIGNETTE = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]
# Eighteen ranges of 1, one of 6, one of 100: a second pass of screening would leave the 6 out too.
ONE_PASS = [*[0, 1] * 9, 0, 6, -94]
# Twenty-seven ranges that add up to 1000, so that 3.267 times their average is 121, which is one of them.
ON_THE_SCREEN = [*[0, 34] * 13, 63, 184]

LEVELS: list[tuple[str, list[Any], dict[str, Any], float | None, float | None]] = [
    ("the published example, screened", VIGNETTE, {"screen_outliers": True}, 35 / 18, 1.0),
    ("the published example, all ranges", VIGNETTE, {}, 35 / 18, 32 / 17),
    ("screening is one pass", ONE_PASS, {"screen_outliers": True}, -79 / 21, 24 / 19),
    ("a range on the screen is left out", ON_THE_SCREEN, {"screen_outliers": True}, 689 / 28, 879 / 26),
    ("the baseline fixes both", [4, 6, 100, 200], {"baseline_points": 2}, 5, 2),
    ("a baseline longer than the series", [4, 6], {"baseline_points": 12}, 5, 2),
    ("a missing month in the baseline is a row of it", [4, 6, None, 90], {"baseline_points": 3}, 5, 2),
    ("a missing month loses both its ranges", [1, None, 3, 5], {}, 3, 2),
    ("no range at all", [1, None, 3], {}, 2, None),
    ("one point", [7], {}, 7, None),
    ("no point", [None, None], {}, None, None),
    ("constant", [0.1] * 12, {}, 0.1, 0),
    ("constant, screened", [0.1] * 12, {"screen_outliers": True}, 0.1, None),
    ("decimals", [Decimal("4.5"), None, Decimal("1.5"), Decimal("3.0")], {}, 3, 1.5),
]


@pytest.mark.parametrize(
    ("what", "values", "terms", "mean", "spread"), LEVELS, ids=[each[0] for each in LEVELS]
)
def test_mean_and_limits(
    what: str, values: list[Any], terms: dict[str, Any], mean: float | None, spread: float | None
) -> None:
    (segment,) = analyse(Series(values, HIGHER, **terms)).segments
    levels = [
        segment.mean,
        segment.lower_limit,
        segment.upper_limit,
        segment.lower_near_limit,
        segment.upper_near_limit,
    ]
    if mean is None or spread is None:
        assert levels == [None if mean is None else pytest.approx(mean), *[None] * 4]
        return
    near = 2 * 2.66 / 3 * spread
    assert levels == pytest.approx(
        [mean, mean - 2.66 * spread, mean + 2.66 * spread, mean - near, mean + near], abs=1e-12
    )
    assert (segment.start, segment.end) == (0, len(values) - 1)


def test_the_published_example_to_the_digits_that_are_published() -> None:
    screened, unscreened = analyse_many(
        [Series(VIGNETTE, HIGHER, screen_outliers=screen) for screen in (True, False)]
    )
    printed = [
        [f"{number:.2f}" for number in (each.upper_limit, each.mean, each.lower_limit)]
        for analysis in (screened, unscreened)
        for each in analysis.segments
    ]
    assert printed == [["4.60", "1.94", "-0.72"], ["6.95", "1.94", "-3.06"]]
    assert [row for row, point in enumerate(screened.points) if point.signal] == [4]
    assert screened.points[4].signal == Signal.ABOVE_LIMIT


# After a baseline of 75 and 0 the mean is 37.5, the limits -162 and 237, the near limits -95.5 and 170.5: all exact.
FALLEN, RISEN = [75, 0], [0, 75]
UP, DOWN = [10, 20, 30, 40, 50, 60, 70], [70, 60, 50, 40, 30, 20, 10]
SHORT = {
    "-": None, "A": "above_limit", "B": "below_limit", "u": "trend_up", "d": "trend_down", "h": "two_in_three_high",
    "l": "two_in_three_low", "a": "run_above", "b": "run_below",
}  # fmt: skip

RULES: list[tuple[str, list[Any], list[Any], str]] = [
    ("on the upper limit", FALLEN, [237], "---"),
    ("above it", FALLEN, [237.001], "--A"),
    ("on the lower limit", RISEN, [-162], "---"),
    ("below it", RISEN, [-162.001], "--B"),
    ("six above the mean", FALLEN, [60] * 6, "--------"),
    ("seven, each of them flagged", FALLEN, [60] * 7, "--aaaaaaa"),
    ("nine", FALLEN, [60] * 9, "--aaaaaaaaa"),
    ("seven below", RISEN, [20] * 7, "--bbbbbbb"),
    ("a run takes in rows of the baseline", RISEN, [60] * 6, "-aaaaaaa"),
    ("a point on the mean breaks a run", FALLEN, [60, 60, 60, 60, 37.5, 60, 60, 60, 60], "-----------"),
    ("a missing month breaks a run", FALLEN, [60, 60, 60, 60, None, 60, 60, 60, 60], "-----------"),
    ("seven rising over the mean", RISEN, UP, "--uuuuuuu"),
    ("seven falling over the mean", FALLEN, DOWN, "--ddddddd"),
    ("six rising", RISEN, UP[:6], "--------"),
    ("a rise takes in rows of the baseline", FALLEN, UP, "-uuuuuuuu"),
    ("equal neighbours break a rise", RISEN, [10, 20, 30, 30, 40, 50, 60, 70], "----------"),
    ("a missing month breaks a rise", RISEN, [10, 20, 30, None, 40, 50, 60, 70], "----------"),
    ("a peak reads down", RISEN, [*UP, *DOWN[1:]], "--uuuuuuddddddd"),
    ("a trough reads up", FALLEN, [*DOWN, *UP[1:]], "--dddddduuuuuuu"),
    ("the last of a rise that ties with a fall reads down", RISEN, [*UP, *DOWN], "--uuuuuudddddddd"),
    ("so does the last of a rise that drops to the next", RISEN, [*UP, *UP], "--uuuuuuduuuuuuu"),
    ("two in three around a third", FALLEN, [171, 60, 171], "--h-h"),
    ("two in three side by side", FALLEN, [60, 171, 171], "---hh"),
    ("two in three low, the third of the baseline", FALLEN, [-96, -96], "--ll"),
    ("two alone are no three", FALLEN, [171, 171], "----"),
    ("on the near limit is not near", FALLEN, [170.5, 60, 170.5], "-----"),
    ("the third on the mean", FALLEN, [171, 37.5, 171], "-----"),
    ("the third on the other side", FALLEN, [171, 30, 171], "-----"),
    ("the third missing", FALLEN, [171, None, 171], "-----"),
    ("the third outside", FALLEN, [171, 238, 171], "--hAh"),
    ("outside is none of the two", FALLEN, [171, 238, 60], "---A-"),
    ("outside below is none of the two either", RISEN, [-96, -163, 20], "---B-"),
    ("on the limit is near", FALLEN, [237, 60, 237], "--h-h"),
    ("two in three goes before a run", FALLEN, [171, 60, 171, 60, 60, 60, 60], "--hahaaaa"),
    ("a trend goes before a run", RISEN, [40, 45, 50, 55, 60, 65, 70], "-auuuuuuu"),
    ("a trend goes before two in three", FALLEN, [40, 50, 60, 70, 80, 180, 190], "-uuuuuuuu"),
    ("outside goes before a trend", RISEN, [10, 20, 30, 40, 50, 60, 238], "--uuuuuuA"),
]


@pytest.mark.parametrize(("what", "base", "then", "expected"), RULES, ids=[each[0] for each in RULES])
def test_rules(what: str, base: list[Any], then: list[Any], expected: str) -> None:
    points = analyse(Series([*base, *then], HIGHER, baseline_points=2)).points
    assert [point.signal for point in points] == [SHORT[letter] for letter in expected]


@pytest.mark.parametrize(("run_length", "flagged"), [(6, 6), (7, 0), (8, 0)])
def test_run_length_goes_for_runs_and_trends_and_not_for_two_in_three(run_length: int, flagged: int) -> None:
    run, trend, near = analyse_many(
        [
            Series([*base, *then], HIGHER, baseline_points=2, run_length=run_length)
            for base, then in ((FALLEN, [60] * 6), (RISEN, UP[:6]), (FALLEN, [171, 60, 171]))
        ]
    )
    assert [sum(point.signal is not None for point in each.points) for each in (run, trend)] == [flagged] * 2
    assert sum(point.signal is not None for point in near.points) == 2


def test_without_limits_runs_and_trends_are_still_told() -> None:
    """Every other month is missing, so there is no range: nothing is outside or near, whatever it is."""
    spread_out = [value for each in (1, 9, 1, 9, 1000) for value in (each, None)]
    assert {point.signal for point in analyse(Series(spread_out, HIGHER)).points} == {None}
    screened_flat = Series([5] * 12 + [9] * 7, HIGHER, baseline_points=12, screen_outliers=True)
    assert [point.signal for point in analyse(screened_flat).points] == [None] * 12 + [Signal.RUN_ABOVE] * 7
    unscreened_flat = Series([5] * 12 + [9] * 7, HIGHER, baseline_points=12)
    assert analyse(unscreened_flat).points[-1].signal == Signal.ABOVE_LIMIT


def test_rounding_makes_no_run() -> None:
    """The exact mean is 83.9, the seventh value; added up in floats it is less, and seven would lie above it."""
    values = [84.3, 84.4, 85.5, 84.1, 85.2, 85.6, 83.9, 82.8, 83.1, 82.5, 83.3, 83.2, 82.8]
    assert sum(Decimal(str(value)) for value in values) == Decimal("83.9") * 13
    assert functools.reduce(operator.add, values) / 13 < 83.9
    for given in (values, [Decimal(str(value)) for value in values]):
        analysis = analyse(Series(given, HIGHER))
        assert {point.signal for point in analysis.points} == {None}
        assert analysis.segments[0].mean == 83.9


def test_rounding_makes_no_tie_and_no_outsider() -> None:
    third = 0.1 + 0.2
    assert third != 0.3
    tied = [0, 0.75, 0.1, 0.2, 0.3, third, 0.4, 0.5, 0.6]
    assert {point.signal for point in analyse(Series(tied, HIGHER, baseline_points=2)).points} == {None}
    # Mean 5.054 and a range of 1.9 put the lower limit on nought; in floats it comes out above.
    assert 5.054 - 2.66 * (6.004 - 4.104) > 0
    on_nought = analyse(Series([4.104, 6.004, 0], LOWER, baseline_points=2, target=0))
    assert on_nought.points[-1].signal is None
    assert on_nought.assurance == Assurance.HIT_AND_MISS


def test_each_segment_starts_anew() -> None:
    values = [1, 3, 1, 3, 101, 103, 101, 105]
    analysis = analyse(Series(values, HIGHER, rebase_at=[4, 0, 4, -1, 8, 99]))
    assert [(each.start, each.end, each.mean) for each in analysis.segments] == [(0, 3, 2), (4, 7, 102.5)]
    assert [each.upper_limit for each in analysis.segments] == pytest.approx([7.32, 102.5 + 2.66 * 8 / 3])
    assert {point.signal for point in analysis.points} == {None}
    assert analyse(Series(values, HIGHER, rebase_at=[0])) == analyse(Series(values, HIGHER))


def test_neither_run_nor_trend_nor_window_crosses_into_the_next_segment() -> None:
    rising = [1, 2, 3, 4, 5, 6, 7, 8]
    assert {point.signal for point in analyse(Series(rising, HIGHER, rebase_at=[4])).points} == {None}
    both = [*FALLEN, 60, 171, 171, 60]
    ends = analyse(Series(both, HIGHER, baseline_points=2, rebase_at=[4])).points
    assert [point.signal for point in ends[:4]] == [None] * 4
    assert analyse(Series(both, HIGHER, baseline_points=2)).points[3].signal == Signal.TWO_IN_THREE_HIGH


def test_limits_are_trial_below_twelve_values() -> None:
    series = [Series([1, 2] * 6, HIGHER), Series([1, 2] * 5 + [1, None], HIGHER)]
    series.append(Series([1, 2] * 12, HIGHER, baseline_points=11))
    segments = [analysis.segments[0] for analysis in analyse_many(series)]
    assert [(each.points, each.is_trial) for each in segments] == [(12, False), (11, True), (11, True)]


MEANINGS = [
    (HIGHER, 238, Meaning.IMPROVEMENT), (HIGHER, -163, Meaning.CONCERN), (LOWER, 238, Meaning.CONCERN),
    (LOWER, -163, Meaning.IMPROVEMENT), (NEITHER, 238, Meaning.NEUTRAL_HIGH), (NEITHER, -163, Meaning.NEUTRAL_LOW),
    (BAND, 238, Meaning.NEUTRAL_HIGH), (BAND, -163, Meaning.NEUTRAL_LOW), (HIGHER, 60, Meaning.COMMON),
    (HIGHER, None, Meaning.COMMON),
]  # fmt: skip


@pytest.mark.parametrize(("direction", "latest", "meaning"), MEANINGS)
def test_the_latest_row_alone_gives_the_variation(
    direction: Direction, latest: int | None, meaning: Meaning
) -> None:
    analysis = analyse(Series([*FALLEN, 1000, latest], direction, baseline_points=2))
    assert (analysis.points[-1].meaning, analysis.variation) == (meaning, meaning)
    assert analysis.points[-2].signal == Signal.ABOVE_LIMIT


def test_a_rise_below_the_mean_is_an_improvement_where_higher_is_better() -> None:
    points = analyse(Series([*RISEN, 1, 2, 3, 4, 5, 6, 7], HIGHER, baseline_points=2)).points
    assert (points[-1].signal, points[-1].meaning) == (Signal.TREND_UP, Meaning.IMPROVEMENT)


HITTING, FAILING, HIT_AND_MISS = Assurance
ASSURANCES: list[tuple[Direction, Any, Assurance | None]] = [
    (HIGHER, 237.1, FAILING), (HIGHER, -162.1, HITTING), (HIGHER, 237, HIT_AND_MISS), (HIGHER, -162, HIT_AND_MISS),
    (HIGHER, 0, HIT_AND_MISS), (HIGHER, None, None), (HIGHER, Decimal("237.1"), FAILING),
    (LOWER, 237.1, HITTING), (LOWER, -162.1, FAILING), (LOWER, 237, HIT_AND_MISS), (LOWER, -162, HIT_AND_MISS),
    (NEITHER, 237.1, None), (NEITHER, 0, None),
    (BAND, (-163, 238), HITTING), (BAND, (-162, 238), HIT_AND_MISS), (BAND, (-163, 237), HIT_AND_MISS),
    (BAND, (40, 45), HIT_AND_MISS), (BAND, (238, 300), FAILING), (BAND, (237, 300), HIT_AND_MISS),
    (BAND, (-300, -163), FAILING), (BAND, (-300, -162), HIT_AND_MISS), (BAND, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("direction", "target", "assurance"), ASSURANCES)
def test_assurance_by_the_limits(direction: Direction, target: Any, assurance: Assurance | None) -> None:
    held_against = {"band": target} if direction == BAND else {"target": target}
    assert analyse(Series(FALLEN, direction, **held_against)).assurance == assurance


def test_assurance_goes_by_the_last_segment_and_needs_its_limits() -> None:
    values = [1, 2, 1, 2, 50, 51, 50, 51]
    assert analyse(Series(values, HIGHER, target=40, rebase_at=[4])).assurance == HITTING
    assert analyse(Series(values, HIGHER, target=100, rebase_at=[4])).assurance == FAILING
    assert analyse(Series(values, HIGHER, target=40, rebase_at=[7])).assurance == HIT_AND_MISS
    assert analyse(Series([], HIGHER, target=40)).assurance is None


WRONG = [
    {"run_length": 1}, {"baseline_points": 0}, {"band": (45, 40)}, {"values": [1, float("nan")]},
    {"values": [None, float("inf")]}, {"values": [1e101]}, {"values": [Decimal("-Infinity")]},
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_terms_that_make_no_sense_are_refused(wrong: dict[str, Any]) -> None:
    terms: dict[str, Any] = {"values": [1, 2], "direction": HIGHER, **wrong}
    with pytest.raises(ValueError, match=r"^(values|run_length|baseline_points|band) must "):
        analyse(Series(**terms))
