"""Spoils made-up rows as real ones are spoilt: faults that must be found, and drift that must not matter."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from digests.annex_a.cells import UNBORN, Trouble, Value
from digests.annex_a.generator.stories import Row
from digests.annex_a.lists import ChildList, Column, Reads


@dataclass(frozen=True)
class Fault:
    """A fault that was put into a sheet: `row` as the sheet counts, 0 where it is the whole list's or column's."""

    list_number: int
    trouble: Trouble
    column: str = ""
    row: int = 0


Spoilt = tuple[Trouble, str] | None
"""What is now wrong with a row, and in which column; None where this list has no room for such a fault."""

Spoil = Callable[[Row, ChildList, dt.date], Spoilt]


def _puts(trouble: Trouble, reads: Reads, value: Value, *, least: int = 0) -> Spoil:
    """Return what puts `value` into the first column that holds such things."""

    def spoil(row: Row, of: ChildList, ref: dt.date) -> Spoilt:
        for column in of.columns:
            if column.reads is reads and column.least >= least and column.key != "born":
                row[column.key] = value
                return trouble, column.key
        return None

    return spoil


def _puts_tomorrow(row: Row, of: ChildList, ref: dt.date) -> Spoilt:
    return _puts(Trouble.IN_FUTURE, Reads.DAY, ref + dt.timedelta(days=1))(row, of, ref)


def _forgets_birth(row: Row, of: ChildList, ref: dt.date) -> Spoilt:
    if row.get("age") in (None, UNBORN):
        return None
    row["born"] = None
    return Trouble.BLANK, "born"


def _forgets_name(row: Row, of: ChildList, ref: dt.date) -> Spoilt:
    row[of.columns[0].key] = None
    return Trouble.BLANK, of.columns[0].key


def _ends_first(row: Row, of: ChildList, ref: dt.date) -> Spoilt:
    for earlier, later in of.follows:
        start, born = row[earlier], row.get("born")
        if isinstance(start, dt.date) and (not isinstance(born, dt.date) or abs((start - born).days) > 1):
            row[later] = start - dt.timedelta(days=1)
            return Trouble.ENDS_FIRST, later
    return None


def _precedes_birth(row: Row, of: ChildList, ref: dt.date) -> Spoilt:
    born = row.get("born")
    if not isinstance(born, dt.date) or row["age"] == UNBORN:
        return None
    if of.in_care_only:
        key = "health" if "health" in row else "decided"
        row[key] = born - dt.timedelta(days=1)
        return Trouble.BEFORE_BIRTH, key
    key = next((each.key for each in of.columns if each.reads is Reads.DAY and each.key != "born"), "")
    if key:
        row[key] = born - dt.timedelta(days=281)
    return (Trouble.LONG_BEFORE_BIRTH, key) if key else None


SPOILS: tuple[Spoil, ...] = (
    _forgets_birth,
    _forgets_name,
    _ends_first,
    _precedes_birth,
    _puts_tomorrow,
    _puts(Trouble.ERROR, Reads.DAY, "#N/A"),
    _puts(Trouble.NOT_A_DAY, Reads.DAY, "31/02/2026"),
    _puts(Trouble.NOT_A_CODE, Reads.CODE, "qqqq"),
    _puts(Trouble.NEGATIVE, Reads.COUNT, -2),
    _puts(Trouble.NOT_A_COUNT, Reads.COUNT, "two"),
    _puts(Trouble.TOO_FEW, Reads.COUNT, 0, least=1),
    _puts(Trouble.NOT_AN_AGE, Reads.AGE, "toddler"),
)


def drifted(column: Column, value: Value | None, rng: Random) -> Value | None:
    """Return a cell as some system writes it: a day as text, a code by its letter or its words, an age with a point."""
    way = rng.randrange(8)
    if isinstance(value, dt.date):
        as_text = (f"{value:%d/%m/%Y}", f"{value:%Y-%m-%d}", f"{value:%d/%m/%Y} 00:00:00")
        return as_text[way] if way < len(as_text) else value
    if column.reads is Reads.AGE and isinstance(value, int) and value >= 0:
        return value + 0.75 if way == 0 else f"{value}.0" if way == 1 else value
    if column.reads is Reads.CODE and isinstance(value, str) and column.codes is not None:
        return _drifted_code(column, value, way)
    return f"  {value} " if isinstance(value, str) and way == 0 else value


def _drifted_code(column: Column, value: str, way: int) -> str:
    letter, bracket, words = value.partition(") ")
    shorter = {
        0: words or value,
        1: letter,
        2: f"{letter.upper()}){words.lower()}" if bracket else value.lower(),
    }
    written = shorter.get(way, value)
    # Some codes are told apart by their letter alone ("Individual"), and one letter stands for two codes.
    is_same = column.codes is not None and column.codes.key_of(written) == column.codes.key_of(value)
    return f"{written} " if is_same else value


def drifted_heading(column: Column, rng: Random) -> str:
    """Return a heading as it is met in the wild: other capitals, quotes, spaces or brackets, or a shorter form."""
    heading = column.heading
    return rng.choice(
        (
            heading.upper(),
            heading.lower(),
            f"{heading} ",
            f" {heading.replace('’', chr(39)).replace('‘', chr(39))}",
            heading.replace("'", "’").replace(" ", "  "),
            heading.replace(")", "))"),
            column.also[-1] if column.also else heading,
        )
    )
