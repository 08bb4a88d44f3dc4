"""The empty spreadsheets to download: headings that map by themselves, and beside them what each column says."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from improvement_plans.importing.columns import TABLES_OF_KIND, Table

NOTES = ("Sheet", "Column of the sheet", "Needed", "What it says", "As in Fernshire’s plan (made up)")
WIDTHS = (14, 26, 10, 70, 44)
LEFT_OUT = frozenset({"objective"})
"""Columns that stand for others where a council's own sheet has them so: the template asks for the plain ones."""


def template_xlsx(kind: str) -> bytes:
    """Return a workbook with an empty sheet for each table and one of notes, which is never loaded."""
    book = Workbook()
    book.remove(book.active)
    for table in TABLES_OF_KIND[kind]:
        sheet = book.create_sheet(table.words)
        sheet.append(headings(table))
        sheet.freeze_panes = "A2"
        for place, cell in enumerate(sheet[1]):
            cell.font = Font(bold=True)
            sheet.column_dimensions[cell.column_letter].width = max(12, len(headings(table)[place]) + 4)
    _add_notes(book, TABLES_OF_KIND[kind])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def template_csv(kind: str) -> bytes:
    """Return the headings of the first table as CSV, with the mark by which Excel knows the letters."""
    text = io.StringIO(newline="")
    csv.writer(text).writerow(headings(TABLES_OF_KIND[kind][0]))
    return text.getvalue().encode("utf-8-sig")


def headings(table: Table) -> list[str]:
    """Return the headings of a table as its template has them."""
    return [column.heading for column in table.columns if column.key not in LEFT_OUT]


def _add_notes(book: Workbook, tables: Sequence[Table]) -> None:
    notes: Any = book.create_sheet("Notes")
    notes.append(list(NOTES))
    for table in tables:
        for column in table.columns:
            if column.key not in LEFT_OUT:
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
