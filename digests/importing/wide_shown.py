"""How a sheet in the wide form is to be read, put into words for whoever confirms it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.importing.cells import words_of
from core.importing.sheet import column_name
from digests.importing.wide_layout import MonthColumn, UnreadColumn
from digests.importing.wide_rows import LONGEST_SHOWN, NamedRows, UnreadRow
from digests.importing.wide_said import SheetSaid
from digests.months import months_on

NAMING = {"code": "Code", "title": "Indicator", "part": "Numerator, denominator or value"}


@dataclass(frozen=True)
class ShownRow:
    """Rows of the sheet, what stands there, the indicator that is meant ("" while nobody knows), and their parts."""

    number: int
    numbers: str
    words: str
    indicator: str
    parts: str


@dataclass(frozen=True)
class ShownSheet:
    """One sheet: where its headings are, its months, what names the indicators, the rows, and what is not read."""

    name: str
    is_read: bool
    headings: int
    naming: tuple[str, ...]
    months: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    unread_columns: tuple[UnreadColumn, ...]
    unread_rows: tuple[UnreadRow, ...]
    nameless: tuple[int, ...]
    yearless: tuple[str, ...]

    @property
    def unknown(self) -> int:
        """How many indicators of the sheet nobody knows."""
        return sum(1 for row in self.rows if not row.indicator)


def shown(said: SheetSaid, names: Mapping[int, str]) -> ShownSheet:
    """Return how a sheet is to be read; `names` gives the indicators by key."""
    layout, sheet = said.layout, said.sheet
    return ShownSheet(
        name=sheet.name,
        is_read=said.is_read,
        headings=layout.headings + 1,
        naming=tuple(f"{NAMING[key]}: column {column_name(place)}" for key, place in layout.columns.items()),
        months=tuple(_runs(layout.months)),
        rows=tuple(_row(each, names) for each in said.rows.named),
        unread_columns=layout.unread,
        unread_rows=said.rows.unread,
        nameless=tuple(row + 1 for row in said.rows.nameless),
        yearless=tuple(
            f"{column_name(place)}: {words_of(sheet.at(layout.headings, place))}" for place in layout.yearless
        ),
    )


def _row(named: NamedRows, names: Mapping[int, str]) -> ShownRow:
    numbers = sorted(row + 1 for row in named.rows.values()) or [named.number]
    parts = [part.value for part in named.rows if part is not None]
    return ShownRow(
        named.number,
        ", ".join(map(str, numbers)),
        named.words[:LONGEST_SHOWN],
        names.get(named.indicator, "") if named.indicator is not None else "",
        ", ".join(parts) if named.rows else "no figures",
    )


def _runs(months: Sequence[MonthColumn]) -> list[str]:
    """Return the months as runs: "April 2025 to March 2026, columns C to N"."""
    runs: list[list[MonthColumn]] = []
    for before, each in pairwise([None, *months]):
        if each is None:
            continue
        if before is not None and each.month in (before.month, months_on(before.month, 1)):
            runs[-1].append(each)
        else:
            runs.append([each])
    return [_run(run[0], run[-1]) for run in runs]


def _run(first: MonthColumn, last: MonthColumn) -> str:
    if first is last:
        return f"{first.month:%B %Y}, column {column_name(first.place)}"
    months = (
        f"{first.month:%B %Y}" if first.month == last.month else f"{first.month:%B %Y} to {last.month:%B %Y}"
    )
    return f"{months}, columns {column_name(first.place)} to {column_name(last.place)}"
