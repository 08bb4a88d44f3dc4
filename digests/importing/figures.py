"""What a file says of one indicator and month, and whether that can be a figure of it at all."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from core.importing.names import Register
from digests.importing.amounts import LARGEST
from digests.rating import PER_UNIT, value_of

PERCENT = "percent"
HALF = Decimal("0.5")
NEEDS_A_NOTE = frozenset({"incomplete", "doubtful"})
UNITS_IN_WORDS = {
    "percent": "a percentage", "rate": "a rate per 10,000", "count": "a count", "days": "a number of days",
    "score": "a score",
}  # fmt: skip


class Spot(NamedTuple):
    """Where a figure belongs: indicator by its key, month by its first day, and the part of the council, if any."""

    indicator: int
    month: dt.date
    dimension: str = ""
    group: str = ""


class Numbers(NamedTuple):
    """A figure as it is kept: the numbers, or that there are none, and why."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    is_suppressed: bool = False


class Quality(NamedTuple):
    """How far a figure can be trusted, "" for a sound one, and what is wrong with it."""

    flag: str = ""
    note: str = ""


SOUND = Quality()


class SaidFigure(NamedTuple):
    """A figure as a file says it, and where: `cell` is the one that messages point to.

    `is_percent` where it was shown as a percentage; `quality` is None where the file has no word of it.
    """

    sheet: str
    row: int
    cell: str
    spot: Spot
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    is_suppressed: bool = False
    has_no_value: bool = False
    is_percent: bool = False
    quality: Quality | None = None


class Standing(NamedTuple):
    """The figure that stands already; `version` counts those that were taken back, too. Without `key` none stands."""

    key: int | None
    version: int
    numbers: Numbers
    quality: Quality
    problem: str = ""


class Limits(NamedTuple):
    """Between what the figures of an indicator lie as things stand."""

    lower: Decimal
    upper: Decimal


@dataclass(frozen=True)
class KnownIndicator:
    """What a file's figures are held against: its unit (and earlier ones, by the day before which they held).

    `last_month` is the last one that is reported, where it was retired; `limits` hold from a month on, latest first.
    """

    key: int
    code: str
    title: str
    unit: str
    decimals: int = 1
    earlier_units: tuple[tuple[dt.date, str], ...] = ()
    last_month: dt.date | None = None
    limits: tuple[tuple[dt.date, Limits | None], ...] = ()

    @property
    def name(self) -> str:
        return f"{self.code} {self.title}"

    def unit_in(self, month: dt.date) -> str:
        """Return the unit in which a month was measured."""
        return next((unit for until, unit in self.earlier_units if month < until), self.unit)

    def limits_in(self, month: dt.date) -> Limits | None:
        """Return the control limits of a month; before the first ones, those."""
        found = (limits for first, limits in self.limits if month >= first)
        return next(found, self.limits[-1][1] if self.limits else None)


@dataclass(frozen=True)
class KnownDigest:
    """The council's indicators by key, how they can be named, and the figures that were ever given for them."""

    indicators: Mapping[int, KnownIndicator]
    register: Register
    standing: Mapping[Spot, Standing] = field(default_factory=dict)


class Impossible(ValueError):
    """Why the numbers of a cell cannot be a figure of the indicator, in words."""


def figure_in(said: SaidFigure, unit: str) -> Numbers:
    """Return the figure that a file says; raises Impossible for one that cannot be in `unit`."""
    if said.is_suppressed:
        return Numbers(is_suppressed=True)
    if said.has_no_value:
        return Numbers()
    for what, number in (("numerator", said.numerator), ("denominator", said.denominator)):
        if number is not None and not 0 <= number < LARGEST:
            raise Impossible(f"The {what} {number} must be 0 or more")
    if said.is_percent and unit != PERCENT:
        raise Impossible(f"The cell shows a percentage, and the indicator is {UNITS_IN_WORDS[unit]}")
    _check_value(said.value, unit)
    if unit == "count" or (said.denominator is None and unit not in PER_UNIT):
        return _counted(said)
    return _over_a_denominator(said, unit)


def _check_value(value: Decimal | None, unit: str) -> None:
    if value is None:
        return
    if value < 0:
        what = f"{UNITS_IN_WORDS[unit]} is never below 0"
        raise Impossible(f"{value} is below 0, and {what}")
    if value >= LARGEST:
        raise Impossible(f"{value} is too large to be a figure")
    if unit == PERCENT and value > 100:
        raise Impossible(f"{value} is over 100, and a percentage of those counted never is")


def _counted(said: SaidFigure) -> Numbers:
    """A plain number: what stands as value or as numerator says the same."""
    numerator = said.value if said.numerator is None else said.numerator
    if numerator is None:
        raise Impossible("The denominator stands alone: enter the figure")
    _agree(said.value, numerator)
    denominator = said.denominator or None
    return Numbers(numerator, denominator, numerator)


def _over_a_denominator(said: SaidFigure, unit: str) -> Numbers:
    numerator, denominator, value = said.numerator, said.denominator, said.value
    if numerator is None or denominator is None:
        if value is not None:
            # The one number that is there without the other cannot be kept, and need not be: the value stands alone.
            return Numbers(value=value) if unit in PER_UNIT else Numbers(value, None, value)
        lacks, has = ("numerator", "denominator") if numerator is None else ("denominator", "numerator")
        raise Impossible(f"The {has} stands alone: enter the {lacks}, or the value")
    if unit == PERCENT and numerator > denominator:
        raise Impossible(f"The numerator {numerator} is larger than the denominator {denominator}")
    comes_to = value_of(unit, numerator, denominator)
    if comes_to is None:
        if value:
            raise Impossible(f"Over a denominator of 0 there is no value, and the file says {value}")
        return Numbers(numerator, denominator)
    if comes_to >= LARGEST:
        raise Impossible("The value that these numbers come to is too large to be one")
    _agree(value, comes_to, of=f"{numerator} of {denominator} come to")
    return Numbers(numerator, denominator, comes_to)


def _agree(value: Decimal | None, comes_to: Decimal, of: str = "the numerator says") -> None:
    """Raise Impossible where a value is not `comes_to`, rounded to as many places as the value has."""
    if value is None or rounds_to(comes_to, value):
        return
    hint = ""
    if rounds_to(comes_to, value.scaleb(2)):
        hint = ". It looks like a part of 1: show it as a percentage"
    raise Impossible(f"The value {value} disagrees with its own numbers: {of} {plain(comes_to)}{hint}")


def rounds_to(exact: Decimal, rounded: Decimal) -> bool:
    """Whether `rounded` is `exact` with fewer places; of halves both ways are accepted."""
    exponent = rounded.as_tuple().exponent
    places = max(int(exponent), -4) if isinstance(exponent, int) else 0
    return abs(exact - rounded) <= HALF.scaleb(min(places, 0))


def plain(number: Decimal) -> str:
    """Return a number without zeros that say nothing."""
    return (
        f"{number:,f}".rstrip("0").rstrip(".") if number != number.to_integral_value() else f"{number:,.0f}"
    )


def in_words(numbers: Numbers) -> str:
    """Return a figure as people read it: "41 of 52 (78.8462)", "78.8", "suppressed", "no value"."""
    if numbers.is_suppressed:
        return "suppressed"
    value = "no value" if numbers.value is None else plain(numbers.value)
    if numbers.numerator is None or numbers.denominator is None:
        return value
    return f"{plain(numbers.numerator)} of {plain(numbers.denominator)} ({value})"


def is_same(said: Numbers, kept: Numbers) -> bool:
    """Whether a figure says nothing else than the one that stands.

    A value alone, without the numbers behind it, only says that much of a figure whose numbers are known.
    """
    if said == kept:
        return True
    if (
        said.numerator is None
        and said.value is not None
        and kept.numerator is not None
        and kept.value is not None
    ):
        return rounds_to(kept.value, said.value)
    return False
