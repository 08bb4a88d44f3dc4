"""Finds the indicators that moved, by a stated rule: nobody chooses which figures a chair is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from digests.rating import Movement, Standing

MOST = 5
RULE = (
    "Shown are the figures that left or reached their target since the month before, and of those that worsened the "
    f"ones that moved furthest as a share of the figure before: {MOST} at most, what left its target first."
)


@dataclass(frozen=True)
class MonthsFigure:
    """One indicator in a month and in the month before; `key` finds it again."""

    key: int
    now: Decimal | None
    before: Decimal | None
    movement: Movement | None
    standing: Standing
    standing_before: Standing


class Move(Enum):
    """How an indicator moved, the gravest first: (words, colour of its tag)."""

    LEFT_TARGET = ("Left its target", "red")
    WORSENED = ("Worse", "yellow")
    REACHED_TARGET = ("Reached its target", "green")

    def __init__(self, words: str, colour: str) -> None:
        self.words, self.colour = words, colour


@dataclass(frozen=True)
class Mover:
    """An indicator that moved, and by what share of the figure before: 0.1 is a tenth of it."""

    key: int
    move: Move
    share: Decimal


def movers(figures: Iterable[MonthsFigure], *, most: int = MOST) -> list[Mover]:
    """Return the indicators that moved by `RULE`, the gravest first and within that the furthest moved."""
    found = [
        Mover(figure.key, move, share_of(figure))
        for figure in figures
        if (move := move_of(figure)) is not None
    ]
    return sorted(found, key=lambda each: (list(Move).index(each.move), -each.share, each.key))[:most]


def move_of(figure: MonthsFigure) -> Move | None:
    """Return how a figure moved; None for one that stayed, improved without reaching its target, or has no value."""
    if figure.now is None or figure.before is None:
        return None
    if _is_rated(figure.standing) and _is_rated(figure.standing_before):
        was, is_now = (
            standing == Standing.ON_TARGET for standing in (figure.standing_before, figure.standing)
        )
        if was != is_now:
            return Move.REACHED_TARGET if is_now else Move.LEFT_TARGET
    return Move.WORSENED if figure.movement == Movement.WORSENED else None


def share_of(figure: MonthsFigure) -> Decimal:
    """Return by what share of the figure before it moved; from nothing to something is a whole."""
    if figure.now is None or figure.before is None:
        return Decimal(0)
    if figure.before == 0:
        return Decimal(int(figure.now != 0))
    return abs(figure.now - figure.before) / abs(figure.before)


def _is_rated(standing: Standing) -> bool:
    return standing in (Standing.ON_TARGET, Standing.NEAR_TARGET, Standing.OFF_TARGET)
