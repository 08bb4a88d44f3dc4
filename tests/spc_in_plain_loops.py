"""The rules of an XmR chart once more, in plain loops over plain numbers: what the array form is held against."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

NOISE = 1e-9
HIGH = ("above_limit", "trend_up", "two_in_three_high", "run_above")


def larger(a: float, b: float, size: float = 0.0) -> bool:
    """Whether `a` is larger than `b` by more than what rounding leaves in numbers of their size."""
    return a - b > NOISE * max(abs(a), abs(b), size)


def average(numbers: Sequence[float]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None


def stretches_of(marks: Sequence[int], mark: int, least: int) -> Iterator[range]:
    """Yield every unbroken stretch of `mark` that is `least` long or longer."""
    start = 0
    for place in range(len(marks) + 1):
        if place == len(marks) or marks[place] != mark:
            if place - start >= least:
                yield range(start, place)
            start = place + 1


class Stretch:
    """One segment: its values, what is worked out from them, and the signal of each."""

    def __init__(self, values: Sequence[Any], baseline: int | None, screened: bool, run_length: int) -> None:
        self.values = [None if value is None else float(value) for value in values]
        base = self.values if baseline is None else self.values[:baseline]
        known = [value for value in base if value is not None]
        self.mean = average(known)
        self.size = average([abs(value) for value in known]) or 0.0
        self.spread = self.moving_range(base, screened)
        self.signals: list[str | None] = [None] * len(values)
        side = self.beyond(0.0)
        # The last to mark a point is the one that it is known by.
        self.mark_runs(side, run_length)
        self.mark_near(side)
        self.mark_trends(run_length)
        for place, way in enumerate(self.beyond(2.66)):
            if way:
                self.signals[place] = "above_limit" if way > 0 else "below_limit"

    @staticmethod
    def moving_range(base: Sequence[float | None], screened: bool) -> float | None:
        ranges = [
            abs(after - before)
            for before, after in pairwise(base)
            if before is not None and after is not None
        ]
        first = average(ranges)
        if first is None or not screened:
            return first
        return average([each for each in ranges if larger(3.267 * first, each)])

    def limit(self, spreads: float) -> float | None:
        if self.mean is None or (spreads and self.spread is None):
            return None
        return self.mean + spreads * (self.spread or 0.0)

    def beyond(self, spreads: float) -> list[int]:
        """For each value 1 above the level above the mean, -1 below the one below it, else 0."""
        high, low = self.limit(spreads), self.limit(-spreads)
        if high is None or low is None:
            return [0] * len(self.values)
        return [
            0 if value is None else larger(value, high, self.size) - larger(low, value, self.size)
            for value in self.values
        ]

    def mark_runs(self, side: Sequence[int], run_length: int) -> None:
        for way, word in ((1, "run_above"), (-1, "run_below")):
            for run in stretches_of(side, way, run_length):
                for place in run:
                    self.signals[place] = word

    def mark_near(self, side: Sequence[int]) -> None:
        outside, past = self.beyond(2.66), self.beyond(2 * 2.66 / 3)
        near = [way if not out else 0 for way, out in zip(past, outside, strict=True)]
        for start in range(len(near) - 2):
            window = range(start, start + 3)
            way = side[start]
            if way and all(side[place] == way for place in window):
                close = [place for place in window if near[place]]
                for place in close if len(close) >= 2 else ():
                    self.signals[place] = "two_in_three_high" if way > 0 else "two_in_three_low"

    def mark_trends(self, run_length: int) -> None:
        moves = [
            0 if before is None or after is None else larger(after, before) - larger(before, after)
            for before, after in pairwise(self.values)
        ]
        inside: set[int] = set()
        for way in (1, -1):
            for stretch in stretches_of(moves, way, run_length - 1):
                inside |= {*stretch, stretch[-1] + 1}
        for place in inside:
            move = moves[place] if place + 1 in inside else moves[place - 1]
            self.signals[place] = "trend_up" if move > 0 else "trend_down"


def meaning(signal: str | None, direction: str) -> str:
    if signal is None:
        return "common"
    if direction == "neither":
        return "neutral_high" if signal in HIGH else "neutral_low"
    return "improvement" if (signal in HIGH) == (direction == "higher") else "concern"


def assured(stretch: Stretch, direction: str, target: float | None) -> str | None:
    if target is None or direction == "neither":
        return None
    lower, upper = stretch.limit(-2.66), stretch.limit(2.66)
    if lower is None or upper is None:
        return "hit_and_miss"
    if larger(target, upper, stretch.size):
        return "failing" if direction == "higher" else "hitting"
    if larger(lower, target, stretch.size):
        return "hitting" if direction == "higher" else "failing"
    return "hit_and_miss"


def answer(item: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to one item of `analyse_series`, whose dates are in order already."""
    values, direction = item["values"], item["direction"]
    starts = sorted({0, *(row for row in item.get("rebase_at", ()) if 0 < row < len(values))})
    ends = [*starts[1:], len(values)]
    stretches = [
        Stretch(
            values[start:end],
            item.get("baseline_points"),
            item.get("screen_outliers", False),
            item.get("run_length", 7),
        )
        for start, end in zip(starts, ends, strict=True)
    ]
    signals = [signal for each in stretches for signal in each.signals]
    points = [{"signal": signal, "meaning": meaning(signal, direction)} for signal in signals]
    return {
        "name": item["name"],
        "segments": [
            {
                "start": start,
                "end": end - 1,
                "mean": each.mean,
                "lower_limit": each.limit(-2.66),
                "upper_limit": each.limit(2.66),
            }
            for each, start, end in zip(stretches, starts, ends, strict=True)
        ],
        "points": points,
        "variation": points[-1]["meaning"],
        "assurance": assured(stretches[-1], direction, item.get("target")),
    }
