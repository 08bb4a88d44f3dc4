"""Duties that fall due once: by a date, within a time of an event, in a month, at the rungs of a ladder."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from notices.cadence.dues import Due, Family, has_anchor
from notices.cadence.spells import Spell
from notices.cadence.standpoint import Standpoint
from notices.cadence.units import counted_on


@dataclass(frozen=True)
class Deadline:
    """One deadline: events count from `opens_on` on (None: from the start of its spell)."""

    due_on: dt.date
    opens_on: dt.date | None = None
    window_start: dt.date | None = None
    rung: int | None = None


def deadline_dues(spell: Spell, at: Standpoint, kept: Sequence[Due]) -> Iterator[Due]:
    """Yield each deadline with the first event that answers it; one before the notice stands (reading 6).

    A variation that puts a deadline before its effective date means that date, and one that repeats a
    deadline asks for nothing new (reading 14, law G7).
    """
    asked_before = {due.asked for due in kept}
    for deadline in deadlines(spell, at):
        asked = ("deadline", deadline.due_on, deadline.rung)
        if asked not in asked_before:
            yield Due(
                due_on=max(deadline.due_on, spell.start) if spell.was_varied else deadline.due_on,
                discharged_on=_discharged_on(deadline, spell, at),
                window_start=deadline.window_start,
                asked=asked,
                stands_alone=deadline.rung is not None,
                rung=deadline.rung,
            )


def deadlines(spell: Spell, at: Standpoint) -> list[Deadline]:
    """Return the deadlines of a one-off cadence; none while it waits for its anchor (reading 19)."""
    cadence = spell.cadence
    if cadence.date is not None:
        return [Deadline(cadence.date)]
    if cadence.month is not None:
        return [_in_month(cadence.month)]
    anchor, unit = spell.anchored_on(at), cadence.unit or "days"
    if anchor is None:
        return []
    if cadence.n is not None:
        return [Deadline(counted_on(anchor, cadence.n, unit), opens_on=anchor)]
    return [Deadline(counted_on(anchor, n, unit), opens_on=anchor, rung=n) for n in cadence.ns]


def _in_month(month: str) -> Deadline:
    first = dt.date.fromisoformat(f"{month}-01")
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return Deadline(last, opens_on=first, window_start=first)


def _discharged_on(deadline: Deadline, spell: Spell, at: Standpoint) -> dt.date | None:
    """The first event that counts: in its spell, from its opening on, and for its rung (readings 7 and 9)."""
    opens_on = max(spell.start, deadline.opens_on or spell.start)
    if deadline.rung is None:
        return at.first_event(opens_on)
    return next(
        (event.on for event in at.events if event.rung == deadline.rung and event.on >= opens_on), None
    )


DATED = Family(deadline_dues, is_spent=lambda spell, at: True)
"""By a date and in a month: everything is asked at once."""
ANCHORED = Family(deadline_dues, is_spent=has_anchor)
"""Within a time of an event, and ladders."""
