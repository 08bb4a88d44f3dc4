"""Reads CSV as spreadsheets write it: with commas, semicolons or tabs, in UTF-8 or in the older Windows letters."""

import csv
import io

from core.importing.sheet import Limits, Sheet, Value, trimmed
from core.refusals import Refusal

NAME = "CSV"
SEPARATORS = (",", ";", "\t")
# Our own exports put an apostrophe before words that would be run as a formula (core.exports.csv_cell).
INERT = ("'=", "'+", "'-", "'@", "'\t", "'\r")


def read_csv(content: bytes, limits: Limits) -> Sheet:
    """Return the rows of a CSV file. Raises Refusal on `file` for one that is too long or damaged."""
    text = _decoded(content)
    rows: list[list[Value]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True):
            if len(rows) >= limits.rows or any(row[limits.columns :]):
                raise Refusal(
                    f"The file has more than {limits.rows:,} rows or {limits.columns} columns: cut it in parts",
                    field="file",
                )
            rows.append([_plain(cell) for cell in row])
    except csv.Error as error:
        raise Refusal(
            f"The file cannot be read from row {len(rows) + 1} on: look there for a quotation mark without its pair",
            field="file",
        ) from error
    return Sheet(name=NAME, rows=trimmed(rows))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    """Return the separator by which the first row has the most cells."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=lambda each: len(next(csv.reader([first], delimiter=each), [])))


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith(INERT) else cell
