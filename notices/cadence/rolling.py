"""The rolling clock: at least every n units, counted from the event before."""

import datetime as dt
from collections.abc import Iterator, Sequence

from notices.cadence.dues import Due, Family, has_anchor
from notices.cadence.spells import Spell
from notices.cadence.standpoint import Standpoint
from notices.cadence.units import counted_on


def rolling_dues(spell: Spell, at: Standpoint, kept: Sequence[Due]) -> Iterator[Due]:
    """Yield the event before plus n units, whatever was late; nothing is ever missed (laws D1 and D4)."""
    started_on = clock_start(spell, at, kept)
    if started_on is None or (spell.end is not None and started_on >= spell.end):
        return
    due_on = _due_after(started_on, spell)
    for event in at.event_days:
        if event <= started_on or event < spell.start:
            continue
        yield Due(due_on, event, runs_on=True)
        if spell.end is not None and event >= spell.end:
            return
        due_on = _due_after(event, spell)
    yield Due(due_on, runs_on=True)


def clock_start(spell: Spell, at: Standpoint, kept: Sequence[Due]) -> dt.date | None:
    """Return the day from which the first interval of a spell runs, None while there is none.

    A date left unmet by the clock before it holds the new clock until an event ends that breach (reading 3).
    """
    held = [due for due in kept if due.runs_on and not due.answered_before(spell.start)]
    if held:
        return held[-1].discharged_on
    anchor = spell.anchored_on(at)
    if anchor is None:
        return None
    counts_from = at.in_force if spell.begins_agreement and spell.cadence.anchor is None else anchor
    before = [event for event in at.event_days if counts_from <= event < spell.start]
    return before[-1] if before else _start_without_event(anchor, spell, at)


def _start_without_event(anchor: dt.date, spell: Spell, at: Standpoint) -> dt.date:
    """The anchor, or the effective date where nothing had been agreed before (reading 14).

    A clock that would have run out before the notice starts with the notice (reading 6).
    """
    if spell.begins_agreement:
        return spell.start
    carried = spell.continues(at)
    if carried is not None:
        return _start_without_event(anchor, carried, at)
    return anchor if _interval_after(anchor, spell) >= at.in_force else at.in_force


def _due_after(event: dt.date, spell: Spell) -> dt.date:
    """A date that a variation would put before its effective date falls on that date (reading 14)."""
    return max(_interval_after(event, spell), spell.start)


def _interval_after(event: dt.date, spell: Spell) -> dt.date:
    return counted_on(event, spell.cadence.n or 1, spell.cadence.unit or "days")


ROLLING = Family(rolling_dues, is_spent=has_anchor)
"""A clock that runs has a row open always, short of its bound."""
