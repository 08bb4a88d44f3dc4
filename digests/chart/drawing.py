"""Puts a chart together: its points and lines, what they are seen against, its labels and its legend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from digests.chart.axis import (
    UNBOUNDED,
    WIDE,
    WIDEST_MONTH,
    Bounds,
    Label,
    Layout,
    Scale,
    month_labels,
    spread,
    text_width,
    tick_words,
    ticks_over,
)
from digests.chart.legend import keys_of
from digests.chart.levels import (
    NAMES,
    Level,
    Printed,
    Stretch,
    Turn,
    levels_of,
    targets_of,
    turn_labels,
    turns_of,
)  # fmt: skip
from digests.chart.marks import Mark
from digests.chart.shapes import BLACK, COMMON, GREEN, GREY, Dot, Key, cross, dot
from digests.rating import as_printed

LARGEST_DOT, SMALLEST_DOT, SMALLEST_SIGNAL = 4.5, 1.5, 3.0
FROM_AXIS = 8
PER_TICK = 44
"""Pixels of height for which one more round number is named."""


@dataclass(frozen=True)
class Chart:
    """Everything that the template draws. `paths` has one polyline for each unbroken run of months.

    `hidden` are the suppressed months: crosses on the axis of months.
    """

    title: str
    summary: str
    layout: Layout
    left: float
    right: float
    grid: tuple[float, ...]
    labels: tuple[Label, ...]
    levels: tuple[Level, ...]
    targets: tuple[Stretch, ...]
    turns: tuple[Turn, ...]
    paths: tuple[str, ...]
    dots: tuple[Dot, ...]
    hidden: tuple[Dot, ...]
    legend: tuple[Key, ...]

    @property
    def is_empty(self) -> bool:
        return not self.dots


def spc_chart(
    marks: Sequence[Mark],
    *,
    title: str,
    summary: str,
    unit_sign: str = "",
    decimals: int = 1,
    bounds: Bounds = UNBOUNDED,
    layout: Layout = WIDE,
) -> Chart:
    """Return the chart of `marks`, the earliest first. A month without a value breaks the line.

    `bounds` are the least and the greatest that a figure can be. A limit is reckoned from moves and may lie beyond, as
    at 104%: an axis drawn up to it would show room that no month can ever use. So the axis ends at the bounds, and a
    limit beyond them is not drawn: its number stands at the edge with an arrow, and in the table.
    """

    def printed(value: Decimal) -> str:
        return f"{as_printed(value, decimals):,f}{unit_sign}"

    wanted = max(2, (layout.bottom - layout.top) // PER_TICK)
    ticks = ticks_over(list(_on_axis(marks, bounds)), wanted=wanted, bounds=bounds)
    words = tick_words(ticks, unit_sign)
    names = _level_names(marks, printed, ticks) if layout.names_levels else []
    scale = _scale(marks, ticks, words, names, layout)
    turns = tuple(turns_of(marks, scale))
    dots, hidden = tuple(_dots(marks, scale)), tuple(_hidden(marks, scale))
    levels, targets = tuple(levels_of(marks, scale, printed)), tuple(targets_of(marks, scale))
    return Chart(
        title=title,
        summary=summary,
        layout=layout,
        left=scale.left,
        right=scale.right,
        grid=tuple(scale.y(tick) for tick in ticks),
        labels=(
            *_value_labels(ticks, words, scale, layout.font),
            *month_labels([mark.month for mark in marks], scale, at=layout.height - 6, font=layout.font),
            *_named(names, scale, layout.font),
            *turn_labels(turns, scale, font=layout.font),
        ),
        levels=levels,
        targets=targets,
        turns=turns,
        paths=tuple(paths_of([mark.value for mark in marks], scale)),
        dots=dots,
        hidden=hidden,
        legend=tuple(keys_of(dots, levels, targets, turns, hidden)),
    )


def paths_of(values: Sequence[Decimal | None], scale: Scale) -> Iterator[str]:
    """Yield the lines between the months with a value that follow each other."""
    unbroken: list[list[str]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            unbroken.append([])
        else:
            unbroken[-1].append(f"{scale.x(index)},{scale.y(value)}")
    return (" ".join(run) for run in unbroken if len(run) > 1)


def _on_axis(marks: Sequence[Mark], bounds: Bounds) -> Iterator[Decimal]:
    """Yield the numbers that the axis has to reach: all but limits beyond what a figure can be."""
    for mark in marks:
        yield from mark.numbers
        yield from (limit for limit in mark.limits if bounds[0] <= limit <= bounds[1])


def _scale(
    marks: Sequence[Mark],
    ticks: Sequence[float],
    words: Sequence[str],
    names: Sequence[tuple[Decimal, str, str]],
    layout: Layout,
) -> Scale:
    """Leave as much room at the left and at the right as the labels there need."""
    half_month = text_width(WIDEST_MONTH, layout.font) / 2
    left = max(half_month, *(text_width(each, layout.font) + FROM_AXIS + 2 for each in words))
    beside = max((text_width(name, layout.font) + FROM_AXIS + 2 for _, name, _ in names), default=0.0)
    right = layout.width - max(beside, half_month)
    return Scale(
        ticks[0], ticks[-1], max(1, len(marks)), round(left, 1), round(right, 1), layout.top, layout.bottom
    )


def _value_labels(ticks: Sequence[float], words: Sequence[str], scale: Scale, font: int) -> Iterator[Label]:
    for tick, each in zip(ticks, words, strict=True):
        yield Label(scale.left - FROM_AXIS, scale.y(tick) + 4, each, "end", font)


def _level_names(
    marks: Sequence[Mark], printed: Printed, ticks: Sequence[float]
) -> list[tuple[Decimal, str, str]]:
    """Return where the levels of the latest month lie, how they are named there, and in which colour.

    An arrow points to a level that lies beyond the axis.
    """
    if not marks:
        return []
    latest = marks[-1]
    named = [
        (number, f"{name} {printed(number)}{_arrow(number, ticks)}", BLACK if kind == "mean" else GREY)
        for kind, name in NAMES.items()
        if (number := getattr(latest, kind)) is not None
    ]
    low, high = latest.target
    if low is not None and high is not None:
        return [*named, ((low + high) / 2, f"Band {printed(low)} to {printed(high)}", GREEN)]
    bound = low if low is not None else high
    return named if bound is None else [*named, (bound, f"Target {printed(bound)}", GREEN)]


def _arrow(number: Decimal, ticks: Sequence[float]) -> str:
    if number > ticks[-1]:
        return " ↑"
    return " ↓" if number < ticks[0] else ""


def _named(names: Sequence[tuple[Decimal, str, str]], scale: Scale, font: int) -> Iterator[Label]:
    from_top = sorted(names, key=lambda each: -each[0])
    places = spread(
        [scale.y(number) for number, _, _ in from_top], apart=font + 2, top=scale.top, bottom=scale.bottom
    )
    for (_, name, fill), place in zip(from_top, places, strict=True):
        yield Label(scale.right + FROM_AXIS, place + 4, name, "start", font, fill)


def _dots(marks: Sequence[Mark], scale: Scale) -> Iterator[Dot]:
    radius = min(LARGEST_DOT, max(SMALLEST_DOT, 0.4 * scale.slot))
    for index, mark in enumerate(marks):
        if mark.value is not None:
            size = radius if mark.meaning in ("", COMMON) else max(radius, SMALLEST_SIGNAL)
            yield dot(
                scale.x(index),
                scale.y(mark.value),
                size,
                meaning=mark.meaning,
                signal=mark.signal,
                words=mark.words,
            )


def _hidden(marks: Sequence[Mark], scale: Scale) -> Iterator[Dot]:
    radius = min(LARGEST_DOT, max(SMALLEST_SIGNAL, 0.4 * scale.slot))
    for index, mark in enumerate(marks):
        if mark.value is None and mark.is_suppressed:
            x, y = scale.x(index), scale.bottom - radius - 2
            yield Dot(x, y, cross(x, y, radius), BLACK, "suppressed", mark.words)
