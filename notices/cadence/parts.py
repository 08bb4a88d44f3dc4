"""One cadence of an obligation from beginning to end: its rows, put together over every variation of it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from notices.cadence.dues import Due, Family, past_bound
from notices.cadence.meetings import AT_EACH, BEFORE_EACH
from notices.cadence.occurrences import Occurrence, Outcome
from notices.cadence.on_request import ON_REQUEST
from notices.cadence.one_off import ANCHORED, DATED
from notices.cadence.rolling import ROLLING
from notices.cadence.spells import Spell, spells_of
from notices.cadence.standpoint import Standpoint
from notices.cadence.windows import CALENDAR, GRID

UNDATED = Family(lambda spell, at, kept: (), is_spent=past_bound)
"""Cadences under which nothing falls due by itself."""

FAMILIES: dict[str, Family] = {
    "by_date": DATED,
    "within": ANCHORED,
    "in_month": DATED,
    "each_calendar": CALENDAR,
    "at_least_every": ROLLING,
    "every": GRID,
    "before_each": BEFORE_EACH,
    "at_each": AT_EACH,
    "on_request": ON_REQUEST,
    "to_be_agreed": UNDATED,
    "kept_up_to_date": UNDATED,
    "regular": UNDATED,
    "ladder": ANCHORED,
    "standing": UNDATED,
}


@dataclass(frozen=True)
class Part:
    """One of an obligation's cadences as it stands: what has governed it, and its rows in order of due date."""

    at: Standpoint
    spells: tuple[Spell, ...]
    dues: tuple[Due, ...]

    @property
    def governing(self) -> Spell:
        """The spell that governs on the day."""
        return next(spell for spell in reversed(self.spells) if spell.start <= self.at.day)

    @property
    def outcomes(self) -> tuple[tuple[Due, Outcome], ...]:
        return tuple((due, due.outcome(self.at)) for due in self.dues)

    @property
    def ahead(self) -> tuple[Spell, ...]:
        """The spell that governs and those agreed to follow it."""
        return self.spells[self.spells.index(self.governing) :]

    @property
    def is_spent(self) -> bool:
        """Whether every row is closed and nothing is left to fall due (readings 8 and 18)."""
        spent = all(
            past_bound(spell, self.at) or FAMILIES[spell.cadence.type].is_spent(spell, self.at)
            for spell in self.ahead
        )
        return spent and not any(outcome.is_open for _, outcome in self.outcomes)

    def listed(self) -> tuple[Occurrence, ...]:
        """Return its rows for the list: all that are due, and on through the first still open (reading 1)."""
        return tuple(due.occurrence(self.at) for due in _listed(self.dues, self.at))


def part_of(place: int, at: Standpoint) -> Part:
    """Work out the cadence in place `place`.

    What fell due, or was met, before an effective date stays the old cadence's; the row that the variation
    replaced is superseded once its old date is past; the rest is the new cadence's (readings 3, 14 and 23).
    """
    spells = spells_of(place, at)
    kept: list[Due] = []
    superseded: list[Due] = []
    for spell in spells:
        own = _bounded(spell, at, kept)
        replaced = [due for due in own if not due.cancelled and _gives_way(due, spell.end)]
        superseded += [due for due in _only_running(replaced) if due.due_on < at.day]
        kept += [due for due in own if not _gives_way(due, spell.end)]
    rows = [*(replace(due, superseded=True) for due in superseded), *kept]
    in_order = sorted(rows, key=lambda due: due.due_on)
    return Part(at, spells, tuple(replace(due, part=place) for due in in_order))


def _bounded(spell: Spell, at: Standpoint, kept: Sequence[Due]) -> list[Due]:
    """The rows of a spell that are due on or before the bound of its cadence (reading 8, law G1)."""
    until = spell.cadence.until or dt.date.max
    return [due for due in FAMILIES[spell.cadence.type].dues(spell, at, kept) if due.due_on <= until]


def _gives_way(due: Due, end: dt.date | None) -> bool:
    """Whether a variation replaces the row: not due, and not met, before the variation took effect."""
    return end is not None and due.due_on >= end and not due.answered_before(end)


def _only_running(rows: Sequence[Due]) -> Iterator[Due]:
    """Of the rows that give way only the one that was running is ever listed, but every rung and request."""
    return (due for place, due in enumerate(rows) if place == 0 or due.stands_alone)


def _listed(dues: Sequence[Due], at: Standpoint) -> Iterator[Due]:
    """On through the first open row past the day, and whatever the horizon asks for.

    After a lift the running row closes the list, but for rungs and requests, which stand alone (reading 23).
    """
    ended = False
    for due in dues:
        wanted = due.stands_alone if at.lifted else due.due_on <= at.limit
        ahead = due.due_on >= at.day if at.lifted else due.due_on > at.day
        if wanted or not (ahead and ended):
            yield due
        outcome = due.outcome(at)
        ended = ended or (ahead and (outcome.is_open or outcome is Outcome.NOT_REQUIRED))
