"""What a chart's figures are seen against: mean and limits, the target or band of each month, and where they turn."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from string import ascii_uppercase

from digests.chart.axis import BETWEEN, Label, Scale, text_width
from digests.chart.marks import Mark

Printed = Callable[[Decimal], str]

DASHES = {"limit": "4 4", "target": "10 4 2 4", "turn": "1 3"}
"""How the lines are dashed, so that they are told apart without their colours. The template says the same."""

NAMES = {"mean": "Mean", "upper_limit": "Upper limit", "lower_limit": "Lower limit"}


@dataclass(frozen=True)
class Level:
    """A mean or a limit that holds over a stretch of months: a line at `y`, with the words that a reader gets on it."""

    kind: str
    x: float
    x2: float
    y: float
    words: str

    @property
    def is_mean(self) -> bool:
        return self.kind == "mean"


@dataclass(frozen=True)
class Stretch:
    """A target that holds over a stretch of months: a line at `y` and, for a band, a second one at `y2`."""

    x: float
    x2: float
    y: float
    y2: float | None
    words: str

    @property
    def width(self) -> float:
        return round(self.x2 - self.x, 1)

    @property
    def height(self) -> float:
        return round(abs(self.y - self.y2), 1) if self.y2 is not None else 0.0

    @property
    def top(self) -> float:
        return self.y if self.y2 is None else min(self.y, self.y2)


@dataclass(frozen=True)
class Turn:
    """A month from which limits or meaning are others: a line at `x`, a letter for it, and why."""

    x: float
    letter: str
    words: str


def levels_of(marks: Sequence[Mark], scale: Scale, printed: Printed) -> Iterator[Level]:
    """Yield means and limits, each over the months for which it holds; what lies beyond the axis is not drawn."""
    for kind, name in NAMES.items():
        levels = [getattr(mark, kind) for mark in marks]
        numbers = [None if level is None or not scale.holds(level) else level for level in levels]
        for first, last in runs(numbers, breaks=[bool(mark.turn) for mark in marks]):
            level: Decimal = levels[first]
            words = f"{name} {printed(level)}, {_span(marks[first], marks[last])}"
            yield Level(kind, scale.x(first - 0.5), scale.x(last + 0.5), scale.y(level), words)


def targets_of(marks: Sequence[Mark], scale: Scale) -> Iterator[Stretch]:
    """Yield the targets as stretches of months: one ends where the next month has another target or none."""
    targets = [mark.target if mark.target != (None, None) else None for mark in marks]
    for first, last in runs(targets):
        low, high = marks[first].target
        bounds = [scale.y(bound) for bound in (low, high) if bound is not None]
        words = f"{marks[first].target_words or 'Target'}, {_span(marks[first], marks[last])}"
        yield Stretch(
            scale.x(first - 0.5),
            scale.x(last + 0.5),
            bounds[0],
            bounds[1] if len(bounds) > 1 else None,
            words,
        )


def turns_of(marks: Sequence[Mark], scale: Scale) -> list[Turn]:
    """Return where limits or meaning turn, lettered from A on."""
    turning = [(index, mark) for index, mark in enumerate(marks) if mark.turn]
    return [
        Turn(scale.x(index - 0.5), ascii_uppercase[place % 26], f"{mark.month:%B %Y}: {mark.turn}")
        for place, (index, mark) in enumerate(turning)
    ]


def turn_labels(turns: Sequence[Turn], scale: Scale, *, font: int) -> Iterator[Label]:
    """Yield the letters above the lines; one that would stand on the letter before it is left to the list of them."""
    free_from = float("-inf")
    for turn in turns:
        half = text_width(turn.letter, font) / 2
        if turn.x - half >= free_from:
            free_from = turn.x + half + BETWEEN
            yield Label(turn.x, scale.top - 6, turn.letter, "middle", font)


def runs(items: Sequence[object], breaks: Sequence[bool] = ()) -> Iterator[tuple[int, int]]:
    """Yield first and last place of each run of equal items, of those that are not None; a break starts another."""
    start = 0
    for index, item in enumerate(items):
        follows = index + 1
        if follows == len(items) or items[follows] != item or (breaks and breaks[follows]):
            if item is not None:
                yield start, index
            start = follows


def _span(first: Mark, last: Mark) -> str:
    if first.month == last.month:
        return f"{first.month:%B %Y}"
    return f"{first.month:%B %Y} to {last.month:%B %Y}"
