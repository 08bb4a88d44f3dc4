"""A whole series with its statistics, by month: what a chart shows a part of and sentences are made from. Pure."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cached_property
from itertools import groupby, pairwise, takewhile

from digests.months import months_on
from digests.spc import Analysis, Meaning, Segment, Signal

PLACES = Decimal("0.000001")
"""Two places more than a figure has, so that what is on the mean is so in print as well."""
SAME = 1e-9
SIDES: dict[Signal | None, int] = {Signal.RUN_ABOVE: 1, Signal.RUN_BELOW: -1}
MOVES: dict[Signal | None, int] = {Signal.TREND_UP: 1, Signal.TREND_DOWN: -1}


@dataclass(frozen=True)
class Statistic:
    """What the statistics say of one month.

    `meaning` is empty where they say nothing: without a value, and without limits that it could lie within.
    """

    mean: Decimal | None
    lower_limit: Decimal | None
    upper_limit: Decimal | None
    signal: str
    meaning: str


@dataclass(frozen=True)
class Era:
    """The months over which one mean and one pair of limits hold; `reason` says why they began anew, if they did."""

    first: dt.date
    last: dt.date
    points: int
    mean: Decimal | None
    lower_limit: Decimal | None
    upper_limit: Decimal | None
    is_trial: bool
    reason: str


@dataclass(frozen=True)
class Fired:
    """Months in a row that mean the same, and the signals that they carry, the first one first."""

    first: dt.date
    last: dt.date
    months: int
    signals: tuple[str, ...]
    meaning: str


@dataclass(frozen=True)
class Reckoning:
    """A series from its month `first` on, a missing month as None, with what was found in it.

    `reasons` has why mean and limits start anew, by the row at which they do.
    """

    first: dt.date
    values: tuple[Decimal | None, ...]
    analysis: Analysis
    reasons: dict[int, str]

    def at(self, month: dt.date) -> Statistic | None:
        """Return what is said of a month; None for one outside the series."""
        row = self._row(month)
        return self._statistic(row) if 0 <= row < len(self.values) else None

    def since(self, month: dt.date) -> list[Statistic]:
        """Return what is said of each month of which something is said, from `month` on."""
        return [each for row in self._rows_since(month) if (each := self._statistic(row)).meaning]

    def fired_since(self, month: dt.date) -> list[Fired]:
        """Return the signals from `month` on, the latest first; months in a row that mean the same are one."""
        points = self.analysis.points
        grouped = groupby(
            self._rows_since(month), key=lambda row: (points[row].meaning, self._segment_of(row).start)
        )
        found = [(meaning, list(rows)) for (meaning, _), rows in grouped if meaning != Meaning.COMMON]
        return [
            Fired(
                self._month(rows[0]),
                self._month(rows[-1]),
                len(rows),
                tuple(dict.fromkeys(signal.value for row in rows if (signal := points[row].signal))),
                meaning.value,
            )
            for meaning, rows in reversed(found)
        ]

    def eras(self) -> list[Era]:
        """Return the stretches of mean and limits, the latest first."""
        return [
            Era(
                self._month(segment.start),
                self._month(segment.end),
                segment.points,
                *self._levels[segment.start],
                segment.is_trial,
                self.reasons.get(segment.start, ""),
            )
            for segment in reversed(self.analysis.segments)
        ]

    @property
    def latest(self) -> Statistic:
        return self._statistic(len(self.values) - 1)

    @property
    def assurance(self) -> str:
        """Whether the target is in reach as things stand; empty without limits, which say nothing of it."""
        found = self.analysis.assurance
        return found.value if found and self.latest.lower_limit is not None else ""

    @property
    def latest_segment(self) -> Segment:
        return self.analysis.segments[-1]

    def months_in_signal(self) -> int:
        """Return how many months up to the latest make up its run or its trend; 1 for any other signal."""
        signal, values = self.analysis.points[-1].signal, self.values[self.latest_segment.start :]
        if signal in SIDES:
            return _on_one_side(values, self.latest_segment.mean or 0.0, SIDES[signal])
        return _moving(values, MOVES[signal]) if signal in MOVES else 1

    def _statistic(self, row: int) -> Statistic:
        point, levels = self.analysis.points[row], self._levels[self._segment_of(row).start]
        is_tested = self.values[row] is not None and (point.signal is not None or levels[1] is not None)
        return Statistic(
            *levels,
            signal=point.signal.value if point.signal else "",
            meaning=point.meaning.value if is_tested else "",
        )

    @cached_property
    def _levels(self) -> dict[int, tuple[Decimal | None, Decimal | None, Decimal | None]]:
        """Mean, lower and upper limit of each segment, by its first row."""
        return {
            each.start: (_exact(each.mean), _exact(each.lower_limit), _exact(each.upper_limit))
            for each in self.analysis.segments
        }

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.start for segment in self.analysis.segments]

    def _segment_of(self, row: int) -> Segment:
        return self.analysis.segments[bisect_right(self._starts, row) - 1]

    def _rows_since(self, month: dt.date) -> range:
        return range(max(0, self._row(month)), len(self.values))

    def _row(self, month: dt.date) -> int:
        return (month.year - self.first.year) * 12 + month.month - self.first.month

    def _month(self, row: int) -> dt.date:
        return months_on(self.first, row)


def _exact(level: float | None) -> Decimal | None:
    return None if level is None else Decimal(level).quantize(PLACES, ROUND_HALF_EVEN)


def _on_one_side(values: Sequence[Decimal | None], mean: float, side: int) -> int:
    """Return how many of the last values lie on one side of the mean; on it is on neither."""
    return sum(
        1
        for _ in takewhile(
            lambda value: value is not None and side * (float(value) - mean) > SAME * max(1.0, abs(mean)),
            reversed(values),
        )
    )


def _moving(values: Sequence[Decimal | None], way: int) -> int:
    """Return how many of the last values each lie further up, or further down, than the one before."""
    moves = takewhile(
        lambda pair: None not in pair and way * (float(pair[1] or 0) - float(pair[0] or 0)) > 0,
        reversed(list(pairwise(values))),
    )
    return 1 + sum(1 for _ in moves)
