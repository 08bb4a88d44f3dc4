"""Scans the XML of a workbook for what the reader does not say: how far it reaches, which cells are formulas.

The reader makes one block of cells as large as the farthest one, so that is looked at before it is asked.
"""

import posixpath
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.parsers import expat

from core.refusals import Refusal
from improvement_plans.importing.packages import BROKEN
from improvement_plans.importing.sheet import MOST_COLUMNS, MOST_ROWS, Place, place_of

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
PIECE = 256 * 1024


def formulas_by_sheet(path: Path) -> dict[str, frozenset[Place]]:
    """Return the places of the formulas of each worksheet, by its name.

    Raises Refusal on `file` for a sheet that reaches too far, and for XML that is damaged or declares entities.
    """
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            parts = _parts_of(package)
            return {name: _formulas_of(package, part, name) for name, part in parts.items() if part in names}
    except (expat.ExpatError, zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        if isinstance(error, Refusal):
            raise
        raise Refusal(BROKEN, field="file") from error


def _parts_of(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of the package in which each sheet is kept, by the sheet's name."""
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def relation(tag: str, given: dict[str, str]) -> None:
        if tag == "Relationship" and "Id" in given and "Target" in given:
            target = given["Target"]
            targets[given["Id"]] = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            )

    def sheet(tag: str, given: dict[str, str]) -> None:
        if tag == "sheet":
            found = next((value for name, value in given.items() if name.rpartition(":")[2] == "id"), "")
            sheets[given.get("name", "")] = found

    _read(package, RELATIONS, relation)
    _read(package, WORKBOOK, sheet)
    return {name: targets[key] for name, key in sheets.items() if key in targets}


def _formulas_of(package: zipfile.ZipFile, part: str, name: str) -> frozenset[Place]:
    scan = _Scan(name)
    _read(package, part, scan.begins)
    return frozenset(scan.formulas)


class _Scan:
    """Follows the cells of a sheet; a cell without a name of its own stands right of the one before it."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.formulas: set[Place] = set()
        self.row, self.column = -1, -1

    def begins(self, tag: str, given: dict[str, str]) -> None:
        if tag == "row":
            self.row = int(given["r"]) - 1 if "r" in given else self.row + 1
            self.column = -1
        elif tag == "c":
            self.row, self.column = place_of(given["r"]) if "r" in given else (self.row, self.column + 1)
        elif tag in ("v", "f", "is"):
            if self.row >= MOST_ROWS or self.column >= MOST_COLUMNS:
                raise Refusal(
                    f"The sheet “{self.sheet}” reaches beyond {MOST_ROWS:,} rows or {MOST_COLUMNS} columns. Copy "
                    "the cells of the plan into a new workbook and save that",
                    field="file",
                )
            if tag == "f":
                self.formulas.add((self.row, self.column))


def _read(package: zipfile.ZipFile, part: str, begins: Any) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, given: begins(re.sub(r"^\w+:", "", tag), given)
    parser.StartDoctypeDeclHandler = _refuse_entities
    with package.open(part) as file:
        while piece := file.read(PIECE):
            parser.Parse(piece, False)
    parser.Parse(b"", True)


def _refuse_entities(*given: Any) -> None:
    raise Refusal(BROKEN, field="file")
