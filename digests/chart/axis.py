"""The axes of a chart: how large it is, where months and values lie, and labels that never stand on each other."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, inf, log10
from typing import Literal

Anchor = Literal["start", "middle", "end"]

NARROW_LETTERS, WIDE_LETTERS = " .,:;'|ilIjft()-", "mwMW%–"
STRIDES = (1, 2, 3, 4, 6, 12, 24, 36, 60, 120)
"""Every how many months one may be named."""
Bounds = tuple[float, float]
"""The least and the greatest that a figure can be."""
UNBOUNDED: Bounds = (-inf, inf)
LARGE = ((Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"))
WIDEST_MONTH = "May 00"
BETWEEN = 6
"""Pixels that keep two labels apart."""


@dataclass(frozen=True)
class Layout:
    """How large a chart is drawn, in the pixels of its own box. `names_levels`: mean, limits and target are named at
    the right edge; where there is no room for that, the legend and the table have their numbers."""

    width: int
    height: int
    font: int
    names_levels: bool = False

    @property
    def top(self) -> int:
        return self.font + 9

    @property
    def bottom(self) -> int:
        return self.height - self.font - 15


WIDE = Layout(760, 330, 13, names_levels=True)
NARROW = Layout(300, 270, 12)
"""For a phone, also one of 320 pixels: drawn anew and not shrunk, so that its letters stay readable."""
SMALL = Layout(300, 150, 12)
"""One of many on a page."""
PAPER = Layout(480, 200, 11, names_levels=True)
"""Beside a table in a PDF."""


@dataclass(frozen=True)
class Label:
    """Words at (`x`, `y`), the base of their first, middle or last letter."""

    x: float
    y: float
    words: str
    anchor: Anchor
    font: int
    fill: str = "#0b0c0c"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the letters, if anything larger than they are."""
        wide = text_width(self.words, self.font)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, self.y - 0.78 * self.font, left + wide, self.y + 0.22 * self.font


@dataclass(frozen=True)
class Scale:
    """Where things lie: values from `low` to `high`, `count` months from `left` to `right`."""

    low: float
    high: float
    count: int
    left: float
    right: float
    top: float
    bottom: float

    @property
    def slot(self) -> float:
        """The room of one month."""
        return (self.right - self.left) / self.count

    def x(self, index: float) -> float:
        return round(self.left + self.slot * (index + 0.5), 1)

    def holds(self, value: Decimal | float) -> bool:
        """Whether a value lies between the ends of the axis."""
        least = (self.high - self.low) * 1e-9
        return self.low - least <= float(value) <= self.high + least

    def y(self, value: Decimal | float) -> float:
        share = (self.high - float(value)) / (self.high - self.low)
        return round(self.top + (self.bottom - self.top) * share, 1)


def text_width(words: str, font: int) -> float:
    """Return how wide words are in Arial, rather too wide than too narrow."""
    return font * sum(_letter_width(letter) for letter in words)


def _letter_width(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return 0.34
    if letter in WIDE_LETTERS:
        return 0.9
    return 0.73 if letter.isupper() else 0.56


def ticks_over(values: Sequence[Decimal], *, wanted: int = 5, bounds: Bounds = UNBOUNDED) -> list[float]:
    """Return round numbers, evenly spaced, from at or below the smallest value to at or above the largest.

    They leave `bounds` (round numbers themselves) only for a value that lies outside.
    """
    low, high = (float(min(values)), float(max(values))) if values else (0.0, 1.0)
    if low == high:
        low, high = max(low - 1, min(low, bounds[0])), min(high + 1, max(high, bounds[1]))
    if low > 0 and low < (high - low):
        low = 0.0
    step = _round_up((high - low) / wanted)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(step * n, 10) for n in range(first, last + 1)]


def _round_up(rough: float) -> float:
    power: float = 10 ** floor(log10(rough))
    for step in (1, 2, 2.5, 5, 10):
        if step * power >= rough - 1e-12:
            return step * power
    return 10 * power


def tick_words(ticks: Sequence[float], sign: str) -> list[str]:
    """Return the ticks in words: "80%", "1,200", "2.5m"; all with as many decimals as their step needs."""
    step, largest = Decimal(str(round(ticks[1] - ticks[0], 10))), max(abs(tick) for tick in ticks)
    part, suffix = next(
        ((part, suffix) for part, suffix in LARGE if largest >= part and step >= part / 100), (Decimal(1), "")
    )
    exponent = (step / part).normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return [
        f"{Decimal(str(tick)) / part:,.{places}f}{suffix}{sign}" if tick else f"0{sign}" for tick in ticks
    ]


def month_labels(months: Sequence[dt.date], scale: Scale, *, at: float, font: int) -> list[Label]:
    """Return names of months as many as have room, the last one always among them."""
    room = text_width(WIDEST_MONTH, font) + BETWEEN
    every = next((stride for stride in STRIDES if stride * scale.slot >= room), STRIDES[-1])
    named = [index for index in range(len(months)) if (len(months) - 1 - index) % every == 0]
    return [Label(scale.x(index), at, f"{months[index]:%b %y}", "middle", font) for index in named]


def spread(places: Iterable[float], *, apart: float, top: float, bottom: float) -> list[float]:
    """Return `places`, smallest first, moved as little as keeps them `apart` and between `top` and `bottom`."""
    kept = sorted(places)
    for index in range(1, len(kept)):
        kept[index] = max(kept[index], kept[index - 1] + apart)
    lowest = bottom
    for index in reversed(range(len(kept))):
        kept[index] = max(min(kept[index], lowest), top + index * apart)
        lowest = kept[index] - apart
    return kept
