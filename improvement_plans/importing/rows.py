"""Reads the rows below the headings of a sheet by its mapping; what a cell says wrongly is noted with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from improvement_plans.importing.cells import CellTrouble, Meaning, Reading
from improvement_plans.importing.checked import Trouble
from improvement_plans.importing.columns import Column, Table
from improvement_plans.importing.sheet import Place, Sheet, cell_name, is_blank

WITHOUT_VALUE = (
    "The formula in this cell has no saved value, or gives an error. Type the value in its place, or open the file "
    "in Excel and save it there"
)


@dataclass(frozen=True)
class Mapped:
    """A sheet with what its columns say: `headings` is the row of headings, counted from 0."""

    table: Table
    sheet: Sheet
    headings: int
    columns: Mapping[str, int]


@dataclass
class Row:
    """One row of a sheet, by the keys of its columns; `number` is the one that a spreadsheet shows."""

    mapped: Mapped
    number: int
    given: dict[str, Meaning]
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not any(each.stops for each in self.troubles)

    def words(self, key: str) -> str:
        """Return what a column of words says; "" for nothing."""
        return str(self.given.get(key, ""))

    def trouble(self, words: str, key: str = "", *, stops: bool = True) -> None:
        """Note what is wrong with the cell of a column, or with the row."""
        column = self.mapped.columns.get(key)
        cell = "" if column is None else cell_name(self.number - 1, column)
        self.troubles.append(Trouble(self.mapped.sheet.name, self.number, cell, words, stops))

    def ask_for(self, column: Column) -> None:
        """Note that a value is missing; of merged cells it is said that only the first holds the value."""
        place = self.mapped.columns.get(column.key)
        around = None if place is None else self.mapped.sheet.merged_around((self.number - 1, place))
        words = f"Enter {column.heading.lower()}: the cell is empty"
        if place is None:
            words = f"{column.heading} is needed for what is not in the plan yet, and the file has no column for it"
        elif around is not None:
            words = f"{words}. It is part of the merged cells {_range(around)}: unmerge them and fill the value down"
        self.trouble(words, column.key)


def read_rows(mapped: Mapped, reading: Reading) -> list[Row]:
    """Return every row that says anything in a mapped column, with the troubles of its cells."""
    sheet = mapped.sheet
    rows = []
    for number in range(mapped.headings + 1, len(sheet.rows)):
        if any(_says_something(sheet, (number, place)) for place in mapped.columns.values()):
            rows.append(_read_row(mapped, number, reading))
    return rows


def merged_notices(mapped: Mapped) -> list[Trouble]:
    """Return a notice for each group of merged cells that the mapped columns run through."""
    places = set(mapped.columns.values())
    return [
        Trouble(
            mapped.sheet.name, first[0] + 1, cell_name(*first),
            f"The cells {_range((first, last))} are merged: their value is read for {cell_name(*first)} alone",
            stops=False,
        )
        for first, last in mapped.sheet.merged
        if last[0] > mapped.headings and places & set(range(first[1], last[1] + 1))
    ]  # fmt: skip


def _says_something(sheet: Sheet, place: Place) -> bool:
    return place in sheet.formulas or not is_blank(sheet.at(*place))


def _read_row(mapped: Mapped, number: int, reading: Reading) -> Row:
    row = Row(mapped, number + 1, {})
    for key, place in mapped.columns.items():
        if (number, place) in mapped.sheet.formulas:
            row.trouble(WITHOUT_VALUE, key)
            continue
        value = mapped.sheet.at(number, place)
        if is_blank(value):
            continue
        try:
            row.given[key] = reading.meaning_of(mapped.table.column(key), value)
        except CellTrouble as trouble:
            row.trouble(str(trouble), key)
    return row


def _range(cells: tuple[Place, Place]) -> str:
    return f"{cell_name(*cells[0])}:{cell_name(*cells[1])}"
