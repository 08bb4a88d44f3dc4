"""Whether the time that papers must precede a meeting fits between one meeting and the next."""

from collections.abc import Iterable

from notices.cadence import Cadence

WORKING_WEEK, WEEK = 5, 7
SHORTEST_IN_DAYS = {"days": 1, "weeks": 7, "months": 28, "years": 365, "month": 28, "quarter": 90}
"""The fewest calendar days that one unit of a recurring cadence can take."""


def lead_in_days(cadence: Cadence) -> int:
    """Return the lead of a "before each" as the fewest calendar days that it takes; 1 where it names none."""
    lead = 1 if cadence.lead is None else cadence.lead
    if cadence.lead_unit in ("working_days", "clear_working_days"):
        weeks, days = divmod(lead, WORKING_WEEK)
        return weeks * WEEK + days
    return lead


def gap_in_days(cadence: Cadence) -> int | None:
    """Return the fewest days between two events of a recurring cadence, or None for one that does not recur."""
    if cadence.type not in ("at_least_every", "every", "each_calendar"):
        return None
    unit = SHORTEST_IN_DAYS.get(cadence.unit or "")
    if unit is None:
        # Working days and clear days: at least as many calendar days.
        return cadence.n
    return unit * (cadence.n or 1)


def lead_outlasts_gap(cadence: Cadence, meetings: Iterable[Cadence]) -> bool:
    """Whether papers would be due before the meeting that comes before theirs: a lead longer than the gap."""
    gaps = [gap for gap in map(gap_in_days, meetings) if gap is not None]
    return cadence.type == "before_each" and bool(gaps) and lead_in_days(cadence) > min(gaps)
