"""What a comparison of two cuts is made of: a change, which way it went, and how what stands in both is paired."""

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

Cut = Mapping[str, Any]
"""A cut in today's shape (`reports.cut.reading`); its days may be ISO strings or dates, the same in both cuts."""
Row = Mapping[str, Any]
Key = TypeVar("Key", bound=Hashable)


class Turn(StrEnum):
    """Which way something went, where there is a better and a worse."""

    BETTER = "better"
    WORSE = "worse"
    OTHER = "other"

    @property
    def word(self) -> str:
        return {"better": "Better", "worse": "Worse", "other": "Changed"}[self.value]


@dataclass(frozen=True)
class Change:
    """One thing that is another than it was. `what` is how it is counted: "newly overdue"."""

    reference: str
    title: str
    was: str
    now: str
    what: str
    turn: Turn = Turn.OTHER


MANY = 6
"""So many changes to the same, neither better nor worse, are told in one line."""


@dataclass(frozen=True)
class Kind:
    """One kind of change, with at least one in it."""

    heading: str
    changes: tuple[Change, ...]

    @property
    def told(self) -> tuple[Change, ...]:
        """The changes as they are printed: `MANY` to the same in one line after the others, by their references.

        A plan that is new has forty such changes, and so has a month before its figures came; what is better or worse
        would be lost among them.
        """
        came_to = Counter(map(_end, self.changes))
        many = [end for end, number in came_to.items() if number >= MANY and end[-1] is Turn.OTHER]
        single = tuple(change for change in self.changes if _end(change) not in many)
        return single + tuple(_in_one([each for each in self.changes if _end(each) == end]) for end in many)

    @property
    def in_words(self) -> str:
        """How many of what: "2 done, 1 newly overdue"."""
        counted = Counter(change.what for change in self.changes)
        return ", ".join(f"{number} {what}" for what, number in counted.items())


def _end(change: Change) -> tuple[str, str, Turn]:
    return change.what, change.now, change.turn


def _in_one(alike: Sequence[Change]) -> Change:
    """Return changes that came to the same as one: how many, and which."""
    was = {change.was for change in alike}
    which = ", ".join(change.reference or change.title for change in alike)
    return replace(
        alike[0],
        reference="",
        title=f"{len(alike)} of them: {which}",
        was=was.pop() if len(was) == 1 else "Various",
    )


@dataclass(frozen=True)
class Changes:
    """Everything that changed, by kind; a kind in which nothing did is not there."""

    kinds: tuple[Kind, ...]

    @property
    def number(self) -> int:
        return sum(len(kind.changes) for kind in self.kinds)

    def of(self, heading: str) -> tuple[Change, ...]:
        """Return the changes of one kind, none where nothing changed."""
        return next((kind.changes for kind in self.kinds if kind.heading == heading), ())


WENT = {Turn.BETTER: "better", Turn.WORSE: "worse", Turn.OTHER: "changed"}


def turn_of(order: tuple[str, ...], was: str | None, now: str | None) -> Turn:
    """Return which way it went in `order`, the best first; where one of the two has no place in it, nobody can say."""
    if was not in order or now not in order or was == now:
        return Turn.OTHER
    return Turn.BETTER if order.index(now) < order.index(was) else Turn.WORSE


def keyed(rows: Iterable[tuple[tuple[Any, ...], Row]]) -> dict[tuple[Any, ...], Row]:
    """Return rows by their keys; of several with one key each has its place among them added to it."""
    seen: Counter[tuple[Any, ...]] = Counter()
    found = {}
    for key, row in rows:
        found[(*key, seen[key])] = row
        seen[key] += 1
    return found


def pairs(was: Mapping[Key, Row], now: Mapping[Key, Row]) -> Iterator[tuple[Key, Row | None, Row | None]]:
    """Yield what stands under each key in one or both, in the order of the later cut and then what is gone."""
    for key in (*now, *(key for key in was if key not in now)):
        yield key, was.get(key), now.get(key)


def day_in_words(day: dt.date | str) -> str:
    """Return a day of a cut, which may be an ISO string: "1 December 2026"."""
    return f"{dt.date.fromisoformat(str(day)):%-d %B %Y}"
