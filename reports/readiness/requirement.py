"""One thing that a report must have: whether it is there, how that is said, where a lack is mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

FRESH_DAYS = 35
"""An update or an explanation counts as fresh for five weeks: the monthly cycle and a week's grace."""


class State(StrEnum):
    """Whether what is required is there."""

    THERE = "there"
    STALE = "stale"
    WANTING = "wanting"
    MISSING = "missing"

    @property
    def word(self) -> str:
        return {"there": "There", "stale": "Out of date", "wanting": "Incomplete", "missing": "Missing"}[
            self.value
        ]

    @property
    def colour(self) -> str:
        return {"there": "green", "stale": "yellow", "wanting": "yellow", "missing": "red"}[self.value]


@dataclass(frozen=True)
class Requirement:
    """One thing that a report must have; `mend` names the place where a lack is mended (`reports.mending`).

    `clauses` are the numbers of the clauses that ask for it; none where only the kind of report does.
    """

    title: str
    state: State
    words: str
    mend: str
    clauses: tuple[str, ...] = ()

    @property
    def is_there(self) -> bool:
        return self.state is State.THERE

    @property
    def asked_by(self) -> str:
        """The clauses in words: "Clause 5.d", "Clauses 5.b and 5.e"; "" for none."""
        if not self.clauses:
            return ""
        *firsts, last = self.clauses
        return f"Clauses {', '.join(firsts)} and {last}" if firsts else f"Clause {last}"


def counted(count: int, thing: str, many: str = "") -> str:
    """Return a number with its noun: "1 word", "2 words"."""
    return f"{count} {thing if count == 1 else many or thing + 's'}"


def some_of(names: Sequence[str], most: int = 6) -> str:
    """Return names in a row, the first few of many and how many more there are."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")
