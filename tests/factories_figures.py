"""Spreadsheets of figures as councils keep them, in ten shapes, and an import taken as far as a test needs it."""

import datetime as dt
import io
from collections.abc import Callable, Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from core.importing import services
from core.importing.running import run
from digests.figure_wizard import FIGURE_IMPORTS
from digests.models import FigureImport
from digests.services.loading import start_load
from digests.services.loading_layout import confirm_layout

TODAY = dt.date(2026, 11, 22)
INDICATORS = {
    "SG09": ("Children seen alone", "percent"),
    "SG14": ("Conferences that end in a plan", "percent"),
    "CL01": ("Children looked after", "count"),
    "FD05": ("Referral rate", "rate"),
    "WF03": ("Average caseload", "score"),
}
"""The indicators of the shapes below: title and unit by code."""
NAMED = {code: f"{code} {title}" for code, (title, _) in INDICATORS.items()}
Expected = dict[tuple[str, str], str]
LONG_HEADINGS = ["Indicator", "Month", "Numerator", "Denominator", "Value"]


def month(year: int, number: int) -> dt.datetime:
    return dt.datetime(year, number, 1)  # noqa: DTZ001  a cell's date has no zone


def book_of(*rows: Sequence[Any], name: str = "Sheet1", book: Workbook | None = None) -> Workbook:
    """Return a workbook with a sheet of the given rows; None is an empty cell."""
    if book is None:
        book = Workbook()
        book.remove(book.active)
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(list(row))
    return book


def formatted(book: Workbook, cells: str, number_format: str) -> Workbook:
    """Show a range of the first sheet in a number format."""
    for row in book.worksheets[0][cells]:
        for cell in row:
            cell.number_format = number_format
    return book


def plain_table() -> tuple[Workbook, Expected]:
    """Dates for headings, percentages that Excel keeps as parts of 1, a count, one cell empty."""
    book = book_of(
        ["Code", "Indicator", month(2025, 4), month(2025, 5), month(2025, 6)],
        ["SG09", "Children seen alone", 0.846, 0.85, 1],
        ["SG14", "Conferences that end in a plan", 0.9, None, 0.875],
        ["CL01", "Children looked after", 377, 380, 379],
    )
    formatted(formatted(book, "C2:E3", "0.0%"), "C1:E1", "mmm yy")
    return book, {
        ("SG09", "2025-04"): "84.6", ("SG09", "2025-05"): "85", ("SG09", "2025-06"): "100",
        ("SG14", "2025-04"): "90", ("SG14", "2025-06"): "87.5",
        ("CL01", "2025-04"): "377", ("CL01", "2025-05"): "380", ("CL01", "2025-06"): "379",
    }  # fmt: skip


def quarterly_report() -> tuple[Workbook, Expected]:
    """A report for councillors: baseline, target, year to date, rating, direction, benchmarks and words beside it."""
    book = book_of(
        ["Children’s scorecard, quarter 3"],
        [],
        ["Ref", "Indicator", "2024/25 baseline", "Target", "Oct-25", "Nov-25", "Dec-25", "Q3", "YTD", "RAG", "DoT",
         "England", "Statistical neighbours", "Performance commentary"],
        ["SG09", "Seen alone at visits", 79.2, 90, 81.3, 82, 84.9, 82.7, 81.5, "Amber", "↑", 88.1, 87.4, "Rising"],
        ["CL01", "Children looked after", 402, None, 390, 388, 385, 388, 388, None, "↓", None, None, None],
    )  # fmt: skip
    return book, {
        ("SG09", "2025-10"): "81.3", ("SG09", "2025-11"): "82", ("SG09", "2025-12"): "84.9",
        ("CL01", "2025-10"): "390", ("CL01", "2025-11"): "388", ("CL01", "2025-12"): "385",
    }  # fmt: skip


def years_above() -> tuple[Workbook, Expected]:
    """Merged years over bare months, quarters between them, merged headings of sections, notes under the table."""
    book = book_of(
        ["Performance digest"],
        [None, None, "2024/25", None, None, "2025/26", None, None],
        ["Code", "Measure", "Feb", "Mar", "Q4", "Apr", "May", "Q1"],
        ["Child protection"],
        ["SG14", "Conferences that end in a plan", "88%", "90%", "89%", "91%", "92%", "91.5%"],
        ["Children looked after"],
        ["CL01", "Children looked after", 380, 381, 381, 379, 377, 377],
        [],
        ["Source: case management system"],
        ["* Figures of the last month are provisional"],
    )
    sheet = book.worksheets[0]
    for cells in ("C2:E2", "F2:H2", "A4:H4", "A6:H6", "A9:H9"):
        sheet.merge_cells(cells)
    return book, {
        ("SG14", "2025-02"): "88", ("SG14", "2025-03"): "90", ("SG14", "2025-04"): "91", ("SG14", "2025-05"): "92",
        ("CL01", "2025-02"): "380", ("CL01", "2025-03"): "381", ("CL01", "2025-04"): "379", ("CL01", "2025-05"): "377",
    }  # fmt: skip


def three_rows_each() -> tuple[Workbook, Expected]:
    """Numerator, denominator and percentage in rows of their own; code and title merged down over the three."""
    book = book_of(
        ["Ref", "Measure", None, "Apr 2025", "May 2025"],
        ["SG14", "Plans made", "Numerator", 41, 38],
        [None, None, "Denominator", 52, 40],
        [None, None, "%", 0.788, 0.95],
        ["SG09", "Seen alone", "Numerator", 9, None],
        [None, None, "Denominator", 12, None],
        [None, None, "%", 0.75, None],
    )
    sheet = book.worksheets[0]
    for column in "AB":
        for first in (2, 5):
            sheet.merge_cells(f"{column}{first}:{column}{first + 2}")
    formatted(formatted(book, "D4:E4", "0.0%"), "D7:E7", "0%")
    return book, {
        ("SG14", "2025-04"): "41/52=78.8", ("SG14", "2025-05"): "38/40=95", ("SG09", "2025-04"): "9/12=75",
    }  # fmt: skip


def parts_below_titles() -> tuple[Workbook, Expected]:
    """A title alone in its row, and below it in the same column what the rows hold, the target among them."""
    book = book_of(
        ["Monthly figures 2025/26"],
        ["Performance measure", "April", "May", "June"],
        ["Conferences that end in a plan"],
        ["Numerator", 41, 38, 44],
        ["Denominator", 52, 40, 50],
        ["Target", 90, 90, 90],
        ["Referral rate (numerator)", 210, 190, None],
        ["Referral rate (denominator)", 60000, 60000, None],
        ["Average caseload", 16.4, 16.1, 15.9],
    )
    return book, {
        ("SG14", "2025-04"): "41/52", ("SG14", "2025-05"): "38/40", ("SG14", "2025-06"): "44/50",
        ("FD05", "2025-04"): "210/60000", ("FD05", "2025-05"): "190/60000",
        ("WF03", "2025-04"): "16.4", ("WF03", "2025-05"): "16.1", ("WF03", "2025-06"): "15.9",
    }  # fmt: skip


def two_in_one_cell() -> tuple[Workbook, Expected]:
    """Numerator and denominator typed into one cell, in every way in which people do it."""
    book = book_of(
        ["KPI", "2025-04", "2025-05", "2025-06", "2025-07", "2025-08"],
        [
            "SG14 Conferences that end in a plan",
            "41/52",
            "38 of 40",
            "44 out of 50",
            "78.8% (41/52)",
            "41/52 (78.8%)",
        ],
        ["SG09: Children seen alone", "1,041 / 1,204", " 9/12 ", "0/7", "7/7", "0/0"],
    )
    return book, {
        ("SG14", "2025-04"): "41/52", ("SG14", "2025-05"): "38/40", ("SG14", "2025-06"): "44/50",
        ("SG14", "2025-07"): "41/52=78.8", ("SG14", "2025-08"): "41/52=78.8",
        ("SG09", "2025-04"): "1041/1204", ("SG09", "2025-05"): "9/12", ("SG09", "2025-06"): "0/7",
        ("SG09", "2025-07"): "7/7", ("SG09", "2025-08"): "0/0",
    }  # fmt: skip


def signs_and_marks() -> tuple[Workbook, Expected]:
    """Signs in the place of figures, footnote marks behind them, percentages as text, cells that wait."""
    book = book_of(
        ["Code", "Apr-25", "May-25", "Jun-25", "Jul-25", "Aug-25", "Sept-25", "Oct-25"],
        ["SG09", "84.6%", "84.6*", "n/a", "-", "c", "*", ".."],
        ["SG14", "84.6% [p]", "84.6p", "<5", "[c]", "[x]", "tbc", " "],
        ["CL01", "12 (1)", "1,204", "0", "379†", "380¹", "N/A", None],
    )
    return book, {
        ("SG09", "2025-04"): "84.6", ("SG09", "2025-05"): "84.6", ("SG09", "2025-06"): "no value",
        ("SG09", "2025-07"): "suppressed", ("SG09", "2025-08"): "suppressed", ("SG09", "2025-09"): "suppressed",
        ("SG09", "2025-10"): "no value",
        ("SG14", "2025-04"): "84.6 provisional", ("SG14", "2025-05"): "84.6 provisional",
        ("SG14", "2025-06"): "suppressed", ("SG14", "2025-07"): "suppressed", ("SG14", "2025-08"): "no value",
        ("CL01", "2025-04"): "12", ("CL01", "2025-05"): "1204", ("CL01", "2025-06"): "0", ("CL01", "2025-07"): "379",
        ("CL01", "2025-08"): "380", ("CL01", "2025-09"): "no value",
    }  # fmt: skip


def months_over_parts() -> tuple[Workbook, Expected]:
    """Each month merged over three columns: number, out of, percent; the headings beside merged down."""
    book = book_of(
        ["Ref", "Indicator", "April 2025", None, None, "May 2025", None, None],
        [None, None, "Num", "Den", "%", "Num", "Den", "%"],
        ["SG14", "Conferences that end in a plan", 41, 52, "79%", 38, 40, "95%"],
        ["SG09", "Children seen alone", 9, 12, "75%", None, None, None],
    )
    sheet = book.worksheets[0]
    for cells in ("A1:A2", "B1:B2", "C1:E1", "F1:H1"):
        sheet.merge_cells(cells)
    return book, {
        ("SG14", "2025-04"): "41/52=79", ("SG14", "2025-05"): "38/40=95", ("SG09", "2025-04"): "9/12=75",
    }  # fmt: skip


def actual_target_rating() -> tuple[Workbook, Expected]:
    """Each month, not merged, left of the blank cells over Actual, Target and RAG; the financial year in the title."""
    book = book_of(
        ["Scorecard for the Improvement Board, 2026-27"],
        [],
        ["Indicator", "Aug", None, None, "Sep", None, None],
        [None, "Actual", "Target", "RAG", "Actual", "Target", "RAG"],
        ["Children seen alone", 84.6, 90, "A", 91, 90, "G"],
        ["Average caseload", 16.4, 16, "A", 15.8, 16, "G"],
    )
    return book, {
        ("SG09", "2026-08"): "84.6", ("SG09", "2026-09"): "91", ("WF03", "2026-08"): "16.4",
        ("WF03", "2026-09"): "15.8",
    }  # fmt: skip


def a_sheet_for_each_area() -> tuple[Workbook, Expected]:
    """A cover and a glossary without months; two areas, one with its headings again half way down the page."""
    book = book_of(["Digest of Fernshire"], ["Prepared by the performance team"], name="Cover")
    book_of(
        ["Front door"],
        ["Period to 31 May 2025"],
        ["Code", "Title", "30/04/2025", "31/05/2025"],
        ["FD05", "Referral rate", 35.2, 33.9],
        name="Front door",
        book=book,
    )
    book_of(
        ["Section", "Code", "Title", "Apr 25", "May 25"],
        ["Protection", "SG14", "Conferences that end in a plan", "90%", "91%"],
        ["Section", "Code", "Title", "Apr 25", "May 25"],
        ["Care", "CL01", "Children looked after", 377, 380],
        ["Care", "SG09", "Children seen alone", "88.0%", None],
        name="Protection and care",
        book=book,
    )
    book_of(["Term", "Meaning"], ["Seen alone", "Without a parent in the room"], name="Glossary", book=book)
    return book, {
        ("FD05", "2025-04"): "35.2", ("FD05", "2025-05"): "33.9",
        ("SG14", "2025-04"): "90", ("SG14", "2025-05"): "91",
        ("CL01", "2025-04"): "377", ("CL01", "2025-05"): "380", ("SG09", "2025-04"): "88.0",
    }  # fmt: skip


SHAPES: tuple[Callable[[], tuple[Workbook, Expected]], ...] = (
    plain_table, quarterly_report, years_above, three_rows_each, parts_below_titles, two_in_one_cell, signs_and_marks,
    months_over_parts, actual_target_rating, a_sheet_for_each_area,
)  # fmt: skip


def bytes_of(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def upload_of(book: Workbook | bytes, name: str = "figures.xlsx") -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, book if isinstance(book, bytes) else bytes_of(book))


def long_file(*rows: Sequence[Any], headings: Sequence[str] = LONG_HEADINGS) -> SimpleUploadedFile:
    """Return a file in the long form."""
    return upload_of(book_of(list(headings), *rows))


def uploaded(council: Any, by: Any, upload: SimpleUploadedFile, kind: str = "long") -> FigureImport:
    """Return an import whose file is in the store."""
    new = FigureImport(council=council, kind=kind)
    return services.receive(wizard=FIGURE_IMPORTS, imported=new, upload=upload, by=by)


def checked(council: Any, by: Any, upload: SimpleUploadedFile, kind: str = "long") -> FigureImport:
    """Return an import after its dry run, read as it was guessed."""
    imported = uploaded(council, by, upload, kind)
    if kind == "wide":
        return confirm_layout(wizard=FIGURE_IMPORTS, imported=imported, today=TODAY)
    return services.map_columns(
        wizard=FIGURE_IMPORTS, imported=imported, mapping=imported.mapping, by=by, today=TODAY
    )


def started(imported: FigureImport, by: Any, on_existing: str = "stop", **options: Any) -> FigureImport:
    """Return the import with its job waiting; no task is sent where no transaction is committed."""
    options = {"leaves_out_errors": False, "revision_reason": "Recorded late", **options}
    return start_load(wizard=FIGURE_IMPORTS, imported=imported, on_existing=on_existing, by=by, **options)


def loaded(
    council: Any, by: Any, upload: SimpleUploadedFile, kind: str = "long", **options: Any
) -> FigureImport:
    """Return an import that the worker has run; whether it succeeded, its state says."""
    imported = started(checked(council, by, upload, kind), by, **options)
    run(FIGURE_IMPORTS, imported.job_id or 0)
    imported.refresh_from_db()
    return imported


def errors_of(imported: FigureImport) -> list[tuple[str, str]]:
    """Return cell and words of each error."""
    return [(cell, words) for _, _, cell, words, stops in imported.findings["troubles"] if stops]


def warnings_of(imported: FigureImport) -> list[tuple[str, str]]:
    """Return cell and words of what is only worth a look."""
    return [(cell, words) for _, _, cell, words, stops in imported.findings["troubles"] if not stops]


def counts_of(imported: FigureImport) -> tuple[int, int, int]:
    """Return how many figures are new, the same and different."""
    rows = imported.findings["counts"]
    new, same, different = (sum(row[state] for row in rows) for state in ("new", "same", "different"))
    return new, same, different
