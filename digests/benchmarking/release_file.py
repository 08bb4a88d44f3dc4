"""Checks a published file row by row: one area's figure of one measure in one year, or none that is told."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from core.importing.cells import words_of
from core.importing.checked import Trouble, fold
from core.importing.columns import Column, Table
from core.importing.mapping import Headings, best_sheet, guessed, headings_of
from core.importing.rows import WITHOUT_VALUE
from core.importing.sheet import Limits, Sheet, cell_name, is_blank
from core.refusals import Refusal
from digests.benchmarking.comparing import area_key
from digests.rating import STORED_PLACES

TABLE = Table(
    "benchmarks",
    "Published figures",
    (
        Column("code", "Code", "National code of the measure", "112", longest=20, also=("lait_code",)),
        Column("key", "Short name", "Tells measures of one code apart", "CareLeaverAcc", longest=60,
               also=("lait_short", "key")),
        Column("measure", "Measure", "What is measured", "Suitable accommodation (%)", required=True,
               longest=200, also=("title", "indicator")),
        Column("polarity", "Polarity", "High, Low or -", "High"),
        Column("area", "Area", "Council, region or England", "England", required=True, longest=80,
               also=("la name", "local authority")),
        Column("year", "Year", "In which the reporting year ends", "2025", required=True),
        Column("value", "Value", "A number; - or c where suppressed", "88.0", required=True),
    ),
    into="the published figures",
    one_of=(("code", "key"),),
)  # fmt: skip
LIMITS = Limits(holds="published file", rows=250_000)
"""Every council of England, fifty measures and thirty years."""
WITHOUT = frozenset({"", "-", "–", "—", "c", "x", "z", "u", ":", "..", "n/a", "na"})
"""What stands for a figure that is suppressed or not available, in the Department's files and councils' own."""
POLARITIES = {"high": "higher", "higher": "higher", "low": "lower", "lower": "lower"}
EARLIEST_YEAR = 1990
PASSED_OVER = "This row names no area, year and value, so it is passed over"
MOST_VALUE = Decimal(10) ** 8
YEAR = re.compile(r"(\d{4})(?:\s*[-/–]\s*(\d{2}|\d{4}))?")


@dataclass(frozen=True)
class PublishedMeasure:
    """A measure of the file, as its first row has it."""

    code: str
    key: str
    title: str
    polarity: str

    @property
    def identity(self) -> tuple[str, str]:
        """What rows of the same measure have in common."""
        return fold(self.code), fold(self.key)


@dataclass(frozen=True)
class PublishedFigure:
    """One row: whose figure of which measure (counted from 0) in which year. No `value`: suppressed."""

    measure: int
    area: str
    area_key: str
    year: int
    value: Decimal | None


@dataclass(frozen=True)
class CheckedFile:
    """A whole file: its measures and figures, what is wrong where, and which of its columns nobody reads."""

    measures: tuple[PublishedMeasure, ...]
    figures: tuple[PublishedFigure, ...]
    troubles: tuple[Trouble, ...]
    ignored: tuple[str, ...]

    @property
    def errors(self) -> list[Trouble]:
        return [each for each in self.troubles if each.stops]


def check_file(sheets: Sequence[Sheet], *, today: dt.date) -> CheckedFile:
    """Check the sheet that looks like published figures. Raises Refusal on `file` where none does."""
    sheet, headings, columns = recognised(sheets, TABLE)
    reader = _Reader(sheet, columns, today.year)
    reader.read(range(headings.row + 1, len(sheet.rows)))
    if not reader.figures and not reader.troubles:
        raise Refusal("The file has no rows below its headings: choose another one", field="file")
    unread = [words for place, words in headings.words.items() if place not in columns.values()]
    others = [f"the sheet {each.name}" for each in sheets if each.name != sheet.name]
    return CheckedFile(
        tuple(reader.measures), tuple(reader.figures), tuple(reader.troubles), (*unread, *others)
    )


def recognised(sheets: Sequence[Sheet], table: Table) -> tuple[Sheet, Headings, Mapping[str, int]]:
    """Return the sheet that names most of the table's columns, its headings, and where each column stands.

    Raises Refusal on `file` where a column that is needed is not named.
    """
    sheet = best_sheet(sheets, table)
    headings = headings_of(sheet, table)
    columns = guessed(headings, table)
    lacking = table.lacking(columns)
    if lacking:
        raise Refusal(
            f"The sheet “{sheet.name}” has no column for {', '.join(lacking)}: name it in the row of headings",
            field="file",
        )
    return sheet, headings, columns


class _Wrong(ValueError):
    """What is wrong with the cell of a column."""

    def __init__(self, key: str, words: str) -> None:
        super().__init__(words)
        self.key = key


@dataclass
class _Reader:
    """Goes through the rows of one sheet; what is the same in thousands of them is kept once."""

    sheet: Sheet
    columns: Mapping[str, int]
    newest_year: int
    measures: list[PublishedMeasure] = field(default_factory=list)
    figures: list[PublishedFigure] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    _known: dict[str, str] = field(default_factory=dict)
    _by_words: dict[tuple[str, str], int] = field(default_factory=dict)
    _by_identity: dict[tuple[str, str], int] = field(default_factory=dict)
    _seen: dict[tuple[int, str, int], int] = field(default_factory=dict)

    def read(self, numbers: range) -> None:
        """Read the rows with these numbers, counted from 0."""
        for number in numbers:
            given = {key: self._words(number, place) for key, place in self.columns.items()}
            without = self._formulas(number) if self.sheet.formulas else []
            for key in without:
                self._note(number, key, WITHOUT_VALUE)
            if without or not any(given.values()):
                continue
            if given["area"] or given["year"] or given["value"]:
                self._read_row(number, given)
            else:
                self._note(number, "", PASSED_OVER, stops=False)

    def _read_row(self, number: int, given: Mapping[str, str]) -> None:
        wrong = [*_wrong_words(given)]
        year = value = None
        try:
            year = year_of(given["year"], newest=self.newest_year)
        except _Wrong as error:
            wrong.append(error)
        try:
            value = value_of(given["value"], is_share=self._is_share(number))
        except _Wrong as error:
            wrong.append(error)
        for each in wrong:
            self._note(number, each.key, str(each))
        if year is not None and not wrong:
            self._keep(number, given, year, value)

    def _keep(self, number: int, given: Mapping[str, str], year: int, value: Decimal | None) -> None:
        measure = self._measure(given)
        key = area_key(given["area"])
        before = self._seen.setdefault((measure, key, year), number)
        if before != number:
            self._note(
                number,
                "value",
                f"{given['area']} in {year} stands in rows {before + 1} and {number + 1} for this measure: leave it in "
                "one of them",
            )
            return
        self.figures.append(PublishedFigure(measure, given["area"], key, year, value))

    def _measure(self, given: Mapping[str, str]) -> int:
        written = given.get("code", ""), given.get("key", "")
        if written in self._by_words:
            return self._by_words[written]
        polarity = POLARITIES.get(given.get("polarity", "").casefold(), "")
        measure = PublishedMeasure(*written, given["measure"], polarity)
        place = self._by_identity.setdefault(measure.identity, len(self.measures))
        if place == len(self.measures):
            self.measures.append(measure)
        self._by_words[written] = place
        return place

    def _words(self, number: int, place: int) -> str:
        value = self.sheet.at(number, place)
        if not isinstance(value, str):
            return words_of(value)
        if value not in self._known:
            self._known[value] = "" if is_blank(value) else words_of(value)
        return self._known[value]

    def _is_share(self, number: int) -> bool:
        return (number, self.columns["value"]) in self.sheet.percents

    def _formulas(self, number: int) -> list[str]:
        return [key for key, place in self.columns.items() if (number, place) in self.sheet.formulas]

    def _note(self, number: int, key: str, words: str, *, stops: bool = True) -> None:
        cell = cell_name(number, self.columns[key]) if key else ""
        self.troubles.append(Trouble(self.sheet.name, number + 1, cell, words, stops))


def _wrong_words(given: Mapping[str, str]) -> Iterator[_Wrong]:
    if not given.get("code") and not given.get("key"):
        yield _Wrong("code" if "code" in given else "key", "Enter the code or the short name of the measure")
    for key in ("measure", "area"):
        if not given[key]:
            yield _Wrong(key, f"Enter the {key}: the cell is empty")
    for key in ("code", "key", "measure", "area"):
        column = TABLE.column(key)
        if len(given.get(key, "")) > column.longest:
            yield _Wrong(key, f"{column.heading} must be {column.longest} characters or fewer: shorten it")


def year_of(words: str, *, newest: int) -> int:
    """Return the year in which a reporting year ends: 2025 for "2025", "2024/25" and "2024-25"."""
    found = YEAR.fullmatch(words)
    if not words:
        raise _Wrong("year", "Enter the year: the cell is empty")
    if found is None:
        raise _Wrong("year", f"Year must be a year such as 2025 or 2024/25, and not “{words[:40]}”")
    year = int(found[1])
    if found[2] is not None:
        year += 1
        if str(year)[-len(found[2]) :] != found[2]:
            raise _Wrong("year", f"Year must name two years that follow each other, and not “{words[:40]}”")
    if not EARLIEST_YEAR <= year <= newest:
        raise _Wrong("year", f"Year must be from {EARLIEST_YEAR} to {newest}, and not {year}")
    return year


def value_of(words: str, *, is_share: bool = False) -> Decimal | None:
    """Return a number to four places, with or without commas and a per cent sign; None for a mark of none.

    `is_share`: the cell holds 0.81 and is shown as 81%, which is what people read.
    """
    if words.casefold() in WITHOUT:
        return None
    try:
        value = Decimal(words.replace(",", "").removesuffix("%").strip())
        if not value.is_finite() or abs(value) >= MOST_VALUE:
            raise InvalidOperation
    except InvalidOperation:
        raise _Wrong(
            "value", f"Value must be a number, or - where it is suppressed, and not “{words[:40]}”"
        ) from None
    return (value * 100 if is_share else value).quantize(STORED_PLACES, ROUND_HALF_UP)
