"""Finds the row of headings in a sheet and guesses which column says what."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.days import day_from_words
from core.importing.columns import Column, Table, plain
from core.importing.sheet import Sheet, Value, column_name, is_blank
from core.refusals import Refusal

ROWS_LOOKED_AT = 20
LONGEST_HEADING = 120


@dataclass(frozen=True)
class Headings:
    """The row of headings of a sheet: which row it is, and the words by column."""

    row: int
    words: Mapping[int, str]

    @property
    def doubled(self) -> list[str]:
        """The headings that stand there more than once, with where."""
        counted = Counter(plain(each) for each in self.words.values())
        return [
            f"“{words}” in " + " and ".join(column_name(other) for other in self._columns_of(words))
            for column, words in self.words.items()
            if counted[plain(words)] > 1 and column == self._columns_of(words)[0]
        ]

    def _columns_of(self, words: str) -> list[int]:
        return [column for column, other in self.words.items() if plain(other) == plain(words)]

    def digest(self, table: Table) -> str:
        """Return what is the same for every sheet of this kind with these headings in this order."""
        joined = "\n".join(
            (table.key, *(f"{place} {plain(self.words[place])}" for place in sorted(self.words)))
        )
        return hashlib.sha256(joined.encode()).hexdigest()


def headings_of(sheet: Sheet, table: Table) -> Headings:
    """Return the row of headings: the one that names most of the table's columns, else the first that could be one.

    Raises Refusal on `file` when no row near the top looks like headings.
    """
    looked_at = range(min(ROWS_LOOKED_AT, len(sheet.rows)))
    best = max(looked_at, key=lambda row: (_known(sheet.rows[row], table), -row))
    if _known(sheet.rows[best], table) < 2:
        first = next((row for row in looked_at if _could_be_headings(sheet.rows[row])), None)
        if first is None:
            raise Refusal(
                f"The sheet “{sheet.name}” has no row of headings. Put the name of each column above it, as in the "
                "template, and choose the file again",
                field="file",
            )
        best = first
    words = {place: _words(value) for place, value in enumerate(sheet.rows[best]) if not is_blank(value)}
    return Headings(best, words)


def guessed(headings: Headings, table: Table) -> dict[str, int]:
    """Return the column that each key most likely stands in. A heading that stands twice is left to the person."""
    counted = Counter(plain(words) for words in headings.words.values())
    by_words = {
        plain(words): column for column, words in headings.words.items() if counted[plain(words)] == 1
    }
    found: dict[str, int] = {}
    # Each column is asked for by its own name first: a synonym never takes what another one is called.
    for names in (_own_name, _other_names):
        for column in table.columns:
            for name in names(column):
                place = by_words.get(name)
                if place is not None and column.key not in found and place not in found.values():
                    found[column.key] = place
    return found


def best_sheet(sheets: Sequence[Sheet], table: Table) -> Sheet:
    """Return the sheet that names most columns of the table; the first of equals."""
    return max(sheets, key=lambda sheet: max(_known(row, table) for row in sheet.rows[:ROWS_LOOKED_AT]))


def companion(sheets: Sequence[Sheet], table: Table, *, beside: Sheet) -> Sheet | None:
    """Return another sheet of the file that has everything that `table` requires, or None."""
    for sheet in sheets:
        named = max(_known(row, table) for row in sheet.rows[:ROWS_LOOKED_AT])
        if sheet.name == beside.name or named < 2:
            continue
        if not table.lacking(guessed(headings_of(sheet, table), table)):
            return sheet
    return None


def _own_name(column: Column) -> tuple[str, ...]:
    return (plain(column.heading),)


def _other_names(column: Column) -> tuple[str, ...]:
    return tuple(plain(each) for each in column.also)


def _known(row: Sequence[Value], table: Table) -> int:
    """Return how many columns of the table a row names."""
    words = {plain(value) for value in row if isinstance(value, str)}
    return sum(
        1
        for column in table.columns
        if words & {plain(column.heading), *(plain(each) for each in column.also)}
    )


def _could_be_headings(row: Sequence[Value]) -> bool:
    filled = [value for value in row if not is_blank(value)]
    return len(filled) > 1 and all(_could_be_a_heading(value) for value in filled)


def _could_be_a_heading(value: Value) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_HEADING and day_from_words(value) is None


def _words(value: Value) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else " ".join(str(value).split())
