"""Scans the XML of a workbook for what the reader does not say: how far it reaches, formulas, percentages.

The reader makes one block of cells as large as the farthest one, so that is looked at before it is asked.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.parsers import expat

from core.importing.cell_glance import Scanned, glance
from core.importing.packages import BROKEN
from core.importing.percent_styles import PercentStyles
from core.importing.sheet import Limits, Place, place_of
from core.refusals import Refusal

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STYLES = "xl/styles.xml"
PIECE = 256 * 1024

Begins = Callable[[str, dict[str, str]], None]


def scan(path: Path, limits: Limits) -> dict[str, Scanned]:
    """Return what the cells of each worksheet are, by its name; `path` is a package that was checked.

    Raises Refusal on `file` for a sheet that reaches too far, and for XML that is damaged or declares entities.
    """
    try:
        with zipfile.ZipFile(path) as package:
            names = {name.casefold(): name for name in package.namelist()}
            percent = _percent_styles(package) if STYLES in names.values() else frozenset()
            return {
                name: _scanned(package, names[part.casefold()], name, limits, percent)
                for name, part in _parts_of(package).items()
            }
    except (expat.ExpatError, zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        if isinstance(error, Refusal):
            raise
        raise Refusal(BROKEN, field="file") from error


def _parts_of(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of the package in which each sheet is kept, by the sheet's name.

    Found as the reader finds it, whatever the capitals: a sheet that is read and was not looked at could be of any
    size.
    """
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def relation(tag: str, given: dict[str, str]) -> None:
        if tag == "Relationship" and "Id" in given and "Target" in given:
            target = given["Target"]
            is_whole = target.startswith(("/", "xl/"))
            targets[given["Id"]] = target.lstrip("/") if is_whole else posixpath.normpath(f"xl/{target}")

    def sheet(tag: str, given: dict[str, str]) -> None:
        if tag == "sheet":
            # One sheet of a name, in one part: another could be the one that the reader takes.
            (found,) = [value for name, value in given.items() if name.rpartition(":")[2] == "id"]
            if sheets.setdefault(given["name"], found) != found:
                raise KeyError(given["name"])

    _read(package, RELATIONS, relation)
    _read(package, WORKBOOK, sheet)
    return {name: targets[key] for name, key in sheets.items()}


def _percent_styles(package: zipfile.ZipFile) -> frozenset[str]:
    styles = PercentStyles()
    _read(package, STYLES, styles.begins, styles.ends)
    return styles.found


def _scanned(
    package: zipfile.ZipFile, part: str, name: str, limits: Limits, percent: frozenset[str]
) -> Scanned:
    """A glance settles it for nearly every sheet; one that is written out of the ordinary is parsed cell by cell."""
    found = glance(package.read(part), limits, percent)
    if found is not None:
        return found
    parsed = _Scan(name, limits, percent)
    _read(package, part, parsed.begins)
    return Scanned(frozenset(parsed.formulas), frozenset(parsed.percents), frozenset(parsed.errors))


class _Scan:
    """Follows the cells of a sheet; a cell without a name of its own stands right of the one before it."""

    def __init__(self, sheet: str, limits: Limits, percent: frozenset[str]) -> None:
        self.sheet, self.limits, self.percent = sheet, limits, percent
        self.formulas: set[Place] = set()
        self.percents: set[Place] = set()
        self.errors: set[Place] = set()
        self.row, self.column = -1, -1

    def begins(self, tag: str, given: dict[str, str]) -> None:
        if tag == "row":
            self.row = int(given["r"]) - 1 if "r" in given else self.row + 1
            self.column = -1
        elif tag == "c":
            self.row, self.column = place_of(given["r"]) if "r" in given else (self.row, self.column + 1)
            if given.get("s") in self.percent:
                self.percents.add((self.row, self.column))
            if given.get("t") == "e":
                self.errors.add((self.row, self.column))
        elif tag in ("v", "f", "is"):
            if self.row >= self.limits.rows or self.column >= self.limits.columns:
                raise self._reaches_too_far()
            if tag == "f":
                self.formulas.add((self.row, self.column))

    def _reaches_too_far(self) -> Refusal:
        return Refusal(
            f"The sheet “{self.sheet}” reaches beyond {self.limits.rows:,} rows or {self.limits.columns} columns. Copy "
            f"the cells of the {self.limits.holds} into a new workbook and save that",
            field="file",
        )


def _read(
    package: zipfile.ZipFile, part: str, begins: Begins, ends: Callable[[str], None] | None = None
) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, given: begins(re.sub(r"^\w+:", "", tag), given)
    if ends is not None:
        parser.EndElementHandler = lambda tag: ends(re.sub(r"^\w+:", "", tag))
    parser.StartDoctypeDeclHandler = _refuse_entities
    with package.open(part) as file:
        while piece := file.read(PIECE):
            parser.Parse(piece, False)
    parser.Parse(b"", True)


def _refuse_entities(*given: Any) -> None:
    raise Refusal(BROKEN, field="file")
