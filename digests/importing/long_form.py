"""Reads the long form: one figure a row, with its indicator, its month and its numbers in columns of their own."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from core.importing.cells import CellTrouble, words_of
from core.importing.checked import Trouble
from core.importing.names import Register
from core.importing.rows import WITHOUT_VALUE, Mapped, merged_notices
from core.importing.sheet import Value, cell_name, is_blank
from digests.importing.amounts import Amount, amount_of
from digests.importing.figures import NEEDS_A_NOTE, KnownDigest, Quality, SaidFigure, Spot
from digests.importing.month_names import month_in

Said = TypeVar("Said")
LONGEST_GROUP, LONGEST_NOTE = 80, 300
YES = frozenset({"yes", "y", "true", "1", "x", "c", "suppressed"})
NO = frozenset({"no", "n", "false", "0"})
NUMBERS = ("numerator", "denominator", "value")
NOTHING = Amount()


@dataclass(frozen=True)
class Found:
    """What reading a file found: the figures, and what is wrong with cells."""

    figures: list[SaidFigure]
    troubles: list[Trouble]


@dataclass
class Choices:
    """The fixed lists that a file of figures may name: what figures are broken down by, and flags of quality."""

    dimensions: Register
    qualities: Register


def read_long(mapped: Mapped, known: KnownDigest, choices: Choices) -> Found:
    """Return the figures of the rows below the headings. A row without any number says nothing yet."""
    reader = _Reader(mapped, known, choices)
    figures = list(reader.figures())
    if reader.blank:
        rows = "1 row names" if reader.blank == 1 else f"{reader.blank} rows name"
        words = f"{rows} an indicator and a month without any figure: not given, which is not zero"
        reader.troubles.append(Trouble(mapped.sheet.name, mapped.headings + 1, "", words, stops=False))
    return Found(figures, [*reader.troubles, *merged_notices(mapped)])


@dataclass
class _Reader:
    mapped: Mapped
    known: KnownDigest
    choices: Choices
    troubles: list[Trouble] = field(default_factory=list)
    blank: int = 0
    _kept: dict[tuple[str, Value], object] = field(default_factory=dict)

    def figures(self) -> Iterator[SaidFigure]:
        below = self.mapped.headings + 1
        columns = self.mapped.columns
        for number, cells in enumerate(self.mapped.sheet.rows[below:], start=below):
            width = len(cells)
            given = {
                key: cells[place]
                for key, place in columns.items()
                if place < width and (value := cells[place]) != "" and not is_blank(value)
            }
            if given or self._formulas(number):
                said = self._figure(number, given)
                if said is not None:
                    yield said

    def _formulas(self, number: int) -> list[str]:
        """Return the columns whose cell in this row holds a formula without a value, or an error."""
        sheet = self.mapped.sheet
        if not sheet.formulas and not sheet.errors:
            return []
        return [
            key
            for key, place in self.mapped.columns.items()
            if (number, place) in sheet.formulas or (number, place) in sheet.errors
        ]

    def _figure(self, number: int, given: Mapping[str, Value]) -> SaidFigure | None:
        before = len(self.troubles)
        for key in self._formulas(number):
            self._tell(number, WITHOUT_VALUE, key)
        amounts = {key: self._amount(number, key, given[key]) for key in NUMBERS if key in given}
        is_suppressed = self._is_suppressed(number, given)
        if len(self.troubles) == before and not is_suppressed and not any(amounts.values()):
            self.blank += 1
            return None
        spot = self._spot(number, given)
        quality = self._quality(number, given, amounts)
        if spot is None or len(self.troubles) > before:
            return None
        return self._said(number, spot, amounts, is_suppressed, quality)

    def _said(
        self,
        number: int,
        spot: Spot,
        amounts: Mapping[str, Amount | None],
        is_suppressed: bool,
        quality: Quality | None,
    ) -> SaidFigure | None:
        value, numerator, denominator = (
            amounts.get(key) or NOTHING for key in ("value", "numerator", "denominator")
        )
        told = (value, numerator, denominator)
        main = "value" if amounts.get("value") else "numerator"
        cell = self._cell(number, main) or self._cell(number, "denominator")
        if is_suppressed or (any(each.is_suppressed for each in told) and value.value is None):
            return SaidFigure(
                self.mapped.sheet.name, number + 1, cell, spot, is_suppressed=True, quality=quality
            )
        numbers = (numerator.value, denominator.value)
        if value.numerator is not None:
            # Both numbers in the one cell of the value.
            numbers = (value.numerator, value.denominator)
        has_no_value = all(number is None for number in (*numbers, value.value))
        return SaidFigure(
            self.mapped.sheet.name,
            number + 1,
            cell,
            spot,
            *numbers,
            value.value,
            has_no_value=has_no_value,
            is_percent=value.is_percent,
            quality=quality,
        )

    def _amount(self, number: int, key: str, value: Value) -> Amount | None:
        is_percent = (number, self.mapped.columns[key]) in self.mapped.sheet.percents
        try:
            amount = amount_of(value, is_percent=is_percent)
        except CellTrouble as trouble:
            self._tell(number, str(trouble), key)
            return None
        if amount is not None and key != "value" and (amount.is_percent or amount.numerator is not None):
            self._tell(number, f"The {key} must be one plain number, and not “{words_of(value)[:40]}”", key)
            return None
        return amount

    def _spot(self, number: int, given: Mapping[str, Value]) -> Spot | None:
        indicator = self._named(number, given, "indicator", self._indicator)
        month = self._named(number, given, "month", month_of_cell)
        if indicator is None or month is None:
            return None
        if "dimension" not in given and "group" not in given:
            return Spot(indicator, month)
        return self._part(number, given, indicator, month)

    def _part(self, number: int, given: Mapping[str, Value], indicator: int, month: dt.date) -> Spot | None:
        group = words_of(given.get("group", ""))
        if "dimension" not in given:
            self._tell(number, f"Enter what the figure of “{group[:40]}” is broken down by", "dimension")
            return None
        dimension = self._named(number, given, "dimension", self._dimension)
        if not group:
            self._tell(number, "Enter the group that the figure is of", "group")
        elif len(group) > LONGEST_GROUP:
            self._tell(number, f"The group must be {LONGEST_GROUP} characters or fewer", "group")
        return None if dimension is None or not group else Spot(indicator, month, dimension, group)

    def _named(
        self, number: int, given: Mapping[str, Value], key: str, reader: Callable[[Value], Said]
    ) -> Said | None:
        """Return what a cell names: a file of figures says the same few names in each of its rows."""
        if key not in given:
            words = f"Enter the {key}: the cell is empty"
            around = self._merged_around(number, key)
            self._tell(
                number,
                f"{words}. It is part of merged cells: unmerge them and fill the value down"
                if around
                else words,
                key,
            )
            return None
        kept = (key, given[key])
        if kept not in self._kept:
            try:
                self._kept[kept] = reader(given[key])
            except CellTrouble as trouble:
                self._kept[kept] = trouble
        found = self._kept[kept]
        if isinstance(found, CellTrouble):
            self._tell(number, str(found), key)
            return None
        return found  # type: ignore[return-value]  # what the reader of this key gave

    def _merged_around(self, number: int, key: str) -> bool:
        place = self.mapped.columns.get(key)
        return place is not None and self.mapped.sheet.merged_around((number, place)) is not None

    def _indicator(self, value: Value) -> int:
        words = words_of(value)
        entry = self.known.register.find(words)
        if entry is None:
            raise CellTrouble(self.known.register.trouble_with(words))
        return int(entry.key)

    def _dimension(self, value: Value) -> str:
        return _chosen(self.choices.dimensions, value)

    def _quality(
        self, number: int, given: Mapping[str, Value], amounts: Mapping[str, Amount | None]
    ) -> Quality | None:
        note = words_of(given["note"]) if "note" in given else ""
        if len(note) > LONGEST_NOTE:
            self._tell(number, f"The note must be {LONGEST_NOTE} characters or fewer", "note")
        marked = next((each.quality for each in amounts.values() if each is not None and each.quality), "")
        flag = marked
        if "quality" in given:
            flag = (
                self._named(number, given, "quality", lambda value: _chosen(self.choices.qualities, value))
                or ""
            )
        if flag in NEEDS_A_NOTE and not note:
            self._tell(number, "Enter what is wrong with the figure, as a note", "quality")
        said = flag or note or "quality" in given or "note" in given
        return Quality(flag, note) if said else None

    def _is_suppressed(self, number: int, given: Mapping[str, Value]) -> bool:
        if "suppressed" not in given:
            return False
        words = words_of(given["suppressed"]).casefold()
        if words not in YES | NO:
            self._tell(number, f"Suppressed must be Yes or No, and not “{words[:40]}”", "suppressed")
        return words in YES

    def _tell(self, number: int, words: str, key: str) -> None:
        self.troubles.append(Trouble(self.mapped.sheet.name, number + 1, self._cell(number, key), words))

    def _cell(self, number: int, key: str) -> str:
        place = self.mapped.columns.get(key)
        return "" if place is None else cell_name(number, place)


def month_of_cell(value: Value) -> dt.date:
    """Return the month that a cell names; raises CellTrouble for none."""
    found = month_in(value)
    if isinstance(found, dt.date):
        return found
    words = words_of(value)[:40]
    if found is not None:
        raise CellTrouble(f"“{words}” names no year: enter the month with it, such as April 2026")
    raise CellTrouble(f"“{words}” is not a month: enter one such as April 2026, Apr-26 or 01/04/2026")


def _chosen(register: Register, value: Value) -> str:
    words = words_of(value)
    entry = register.find(words)
    if entry is None:
        raise CellTrouble(register.trouble_with(words))
    return str(entry.key)
