"""What is kept of a sheet's layout, as found by rule and as a person changed it: plain words that JSON can hold."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.importing.cells import words_of
from core.importing.columns import plain
from core.importing.names import Register
from core.importing.sheet import Sheet
from digests.importing.wide_layout import Layout, MonthColumn, UnreadColumn, layout_of, row_of_months
from digests.importing.wide_rows import Rows, rows_of
from digests.importing.wide_words import Part, why_not_read

NOT_CHOSEN = "you chose not to read it"


@dataclass(frozen=True)
class SheetSaid:
    """One sheet as it is to be read: its layout, what its rows are, and whether it is read at all."""

    sheet: Sheet
    layout: Layout
    rows: Rows
    is_read: bool
    called: Mapping[str, int]
    left_out: frozenset[int]


def found_in(
    sheet: Sheet, known: Register, remembered: Mapping[str, Any] | None = None
) -> dict[str, Any] | None:
    """Return how a sheet is laid out by rule, with what was remembered of such a sheet; None without any month."""
    row = row_of_months(sheet)
    if row is None:
        return None
    layout = layout_of(sheet, row, known)
    said = said_of(sheet, layout)
    if remembered:
        within = {
            key: place for key, place in remembered["columns"].items() if place not in layout_months(layout)
        }
        said |= {"columns": within, "called": dict(remembered.get("called", {})), "remembered": True}
    return said


def said_of(sheet: Sheet, layout: Layout) -> dict[str, Any]:
    """Return a layout as it is kept."""
    return {
        "sheet": sheet.name,
        "is_read": bool(layout.months),
        "headings": layout.headings,
        "below": layout.below,
        "columns": layout.columns,
        "months": {str(each.place): f"{each.month:%Y-%m}" for each in layout.months},
        "parts": {str(each.place): each.part.value for each in layout.months if each.part},
        "called": {},
        "left_out": [],
        "unread": [],
    }


def sheet_said(sheet: Sheet, said: Mapping[str, Any], known: Register) -> SheetSaid:
    """Return a sheet as what is kept says that it is to be read."""
    found = layout_of(sheet, said["headings"], known)
    columns = {key: said["columns"].get(key) for key in ("code", "title", "part")}
    months = tuple(
        MonthColumn(int(place), dt.date.fromisoformat(f"{month}-01"), _part(said, place))
        for place, month in said["months"].items()
    )
    read = {each.place for each in months} | set(columns.values())
    why = {each.place: each for each in found.unread}
    for each in found.months:
        why.setdefault(each.place, UnreadColumn(each.place, f"{each.month:%B %Y}", NOT_CHOSEN))
    for key, place in found.columns.items():
        why.setdefault(
            place,
            UnreadColumn(place, words_of(sheet.at(found.headings, place)), why_not_read(key) or NOT_CHOSEN),
        )
    layout = replace(
        found, **columns, months=months, below=said["below"],
        unread=tuple(each for place, each in sorted(why.items()) if place not in read),
        yearless=tuple(
            place for place in found.yearless if place not in read and str(place) not in said["unread"]
        ),
    )  # fmt: skip
    called = dict(said["called"])
    left_out = frozenset(said["left_out"])
    rows = rows_of(sheet, layout, known, called=called, left_out=left_out)
    return SheetSaid(sheet, layout, rows, said["is_read"], called, left_out)


def headings_digest(sheet: Sheet, known: Register) -> str:
    """Return what stays the same for such a sheet month by month: its headings without the months."""
    row = row_of_months(sheet)
    if row is None:
        return ""
    layout = layout_of(sheet, row, known)
    beside = [f"{each.place} {plain(each.heading)}" for each in layout.unread if each.place < _first(layout)]
    names = [f"{place} {plain(words_of(sheet.at(row, place)))}" for place in layout.columns.values()]
    return hashlib.sha256("\n".join(("wide", sheet.name, *sorted((*beside, *names)))).encode()).hexdigest()


def layout_months(layout: Layout) -> set[int]:
    """Return the columns of months."""
    return {each.place for each in layout.months}


def _first(layout: Layout) -> int:
    return min(layout_months(layout), default=0)


def _part(said: Mapping[str, Any], place: str) -> Part | None:
    part = said["parts"].get(place)
    return Part(part) if part else None
