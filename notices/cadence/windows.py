"""Windows that lateness does not move: calendar months and quarters, and grids fixed to an anchor."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from core.working_days import add_months
from notices.cadence.dues import Due, Family, has_anchor
from notices.cadence.spells import Spell
from notices.cadence.standpoint import Standpoint
from notices.cadence.units import counted_on

ONE_DAY = dt.timedelta(days=1)
MONTHS = {"month": 1, "quarter": 3}

Window = tuple[dt.date, dt.date]


def calendar_dues(spell: Spell, at: Standpoint, kept: Sequence[Due]) -> Iterator[Due]:
    """Yield whole calendar months or quarters; the part in which a spell starts requires nothing."""
    return _window_dues(_calendar(spell), spell, at)


def grid_dues(spell: Spell, at: Standpoint, kept: Sequence[Due]) -> Iterator[Due]:
    """Yield the windows of a grid; one running on the first day of the notice requires nothing (reading 6).

    The one running on the day of a variation is due by the new grid, unless it ends within a window that had
    been met by then: what was met stays met and is not asked for again (reading 14, law G7).
    """
    met_up_to = max((due.due_on for due in kept if due.lapses and due.discharged_on), default=dt.date.min)
    required = (
        (opens_on, due_on)
        for opens_on, due_on in _grid(spell, at)
        if opens_on >= at.in_force
        and due_on >= spell.start
        and (opens_on >= spell.start or due_on > met_up_to)
    )
    return _window_dues(required, spell, at)


def _window_dues(windows: Iterable[Window], spell: Spell, at: Standpoint) -> Iterator[Due]:
    """Each window is met by an event inside it, or missed; two events in one do not serve two."""
    for opens_on, due_on in windows:
        event = at.first_event(max(opens_on, spell.start), due_on)
        yield Due(due_on, event, window_start=opens_on, lapses=True)
        if event is None and due_on > at.limit:
            return


def _calendar(spell: Spell) -> Iterator[Window]:
    """The windows of a calendar cadence from its first whole one on, without end."""
    months = MONTHS[spell.cadence.unit or "month"]
    running = spell.start.replace(month=(spell.start.month - 1) // months * months + 1, day=1)
    first = running if running == spell.start else add_months(running, months)
    for place in count():
        opens_on = add_months(first, place * months)
        yield opens_on, add_months(opens_on, months) - ONE_DAY


def _grid(spell: Spell, at: Standpoint) -> Iterator[Window]:
    """The windows of a grid from its anchor on, each counted from the anchor (law J2), without end."""
    anchor = spell.anchored_on(at)
    if anchor is None:
        return
    n, unit = spell.cadence.n or 1, spell.cadence.unit or "days"
    before = anchor
    for place in count(1):
        due_on = counted_on(anchor, place * n, unit)
        yield before + ONE_DAY, due_on
        before = due_on


# Windows come without end: where none is open, the bound of the cadence has ended them (reading 8).
CALENDAR = Family(calendar_dues, is_spent=lambda spell, at: True)
GRID = Family(grid_dues, is_spent=has_anchor)
