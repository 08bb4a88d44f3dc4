"""Counts units on from a day: the one meaning of "n weeks" or "n working days" for every cadence."""

import datetime as dt
from collections.abc import Callable

from core.working_days import add_months, latest_notice, within_working_days, working_days_before
from notices.cadence.terms import Cadence, CadenceError


def counted_on(start: dt.date, n: int, unit: str) -> dt.date:
    """Return the day `n` units after `start`; months and years are clipped to the month's last day.

    The last clear day is due itself, so n clear days count as n days and n clear working days as n working
    days (reading 24). Raises `CadenceError` where that runs past the year 9999.
    """
    try:
        return _STEPS[unit](start, n)
    except (OverflowError, ValueError):
        raise CadenceError(
            f"n must be smaller: {n} {unit} from {start.isoformat()} is outside the calendar"
        ) from None


def led_back(meeting: dt.date, cadence: Cadence) -> dt.date:
    """Return the day on which something is due before a meeting: the day before it, or the stated lead.

    A lead in clear working days leaves that many between and ends on a working day (reading 20).
    """
    lead, unit = 1 if cadence.lead is None else cadence.lead, cadence.lead_unit or "days"
    try:
        return _LEADS[unit](meeting, lead)
    except (OverflowError, ValueError):
        raise CadenceError(
            f"lead must be smaller: {lead} {unit} before {meeting.isoformat()} is outside the calendar"
        ) from None


def _days(start: dt.date, n: int) -> dt.date:
    return start + dt.timedelta(days=n)


def _working_days_back(meeting: dt.date, lead: int) -> dt.date:
    return working_days_before(meeting, lead) if lead else meeting


_STEPS: dict[str, Callable[[dt.date, int], dt.date]] = {
    "days": _days,
    "clear_days": _days,
    "weeks": lambda start, n: _days(start, 7 * n),
    "months": add_months,
    "years": lambda start, n: add_months(start, 12 * n),
    "working_days": within_working_days,
    "clear_working_days": within_working_days,
}
_LEADS: dict[str, Callable[[dt.date, int], dt.date]] = {
    "days": lambda meeting, lead: _days(meeting, -lead),
    "working_days": _working_days_back,
    "clear_working_days": lambda meeting, lead: latest_notice(meeting, lead, working=True),
}
