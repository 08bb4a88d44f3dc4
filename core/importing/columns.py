"""What a spreadsheet can say, column by column: the one list behind templates, mapping and checking."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any

from core.importing.sheet import Value

Meaning = str | dt.date | Decimal | int | frozenset[Any]
"""What a cell says, once it is read."""
LONG = 10_000


class Reads(Enum):
    """How the words of a cell are read."""

    WORDS = "words"
    DAY = "day"
    MONEY = "money"
    NUMBER = "whole number"
    NAME = "one name"
    NAMES = "names, with ; between them"


@dataclass(frozen=True)
class Column:
    """One column: `heading` as the template has it, `also` what else it may be called, `register` where names are
    looked up, `longest` in characters. `required` asks for a column and for a value in each new row. Where none of
    `Reads` does, `reader` reads the cell, and raises CellTrouble for what it cannot read. A column that stands for
    others, where a council's own sheet has them so, is not in the template: that asks for the plain ones.
    """

    key: str
    heading: str
    means: str
    example: str
    reads: Reads = Reads.WORDS
    required: bool = False
    longest: int = LONG
    register: str = ""
    also: tuple[str, ...] = ()
    is_in_template: bool = True
    reader: "Callable[[Column, Value], Meaning] | None" = None


@dataclass(frozen=True)
class Table:
    """One kind of sheet: its columns, and the columns one of which must be there though none is required alone.

    `into` is what messages call that which its rows go into: "the plan".
    """

    key: str
    words: str
    columns: tuple[Column, ...]
    into: str
    one_of: tuple[tuple[str, ...], ...] = ()

    def column(self, key: str) -> Column:
        """Return a column by its key; raises KeyError."""
        return self._by_key[key]

    @cached_property
    def _by_key(self) -> Mapping[str, Column]:
        return {column.key: column for column in self.columns}

    def lacking(self, mapped: Mapping[str, int]) -> list[str]:
        """Return the headings that a mapping must have and has not."""
        lacking = [each.heading for each in self.columns if each.required and each.key not in mapped]
        for keys in self.one_of:
            if not any(key in mapped for key in keys):
                lacking.append(" or ".join(self.column(key).heading for key in keys))
        return lacking


def plain(heading: str) -> str:
    """Return a heading as it is compared: small letters and figures, one space between words."""
    return " ".join(re.findall(r"[a-z0-9]+", heading.replace("'", "").replace("’", "").casefold()))
