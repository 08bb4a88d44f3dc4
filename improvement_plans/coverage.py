"""Coverage as a table: what must be answered down the side, actions along the top, and a mark where they meet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

MOST_ACTIONS = 60
MOST_ROWS = 100


@dataclass(frozen=True)
class Column:
    """One action along the top; `objective` is the reference under which its neighbours are gathered."""

    key: int
    reference: str
    title: str
    objective: str
    area_clauses: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Row:
    """One source or clause down the side, gathered with its neighbours under `group`.

    `is_clause`: the active actions of the areas that it names cover it without a link.
    """

    key: int
    reference: str
    words: str
    group: str
    state: str
    state_words: str
    linked: frozenset[int]
    is_clause: bool = False

    def is_covered_by(self, column: "Column") -> bool:
        """Whether the action covers it only because it belongs to its area."""
        return self.is_clause and column.key not in self.linked and self.key in column.area_clauses


@dataclass(frozen=True)
class Cell:
    """Where a row and a column meet: linked, or covered because the action belongs to the clause's area, or neither."""

    column: Column
    is_linked: bool
    is_by_area: bool


@dataclass(frozen=True)
class Line:
    """One row with its cells, in the order of the columns."""

    row: Row
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """The part of a table that fits a page. `hidden_columns` and `hidden_rows` say how much does not."""

    columns: tuple[Column, ...]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    hidden_columns: int
    hidden_rows: int

    @property
    def objectives(self) -> list[tuple[str, int]]:
        """The references over the columns, each with how many columns stand under it."""
        return [
            (name, len(list(same))) for name, same in groupby(self.columns, key=lambda each: each.objective)
        ]


def grid_of(
    rows: Sequence[Row],
    columns: Sequence[Column],
    *,
    most_rows: int = MOST_ROWS,
    most_columns: int = MOST_ACTIONS,
) -> Grid:
    """Return the table of the first rows and columns, its rows gathered by their groups in the order given."""
    shown_columns, shown_rows = tuple(columns[:most_columns]), rows[:most_rows]
    lines = [line_of(row, shown_columns) for row in shown_rows]
    return Grid(
        columns=shown_columns,
        groups=tuple((group, tuple(same)) for group, same in groupby(lines, key=lambda line: line.row.group)),
        hidden_columns=len(columns) - len(shown_columns),
        hidden_rows=len(rows) - len(shown_rows),
    )


def line_of(row: Row, columns: Iterable[Column]) -> Line:
    """Return a row with a cell under each of `columns`."""
    return Line(
        row,
        tuple(
            Cell(
                each,
                is_linked=each.key in row.linked,
                is_by_area=row.is_covered_by(each),
            )
            for each in columns
        ),
    )


def sheet_rows(rows: Iterable[Row], columns: Sequence[Column]) -> Iterator[list[str]]:
    """Yield each row for a spreadsheet: group, reference, words, state, then a mark under each action."""
    for row in rows:
        marks = (_mark(cell) for cell in line_of(row, columns).cells)
        yield [row.group, row.reference, row.words, row.state_words, *marks]


def answering(rows: Iterable[Row], columns: Sequence[Column]) -> list[Column]:
    """Return the columns in which any of `rows` has a mark."""
    kept = list(rows)
    linked = {key for row in kept for key in row.linked}
    clauses = {row.key for row in kept if row.is_clause}
    return [each for each in columns if each.key in linked or each.area_clauses & clauses]


def _mark(cell: Cell) -> str:
    if cell.is_linked:
        return "Answers"
    return "By area" if cell.is_by_area else ""
