"""Geometry of a line chart with its target: dataclasses that a template draws as SVG, in a page and in a PDF alike."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 16, 48
TICKS_WANTED = 5
LONGEST_LABELLED = 13


@dataclass(frozen=True)
class Mark:
    """One month of the series: its value, or None where there is none, its target bounds and its words."""

    month: dt.date
    value: Decimal | None
    at_least: Decimal | None
    at_most: Decimal | None
    words: str


@dataclass(frozen=True)
class Dot:
    """A point at (`x`, `y`) with the words that a reader gets on it."""

    x: float
    y: float
    words: str


@dataclass(frozen=True)
class Tick:
    """A label on an axis at `at` pixels."""

    at: float
    label: str


@dataclass(frozen=True)
class Stretch:
    """A target that holds over a stretch of months: a line at `y` and, for a band, a second one at `y2`."""

    x: float
    width: float
    y: float
    y2: float | None

    @property
    def x2(self) -> float:
        return round(self.x + self.width, 1)

    @property
    def height(self) -> float:
        return round(abs(self.y - self.y2), 1) if self.y2 is not None else 0.0

    @property
    def top(self) -> float:
        return self.y if self.y2 is None else min(self.y, self.y2)


@dataclass(frozen=True)
class Chart:
    """Everything that the template draws. `paths` has one polyline for each unbroken run of months."""

    title: str
    summary: str
    dots: tuple[Dot, ...]
    paths: tuple[str, ...]
    targets: tuple[Stretch, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM
    month_labels_at: int = HEIGHT - BOTTOM + 20

    @property
    def is_empty(self) -> bool:
        return not self.dots


@dataclass(frozen=True)
class Scale:
    """Where values and months lie: values from `low` to `high`, `count` months from left to right."""

    low: float
    high: float
    count: int

    def x(self, index: int) -> float:
        room = WIDTH - LEFT - RIGHT
        return round(LEFT + room * (index + 0.5) / self.count, 1)

    def y(self, value: Decimal | float) -> float:
        room = HEIGHT - TOP - BOTTOM
        return round(TOP + room * (self.high - float(value)) / (self.high - self.low), 1)


def line_chart(marks: Sequence[Mark], *, title: str, summary: str, unit_sign: str = "") -> Chart:
    """Return the chart of `marks`, the earliest first. A month without a value breaks the line."""
    values = [
        number for mark in marks for number in (mark.value, mark.at_least, mark.at_most) if number is not None
    ]
    ticks = ticks_over(values)
    scale = Scale(ticks[0], ticks[-1], max(1, len(marks)))
    return Chart(
        title=title,
        summary=summary,
        dots=tuple(
            Dot(scale.x(index), scale.y(mark.value), mark.words)
            for index, mark in enumerate(marks)
            if mark.value is not None
        ),
        paths=tuple(_paths(marks, scale)),
        targets=tuple(_targets(marks, scale)),
        x_ticks=tuple(_months(marks, scale)),
        y_ticks=tuple(Tick(scale.y(tick), f"{tick:,g}{unit_sign}") for tick in ticks),
    )


def ticks_over(values: Sequence[Decimal]) -> list[float]:
    """Return round numbers, evenly spaced, from at or below the smallest value to at or above the largest."""
    low, high = (float(min(values)), float(max(values))) if values else (0.0, 1.0)
    if low == high:
        low, high = low - 1, high + 1
    if low > 0 and low < (high - low):
        low = 0.0
    rough = (high - low) / TICKS_WANTED
    step = _round_up(rough)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(step * n, 10) for n in range(first, last + 1)]


def _round_up(rough: float) -> float:
    power: float = 10 ** floor(log10(rough))
    for step in (1, 2, 2.5, 5, 10):
        if step * power >= rough - 1e-12:
            return step * power
    return 10 * power


def _paths(marks: Sequence[Mark], scale: Scale) -> list[str]:
    runs: list[list[str]] = [[]]
    for index, mark in enumerate(marks):
        if mark.value is None:
            runs.append([])
        else:
            runs[-1].append(f"{scale.x(index)},{scale.y(mark.value)}")
    return [" ".join(run) for run in runs if len(run) > 1]


def _targets(marks: Sequence[Mark], scale: Scale) -> list[Stretch]:
    """Return the targets as stretches of months: one ends where the next month has another target or none."""
    found: list[Stretch] = []
    half = (WIDTH - LEFT - RIGHT) / scale.count / 2
    start = 0
    for index, mark in enumerate(marks):
        is_last = index + 1 == len(marks) or _bounds(marks[index + 1]) != _bounds(mark)
        if is_last:
            if _bounds(mark) != (None, None):
                left, right = scale.x(start) - half, scale.x(index) + half
                found.append(_stretch(mark, scale, round(left, 1), round(right - left, 1)))
            start = index + 1
    return found


def _stretch(mark: Mark, scale: Scale, x: float, width: float) -> Stretch:
    first = mark.at_least if mark.at_least is not None else mark.at_most
    both = mark.at_least is not None and mark.at_most is not None
    return Stretch(x, width, scale.y(first or 0), scale.y(mark.at_most or 0) if both else None)


def _bounds(mark: Mark) -> tuple[Decimal | None, Decimal | None]:
    return mark.at_least, mark.at_most


def _months(marks: Sequence[Mark], scale: Scale) -> list[Tick]:
    every = ceil(len(marks) / LONGEST_LABELLED) if marks else 1
    wanted = {index for index in range(len(marks)) if (len(marks) - 1 - index) % every == 0}
    return [
        Tick(scale.x(index), f"{mark.month:%b %y}") for index, mark in enumerate(marks) if index in wanted
    ]


SPARK_WIDTH, SPARK_HEIGHT, SPARK_EDGE = 120, 28, 3


@dataclass(frozen=True)
class Sparkline:
    """A line without axes for a list; `last` is the newest point, if there is one."""

    paths: tuple[str, ...]
    last: Dot | None
    width: int = SPARK_WIDTH
    height: int = SPARK_HEIGHT


def sparkline(values: Sequence[Decimal | None]) -> Sparkline:
    """Return the sparkline of a series, the earliest first; a missing value breaks it."""
    given = [float(value) for value in values if value is not None]
    if not given:
        return Sparkline((), None)
    low, span = min(given), (max(given) - min(given)) or 1.0
    runs: list[list[str]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            runs.append([])
            continue
        x = SPARK_EDGE + (SPARK_WIDTH - 2 * SPARK_EDGE) * index / max(1, len(values) - 1)
        y = SPARK_EDGE + (SPARK_HEIGHT - 2 * SPARK_EDGE) * (low + span - float(value)) / span
        runs[-1].append(f"{x:.1f},{y:.1f}")
    last = runs[-1][-1] if runs[-1] else ""
    x_last, _, y_last = last.partition(",")
    newest = Dot(float(x_last), float(y_last), "") if last else None
    return Sparkline(tuple(" ".join(run) for run in runs if len(run) > 1), newest)
