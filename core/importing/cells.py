"""Reads one cell as what its column says it is: words, a day, money, a number, a name, names."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from core.days import EARLIEST, LATEST, day_from_words
from core.importing.columns import Column, Meaning, Reads
from core.importing.names import Register
from core.importing.sheet import Value

# Excel counts days from here; five figures are the days from 1954 to 2173.
SERIAL_ZERO = dt.date(1899, 12, 30)
SERIALS = range(20_000, 100_000)
TWO_FIGURE_YEARS = ("%d %b %y", "%d %B %y")
WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[\s,]+", re.IGNORECASE)
MIDNIGHT = re.compile(r"[T\s]+00:00(:00(\.0+)?)?$")
MOST_POUNDS = Decimal(10) ** 10


REPEATED = frozenset({Reads.DAY, Reads.NAME, Reads.NAMES})


class CellTrouble(ValueError):
    """What is wrong with a cell, in words that follow its name."""


@dataclass(frozen=True)
class Reading:
    """How cells are read: the registers in which names are looked up, by the name that the columns give them."""

    registers: Mapping[str, Register]
    _known: dict[tuple[str, Reads, str], dict[Value, Meaning]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def meaning_of(self, column: Column, value: Value) -> Meaning:
        """Return what a cell that is not blank says; raises CellTrouble with what to do about it."""
        if column.reader is not None:
            return column.reader(column, value)
        if column.reads not in REPEATED or not isinstance(value, str | dt.date):
            return self._meaning_of(column, value)
        # A file of readings says the same few names and days in each of its rows.
        known = self._known.setdefault((column.heading, column.reads, column.register), {})
        if value not in known:
            known[value] = self._meaning_of(column, value)
        return known[value]

    def _meaning_of(self, column: Column, value: Value) -> Meaning:
        words = words_of(value)
        if column.reads is Reads.DAY:
            return day_of(column, value)
        if column.reads is Reads.MONEY:
            return money_of(column, words)
        if column.reads is Reads.NUMBER:
            return number_of(column, words)
        if column.reads in (Reads.NAME, Reads.NAMES):
            return self._named(column, words)
        if len(words) > column.longest:
            raise CellTrouble(
                f"{column.heading} has {len(words)} characters and must be {column.longest} or fewer: shorten it"
            )
        return words

    def _named(self, column: Column, words: str) -> Meaning:
        register = self.registers.get(column.register)
        if register is None:
            return words
        names = register.split(words) if column.reads is Reads.NAMES else [words]
        found = {name: register.find(name) for name in names}
        unknown = [name for name, entry in found.items() if entry is None]
        if unknown:
            raise CellTrouble("; ".join(register.trouble_with(name) for name in unknown[:3]))
        keys = [entry.key for entry in found.values() if entry is not None]
        return frozenset(keys) if column.reads is Reads.NAMES else keys[0]


def words_of(value: Value) -> str:
    """Return a cell as words: whole numbers without a point, line breaks of one kind, no control characters."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.date):
        return f"{value:%-d %B %Y}"
    plain_breaks = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in plain_breaks if sign >= " " or sign in "\n\t").strip()


def day_of(column: Column, value: Value) -> dt.date:
    """Return the day in a cell: a date, a text such as 16/12/2026 or 16 December 2026, or Excel's count of days."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    words = words_of(value)
    day = _day_from_serial(words) or _day_from_text(words)
    if day is None or not EARLIEST <= day <= LATEST:
        raise CellTrouble(f"{column.heading} must be a real date, such as 16/12/2026, and not “{words[:40]}”")
    return day


def _day_from_serial(words: str) -> dt.date | None:
    if re.fullmatch(r"[0-9]{5}(\.0+)?", words) and int(float(words)) in SERIALS:
        return SERIAL_ZERO + dt.timedelta(days=int(float(words)))
    return None


def _day_from_text(words: str) -> dt.date | None:
    bare = MIDNIGHT.sub("", WEEKDAY.sub("", words))
    spaced = " ".join(re.sub(r"[-./,]", " ", bare).split())
    for written in (bare, re.sub(r"[-.]", "/", bare), spaced):
        day = day_from_words(written)
        if day is not None:
            return day
    for pattern in TWO_FIGURE_YEARS:
        try:
            return dt.datetime.strptime(spaced, pattern).date()  # noqa: DTZ007  a calendar day has no zone
        except ValueError:
            continue
    return None


def money_of(column: Column, words: str) -> Decimal:
    """Return pounds, with or without the sign, commas and pence."""
    try:
        amount = Decimal(re.sub(r"[£,\s]", "", words))
        if not amount.is_finite():
            raise InvalidOperation
        whole = amount.quantize(Decimal("0.01"))
    except InvalidOperation:
        raise CellTrouble(
            f"{column.heading} must be an amount in pounds, such as 12000, and not “{words[:40]}”"
        ) from None
    if not 0 <= whole < MOST_POUNDS:
        raise CellTrouble(f"{column.heading} must be between 0 and {MOST_POUNDS:,} pounds")
    return whole


def number_of(column: Column, words: str) -> int:
    """Return a whole number from 1 to 32,000."""
    if not re.fullmatch(r"[0-9]{1,5}", words) or not 1 <= int(words) <= 32_000:
        raise CellTrouble(f"{column.heading} must be a whole number such as 1, and not “{words[:40]}”")
    return int(words)
