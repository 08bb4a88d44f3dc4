"""Judges one series or many: stretches of one length are worked out together, each stretch by itself alone."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from math import isnan
from typing import NamedTuple

import numpy as np

from digests.spc.levels import LIMIT, NEAR_LIMIT, TOLERANCE, Floats, Levels, levels_of
from digests.spc.series import (
    LARGEST,
    Analysis,
    Assurance,
    Direction,
    Meaning,
    Number,
    Point,
    Segment,
    Series,
    meaning_of,
)
from digests.spc.signals import SIGNALS, codes_of

POINTS = np.array(
    [[Point(signal, meaning_of(signal, direction)) for signal in SIGNALS] for direction in Direction],
    dtype=object,
)
"""Every point that there can be, by the place of its direction and the code of its signal."""
PLACES = {direction: place for place, direction in enumerate(Direction)}
FINITE = f"values must be finite numbers of no more than {LARGEST:g}"


class _Stretch(NamedTuple):
    """One segment to be: rows `start` to before `stop` of `series`."""

    series: Series
    start: int
    stop: int


class _Judged(NamedTuple):
    segment: Segment
    points: list[Point]


def analyse(series: Series) -> Analysis:
    """Return `series` judged; raises ValueError for a value that is no finite number or larger than 1e100."""
    return analyse_many([series])[0]


def analyse_many(many: Sequence[Series]) -> list[Analysis]:
    """Return each of `many` judged, as `analyse` does for one, at a fraction of the time for each."""
    stretches = [[_Stretch(series, *ends) for ends in series.stretches] for series in many]
    alike: dict[tuple[int, int], list[_Stretch]] = defaultdict(list)
    for stretch in (each for of_one in stretches for each in of_one):
        alike[stretch.stop - stretch.start, stretch.series.run_length].append(stretch)
    judged = {kind: iter(_judge(group, run_length=kind[1])) for kind, group in alike.items()}
    # Each group gives its answers in the order in which its stretches were met, which is the order they are asked in.
    return [
        _put_together(
            series,
            [next(judged[each.stop - each.start, series.run_length]) for each in of_one],
        )
        for series, of_one in zip(many, stretches, strict=True)
    ]


def _judge(group: list[_Stretch], *, run_length: int) -> list[_Judged]:
    """Return stretches of one length judged."""
    values = _numbers(group)
    length = values.shape[1]
    levels = levels_of(
        values,
        np.array([min(each.series.baseline_points or length, length) for each in group]),
        np.array([each.series.screen_outliers for each in group]),
    )
    directions = np.array([PLACES[each.series.direction] for each in group])
    points = POINTS[directions[:, None], codes_of(values, levels, run_length)].tolist()
    return [_Judged(*both) for both in zip(_segments(group, levels), points, strict=True)]


def _numbers(group: list[_Stretch]) -> Floats:
    rows = [each.series.values[each.start : each.stop] for each in group]
    try:
        values = np.array(rows, dtype=np.float64)
    except OverflowError:
        raise ValueError(FINITE) from None
    is_nan = any(rows[row][month] is not None for row, month in np.argwhere(np.isnan(values)).tolist())
    if is_nan or (np.abs(values) > LARGEST).any():
        raise ValueError(FINITE)
    return values


def _segments(group: list[_Stretch], levels: Levels) -> list[Segment]:
    columns = [levels.mean, *(levels.at(spreads) for spreads in (-LIMIT, LIMIT, -NEAR_LIMIT, NEAR_LIMIT))]
    defined = ([None if isnan(level) else level for level in column.tolist()] for column in columns)
    return [
        Segment(each.start, each.stop - 1, points, *level)
        for each, points, *level in zip(group, levels.counted.tolist(), *defined, strict=True)
    ]


def _put_together(series: Series, judged: list[_Judged]) -> Analysis:
    points = tuple(chain.from_iterable(each.points for each in judged))
    return Analysis(
        segments=tuple(each.segment for each in judged),
        points=points,
        variation=points[-1].meaning if points else Meaning.COMMON,
        assurance=_assurance(series, judged[-1].segment) if judged else None,
    )


def _assurance(series: Series, latest: Segment) -> Assurance | None:
    if series.direction == Direction.BAND:
        return None if series.band is None else _assurance_of_band(series.band, latest)
    if series.target is None or series.direction == Direction.NEITHER:
        return None
    if _is_above_limits(series.target, latest):
        return Assurance.HITTING if series.direction == Direction.LOWER else Assurance.FAILING
    if _is_below_limits(series.target, latest):
        return Assurance.HITTING if series.direction == Direction.HIGHER else Assurance.FAILING
    return Assurance.HIT_AND_MISS


def _assurance_of_band(band: tuple[Number, Number], latest: Segment) -> Assurance:
    lowest, highest = band
    if _is_below_limits(lowest, latest) and _is_above_limits(highest, latest):
        return Assurance.HITTING
    if _is_above_limits(lowest, latest) or _is_below_limits(highest, latest):
        return Assurance.FAILING
    return Assurance.HIT_AND_MISS


def _is_above_limits(number: Number, segment: Segment) -> bool:
    """Whether `number` lies strictly above the upper limit; never where that is undefined."""
    limit = segment.upper_limit
    return limit is not None and float(number) - limit > _noise(number, limit, segment)


def _is_below_limits(number: Number, segment: Segment) -> bool:
    limit = segment.lower_limit
    return limit is not None and limit - float(number) > _noise(number, limit, segment)


def _noise(number: Number, limit: float, segment: Segment) -> float:
    """What may be rounding between a number and a limit that is a difference of levels of the mean's size."""
    return TOLERANCE * max(abs(float(number)), abs(limit), abs(segment.mean or 0.0))
