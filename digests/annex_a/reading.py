"""Reads the rows of each list into columns of plain meanings: days as ordinals, codes as their keys, counts.

A column is read by its different cells, of which there are few: each is understood once, however often it occurs.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from core.importing.sheet import column_name
from digests.annex_a.cells import Meaning, Trouble, Value, name_of, read_cell, unusable
from digests.annex_a.findings import Findings
from digests.annex_a.headings import Layout, find_lists
from digests.annex_a.lists import LISTS, ChildList, Column, Reads

Sheets = Mapping[str, Sequence[Sequence[Value]]]


@dataclass(frozen=True)
class Rows:
    """The rows of one list as columns of one length; `numbers` are the rows' numbers in the sheet, from 1.

    A column of free words is there and stays blank: nothing is made of it.
    """

    of: ChildList
    numbers: Sequence[int]
    columns: Mapping[str, Sequence[Meaning]]

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def _blank(self) -> Sequence[Meaning]:
        return [None] * len(self)

    def get(self, key: str) -> Sequence[Meaning]:
        """Return a column; one that the sheet lacks is blank throughout."""
        return self.columns.get(key, self._blank)

    def numbers_of(self, key: str) -> Sequence[int | None]:
        """Return a column of days, counts or ages."""
        return cast("Sequence[int | None]", self.get(key))

    def codes_of(self, key: str) -> Sequence[str | None]:
        """Return a column of codes."""
        return cast("Sequence[str | None]", self.get(key))


Lists = Mapping[int, Rows]


def read_lists(sheets: Sheets, *, extract_on: dt.date, findings: Findings) -> dict[int, Rows]:
    """Return the lists found in `sheets` by number, and note in `findings` what is missing or cannot be read."""
    found = find_lists(sheets)
    for number in found.twice:
        findings.of_list(number, Trouble.LIST_TWICE)
    for each in LISTS:
        if each.number not in found.layouts:
            findings.of_list(each.number, Trouble.MISSING_LIST)
    last, days = extract_on.toordinal(), dict[Value, Meaning | Trouble]()
    return {
        number: _Reader(layout, last, findings, days).rows(sheets[layout.sheet])
        for number, layout in found.layouts.items()
    }


@dataclass(frozen=True)
class _Reader:
    """Reads one list, as it is laid out, up to the day `last`; `days` are those that were understood already."""

    layout: Layout
    last: int
    findings: Findings
    days: dict[Value, Meaning | Trouble]

    def rows(self, sheet: Sequence[Sequence[Value]]) -> Rows:
        of = self.layout.of
        self._note_columns()
        numbers, rows, single = _filled(sheet, self.layout.row + 1)
        self.findings.of_rows(of.number, Trouble.NOT_A_ROW, "", single)
        if not rows:
            self.findings.of_list(of.number, Trouble.NO_ROWS)
        columns: dict[str, Sequence[Meaning]] = {}
        for key, place in self.layout.places.items():
            column = of.column(key)
            is_read = column.reads is not Reads.WORDS
            columns[key] = (
                self._column(column, numbers, [row[place] for row in rows]) if is_read else [None] * len(rows)
            )
        return Rows(of, numbers, columns)

    def _note_columns(self) -> None:
        number = self.layout.of.number
        for heading in self.layout.missing:
            self.findings.of_list(number, Trouble.MISSING_COLUMN, heading)
        for heading in self.layout.doubled:
            self.findings.of_list(number, Trouble.DOUBLED_COLUMN, heading)
        for place in self.layout.unknown:
            self.findings.of_list(number, Trouble.UNKNOWN_COLUMN, f"column {column_name(place)}")

    def _column(self, column: Column, numbers: Sequence[int], cells: Sequence[Value]) -> Sequence[Meaning]:
        read = self._understood(column, set(cells))
        troubles = {cell: meaning for cell, meaning in read.items() if isinstance(meaning, Trouble)}
        for trouble in set(troubles.values()):
            amiss = (row for row, cell in zip(numbers, cells, strict=True) if troubles.get(cell) is trouble)
            self.findings.of_rows(self.layout.of.number, trouble, column.heading, amiss)
        instead = unusable(column)
        read |= dict.fromkeys(troubles, instead)
        meanings = cast("dict[Value, Meaning]", read)
        return [meanings[cell] for cell in cells]

    def _understood(self, column: Column, cells: set[Value]) -> dict[Value, Meaning | Trouble]:
        if column.reads is Reads.NAME:
            return {cell: name_of(cell) for cell in cells}
        # A birth may lie ahead, other days may not: it is read by itself.
        known = self.days if column.reads is Reads.DAY and column.key != "born" else {}
        known |= {cell: read_cell(column, cell, last=self.last) for cell in cells.difference(known)}
        return {cell: known[cell] for cell in cells}


def _filled(
    sheet: Sequence[Sequence[Value]], begins: int
) -> tuple[list[int], list[Sequence[Value]], list[int]]:
    """Return the numbers and cells of the rows that hold more than one cell, and the numbers of those with one."""
    numbers, rows, single = [], [], []
    for number, row in enumerate(sheet[begins:], begins + 1):
        holds = len(row) - row.count("")
        if holds > 1:
            numbers.append(number)
            rows.append(row)
        elif holds:
            single.append(number)
    return numbers, rows, single
