"""Finds how a sheet in the wide form is laid out: its row of months, the columns that name indicators, the rest."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.importing.cells import words_of
from core.importing.columns import plain
from core.importing.names import Register
from core.importing.sheet import Sheet, Value, column_name, is_blank
from digests.importing.columns import WIDE
from digests.importing.month_names import Year, financial_year_in, month_in, year_in
from digests.importing.wide_words import Part, part_in, why_not_read

ROWS_LOOKED_AT = 40
ROWS_ABOVE = 3
LONGEST_HEADING = 60


@dataclass(frozen=True)
class MonthColumn:
    """A column of a month's figures; `part` where the column says which part of them it holds."""

    place: int
    month: dt.date
    part: Part | None = None


@dataclass(frozen=True)
class UnreadColumn:
    """A column that is not read, and why."""

    place: int
    heading: str
    why: str

    @property
    def name(self) -> str:
        return column_name(self.place)


@dataclass(frozen=True)
class Layout:
    """Where things stand in a sheet: rows and columns counted from 0.

    `headings` is the row of the months and `below` the first row under it; `code` and `title` name the indicator,
    `part` says what a row holds. `yearless` are the columns of months without a year.
    """

    headings: int
    below: int
    code: int | None
    title: int | None
    part: int | None
    months: tuple[MonthColumn, ...]
    unread: tuple[UnreadColumn, ...] = ()
    yearless: tuple[int, ...] = ()

    @property
    def columns(self) -> dict[str, int]:
        """The columns beside the months, by what they say."""
        found = {"code": self.code, "title": self.title, "part": self.part}
        return {key: place for key, place in found.items() if place is not None}


def row_of_months(sheet: Sheet) -> int | None:
    """Return the row near the top that names the most months, or None where none does."""
    looked_at = range(min(ROWS_LOOKED_AT, len(sheet.rows)))
    scored = {row: _months_named(sheet.rows[row]) for row in looked_at}
    best = max(scored, key=lambda row: (scored[row], -row), default=None)
    return best if best is not None and scored[best] else None


def layout_of(sheet: Sheet, headings: int, known: Register) -> Layout:
    """Return how the sheet is laid out below and beside its row of months."""
    heads = _Headings(sheet, headings)
    months, yearless = heads.months()
    figures = {each.place for each in months} | set(yearless)
    others = [place for place in range(heads.width) if place not in figures]
    below = headings + 1 + heads.has_row_of_parts
    named = _naming_columns(sheet, below, others, heads, known)
    unread = tuple(
        UnreadColumn(place, heads.words(place), why_not_read(heads.words(place)) or "not a month")
        for place in others
        if place not in named.values() and (heads.words(place) or _is_filled(sheet, place, below))
    )
    read, parts = heads.with_parts(months)
    return Layout(
        headings,
        below,
        named.get("code"),
        named.get("title"),
        named.get("part"),
        read,
        tuple(sorted((*unread, *parts), key=lambda each: each.place)),
        tuple(yearless),
    )


def _months_named(row: Sequence[Value]) -> int:
    return sum(1 for value in row if month_in(value) is not None)


class _Headings:
    """The rows of headings: the months, a year above them perhaps, and perhaps what each column holds below them."""

    def __init__(self, sheet: Sheet, row: int) -> None:
        self.sheet, self.row = sheet, row
        self.width = max((len(cells) for cells in sheet.rows), default=0)
        self.has_row_of_parts = self._is_row_of_parts(row + 1)

    def words(self, place: int) -> str:
        """Return the heading of a column that is no month: in the row itself, or in one above or below it."""
        rows = [self.row, *range(self.row - 1, max(self.row - ROWS_ABOVE, -1), -1)]
        if self.has_row_of_parts:
            rows.insert(1, self.row + 1)
        found = next((value for row in rows if not is_blank(value := self.sheet.at(row, place))), "")
        return words_of(found)[:LONGEST_HEADING]

    def months(self) -> tuple[list[MonthColumn], list[int]]:
        """Return the columns of months, and those of months whose year nobody says."""
        found: list[MonthColumn] = []
        yearless: list[int] = []
        for place in range(self.width):
            named = month_in(self._month_heading(place))
            year = self._year_above(place) if isinstance(named, int) else None
            if isinstance(named, dt.date):
                found.append(MonthColumn(place, named))
            elif named is not None and year is not None:
                found.append(MonthColumn(place, year.month(named)))
            elif named is not None:
                yearless.append(place)
        return found, yearless

    def with_parts(self, months: list[MonthColumn]) -> tuple[tuple[MonthColumn, ...], list[UnreadColumn]]:
        """Return the columns to read with their parts, and those that the row below calls a target or the like."""
        if not self.has_row_of_parts:
            return tuple(months), []
        read, unread = [], []
        for each in months:
            words = words_of(self.sheet.at(self.row + 1, each.place))
            part = part_in(words)
            if part is not None or not words:
                read.append(MonthColumn(each.place, each.month, part))
            else:
                heading = f"{each.month:%b %Y}: {words}"
                unread.append(UnreadColumn(each.place, heading, why_not_read(words) or "not a figure"))
        return tuple(read), unread

    def _month_heading(self, place: int) -> Value:
        """Return the month over a column: of merged cells, or of cells that stand left of blank ones, the first."""
        own = self.sheet.at(self.row, place)
        if not is_blank(own):
            return own
        around = self.sheet.merged_around((self.row, place))
        if around is not None:
            return self.sheet.at(*around[0])
        if not self.has_row_of_parts or is_blank(self.sheet.at(self.row + 1, place)):
            return ""
        return next(
            (value for left in range(place, -1, -1) if not is_blank(value := self.sheet.at(self.row, left))),
            "",
        )

    def _year_above(self, place: int) -> Year | None:
        """Return the year over a column, or one that a title above the table or the name of the sheet says."""
        for row in range(self.row - 1, -1, -1):
            left = next(
                (value for at in range(place, -1, -1) if not is_blank(value := self.sheet.at(row, at))), ""
            )
            year = year_in(left)
            if year is not None:
                return year
        above = [
            words_of(value) for row in self.sheet.rows[: self.row] for value in row if isinstance(value, str)
        ]
        return next((year for words in (*above, self.sheet.name) if (year := financial_year_in(words))), None)

    def _is_row_of_parts(self, row: int) -> bool:
        """Whether the row below the months says what each column holds: Num, Den, %; or Actual, Target, RAG."""
        if row >= len(self.sheet.rows):
            return False
        filled = [value for value in self.sheet.rows[row] if not is_blank(value)]
        said = [
            value for value in filled if isinstance(value, str) and (part_in(value) or why_not_read(value))
        ]
        parts = [value for value in said if part_in(str(value))]
        return (
            len(parts) > 1 and all(isinstance(value, str) for value in filled) and len(said) * 2 > len(filled)
        )


def _naming_columns(
    sheet: Sheet, below: int, others: Sequence[int], heads: _Headings, known: Register
) -> dict[str, int]:
    """Return which columns name the indicator, and which says what a row holds.

    The names that the register knows say it best; where it knows none, the headings do.
    """
    columns = {place: [sheet.at(row, place) for row in range(below, len(sheet.rows))] for place in others}
    words = {
        place: [
            words_of(value)
            for value in values
            if isinstance(value, str | int | float) and not is_blank(value)
        ]
        for place, values in columns.items()
    }
    found: dict[str, int] = {}
    part = max(others, key=lambda place: _parts_named(words[place]), default=None)
    if (
        part is not None
        and _parts_named(words[part]) > 1
        and _parts_named(words[part]) * 2 > len(words[part])
    ):
        found["part"] = part
    rest = [place for place in others if place not in found.values()]
    known_in = {place: [each for each in words[place] if known.find(each) is not None] for place in rest}
    ranked = sorted(
        (place for place in rest if known_in[place]), key=lambda place: (-len(known_in[place]), place)
    )
    for place in ranked:
        found.setdefault("code" if _are_codes(known_in[place]) else "title", place)
    by_heading = _by_heading(rest, heads)
    for key in ("code", "title"):
        if key not in found and key in by_heading and by_heading[key] not in found.values():
            found[key] = by_heading[key]
    if "code" not in found and "title" not in found:
        first = next((place for place in rest if any(each for each in words[place])), None)
        if first is not None:
            found["title"] = first
    return found


def _by_heading(places: Sequence[int], heads: _Headings) -> dict[str, int]:
    found: dict[str, int] = {}
    for place in places:
        heading = plain(heads.words(place))
        for column in WIDE.columns:
            if heading in {plain(column.heading), *map(plain, column.also)}:
                found.setdefault(column.key, place)
    return found


def _parts_named(words: Sequence[str]) -> int:
    """Return how many cells name a part, in a column that names a numerator or a denominator at all."""
    parts = Counter(part_in(each) for each in words)
    if not parts[Part.NUMERATOR] and not parts[Part.DENOMINATOR]:
        return 0
    return sum(number for part, number in parts.items() if part is not None)


def _are_codes(words: Sequence[str]) -> bool:
    """Whether most of the words look like codes: a few signs without a space."""
    short = sum(1 for each in words if len(each) <= 12 and " " not in each)
    return short * 2 > len(words)


def _is_filled(sheet: Sheet, place: int, below: int) -> bool:
    return any(not is_blank(sheet.at(row, place)) for row in range(below, len(sheet.rows)))
