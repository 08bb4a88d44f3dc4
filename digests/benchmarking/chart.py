"""Geometry of a chart that ranks areas: a line for each, its point on a common scale, its value at the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from digests.chart.axis import ticks_over
from digests.rating import as_printed

WIDTH, LEFT, RIGHT = 350, 150, 298
TOP, LINE, FOOT = 8, 26, 26
LONGEST_LABEL = 21
RADIUS = 5.5
NONE = "no figure"
TOTAL = 5
"""How many times the largest council a country or region must be to be taken for a sum and not a rate."""


class Kind(StrEnum):
    """Whose value it is; each has a shape of its own, so that nothing hangs on colour."""

    OWN = "own"
    NEIGHBOUR = "neighbour"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True)
class Entry:
    """An area with its value, None where it is suppressed or not available."""

    name: str
    kind: Kind
    value: Decimal | None


@dataclass(frozen=True)
class Mark:
    """A line of the chart: the area's `label` at `y`, and its shape at `x` unless it has no value."""

    name: str
    label: str
    kind: str
    y: float
    printed: str
    x: float | None = None
    shape: str = ""

    @property
    def words(self) -> str:
        """What a reader gets on the point."""
        return f"{self.name}: {self.printed}"


@dataclass(frozen=True)
class Tick:
    """A label of the scale at `x`."""

    x: float
    label: str


@dataclass(frozen=True)
class RankChart:
    """Everything that the template draws; `mean_at` is where the neighbours' mean lies."""

    title: str
    summary: str
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    height: float
    mean_at: float | None = None
    width: int = WIDTH
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP

    @property
    def bottom(self) -> float:
        return self.height - FOOT

    @property
    def ticks_at(self) -> float:
        return self.height - 8


def rank_chart(
    entries: Iterable[Entry],
    *,
    title: str,
    summary: str,
    decimals: int,
    lowest_first: bool,
    mean: Decimal | None = None,
) -> RankChart | None:
    """Return the chart of `entries` in the order of their values, those without one last; None without any value."""
    rows = in_order(entries, lowest_first=lowest_first)
    values = [row.value for row in rows if row.value is not None]
    if not values:
        return None
    ticks = ticks_over([*values, *([] if mean is None else [mean])], wanted=3)
    low, high = ticks[0], ticks[-1]

    def across(value: Decimal | float) -> float:
        return round(LEFT + (RIGHT - LEFT) * (float(value) - low) / (high - low), 1)

    marks = []
    for place, row in enumerate(rows):
        y = TOP + LINE * (place + 0.5)
        x = None if row.value is None else across(row.value)
        marks.append(_mark(row, x, y, decimals))
    return RankChart(
        title=title,
        summary=summary,
        marks=tuple(marks),
        ticks=tuple(Tick(across(tick), f"{tick:,g}") for tick in ticks),
        height=TOP + LINE * len(rows) + FOOT,
        mean_at=None if mean is None else across(mean),
    )


def in_order(entries: Iterable[Entry], *, lowest_first: bool) -> list[Entry]:
    """Return the entries by value and, where equal, by name; those without a value last."""

    def place(entry: Entry) -> tuple[bool, Decimal, str]:
        value = entry.value if entry.value is not None else Decimal(0)
        return entry.value is None, value if lowest_first else -value, entry.name.casefold()

    return sorted(entries, key=place)


def without_totals(entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Return the entries to draw, and those of country and region that are sums of councils and far off their scale."""
    councils = [
        abs(each.value)
        for each in entries
        if each.value is not None and each.kind in (Kind.OWN, Kind.NEIGHBOUR)
    ]
    if not councils:
        return list(entries), []
    limit = TOTAL * max(councils)
    totals = [
        each
        for each in entries
        if each.kind in (Kind.REGION, Kind.COUNTRY) and each.value is not None and abs(each.value) > limit
    ]
    return [each for each in entries if each not in totals], totals


def printed(value: Decimal | None, decimals: int) -> str:
    """Return a published value as it is printed."""
    return NONE if value is None else f"{as_printed(value, decimals):,f}"


def decimals_of(values: Sequence[Decimal]) -> int:
    """Return how many decimals published values need: none where all are whole, at most two."""
    return max((_places(value) for value in values), default=0)


def _places(value: Decimal) -> int:
    return next((places for places in (0, 1) if value == round(value, places)), 2)


def _mark(row: Entry, x: float | None, y: float, decimals: int) -> Mark:
    label = row.name if len(row.name) <= LONGEST_LABEL else f"{row.name[: LONGEST_LABEL - 1].rstrip()}…"
    shape = "" if x is None else _shape(row.kind, x, y)
    return Mark(row.name, label, row.kind.value, y, printed(row.value, decimals), x, shape)


def _shape(kind: Kind, x: float, y: float) -> str:
    """Return the path of a shape around a point: diamond, circle, triangle or square."""
    r = RADIUS
    if kind is Kind.OWN:
        return f"M{x},{y - r - 1.5:.1f}L{x + r + 1.5:.1f},{y}L{x},{y + r + 1.5:.1f}L{x - r - 1.5:.1f},{y}Z"
    if kind is Kind.REGION:
        return f"M{x},{y - r:.1f}L{x + r:.1f},{y + r:.1f}L{x - r:.1f},{y + r:.1f}Z"
    if kind is Kind.COUNTRY:
        return f"M{x - r + 0.5:.1f},{y - r + 0.5:.1f}h{2 * r - 1}v{2 * r - 1}h-{2 * r - 1}Z"
    return f"M{x - r:.1f},{y}a{r},{r} 0 1,0 {2 * r},0a{r},{r} 0 1,0 -{2 * r},0Z"
