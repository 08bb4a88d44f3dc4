"""Reads the rows below the headings of a sheet by its mapping; what a cell says wrongly is noted with its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.importing.cells import CellTrouble, Reading
from core.importing.checked import Trouble
from core.importing.columns import Column, Meaning, Table
from core.importing.sheet import Place, Sheet, Value, cell_name, is_blank

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
            into = self.mapped.table.into
            words = (
                f"{column.heading} is needed for what is not in {into} yet, and the file has no column for it"
            )
        elif around is not None:
            words = f"{words}. It is part of the merged cells {_range(around)}: unmerge them and fill the value down"
        self.trouble(words, column.key)


def read_rows(mapped: Mapped, reading: Reading) -> list[Row]:
    """Return every row that says anything in a mapped column, with the troubles of its cells."""
    columns = [(mapped.table.column(key), place) for key, place in mapped.columns.items()]
    below = mapped.headings + 1
    rows = (
        _read_row(mapped, number, cells, columns, reading)
        for number, cells in enumerate(mapped.sheet.rows[below:], start=below)
    )
    return [row for row in rows if row.given or row.troubles]


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


def _read_row(
    mapped: Mapped,
    number: int,
    cells: Sequence[Value],
    columns: Sequence[tuple[Column, int]],
    reading: Reading,
) -> Row:
    row, formulas = Row(mapped, number + 1, {}), mapped.sheet.formulas
    for column, place in columns:
        value = cells[place] if place < len(cells) else ""
        if is_blank(value):
            if (number, place) in formulas:
                row.trouble(WITHOUT_VALUE, column.key)
            continue
        try:
            row.given[column.key] = reading.meaning_of(column, value)
        except CellTrouble as trouble:
            row.trouble(str(trouble), column.key)
    return row


def _range(cells: tuple[Place, Place]) -> str:
    return f"{cell_name(*cells[0])}:{cell_name(*cells[1])}"
