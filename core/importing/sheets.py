"""Reads a spreadsheet of any trustworthy kind into plain values, and says in plain words what it will not read."""

from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from core.file_types import COMPOUND_FILE, EXCEL, TEXT, FileType, type_of
from core.importing.cell_glance import Scanned
from core.importing.cell_scan import scan
from core.importing.csv_text import read_csv
from core.importing.packages import BROKEN, PROTECTED, check_package
from core.importing.sheet import Limits, Sheet, is_blank, is_number, trimmed
from core.refusals import Refusal

WITH_MACROS = FileType(
    "Excel workbook with macros", "application/vnd.ms-excel.sheet.macroenabled.12", (".xlsm",)
)
CSV = FileType("CSV", "text/csv", (".csv", ".txt"))
NAMES = "Excel (.xlsx or .xlsm) or CSV"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
MAIN_PART = b"xl/workbook.xml"


def sheet_type_of(path: Path, limits: Limits) -> FileType | None:
    """Return what kind of spreadsheet a file is, by its content; None for one that is not read.

    Raises Refusal on `file` for a workbook behind a password (it cannot even be seen what it is), and for one that
    is damaged or larger inside than the limits allow.
    """
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(COMPOUND_FILE) and ENCRYPTED_STREAM in path.read_bytes():
        raise Refusal(PROTECTED, field="file")
    if head.startswith(b"PK\x03\x04"):
        if MAIN_PART not in path.read_bytes():
            return None
        check_package(path, limits)
        return EXCEL if type_of(path) is EXCEL else WITH_MACROS
    return CSV if type_of(path) is TEXT else None


def read_sheets(path: Path, limits: Limits) -> tuple[Sheet, ...]:
    """Return the visible sheets that hold anything, in their order.

    Of a formula the value that was saved with it is read; macros are never run. Raises Refusal on `file` for a
    file that is damaged, behind a password, larger than it seems, or empty.
    """
    kind = sheet_type_of(path, limits)
    if kind is None:
        raise Refusal(f"The file must be one of these: {NAMES}. Save it as an Excel workbook", field="file")
    sheets = [read_csv(path.read_bytes(), limits)] if kind is CSV else _read_workbook(path, limits)
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise Refusal("The file holds no rows: fill in the template, or choose another file", field="file")
    return filled


def _read_workbook(path: Path, limits: Limits) -> list[Sheet]:
    scanned = scan(path, limits)
    try:
        with CalamineWorkbook.from_path(path) as book:
            return [
                _read_sheet(book, each.name, scanned.get(each.name, Scanned()))
                for each in book.sheets_metadata
                if each.typ == SheetTypeEnum.WorkSheet and each.visible == SheetVisibleEnum.Visible
            ]
    except CalamineError as error:
        raise Refusal(BROKEN, field="file") from error


def _read_sheet(book: CalamineWorkbook, name: str, scanned: Scanned) -> Sheet:
    found = book.get_sheet_by_name(name)
    sheet = Sheet(name=name, rows=trimmed(found.to_python(skip_empty_area=False)))
    return Sheet(
        name=name,
        rows=sheet.rows,
        formulas=frozenset(place for place in scanned.formulas if is_blank(sheet.at(*place))),
        merged=tuple(found.merged_cell_ranges or ()),
        percents=frozenset(place for place in scanned.percents if is_number(sheet.at(*place))),
        errors=scanned.errors,
    )
