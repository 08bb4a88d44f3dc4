"""Geometry of the heat map of risks: dataclasses that a template draws as SVG with presentation attributes alone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from improvement_plans.risk_levels import BANDS, HIGHEST, IMPACT, LIKELIHOOD, Level, Score

# Made for a phone: at 375 pixels a unit is about a pixel, so that the words stay readable.
WIDTH, HEIGHT = 340, 364
LEFT, TOP = 34, 30
CELL_WIDTH, CELL_HEIGHT = 61, 56
GAP = 2

FILLS = {Level.LOW: "#cce2d8", Level.MEDIUM: "#fff7bf", Level.HIGH: "#fcd6c3", Level.SEVERE: "#f4a9a9"}
"""Pale enough for black words on each of them (contrast above 7)."""


@dataclass(frozen=True)
class Placed:
    """One risk on the map: its key, its reference and its score."""

    key: int
    reference: str
    score: Score


@dataclass(frozen=True)
class Cell:
    """One likelihood with one impact: where it is drawn, and the risks in it."""

    score: Score
    x: int
    y: int
    placed: tuple[Placed, ...]
    width: int = CELL_WIDTH - GAP
    height: int = CELL_HEIGHT - GAP

    @property
    def fill(self) -> str:
        return FILLS[self.score.level]

    @property
    def count(self) -> int:
        return len(self.placed)

    @property
    def corner(self) -> str:
        """The score and the first letter of its level, so that the colour is never alone."""
        return f"{self.score.number} {self.score.level.word[0]}"

    @property
    def middle_x(self) -> int:
        return self.x + self.width // 2

    @property
    def middle_y(self) -> int:
        return self.y + self.height // 2 + 6

    @property
    def references(self) -> str:
        return ", ".join(each.reference for each in self.placed)

    @property
    def words(self) -> str:
        """What a reader who does not see the map is told of the cell."""
        risks = f"{self.count} risk{'' if self.count == 1 else 's'}"
        return f"{risks} at {self.score.words}: {self.references}"


@dataclass(frozen=True)
class Label:
    """A word on an axis; `anchor` is where in it (`x`, `y`) lies."""

    x: int
    y: int
    words: str
    anchor: str = "middle"


AXES = (
    Label(0, TOP - 12, "Likelihood", "start"),
    Label(LEFT + HIGHEST * CELL_WIDTH // 2, TOP + HIGHEST * CELL_HEIGHT + 40, "Impact"),
)


@dataclass(frozen=True)
class Band:
    """One level of the legend."""

    level: Level
    first: int
    last: int
    fill: str


@dataclass(frozen=True)
class HeatMap:
    """Everything that the template draws, the most likely row first and within it the least impact first."""

    cells: tuple[Cell, ...]
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    axes: tuple[Label, ...]
    legend: tuple[Band, ...]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells with a risk in them, the highest score first."""
        kept = [cell for cell in self.cells if cell.placed]
        return tuple(sorted(kept, key=lambda cell: (-cell.score.number, -cell.score.impact)))

    @property
    def count(self) -> int:
        return sum(cell.count for cell in self.cells)


def heat_map(risks: Iterable[Placed]) -> HeatMap:
    """Return the map of `risks`; within a cell they stand by reference, in whatever order they come."""
    within: dict[Score, list[Placed]] = defaultdict(list)
    for each in risks:
        within[each.score].append(each)
    scores = [
        Score(likelihood, impact) for likelihood in range(HIGHEST, 0, -1) for impact in range(1, HIGHEST + 1)
    ]
    return HeatMap(
        cells=tuple(_cell(score, within[score]) for score in scores),
        rows=tuple(Label(LEFT - 6, _y(n) + CELL_HEIGHT // 2, f"{n}") for n in LIKELIHOOD),
        columns=tuple(
            Label(_x(n) + CELL_WIDTH // 2, TOP + HIGHEST * CELL_HEIGHT + 18, f"{n}") for n in IMPACT
        ),
        axes=AXES,
        legend=tuple(Band(level, first, last, FILLS[level]) for level, (first, last) in BANDS.items()),
    )


def _cell(score: Score, risks: Iterable[Placed]) -> Cell:
    ordered = tuple(sorted(risks, key=lambda each: (each.reference, each.key)))
    return Cell(score, _x(score.impact), _y(score.likelihood), ordered)


def _x(impact: int) -> int:
    return LEFT + (impact - 1) * CELL_WIDTH


def _y(likelihood: int) -> int:
    return TOP + (HIGHEST - likelihood) * CELL_HEIGHT
