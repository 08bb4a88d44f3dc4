"""Answers what the dry run of a file finds, and puts it into words for the page that shows it."""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage

from core.refusals import Refusal
from improvement_plans.importing.cells import Meaning, Reading
from improvement_plans.importing.checked import Checked
from improvement_plans.importing.checking_actions import check_actions
from improvement_plans.importing.checking_sources import check_sources
from improvement_plans.importing.columns import TABLES, TABLES_OF_KIND, Reads
from improvement_plans.importing.mapping import headings_of
from improvement_plans.importing.rows import Mapped, Row, merged_notices, read_rows
from improvement_plans.importing.sheet import Sheet
from improvement_plans.importing.sheets import read_sheets
from improvement_plans.models import PlanImport
from improvement_plans.selectors.importing import known_plan, known_sources

MOST_TROUBLES = 2_000
MOST_CHANGES = 500
WHAT = {
    "objective": "Objectives", "action": "Actions", "milestone": "Milestones", "source": "Sources",
}  # fmt: skip
TABLE_OF = {"objective": "actions", "action": "actions", "milestone": "milestones", "source": "sources"}


def sheets_of(plan_import: PlanImport) -> tuple[Sheet, ...]:
    """Return the sheets of the stored file. Raises Refusal for a file that is gone, and what reading raises."""
    path = Path(default_storage.path(plan_import.file.name or ""))
    if not path.exists():
        raise Refusal("The file is gone from the store: choose it again")
    return read_sheets(path)


def mapped_sheets(plan_import: PlanImport, sheets: tuple[Sheet, ...]) -> dict[str, Mapped]:
    """Return each sheet that the mapping speaks of, by the key of its table."""
    by_name = {sheet.name: sheet for sheet in sheets}
    found = {}
    for table in TABLES_OF_KIND[plan_import.kind]:
        said = plan_import.mapping.get(table.key)
        if said and said["sheet"] in by_name:
            sheet = by_name[said["sheet"]]
            found[table.key] = Mapped(table, sheet, headings_of(sheet, table).row, said["columns"])
    return found


def check_with(
    plan_import: PlanImport, sheets: tuple[Sheet, ...], reading: Reading, *, today: dt.date
) -> Checked:
    """Return what the file would do to the plan as it is now; `reading` has the registers of its plan."""
    mapped = mapped_sheets(plan_import, sheets)
    rows: dict[str, list[Row]] = {key: read_rows(each, reading) for key, each in mapped.items()}
    if plan_import.kind == PlanImport.Kind.SOURCES:
        found = check_sources(rows["sources"], known_sources(plan_import.plan), today=today)
        notices = merged_notices(mapped["sources"])
        return Checked(found.lines, (*found.troubles, *notices))
    return check_actions(
        rows["actions"], rows.get("milestones", []), known_plan(plan_import.plan), today=today
    )


def findings_of(checked: Checked, reading: Reading) -> dict[str, Any]:
    """Return counts, troubles and differences as they are kept with the import and shown."""
    errors = {(each.sheet, each.row) for each in checked.errors}
    in_order = sorted(
        checked.troubles, key=lambda each: (not each.stops, each.sheet, each.row or 0, each.cell)
    )
    changes = [
        [
            line.sheet,
            line.row,
            line.label,
            _heading(line.what, name),
            *_worded(line.what, name, values, reading),
        ]
        for line in checked.lines
        for name, values in line.changes.items()
    ]
    return {
        "counts": _counts(checked),
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


def _counts(checked: Checked) -> list[dict[str, Any]]:
    """Return one row for each sheet and sort of thing: how many are new, the same, different."""
    counted = Counter((line.sheet, line.what, line.state) for line in checked.lines)
    errors = Counter(sheet for sheet, row in {(each.sheet, each.row) for each in checked.errors})
    sheets = [line.sheet for line in checked.lines] + [each.sheet for each in checked.errors]
    rows = []
    for sheet in dict.fromkeys(sheets):
        found = [what for what in WHAT if any((sheet, what, state) in counted for state in STATES)]
        for what in found or [""]:
            states = {state: counted[(sheet, what, state)] for state in STATES}
            rows.append({"sheet": sheet, "what": WHAT.get(what, "Rows"), **states, "errors": None})
        rows[-1]["errors"] = errors[sheet]
    return rows


STATES = ("new", "same", "different")


def _heading(what: str, name: str) -> str:
    return TABLES[TABLE_OF[what]].column(name).heading


def _worded(
    what: str, name: str, values: tuple[Meaning | None, Meaning], reading: Reading
) -> tuple[str, str]:
    column = TABLES[TABLE_OF[what]].column(name)
    register = reading.registers.get(column.register) if column.reads in (Reads.NAME, Reads.NAMES) else None

    def words(value: Any) -> str:
        if value is None or value == frozenset():
            return ""
        if isinstance(value, dt.date):
            return f"{value:%-d %B %Y}"
        if isinstance(value, frozenset):
            named = [
                register.name_of(each)
                if register
                else " ".join(each[1:])
                if isinstance(each, tuple)
                else str(each)
                for each in value
            ]
            return "; ".join(sorted(named))
        return register.name_of(value) if register else str(value)

    return words(values[0]), words(values[1])
