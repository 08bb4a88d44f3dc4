"""What was found amiss: by list, kind of trouble and column, with the first rows of each and how many there are.

A finding never holds what stood in a cell, and a heading that is not the template's is named by its letter alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from digests.annex_a.cells import Trouble

MOST_ROWS = 50


@dataclass(frozen=True)
class Finding:
    """One kind of trouble in one column of one list (0: in no list). `rows` are the first, as the sheet counts them."""

    list_number: int
    trouble: Trouble
    column: str = ""
    rows: tuple[int, ...] = ()
    count: int = 1

    def as_json(self) -> dict[str, object]:
        """Return the finding as it is kept."""
        return {
            "list": self.list_number,
            "trouble": self.trouble.name,
            "words": self.trouble.value,
            "column": self.column,
            "rows": list(self.rows),
            "count": self.count,
        }


@dataclass
class Findings:
    """Gathers findings while a workbook is read; each kind keeps its first `MOST_ROWS` rows and its whole count."""

    _kept: dict[tuple[int, Trouble, str], list[int]] = field(default_factory=dict)
    _counts: dict[tuple[int, Trouble, str], int] = field(default_factory=dict)

    def of_list(self, number: int, trouble: Trouble, column: str = "") -> None:
        """Note trouble that belongs to a whole list or column."""
        self._kept.setdefault((number, trouble, column), [])
        self._counts[(number, trouble, column)] = 1

    def of_rows(self, number: int, trouble: Trouble, column: str, rows: Iterable[int]) -> None:
        """Note trouble in these rows of a column."""
        found = list(rows)
        if found:
            key = (number, trouble, column)
            kept = self._kept.setdefault(key, [])
            kept += found[: MOST_ROWS - len(kept)]
            self._counts[key] = self._counts.get(key, 0) + len(found)

    def __iter__(self) -> Iterator[Finding]:
        """Yield the findings by list, then by kind in the order of `Trouble`, then by column."""
        order = {trouble: place for place, trouble in enumerate(Trouble)}
        for key in sorted(self._counts, key=lambda key: (key[0], order[key[1]], key[2])):
            yield Finding(*key, rows=tuple(self._kept[key]), count=self._counts[key])

    def as_json(self) -> list[dict[str, object]]:
        """Return every finding as it is kept."""
        return [finding.as_json() for finding in self]
