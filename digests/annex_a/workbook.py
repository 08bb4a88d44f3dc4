"""Opens an Annex A workbook from an open file and gives its sheets as plain rows, in memory and nowhere else."""

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from core.importing.cell_glance import Scanned
from core.importing.cell_scan import scan
from core.importing.packages import BROKEN, PROTECTED, check_package
from core.importing.sheet import Limits, Place
from core.refusals import Refusal
from digests.annex_a.cells import Value

LIMITS = Limits("set of Annex A lists", rows=200_000, columns=120, unpacked=400 * 1024 * 1024)
LARGEST = 60 * 1024 * 1024
"""Bytes of the file itself."""

COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
ZIPPED = b"PK\x03\x04"
NO_WORKBOOK = (
    "The file must be an Excel workbook (.xlsx or .xlsm). Open it in Excel, save it as one and choose that"
)
NAMED_SHEET = re.compile("The sheet “.*?”", re.DOTALL)
ERROR_CELL = "#N/A"

Rows = list[list[Value]]


class Seekable(Protocol):
    """What the kind of a file is told from: an open file, or an upload that stands for one."""

    def seek(self, offset: int, whence: int = 0, /) -> int: ...

    def read(self, size: int = -1, /) -> bytes: ...


def read_workbook(file: BinaryIO) -> dict[str, Rows]:
    """Return the rows of each sheet by its name; `file` need not have a name any more.

    Raises Refusal on `file` for what is no workbook, is protected, damaged, or larger inside than it may be.
    """
    check_kind(file)
    path = Path(f"/dev/fd/{file.fileno()}")
    check_package(path, LIMITS)
    scanned = _scanned(path)
    file.seek(0)
    try:
        with CalamineWorkbook.from_filelike(file) as book:
            names = [each.name for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
            sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names}
    except BaseException as error:
        # What the parser says may repeat what it stumbled over; a panic within it is no `Exception`.
        if isinstance(error, CalamineError) or type(error).__name__ == "PanicException":
            raise Refusal(BROKEN, field="file") from None
        raise
    for name, rows in sheets.items():
        if name in scanned:
            _mark_errors(rows, scanned[name].formulas | scanned[name].errors)
    return sheets


def _scanned(path: Path) -> dict[str, Scanned]:
    try:
        return scan(path, LIMITS)
    except Refusal as refusal:
        # It names the sheet in the sheet's own words, and those are not ours to repeat.
        raise Refusal(NAMED_SHEET.sub("A sheet", refusal.message), field="file") from None


@contextmanager
def collector_paused() -> Iterator[None]:
    """Millions of cells come in at once and none points at another: a search for cycles takes a tenth more."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def check_kind(file: Seekable) -> None:
    """Raise Refusal on `file` for what is no workbook by its first bytes, and for one that is too large."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(8)
    if size > LARGEST:
        raise Refusal(f"The file must be smaller than {LARGEST // (1024 * 1024)} MB", field="file")
    if head.startswith(COMPOUND_FILE):
        raise Refusal(PROTECTED, field="file")
    if not head.startswith(ZIPPED):
        raise Refusal(NO_WORKBOOK, field="file")


def _mark_errors(rows: Rows, places: Iterable[Place]) -> None:
    """Write an error where a formula came to one: the reader gives such a cell as blank, which would say "none"."""
    for row, column in places:
        if row < len(rows) and column < len(rows[row]) and rows[row][column] == "":
            rows[row][column] = ERROR_CELL
