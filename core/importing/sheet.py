"""One sheet of a spreadsheet as plain values, with the places that a message can point to."""

import datetime as dt
from dataclasses import dataclass

Value = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
Place = tuple[int, int]
"""Row and column, both counted from 0."""


@dataclass(frozen=True)
class Limits:
    """How large a file may be: rows and columns of a sheet, bytes and parts of the workbook once unpacked.

    `holds` is what messages call what such a file holds: "plan".
    """

    holds: str
    rows: int
    columns: int = 100
    unpacked: int = 150 * 1024 * 1024
    parts: int = 2_000


@dataclass(frozen=True)
class Sheet:
    """The cells from A1 on, "" where there is nothing. `formulas` holds the places of formulas without a value.

    `merged` gives the first and the last place of each group of merged cells: the value stands in the first.
    `percents` holds the places of numbers that are shown as percentages: 0.846 there is read as 84.6% by people.
    `errors` holds those of errors such as #N/A, where `rows` has "".
    """

    name: str
    rows: tuple[tuple[Value, ...], ...]
    formulas: frozenset[Place] = frozenset()
    merged: tuple[tuple[Place, Place], ...] = ()
    percents: frozenset[Place] = frozenset()
    errors: frozenset[Place] = frozenset()

    def at(self, row: int, column: int) -> Value:
        """Return what stands in a cell; "" beyond the last one."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else ""

    def merged_around(self, place: Place) -> tuple[Place, Place] | None:
        """Return the merged cells that cover `place` without being its own, or None."""
        row, column = place
        for first, last in self.merged:
            if place != first and first[0] <= row <= last[0] and first[1] <= column <= last[1]:
                return first, last
        return None


def trimmed(rows: list[list[Value]]) -> tuple[tuple[Value, ...], ...]:
    """Return the rows without the blank ones at the end and the blank columns at the right."""
    while rows and all(is_blank(value) for value in rows[-1]):
        rows.pop()
    width = 0
    for row in rows:
        # From the right, and no farther than the widest row so far: most rows are looked at in one cell.
        last = len(row)
        while last > width and is_blank(row[last - 1]):
            last -= 1
        width = max(width, last)
    return tuple(tuple(row[:width]) for row in rows)


def is_blank(value: Value) -> bool:
    """Whether nothing stands in the cell, or nothing but space."""
    return isinstance(value, str) and not value.strip()


def is_number(value: Value) -> bool:
    """Whether a cell holds a number; yes and no are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def column_name(column: int) -> str:
    """Return the letters of a column: A for 0, AA for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Return what a spreadsheet calls a cell: B7 for row 6 and column 1."""
    return f"{column_name(column)}{row + 1}"


def place_of(name: str) -> Place:
    """Return row and column of a cell's name; raises ValueError for none."""
    letters = name.rstrip("0123456789")
    digits = name[len(letters) :]
    if not digits or not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        raise ValueError(name)
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1
