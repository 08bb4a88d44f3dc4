"""Annex A in tests: sheets of a few rows, what comes of them, and whole made-up workbooks."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Any

from digests.annex_a.derivations import MEASURES
from digests.annex_a.findings import Finding
from digests.annex_a.generator import Made, make_workbook
from digests.annex_a.lists import LISTS
from digests.annex_a.measures import Derived, derive
from digests.annex_a.terms import Terms
from digests.annex_a.validation import validated

# A Wednesday, the last day of its month, with the bank holiday of 31 August behind it.
EXTRACT = dt.date(2026, 9, 30)
FIRST_ROW = 3


def day(words: str) -> dt.date:
    """Return the day written as 2026-09-30."""
    return dt.date.fromisoformat(words)


def sheet_of(number: int, rows: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    """Return a list as a sheet of the template: its title, its headings, and rows by the keys of their columns."""
    columns = LISTS[number - 1].columns
    first, second = columns[0].key, columns[1].key
    named = [
        {first: f"C{at}", second: "a) Male", "born": dt.date(2016, 5, 1), "age": 10} | row
        for at, row in enumerate(rows)
    ]
    cells = [["" if row.get(each.key) is None else row[each.key] for each in columns] for row in named]
    return [[f"List {number}"], [each.heading for each in columns], *cells]


def findings_of(number: int, rows: Sequence[Mapping[str, Any]]) -> list[Finding]:
    """Return what is found amiss in the rows of one list, the absence of the others aside."""
    _, findings = validated({f"List_{number}": sheet_of(number, rows)}, extract_on=EXTRACT)
    return [finding for finding in findings if finding.list_number == number]


def derived(key: str, *rows: Mapping[str, Any], **standards: Any) -> Derived:
    """Return what a measure comes to over these rows of its list, under the standards given."""
    number = MEASURES[key].of.number
    lists, _ = validated({f"List_{number}": sheet_of(number, rows)}, extract_on=EXTRACT)
    return derive(MEASURES[key], lists, Terms(EXTRACT, **standards))


def made(rows: int, seed: int, *, dirty: bool = False) -> tuple[bytes, Made]:
    """Return a made-up workbook and what was put in it."""
    file = io.BytesIO()
    contents = make_workbook(file, rows=rows, seed=seed, extract_on=EXTRACT, dirty=dirty)
    return file.getvalue(), contents
