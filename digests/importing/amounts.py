"""Reads one cell of figures as councils write them: a number, a percentage, 41/52, a sign that stands for none."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from core.importing.cells import CellTrouble, words_of
from core.importing.sheet import Value
from digests.rating import STORED_PLACES
from digests.typed import says_no_value, says_suppressed

NUMBER = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|[+-]?\.[0-9]+"
PLAIN = re.compile(rf"({NUMBER})\s*(%)?")
RATIO = rf"({NUMBER})\s*(?:/|÷|of|out of)\s*({NUMBER})"
IN_TWO = re.compile(RATIO, re.IGNORECASE)
# "41/52 (78.8%)", "41/52 = 78.8%", "78.8% (41/52)".
IN_TWO_AND_VALUE = re.compile(rf"{RATIO}\s*[(=]\s*({NUMBER})\s*%?\s*\)?", re.IGNORECASE)
VALUE_AND_IN_TWO = re.compile(rf"({NUMBER})\s*%?\s*[(\[]\s*{RATIO}\s*[)\]]", re.IGNORECASE)
TOO_SMALL_TO_SHOW = re.compile(r"(?:<|≤|<=|under|fewer than|less than)\s*[0-9]{1,2}", re.IGNORECASE)
# The marks of footnotes behind a number: an asterisk or a dagger, (1), [p], ¹; and those of the statistical service
# without brackets: 84.6p. A number of two figures in brackets may say how many there were, so it is no mark.
MARK = re.compile(r"\s*(\*+|[†‡§#]+|\([0-9a-z]\)|\[(?:note )?[0-9a-z]{1,2}\]|[¹²³⁴-⁹]+)\s*$", re.IGNORECASE)
BARE_MARK = re.compile(r"(?<=[0-9%])\s?([pre])$", re.IGNORECASE)
IN_BRACKETS = re.compile(r"[(\[]([cxz])[)\]]", re.IGNORECASE)
# Nothing yet: the same as an empty cell.
AWAITED = frozenset(
    "tbc|tba|awaited|awaiting data|pending|not available|not yet available|no data".split("|")
)
PROVISIONAL = "provisional"
ONE = Decimal(1)
LARGEST = Decimal(10) ** 10
"""What the database keeps of a figure lies below this."""


@dataclass(frozen=True)
class Amount:
    """What a cell of figures says. `is_percent` where it shows a percentage; `mark` is the footnote mark behind it."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_suppressed: bool = False
    has_no_value: bool = False
    is_percent: bool = False
    mark: str = ""
    quality: str = ""

    @property
    def is_number(self) -> bool:
        return self.value is not None or self.numerator is not None


SUPPRESSED = Amount(is_suppressed=True)
NO_VALUE = Amount(has_no_value=True)


def amount_of(value: Value, *, is_percent: bool = False) -> Amount | None:
    """Return what a cell says, None for one whose figure is still awaited.

    `is_percent` for a number that the sheet shows as a percentage. Raises CellTrouble for what is no figure.
    """
    if isinstance(value, bool):
        raise CellTrouble("Yes or no is not a figure: enter a number, or c for a suppressed one")
    if isinstance(value, int | float):
        return Amount(_decimal(value, is_percent), is_percent=is_percent)
    if isinstance(value, dt.date):
        raise CellTrouble(
            f"The cell holds a date, {value:%-d %B %Y}. A fraction such as 4/5 becomes one when it is typed: put an "
            "apostrophe before it"
        )
    return _from_words(words_of(value))


def number_of(value: Value) -> Decimal | None:
    """Return the one number that a cell of numerators or denominators says; None where it says none yet."""
    amount = amount_of(value)
    if amount is None:
        return None
    if amount.is_percent or amount.value is None:
        raise CellTrouble(f"“{words_of(value)[:40]}” is not one number")
    return amount.value


def _decimal(number: float, is_percent: bool) -> Decimal:
    exact = Decimal(number) if isinstance(number, int) else Decimal(repr(number))
    if not exact.is_finite() or abs(exact) >= LARGEST:
        raise CellTrouble("The number is too large to be a figure")
    return stored(exact.scaleb(2) if is_percent else exact)


def stored(number: Decimal) -> Decimal:
    """Return a number as it is kept: to four places, without the zeros that nobody typed."""
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        number = number.quantize(STORED_PLACES, ROUND_HALF_UP)
    # A whole number in a spreadsheet is a float: 85.0 has no place after the point.
    return number.quantize(ONE) if number == number.to_integral_value() else number.normalize()


def _from_words(words: str) -> Amount | None:
    if says_suppressed(words) or TOO_SMALL_TO_SHOW.fullmatch(words):
        return SUPPRESSED
    if says_no_value(words):
        return NO_VALUE
    if words.casefold() in AWAITED:
        return None
    shorthand = IN_BRACKETS.fullmatch(words)
    if shorthand is not None:
        return SUPPRESSED if shorthand[1].casefold() == "c" else NO_VALUE
    for bare, mark in (words, ""), _without_mark(words):
        found = _number_in(bare, mark)
        if found is not None:
            return found
    raise CellTrouble(
        f"“{words[:40]}” is not a figure: enter a number, c for a suppressed one, n/a where there is none, or nothing"
    )


def _without_mark(words: str) -> tuple[str, str]:
    found = MARK.search(words) or BARE_MARK.search(words)
    return (words[: found.start()], found[1]) if found else (words, "")


def _number_in(words: str, mark: str) -> Amount | None:
    quality = PROVISIONAL if mark.strip("[]()").casefold() == "p" else ""
    if found := PLAIN.fullmatch(words):
        return Amount(_written(found[1]), is_percent=found[2] is not None, mark=mark, quality=quality)
    if found := IN_TWO.fullmatch(words):
        return Amount(None, _written(found[1]), _written(found[2]), mark=mark, quality=quality)
    if found := IN_TWO_AND_VALUE.fullmatch(words):
        numerator, denominator, said = found.groups()
    elif found := VALUE_AND_IN_TWO.fullmatch(words):
        said, numerator, denominator = found.groups()
    else:
        return None
    return Amount(
        _written(said),
        _written(numerator),
        _written(denominator),
        is_percent="%" in words,
        mark=mark,
        quality=quality,
    )


def _written(words: str) -> Decimal:
    number = Decimal(words.replace(",", ""))
    if abs(number) >= LARGEST:
        raise CellTrouble("The number is too large to be a figure")
    # The places that were typed say how closely it was rounded: 84.0% is not 84%.
    exponent = number.as_tuple().exponent
    return (
        number.quantize(STORED_PLACES, ROUND_HALF_UP)
        if isinstance(exponent, int) and exponent < -4
        else number
    )
