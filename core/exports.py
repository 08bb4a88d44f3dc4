"""Exports of exactly what a page shows, as CSV and XLSX that no spreadsheet runs as formulas."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell that starts with one of these is run as a formula by spreadsheets that open a CSV.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
LONGEST_SHEET_NAME = 31
LONGEST_CELL = 32_767


def attachment(name: str, content: bytes, content_type: str) -> HttpResponse:
    """Return a download called `name`, which the browser saves and does not open."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def csv_cell(value: Any) -> str:
    """Return a value as CSV text: days as 2026-12-16, and words that look like a formula behind an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal):
        return str(value)
    words = str(value)
    return f"'{words}" if words.startswith(FORMULA_SIGNS) else words


def csv_response(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Return `name`.csv with a heading row; UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([csv_cell(column) for column in columns])
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    return attachment(f"{name}.csv", text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8")


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> WriteOnlyCell:
    plain = value
    if isinstance(value, dt.datetime):
        plain = value.replace(tzinfo=None)
    elif not isinstance(value, bool | int | float | dt.date | None):
        plain = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:LONGEST_CELL]
    cell = WriteOnlyCell(sheet, value=plain)
    if isinstance(plain, str):
        # Words stay words: without this, text that starts with "=" becomes a formula.
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: its name, its heading row and its rows. `frozen` names the first cell that scrolls."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]
    frozen: str = "A2"


def xlsx_response(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Return `name`.xlsx with one sheet, its heading row bold and frozen; words are never formulas."""
    return workbook_response(name, [Sheet(name, columns, rows)])


def workbook_response(name: str, sheets: Iterable[Sheet]) -> HttpResponse:
    """Return `name`.xlsx with several sheets, each like that of `xlsx_response`."""
    book = Workbook(write_only=True)
    for each in sheets:
        sheet = book.create_sheet(title=each.name[:LONGEST_SHEET_NAME])
        sheet.freeze_panes = each.frozen
        sheet.append([_cell(sheet, column, bold=True) for column in each.columns])
        for row in each.rows:
            sheet.append([_cell(sheet, value) for value in row])
    content = io.BytesIO()
    book.save(content)
    return attachment(f"{name}.xlsx", content.getvalue(), XLSX_TYPE)
