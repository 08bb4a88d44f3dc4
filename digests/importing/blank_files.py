"""The spreadsheets to fill in: the council's own indicators, with the months that were last, in both forms."""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from core.importing.blank_files import NOTES, WIDTHS, headings
from core.importing.columns import Table
from digests.importing.columns import LONG, LONG_KIND, WIDE

MONTHS = 12
A_CELL = "A number, 84.6%, 41/52, c where it is suppressed, n/a where there is none; empty: not given."
Row = list[Any]


def rows_to_fill_in(kind: str, indicators: Sequence[tuple[str, str]], months: Sequence[dt.date]) -> list[Row]:
    """Return headings and rows of the file to fill in; `indicators` gives code and title of each."""
    if kind == LONG_KIND:
        empty = [""] * (len(headings(LONG)) - 2)
        return [headings(LONG), *([code, month, *empty] for code, _ in indicators for month in months)]
    empty = [""] * len(months)
    return [[*headings(WIDE), *months], *([code, title, *empty] for code, title in indicators)]


def as_csv(rows: Sequence[Row]) -> bytes:
    """Return rows as CSV, with the mark by which Excel knows the letters."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(
        [f"{each:%b %Y}" if isinstance(each, dt.date) else each for each in row] for row in rows
    )
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Sequence[Row], table: Table) -> bytes:
    """Return rows as a workbook, with a sheet of notes that explains the columns and is never loaded."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = table.words
    for row in rows:
        sheet.append([each or None for each in row])
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, dt.date):
                cell.number_format = "mmm yyyy"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = 12
    sheet.column_dimensions["B"].width = 14 if table is LONG else 50
    sheet.freeze_panes = "A2" if table is LONG else "C2"
    _add_notes(book, table)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _add_notes(book: Workbook, table: Table) -> None:
    notes: Any = book.create_sheet("Notes")
    notes.append(NOTES)
    for column in table.columns:
        if column.is_in_template:
            notes.append([table.words, column.heading, "Yes" if column.required else "", column.means])
    if table is not LONG:
        notes.append([table.words, "A month", "Yes", A_CELL])
    for cell in notes[1]:
        cell.font = Font(bold=True)
    for place, width in enumerate(WIDTHS[: len(NOTES)]):
        notes.column_dimensions[notes.cell(row=1, column=place + 1).column_letter].width = width
    for row in notes.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
