"""Puts what a dry run found into counts and words, as they are kept with the import and shown on its page."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.importing.cells import Reading
from core.importing.checked import Checked
from core.importing.columns import Column, Meaning, Reads, Table
from core.importing.names import Register

MOST_TROUBLES = 2_000
MOST_CHANGES = 500
STATES = ("new", "same", "different")


@dataclass(frozen=True)
class Sort:
    """One sort of thing that lines are about: what several are called, and the table whose columns say it."""

    words: str
    table: Table


def findings_of(checked: Checked, reading: Reading, sorts: Mapping[str, Sort]) -> dict[str, Any]:
    """Return counts, troubles and differences; `sorts` gives those of the lines by name, in the order of the page."""
    errors = {(each.sheet, each.row) for each in checked.errors}
    in_order = sorted(
        checked.troubles, key=lambda each: (not each.stops, each.sheet, each.row or 0, each.cell)
    )
    changes = [
        [line.sheet, line.row, line.label, column.heading, _worded(old, register), _worded(new, register)]
        for line in checked.lines
        for name, (old, new) in line.changes.items()
        if (column := sorts[line.what].table.column(name))
        for register in [_register_of(column, reading)]
    ]
    return {
        "counts": _counts(checked, sorts),
        "error_rows": len(errors),
        "errors": len(checked.errors),
        "troubles": [
            [each.sheet, each.row, each.cell, each.words, each.stops] for each in in_order[:MOST_TROUBLES]
        ],
        "troubles_in_all": len(checked.troubles),
        "changes": changes[:MOST_CHANGES],
        "changes_in_all": len(changes),
        "digest": checked.digest,
    }


def counted(findings: Mapping[str, Any], state: str) -> int:
    """Return how many things of any sort a dry run found in a state."""
    return sum(row[state] for row in findings.get("counts", []))


def _counts(checked: Checked, sorts: Mapping[str, Sort]) -> list[dict[str, Any]]:
    """Return one row for each sheet and sort of thing: how many are new, the same, different."""
    counted = Counter((line.sheet, line.what, line.state) for line in checked.lines)
    errors = Counter(sheet for sheet, row in {(each.sheet, each.row) for each in checked.errors})
    sheets = [line.sheet for line in checked.lines] + [each.sheet for each in checked.errors]
    rows = []
    for sheet in dict.fromkeys(sheets):
        found = [what for what in sorts if any((sheet, what, state) in counted for state in STATES)]
        for what in found or [""]:
            states = {state: counted[(sheet, what, state)] for state in STATES}
            words = sorts[what].words if what else "Rows"
            rows.append({"sheet": sheet, "what": words, **states, "errors": None})
        rows[-1]["errors"] = errors[sheet]
    return rows


def _register_of(column: Column, reading: Reading) -> Register | None:
    return reading.registers.get(column.register) if column.reads in (Reads.NAME, Reads.NAMES) else None


def _worded(value: Meaning | None, register: Register | None) -> str:
    if value is None or value == frozenset():
        return ""
    if isinstance(value, dt.date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, frozenset):
        return "; ".join(sorted(_named(each, register) for each in value))
    return register.name_of(value) if register and isinstance(value, int | str) else str(value)


def _named(each: Any, register: Register | None) -> str:
    if register is not None:
        return register.name_of(each)
    return " ".join(each[1:]) if isinstance(each, tuple) else str(each)
