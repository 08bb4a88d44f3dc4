"""Makes Annex A workbooks of any size from a seed, clean or as councils send them; nobody in them exists."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import BinaryIO

from openpyxl import Workbook

from digests.annex_a.cells import Trouble, Value
from digests.annex_a.generator.dirt import SPOILS, Fault, drifted, drifted_heading
from digests.annex_a.generator.stories import Row, told
from digests.annex_a.lists import ADOPTERS, CARE_LEAVERS, EARLY_HELP, LISTS, REFERRALS, ChildList

SHARES = {1: 25, 2: 12, 3: 14, 4: 14, 5: 7, 6: 12, 7: 5, 8: 5, 9: 3, 10: 1, 11: 2}
"""How many rows of a hundred each list has."""

UNTITLED = "Sheet"
LEFT_OUT = EARLY_HELP
SPOIL_EVERY = 3
FRONT_SHEET = (("Annex A: child-level lists",), ("A made-up council, for tests and demonstration",))


@dataclass
class Made:
    """What was made: the identifiers of the people in it, how many rows, and the faults that were put in."""

    names: list[str] = field(default_factory=list)
    rows: int = 0
    faults: list[Fault] = field(default_factory=list)


def make_workbook(
    file: BinaryIO | str, *, rows: int, seed: int, extract_on: dt.date, dirty: bool = False
) -> Made:
    """Write a workbook with about `rows` rows over the eleven lists (each has one at least), and say what is in it."""
    rng = Random(f"{seed} {rows} {dirty}")  # noqa: S311  nothing secret depends on it
    book, made = Workbook(write_only=True), Made()
    front = book.create_sheet("Front_Sheet")
    for line in FRONT_SHEET:
        front.append(line)
    for of in LISTS:
        if dirty and of is LEFT_OUT:
            made.faults.append(Fault(of.number, Trouble.MISSING_LIST))
            continue
        count = max(1, rows * SHARES[of.number] // 100)
        _Sheet(of, rng, extract_on, dirty=dirty, made=made).write(book, count)
    book.save(file)
    return made


class _Sheet:
    """One list while it is written."""

    def __init__(self, of: ChildList, rng: Random, ref: dt.date, *, dirty: bool, made: Made) -> None:
        self.of, self.rng, self.ref, self.dirty, self.made = of, rng, ref, dirty, made
        self.title_rows = rng.choice((1, 2, 4)) if dirty else 1
        self.salt = rng.randrange(16**5)

    def write(self, book: Workbook, count: int) -> None:
        """Write the title, the headings and `count` rows."""
        sheet = book.create_sheet(self._sheet_name())
        for line in range(self.title_rows):
            sheet.append([f"{self.of.name}: {self.of.title}"] if line == 0 else [])
        sheet.append(self._headings())
        if self.dirty:
            self._note_columns()
        for number, row in enumerate(self._rows(count), self.title_rows + 2):
            sheet.append(self._cells(row, number))
        if self.dirty:
            sheet.append(["These rows were drawn on the day of the extract."])
            self._fault(Trouble.NOT_A_ROW, row=self.title_rows + 2 + count)

    def _sheet_name(self) -> str:
        if not self.dirty:
            return f"List_{self.of.number}"
        title = self.of.title.split()[0]
        names = (f"List {self.of.number}", f"list{self.of.number} {title}", f"LIST_{self.of.number} ")
        return UNTITLED if self.of is CARE_LEAVERS else self.rng.choice(names)

    def _headings(self) -> list[str]:
        if not self.dirty:
            return [column.heading for column in self.of.columns]
        # At the right, where no cell of the rows lies under them: one that nobody knows, and in a list one twice.
        more = ["Local notes", *(["gender"] if self.of is REFERRALS else [])]
        return [
            drifted_heading(column, self.rng) for column in self.of.columns if self._is_kept(column.key)
        ] + more

    def _is_kept(self, key: str) -> bool:
        return not (self.dirty and self.of is CARE_LEAVERS and key == "worker")

    def _note_columns(self) -> None:
        width = sum(self._is_kept(column.key) for column in self.of.columns)
        before, last = divmod(width, 26)
        self._fault(Trouble.UNKNOWN_COLUMN, f"column {'A' if before else ''}{chr(ord('A') + last)}")
        if self.of is REFERRALS:
            self._fault(Trouble.DOUBLED_COLUMN, "Gender")
        if self.of is CARE_LEAVERS:
            self._fault(Trouble.MISSING_COLUMN, "Allocated Worker")

    def _rows(self, count: int) -> Iterator[Row]:
        for at in range(count):
            name = f"{'AD' if self.of is ADOPTERS else 'CH'}{self.salt:05x}{at:06}"
            self.made.names.append(name)
            self.made.rows += 1
            yield told(self.of, self.rng, self.ref, name)

    def _cells(self, row: Row, number: int) -> Sequence[Value | None]:
        if not self.dirty:
            return [row[column.key] for column in self.of.columns]
        spoilt = self._spoilt(row, number)
        return [
            row[column.key] if column.key == spoilt else drifted(column, row[column.key], self.rng)
            for column in self.of.columns
            if self._is_kept(column.key)
        ]

    def _spoilt(self, row: Row, number: int) -> str:
        """Spoil every third row in the next way, and return the column that was; the first row stays as it is."""
        at = number - self.title_rows - 2
        if at == 0:
            self.first_name = row[self.of.columns[0].key]
        if at == 0 or at % SPOIL_EVERY:
            return ""
        turn = at // SPOIL_EVERY % (len(SPOILS) + 1)
        if turn == len(SPOILS):
            return self._doubled(row, number)
        found = SPOILS[turn](row, self.of, self.ref)
        if found is None:
            return ""
        trouble, key = found
        self._fault(trouble, self.of.column(key).heading, number)
        return key

    def _doubled(self, row: Row, number: int) -> str:
        column = self.of.columns[0]
        row[column.key] = self.first_name
        if self.of.one_row_per:
            self._fault(Trouble.TWICE, column.heading, number)
        return column.key

    def _fault(self, trouble: Trouble, column: str = "", row: int = 0) -> None:
        self.made.faults.append(Fault(self.of.number, trouble, column, row))
