"""Laws of the XmR statistics: moved, stretched, mirrored and cut series, many at once, and the rules in plain loops."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.spc import Analysis, Direction, Meaning, Series, Signal, analyse, analyse_many
from digests.spc_items import analysis_to_json
from tests.spc_in_plain_loops import answer

ONE_DECIMAL = st.integers(0, 1000).map(lambda tenths: tenths / 10)
FEW_VALUES = st.integers(0, 4)
WAYS = st.sampled_from(["higher", "lower", "neither"]).map(Direction)
MIRRORED = {
    None: None,
    **dict(
        zip(
            Signal,
            (signal for pair in zip(*[iter(Signal)] * 2, strict=True) for signal in pair[::-1]),
            strict=True,
        )
    ),
}
TRENDS = {Signal.TREND_UP, Signal.TREND_DOWN}


@st.composite
def values(draw: st.DrawFn, least: int = 1) -> list[float | None]:
    """Values that tie and meet their mean often, drift that makes trends and runs, and months that are missing."""
    drawn = draw(st.lists(draw(st.sampled_from([ONE_DECIMAL, FEW_VALUES])), min_size=least, max_size=40))
    drift = draw(st.sampled_from([0, 0, 1, -1, 30]))
    turn = draw(st.integers(0, len(drawn)))
    missing = draw(st.sets(st.integers(0, 60), max_size=3))
    return [
        None if row in missing else round(value + drift * abs(row - turn), 1)
        for row, value in enumerate(drawn)
    ]


@st.composite
def series(draw: st.DrawFn) -> Series:
    drawn = draw(values())
    return Series(
        drawn,
        draw(WAYS),
        target=draw(st.none() | st.integers(-20, 140)),
        baseline_points=draw(st.none() | st.integers(1, 30)),
        rebase_at=draw(st.lists(st.integers(-2, 42), max_size=2)),
        screen_outliers=draw(st.booleans()),
        run_length=draw(st.sampled_from([7, 7, 6, 8, 3])),
    )


def signals(analysis: Analysis) -> list[Signal | None]:
    return [point.signal for point in analysis.points]


def near(level: float | None) -> Any:
    """What is close enough to a level: nothing but None to one that is undefined."""
    return None if level is None else pytest.approx(level, rel=1e-9, abs=1e-9)


def changed(given: Series, *, by: Callable[[float], float]) -> Series:
    """The series with its values and its target changed alike."""
    return replace(
        given,
        values=[None if value is None else by(float(value)) for value in given.values],
        target=None if given.target is None else by(float(given.target)),
    )


@given(series())
@settings(max_examples=250)
def test_the_rules_in_plain_loops_say_the_same(drawn: Series) -> None:
    item = {
        "name": "x",
        "values": drawn.values,
        "direction": drawn.direction,
        "target": drawn.target,
        "baseline_points": drawn.baseline_points,
        "rebase_at": drawn.rebase_at,
        "screen_outliers": drawn.screen_outliers,
        "run_length": drawn.run_length,
    }
    ours, plain = analysis_to_json(analyse(drawn)), answer(item)
    assert [ours[part] for part in ("points", "variation", "assurance")] == [
        plain[part] for part in ("points", "variation", "assurance")
    ]
    assert len(ours["segments"]) == len(plain["segments"])
    for own, other in zip(ours["segments"], plain["segments"], strict=True):
        assert list(own) == list(other)
        assert all(own[part] == near(other[part]) for part in own)


@given(st.lists(series(), max_size=6))
@settings(max_examples=40)
def test_many_at_once_are_each_as_if_alone(drawn: list[Series]) -> None:
    assert analyse_many(drawn) == [analyse(each) for each in drawn]


@given(series(), st.sampled_from([0.1, 0.5, 3, 7, 1000]), st.sampled_from([-273.15, 0, 0.1, 40, 5000]))
def test_moved_and_stretched_the_limits_go_along_and_no_signal_changes(
    drawn: Series, factor: float, offset: float
) -> None:
    def moved(value: float) -> float:
        return value * factor + offset

    before, after = analyse(drawn), analyse(changed(drawn, by=moved))
    assert (after.points, after.variation, after.assurance) == (
        before.points,
        before.variation,
        before.assurance,
    )
    for old, new in zip(before.segments, after.segments, strict=True):
        for level in ("mean", "lower_limit", "upper_limit", "lower_near_limit", "upper_near_limit"):
            was, is_now = getattr(old, level), getattr(new, level)
            assert is_now == near(None if was is None else moved(was))


@given(series())
def test_the_other_direction_swaps_improvement_and_concern(drawn: Series) -> None:
    higher, lower = (analyse(replace(drawn, direction=way)) for way in (Direction.HIGHER, Direction.LOWER))
    swap = {
        Meaning.IMPROVEMENT: Meaning.CONCERN,
        Meaning.CONCERN: Meaning.IMPROVEMENT,
        Meaning.COMMON: Meaning.COMMON,
    }
    assert [(point.signal, swap[point.meaning]) for point in higher.points] == [
        (point.signal, point.meaning) for point in lower.points
    ]
    assert (swap[higher.variation], higher.segments) == (lower.variation, lower.segments)
    assured = {higher.assurance, lower.assurance}
    assert assured in ({None}, {"hit_and_miss"}, {"hitting", "failing"})


@given(series())
def test_upside_down_every_signal_is_its_mirror(drawn: Series) -> None:
    """But for a trend's last point that ties with the next trend: the method calls it down either way."""
    upright, mirrored = analyse(drawn), analyse(changed(drawn, by=lambda value: -value))
    ties = [*(here == after for here, after in pairwise(drawn.values)), False]
    for point, image, tied in zip(signals(upright), signals(mirrored), ties, strict=True):
        assert image == MIRRORED[point] or (tied and {point, image} == {Signal.TREND_DOWN})
    for old, new in zip(upright.segments, mirrored.segments, strict=True):
        assert new.mean == near(None if old.mean is None else -old.mean)
        assert new.lower_limit == near(None if old.upper_limit is None else -old.upper_limit)


@given(st.floats(-1e6, 1e6), st.integers(2, 30), WAYS, st.booleans())
def test_a_constant_series_says_nothing(value: float, length: int, way: Direction, screened: bool) -> None:
    analysis = analyse(Series([value] * length, way, screen_outliers=screened))
    (segment,) = analysis.segments
    assert set(signals(analysis)) == {None}
    assert segment.mean == pytest.approx(value)
    limits = (segment.lower_limit, segment.upper_limit)
    assert limits == ((None, None) if screened else (segment.mean, segment.mean))


@given(values(least=2), st.lists(st.integers(1, 39), min_size=1, max_size=3, unique=True), st.booleans())
def test_a_rebased_series_is_its_segments_one_after_the_other(
    drawn: list[float | None], rows: list[int], screened: bool
) -> None:
    whole = analyse(Series(drawn, Direction.HIGHER, rebase_at=rows, screen_outliers=screened))
    ends = [0, *sorted(row for row in rows if row < len(drawn)), len(drawn)]
    parts = [
        analyse(Series(drawn[start:end], Direction.HIGHER, screen_outliers=screened))
        for start, end in pairwise(ends)
    ]
    assert whole.points == tuple(point for part in parts for point in part.points)
    assert [replace(each, start=0, end=0) for each in whole.segments] == [
        replace(part.segments[0], start=0, end=0) for part in parts
    ]
    assert [each.end - each.start + 1 for each in whole.segments] == [len(part.points) for part in parts]


@given(values(), st.integers(0, 40))
def test_a_missing_month_is_common_and_cuts_runs_and_trends(drawn: list[float | None], row: int) -> None:
    row = min(row, len(drawn) - 1)
    drawn[row] = None
    analysis = analyse(Series(drawn, Direction.HIGHER))
    assert analysis.points[row].signal is None
    for side in (signals(analysis)[:row], signals(analysis)[row + 1 :]):
        for kind in (Signal.RUN_ABOVE, Signal.RUN_BELOW):
            assert kind not in side or len(side) >= 7
        assert not TRENDS & set(side) or len(side) >= 7


@given(values())
def test_a_longer_run_length_flags_no_more(drawn: list[float | None]) -> None:
    six, eight = (analyse(Series(drawn, Direction.LOWER, run_length=length)) for length in (6, 8))
    assert all(
        shorter is not None
        for shorter, longer in zip(signals(six), signals(eight), strict=True)
        if longer is not None
    )
