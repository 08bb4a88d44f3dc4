"""Says a cadence in plain English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notices.cadence.terms import Cadence

UNIT_WORDS = {
    "days": ("day", "days"),
    "weeks": ("week", "weeks"),
    "months": ("month", "months"),
    "years": ("year", "years"),
    "working_days": ("working day", "working days"),
    "clear_days": ("clear day", "clear days"),
    "clear_working_days": ("clear working day", "clear working days"),
}
START_OF_NOTICE = "the first day in force"


def worded(cadence: Cadence) -> str:
    """Return the cadence in one sentence without a full stop: "Each calendar month, until 31 March 2027"."""
    said = _WORDS[cadence.type](cadence)
    return f"{said}, until {_day(cadence.until)}" if cadence.until else said


def _day(day: dt.date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day else "a date to be set"


def _units(n: int | None, unit: str | None) -> str:
    one, many = UNIT_WORDS[unit or "days"]
    return f"{n} {one if n == 1 else many}"


def _each_units(n: int | None, unit: str | None) -> str:
    """ "every month" rather than "every 1 month"."""
    return UNIT_WORDS[unit or "days"][0] if n == 1 else _units(n, unit)


def _by_date(cadence: Cadence) -> str:
    return f"By {_day(cadence.date)}"


def _within(cadence: Cadence) -> str:
    return f"Within {_units(cadence.n, cadence.unit)} of {cadence.anchor or START_OF_NOTICE}"


def _in_month(cadence: Cadence) -> str:
    return f"In {dt.date.fromisoformat(f'{cadence.month}-01'):%B %Y}"


def _each_calendar(cadence: Cadence) -> str:
    return f"Each calendar {cadence.unit}"


def _at_least_every(cadence: Cadence) -> str:
    start = f", at first from {cadence.anchor}" if cadence.anchor else ""
    return f"At least every {_each_units(cadence.n, cadence.unit)}, counted from the last one{start}"


def _every(cadence: Cadence) -> str:
    start = cadence.anchor or START_OF_NOTICE
    return f"Every {_each_units(cadence.n, cadence.unit)} on fixed dates, from {start}"


def _before_each(cadence: Cadence) -> str:
    said = f"Before each {cadence.of or 'meeting'}"
    if cadence.lead is None and cadence.lead_unit is None:
        return said
    return f"{said}, at least {_units(1 if cadence.lead is None else cadence.lead, cadence.lead_unit)} ahead"


def _at_each(cadence: Cadence) -> str:
    return f"At each {cadence.of or 'meeting'}"


def _kept_up_to_date(cadence: Cadence) -> str:
    if cadence.max_age_days is None:
        return "Kept up to date"
    return f"Kept up to date, no more than {_units(cadence.max_age_days, 'days')} old"


def _ladder(cadence: Cadence) -> str:
    *most, last = [str(n) for n in cadence.ns]
    rungs = f"{', '.join(most)} and {last}" if most else last
    unit = UNIT_WORDS[cadence.unit or "days"][0 if cadence.ns == (1,) else 1]
    return f"At {rungs} {unit} from {cadence.anchor or START_OF_NOTICE}"


_WORDS: dict[str, Callable[[Cadence], str]] = {
    "by_date": _by_date,
    "within": _within,
    "in_month": _in_month,
    "each_calendar": _each_calendar,
    "at_least_every": _at_least_every,
    "every": _every,
    "before_each": _before_each,
    "at_each": _at_each,
    "on_request": lambda cadence: "On request",
    "to_be_agreed": lambda cadence: "To be agreed",
    "kept_up_to_date": _kept_up_to_date,
    "regular": lambda cadence: "Regularly, with no period named",
    "ladder": _ladder,
    "standing": lambda cadence: "At all times",
}
