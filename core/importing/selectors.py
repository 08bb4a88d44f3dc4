"""Answers what the steps of an import need to know of its file, and whether it can still be taken back."""

import datetime as dt
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage

from core.importing.mapping import guessed
from core.importing.models import SpreadsheetImport
from core.importing.rows import Mapped
from core.importing.sheet import Sheet
from core.importing.sheets import read_sheets
from core.importing.wizard import Import, Wizard
from core.refusals import Refusal

UNDO_WITHIN = dt.timedelta(days=1)


def sheets_of(wizard: Wizard[Import], imported: Import) -> tuple[Sheet, ...]:
    """Return the sheets of the stored file. Raises Refusal for a file that is gone, and what reading raises."""
    path = Path(default_storage.path(imported.file.name or ""))
    if not path.exists():
        raise Refusal("The file is gone from the store: choose it again")
    return read_sheets(path, wizard.limits)


def mapped_sheets(wizard: Wizard[Import], imported: Import, sheets: tuple[Sheet, ...]) -> dict[str, Mapped]:
    """Return each sheet that the mapping speaks of, by its part of the file."""
    by_name = {sheet.name: sheet for sheet in sheets}
    found = {}
    for part, said in imported.mapping.items():
        if said["sheet"] in by_name:
            table, sheet = wizard.table_of(imported.kind, part), by_name[said["sheet"]]
            found[part] = Mapped(table, sheet, wizard.headings_of(sheet, table).row, said["columns"])
    return found


def guessed_mapping(
    wizard: Wizard[Import], imported: Import, sheets: tuple[Sheet, ...], *, chosen: str = ""
) -> dict[str, Any]:
    """Return the mapping of the sheets that fit best, or of the one that is `chosen` and those that go with it.

    What was mapped the last time under the same headings comes before any guess.
    """
    own = wizard.own_mapping(imported, sheets)
    if own is not None:
        return own
    return {
        part: _one_mapping(wizard, imported, part, sheet)
        for part, sheet in wizard.sheets_for(imported.kind, sheets, chosen=chosen).items()
    }


def _one_mapping(wizard: Wizard[Import], imported: Import, part: str, sheet: Sheet) -> dict[str, Any]:
    table = wizard.table_of(imported.kind, part)
    headings = wizard.headings_of(sheet, table)
    kept = wizard.mappings._default_manager.filter(
        **wizard.remembered_by(imported), headings=headings.digest(table)
    )
    remembered = kept.first()
    columns = guessed(headings, table)
    if remembered:
        columns = {key: place for key, place in remembered.mapping.items() if place in headings.words}
    return {"sheet": sheet.name, "columns": columns, "remembered": remembered is not None}


def is_in_time(imported: SpreadsheetImport, now: dt.datetime) -> bool:
    """Whether it was loaded less than `UNDO_WITHIN` ago."""
    return imported.loaded_at is not None and now - imported.loaded_at <= UNDO_WITHIN
