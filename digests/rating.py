"""Rates a figure against its target and says how it moved: bands, tolerance, small numbers, no value."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

STORED_PLACES = Decimal("0.0001")
PER_UNIT = {"percent": Decimal(100), "rate": Decimal(10_000)}
"""What a numerator over a denominator is multiplied by; other units are a mean, or a plain count."""


class Standing(StrEnum):
    """How a figure stands against its target. Only the first three are ratings."""

    ON_TARGET = "on_target"
    NEAR_TARGET = "near_target"
    OFF_TARGET = "off_target"
    TOO_FEW = "too_few"
    NO_TARGET = "no_target"
    NO_VALUE = "no_value"
    SUPPRESSED = "suppressed"
    NOT_GIVEN = "not_given"


WORDS = {
    Standing.ON_TARGET: "Green: on target",
    Standing.NEAR_TARGET: "Amber: near target",
    Standing.OFF_TARGET: "Red: off target",
    Standing.TOO_FEW: "Not rated: too few",
    Standing.NO_TARGET: "Not rated: no target",
    Standing.NO_VALUE: "No value",
    Standing.SUPPRESSED: "Suppressed",
    Standing.NOT_GIVEN: "No figure given",
}


class Movement(StrEnum):
    """How a figure moved from the one before it."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    UNCHANGED = "unchanged"
    ROSE = "rose"
    FELL = "fell"


@dataclass(frozen=True)
class Figure:
    """One month's figure, in its indicator's unit. A `value` of None is no value, which is not zero."""

    value: Decimal | None
    denominator: Decimal | None = None
    is_suppressed: bool = False


@dataclass(frozen=True)
class TargetTerms:
    """What a figure is held against: `at_least` where higher is better, `at_most` where lower is, or both.

    Within `tolerance` of the bound a miss is amber; below `minimum_denominator` no rating is given.
    """

    at_least: Decimal | None = None
    at_most: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    minimum_denominator: int = 0


@dataclass(frozen=True)
class Rated:
    """A rating with its word and its distance: above the bound positive, below negative, in a band zero."""

    standing: Standing
    distance: Decimal | None = None

    @property
    def word(self) -> str:
        return WORDS[self.standing]

    @property
    def is_rated(self) -> bool:
        return self.standing in (Standing.ON_TARGET, Standing.NEAR_TARGET, Standing.OFF_TARGET)


def value_of(unit: str, numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """Return the value that a numerator and a denominator come to in `unit`, to four places.

    None without a numerator, with a denominator of zero, and for a percent or a rate without a denominator.
    """
    if numerator is None or denominator == 0:
        return None
    if denominator is None:
        return None if unit in PER_UNIT else numerator
    if unit == "count":
        return numerator
    return (numerator * PER_UNIT.get(unit, Decimal(1)) / denominator).quantize(STORED_PLACES, ROUND_HALF_UP)


def as_printed(value: Decimal, decimals: int) -> Decimal:
    """Return the value as the digest prints it: halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def distance_from(value: Decimal, target: TargetTerms) -> Decimal:
    """Return how far `value` lies from the bound; from the nearer one outside a band, zero inside it."""
    low, high = target.at_least, target.at_most
    if low is not None and high is not None:
        return value - low if value < low else max(Decimal(0), value - high)
    bound = low if low is not None else high
    if bound is None:
        raise ValueError("A target has at least one bound.")
    return value - bound


def shortfall(value: Decimal, target: TargetTerms) -> Decimal:
    """Return by how much `value` misses the target, never below zero."""
    below = Decimal(0) if target.at_least is None else target.at_least - value
    above = Decimal(0) if target.at_most is None else value - target.at_most
    return max(Decimal(0), below, above)


def rate(figure: Figure | None, target: TargetTerms | None, *, decimals: int) -> Rated:
    """Return how `figure` stands, judged as it is printed: what reads 90.0 meets a target of 90."""
    if figure is None:
        return Rated(Standing.NOT_GIVEN)
    if figure.is_suppressed:
        return Rated(Standing.SUPPRESSED)
    if figure.value is None:
        return Rated(Standing.NO_VALUE)
    if target is None:
        return Rated(Standing.NO_TARGET)
    value = as_printed(figure.value, decimals)
    distance = distance_from(value, target)
    if figure.denominator is not None and figure.denominator < target.minimum_denominator:
        return Rated(Standing.TOO_FEW, distance)
    missed_by = shortfall(value, target)
    if missed_by == 0:
        return Rated(Standing.ON_TARGET, distance)
    return Rated(Standing.NEAR_TARGET if missed_by <= target.tolerance else Standing.OFF_TARGET, distance)


def movement(
    value: Decimal | None,
    before: Decimal | None,
    *,
    direction: str,
    target: TargetTerms | None,
    decimals: int,
) -> Movement | None:
    """Return how a value moved from the one before, as printed; None where either is missing.

    Nearer to a band is better. With neither direction, without a band, and between two places as near to the
    band as each other, a figure only rises or falls.
    """
    if value is None or before is None:
        return None
    now, then = as_printed(value, decimals), as_printed(before, decimals)
    if now == then:
        return Movement.UNCHANGED
    if direction == "band" and target is not None:
        missed_now, missed_then = shortfall(now, target), shortfall(then, target)
        if missed_now == missed_then:
            return Movement.ROSE if now > then else Movement.FELL
        return Movement.IMPROVED if missed_now < missed_then else Movement.WORSENED
    if direction in ("higher", "lower"):
        return Movement.IMPROVED if (now > then) == (direction == "higher") else Movement.WORSENED
    return Movement.ROSE if now > then else Movement.FELL
