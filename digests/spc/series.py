"""What goes into an XmR chart and what comes out: a series of months, its segments, its points and their meaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Number = Decimal | float

RUN_LENGTH = 7
FEWEST_FOR_FIRM_LIMITS = 12
LARGEST = 1e100
"""The largest value that is taken: sums far past it would run over what a float holds."""


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"
    BAND = "band"


class Signal(StrEnum):
    """Why a point is a special cause; a point has one at most, the first of these pairs that holds."""

    ABOVE_LIMIT = "above_limit"
    BELOW_LIMIT = "below_limit"
    TREND_UP = "trend_up"
    TREND_DOWN = "trend_down"
    TWO_IN_THREE_HIGH = "two_in_three_high"
    TWO_IN_THREE_LOW = "two_in_three_low"
    RUN_ABOVE = "run_above"
    RUN_BELOW = "run_below"


HIGH_SIGNALS = frozenset({Signal.ABOVE_LIMIT, Signal.TREND_UP, Signal.TWO_IN_THREE_HIGH, Signal.RUN_ABOVE})


class Meaning(StrEnum):
    """What a point says of the indicator: nothing special, better, worse, or only that it changed."""

    COMMON = "common"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Assurance(StrEnum):
    """Whether the process, as it stands, will meet its target: always, never, or now and then."""

    HITTING = "hitting"
    FAILING = "failing"
    HIT_AND_MISS = "hit_and_miss"


@dataclass(frozen=True, slots=True)
class Series:
    """Monthly values in the order of time, a missing month as None, and how they are to be judged.

    `target` is what higher or lower is held against, `band` the lowest and highest value of a band. Each segment's
    limits rest on its first `baseline_points` rows, or on all of them. A segment starts at each row of `rebase_at`,
    counted from 0; 0 itself and places outside the series change nothing. Raises ValueError for terms that make no
    sense.
    """

    values: Sequence[Number | None]
    direction: Direction
    target: Number | None = None
    band: tuple[Number, Number] | None = None
    baseline_points: int | None = None
    rebase_at: Sequence[int] = ()
    screen_outliers: bool = False
    run_length: int = RUN_LENGTH

    def __post_init__(self) -> None:
        if self.run_length < 2:
            raise ValueError("run_length must be 2 or more")
        if self.baseline_points is not None and self.baseline_points < 1:
            raise ValueError("baseline_points must be 1 or more")
        if self.band is not None and self.band[0] > self.band[1]:
            raise ValueError("band must have its lower bound first")

    @property
    def stretches(self) -> list[tuple[int, int]]:
        """The segments as (first row, row after the last); none for an empty series."""
        end = len(self.values)
        starts = [0, *sorted({row for row in self.rebase_at if 0 < row < end})]
        return list(zip(starts, [*starts[1:], end], strict=True)) if end else []


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch with one mean and one pair of limits; `start` and `end` are its first and last row, from 0.

    `points` is the number of values that the mean rests on. What is undefined is None: the mean without any value, the
    limits without a moving range that counts.
    """

    start: int
    end: int
    points: int
    mean: float | None
    lower_limit: float | None
    upper_limit: float | None
    lower_near_limit: float | None
    upper_near_limit: float | None

    @property
    def is_trial(self) -> bool:
        """Whether the limits rest on too few values to be firm."""
        return self.points < FEWEST_FOR_FIRM_LIMITS


@dataclass(frozen=True, slots=True)
class Point:
    """What one row of a series says; a missing month says nothing special."""

    signal: Signal | None
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Analysis:
    """A series judged: `points` has one for each row.

    `variation` is the meaning of the latest row alone. `assurance` goes by the limits of the latest row; it is None
    where there is no target, no better way, or no row.
    """

    segments: tuple[Segment, ...]
    points: tuple[Point, ...]
    variation: Meaning
    assurance: Assurance | None


def meaning_of(signal: Signal | None, direction: Direction) -> Meaning:
    """Return what `signal` means where `direction` is better."""
    if signal is None:
        return Meaning.COMMON
    is_high = signal in HIGH_SIGNALS
    if direction in (Direction.NEITHER, Direction.BAND):
        return Meaning.NEUTRAL_HIGH if is_high else Meaning.NEUTRAL_LOW
    return Meaning.IMPROVEMENT if is_high == (direction == Direction.HIGHER) else Meaning.CONCERN
