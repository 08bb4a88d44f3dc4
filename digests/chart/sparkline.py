"""A small line for a list: the months without axes, between their limits, the newest point in its shape."""

from collections.abc import Sequence
from dataclasses import dataclass

from digests.chart.axis import Scale
from digests.chart.drawing import paths_of
from digests.chart.levels import Level, levels_of
from digests.chart.marks import Mark
from digests.chart.shapes import Dot, dot

WIDTH, HEIGHT, EDGE, RADIUS = 120, 32, 6, 4


@dataclass(frozen=True)
class Sparkline:
    """A line without axes; `last` is the newest month, if it has a value."""

    paths: tuple[str, ...]
    levels: tuple[Level, ...]
    last: Dot | None
    width: int = WIDTH
    height: int = HEIGHT


def sparkline(marks: Sequence[Mark]) -> Sparkline:
    """Return the sparkline of a series, the earliest first; a missing value breaks it. Targets have no room in it."""
    numbers = [
        float(number)
        for mark in marks
        for number in (mark.value, mark.mean, mark.lower_limit, mark.upper_limit)
        if number is not None
    ]
    if not any(mark.value is not None for mark in marks):
        return Sparkline((), (), None)
    low, high = min(numbers), max(numbers)
    if low == high:
        low, high = low - 1, high + 1
    scale = Scale(low, high, len(marks), EDGE, WIDTH - EDGE, EDGE, HEIGHT - EDGE)
    latest = marks[-1]
    last = None
    if latest.value is not None:
        x, y = scale.x(len(marks) - 1), scale.y(latest.value)
        last = dot(x, y, RADIUS, meaning=latest.meaning, signal=latest.signal)
    return Sparkline(
        tuple(paths_of([mark.value for mark in marks], scale)),
        tuple(levels_of(marks, scale, str)),
        last,
    )
