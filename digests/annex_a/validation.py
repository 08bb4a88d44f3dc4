"""Checks what one row says against itself and against the rest of its list: order of days, births, blanks, doubles."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from digests.annex_a.cells import UNBORN, UNUSABLE, UNUSABLE_CODE, Trouble
from digests.annex_a.findings import Findings
from digests.annex_a.lists import Reads
from digests.annex_a.reading import Lists, Rows, Sheets, read_lists

LONGEST_BEFORE_BIRTH = 280
"""Days from a contact about an unborn child to its birth beyond which one of the two is wrong: forty weeks."""

PERHAPS_UNBORN = (UNBORN, UNUSABLE)
"""Ages that leave open whether the child is born: of an age that cannot be read no more is made than that."""


def validated(sheets: Sheets, *, extract_on: dt.date) -> tuple[Lists, Findings]:
    """Return the lists of a workbook and everything that was found amiss in them."""
    findings = Findings()
    lists = read_lists(sheets, extract_on=extract_on, findings=findings)
    for rows in lists.values():
        check = _Check(rows, extract_on.toordinal(), findings)
        check.blanks()
        check.order()
        check.births()
        check.doubles()
    return lists, findings


class _Check:
    """The checks of one list; `last` is the ordinal of the extract's day."""

    def __init__(self, rows: Rows, last: int, findings: Findings) -> None:
        self.rows, self.last, self.findings = rows, last, findings

    def _note(self, trouble: Trouble, key: str, amiss: Iterator[int]) -> None:
        of = self.rows.of
        self.findings.of_rows(of.number, trouble, of.column(key).heading, amiss)

    def blanks(self) -> None:
        """Note blank cells where something must stand; a day of birth may be blank for a child not yet born."""
        rows = self.rows
        for column in rows.of.columns:
            if column.needed and column.key in rows.columns:
                cells = zip(rows.numbers, rows.get(column.key), strict=True)
                self._note(Trouble.BLANK, column.key, (number for number, cell in cells if cell is None))
        if "born" in rows.columns:
            cases = zip(rows.numbers, rows.get("born"), rows.get("age"), strict=True)
            amiss = (number for number, born, age in cases if born is None and age not in PERHAPS_UNBORN)
            self._note(Trouble.BLANK, "born", amiss)

    def order(self) -> None:
        """Note days before the one, or one of those, that they must follow."""
        rows = self.rows
        for later in dict.fromkeys(later for _, later in rows.of.follows):
            amiss: set[int] = set()
            for earlier, of in rows.of.follows:
                if of == later:
                    days = zip(rows.numbers, rows.numbers_of(earlier), rows.numbers_of(later), strict=True)
                    amiss |= {
                        number for number, start, end in days if start and end and UNUSABLE < end < start
                    }
            self._note(Trouble.ENDS_FIRST, later, iter(sorted(amiss)))

    def births(self) -> None:
        """Note a birth after the extract of a child with an age, and days too long before a birth."""
        rows, last = self.rows, self.last
        if "born" not in rows.columns:
            return
        born = rows.numbers_of("born")
        cases = zip(rows.numbers, born, rows.get("age"), strict=True)
        unborn = (number for number, day, age in cases if day and day > last and age not in PERHAPS_UNBORN)
        self._note(Trouble.IN_FUTURE, "born", unborn)
        trouble = Trouble.BEFORE_BIRTH if rows.of.in_care_only else Trouble.LONG_BEFORE_BIRTH
        earliest = self._earliest_days()
        for column in rows.of.columns:
            if column.reads is Reads.DAY and column.key in rows.columns and column.key != "born":
                days = zip(rows.numbers, rows.numbers_of(column.key), earliest, strict=True)
                amiss = (number for number, day, first in days if day and UNUSABLE < day < first)
                self._note(trouble, column.key, amiss)

    def _earliest_days(self) -> list[int]:
        """Return the earliest day that each row may hold; that of a child still expected is not known."""
        before = 0 if self.rows.of.in_care_only else LONGEST_BEFORE_BIRTH
        return [
            day - before if day and day <= self.last else UNUSABLE for day in self.rows.numbers_of("born")
        ]

    def doubles(self) -> None:
        """Note the second and further rows of a person in a list that takes one row each."""
        rows = self.rows
        key = rows.of.columns[0].key
        if rows.of.one_row_per and key in rows.columns:
            self._note(Trouble.TWICE, key, _second_rows(rows, key))


def _second_rows(rows: Rows, key: str) -> Iterator[int]:
    names = rows.codes_of(key)
    often, seen = Counter(names), set[str]()
    for number, name in zip(rows.numbers, names, strict=True):
        if name is None or name == UNUSABLE_CODE or often[name] == 1:
            continue
        if name in seen:
            yield number
        seen.add(name)
