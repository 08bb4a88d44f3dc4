"""Reads the wide form: the cells where an indicator's rows and a month's columns meet make one figure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.importing.cells import CellTrouble
from core.importing.checked import Trouble
from core.importing.rows import WITHOUT_VALUE
from core.importing.sheet import Sheet, cell_name, is_blank
from digests.importing.amounts import Amount, amount_of
from digests.importing.figures import KnownDigest, Quality, SaidFigure, Spot
from digests.importing.long_form import NOTHING, Found
from digests.importing.wide_layout import Layout, MonthColumn
from digests.importing.wide_rows import NamedRows, Rows
from digests.importing.wide_words import Part


def read_wide(sheet: Sheet, layout: Layout, rows: Rows, known: KnownDigest) -> Found:
    """Return the figures of a sheet. An empty cell is not given, which is not zero."""
    reader = _Reader(sheet, layout, known)
    figures = [figure for named in rows.named for figure in reader.figures(named)]
    reader.tell_what_nobody_can_place(rows.nameless)
    reader.tell_marks()
    return Found(figures, reader.troubles)


@dataclass(frozen=True)
class _Cell:
    row: int
    place: int
    amount: Amount


@dataclass
class _Reader:
    sheet: Sheet
    layout: Layout
    known: KnownDigest
    troubles: list[Trouble] = field(default_factory=list)
    marks: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def figures(self, named: NamedRows) -> Iterator[SaidFigure]:
        """Yield the figures of one indicator, month by month."""
        if named.indicator is None:
            self._tell(named.first, None, self.known.register.trouble_with(named.words))
            return
        indicator = self.known.indicators[named.indicator]
        by_month: dict[Spot, dict[Part, _Cell]] = defaultdict(dict)
        again: list[tuple[Spot, dict[Part, _Cell]]] = []
        for part, row in named.rows.items():
            for column in self.layout.months:
                cell = self._cell(row, column, part)
                if cell is None:
                    continue
                of, spot = column.part or part or Part.VALUE, Spot(indicator.key, column.month)
                if of in by_month[spot]:
                    # A month that two columns name: whether they say the same is looked at with all others.
                    again.append((spot, {of: cell}))
                else:
                    by_month[spot][of] = cell
        for spot, cells in (*by_month.items(), *again):
            yield self._said(spot, cells)

    def tell_what_nobody_can_place(self, nameless: Sequence[int]) -> None:
        """Tell of figures in rows without a name and under months without a year."""
        for row in nameless:
            self._tell(row, None, "The row has figures and names no indicator: enter its code or its title")
        for place in self.layout.yearless:
            heading = self.sheet.at(self.layout.headings, place)
            self._tell(
                self.layout.headings, place,
                f"“{heading}” names no year: enter the month with it, such as {heading} 2026, or say which month it is",
            )  # fmt: skip

    def tell_marks(self) -> None:
        """Tell which marks of footnotes were left away, and where the first of each stands."""
        for mark, cells in self.marks.items():
            first = f"{len(cells)} cells, the first of them {cells[0]}" if len(cells) > 1 else cells[0]
            provisional = (
                "The figure is taken as provisional"
                if mark.strip("[]()").casefold() == "p"
                else "It is not kept"
            )
            words = f"The mark {mark} stands behind the number in {first}. {provisional}"
            row = int("".join(sign for sign in cells[0] if sign.isdigit()))
            self.troubles.append(Trouble(self.sheet.name, row, cells[0], words, stops=False))

    def _cell(self, row: int, column: MonthColumn, part: Part | None) -> _Cell | None:
        at = (row, column.place)
        value = self.sheet.at(*at)
        if at in self.sheet.formulas or at in self.sheet.errors:
            self._tell(*at, WITHOUT_VALUE)
            return None
        if is_blank(value):
            return None
        try:
            amount = amount_of(value, is_percent=at in self.sheet.percents)
            self._check_part(amount, column.part or part)
        except CellTrouble as trouble:
            self._tell(*at, str(trouble))
            return None
        if amount is None:
            return None
        if amount.mark:
            self.marks[amount.mark].append(cell_name(*at))
        return _Cell(*at, amount)

    def _check_part(self, amount: Amount | None, part: Part | None) -> None:
        if amount is None or part in (None, Part.VALUE):
            return
        if amount.is_percent or amount.numerator is not None:
            raise CellTrouble(f"A {part} is one plain number, and this cell holds something else")

    def _said(self, spot: Spot, cells: dict[Part, _Cell]) -> SaidFigure:
        main = cells.get(Part.VALUE) or cells.get(Part.NUMERATOR) or cells[Part.DENOMINATOR]
        where = (self.sheet.name, main.row + 1, cell_name(main.row, main.place), spot)
        amounts = {part: cell.amount for part, cell in cells.items()}
        value = amounts.get(Part.VALUE, NOTHING)
        flag = next((each.quality for each in amounts.values() if each.quality), "")
        quality = Quality(flag) if flag else None
        if value.value is None and any(each.is_suppressed for each in amounts.values()):
            return SaidFigure(*where, is_suppressed=True, quality=quality)
        numerator, denominator = (
            amounts.get(part, NOTHING).value for part in (Part.NUMERATOR, Part.DENOMINATOR)
        )
        if value.numerator is not None:
            numerator, denominator = value.numerator, value.denominator
        return SaidFigure(
            *where,
            numerator=numerator,
            denominator=denominator,
            value=value.value,
            has_no_value=numerator is None and denominator is None and value.value is None,
            is_percent=value.is_percent,
            quality=quality,
        )

    def _tell(self, row: int, place: int | None, words: str) -> None:
        cell = "" if place is None else cell_name(row, place)
        self.troubles.append(Trouble(self.sheet.name, row + 1, cell, words))
