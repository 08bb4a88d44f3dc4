"""The empty spreadsheets to download: headings that map by themselves, and beside them what each column says."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from core.importing.columns import Column, Table

NOTES = ("Sheet", "Column of the sheet", "Needed", "What it says")
WIDTHS = (14, 26, 10, 70, 44)


def template_xlsx(tables: Sequence[Table], *, example: str) -> bytes:
    """Return a workbook with an empty sheet for each table and one of notes, which is never loaded.

    `example` stands above the examples of the notes.
    """
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        sheet = book.create_sheet(table.words)
        sheet.append(headings(table))
        sheet.freeze_panes = "A2"
        for place, cell in enumerate(sheet[1]):
            cell.font = Font(bold=True)
            sheet.column_dimensions[cell.column_letter].width = max(12, len(headings(table)[place]) + 4)
    _add_notes(book, tables, example)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def template_csv(table: Table) -> bytes:
    """Return the headings of a table as CSV, with the mark by which Excel knows the letters."""
    text = io.StringIO(newline="")
    csv.writer(text).writerow(headings(table))
    return text.getvalue().encode("utf-8-sig")


def headings(table: Table) -> list[str]:
    """Return the headings of a table as its template has them."""
    return [column.heading for column in _columns_of(table)]


def _columns_of(table: Table) -> list[Column]:
    return [column for column in table.columns if column.is_in_template]


def _add_notes(book: Workbook, tables: Sequence[Table], example: str) -> None:
    notes: Any = book.create_sheet("Notes")
    notes.append([*NOTES, example])
    for table in tables:
        for column in _columns_of(table):
            needed = "Yes" if column.required else ""
            notes.append([table.words, column.heading, needed, column.means, column.example])
    for cell in notes[1]:
        cell.font = Font(bold=True)
    for place, width in enumerate(WIDTHS):
        notes.column_dimensions[notes.cell(row=1, column=place + 1).column_letter].width = width
    for row in notes.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.number_format = "@"
