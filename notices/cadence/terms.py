"""The terms of a cadence: when an obligation falls due, as a notice or an agreed variation words it."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from notices.cadence.fields import FieldError, Fields
from notices.cadence.words import worded

UNITS = ("days", "weeks", "months", "years", "working_days", "clear_days", "clear_working_days")
CALENDAR_UNITS = ("month", "quarter")
LEAD_UNITS = ("days", "working_days", "clear_working_days")
ONE_OFF = frozenset({"by_date", "within", "in_month", "ladder"})
"""Types that fall due once (a ladder once for each rung): done when met, late or not (reading 18)."""


class CadenceError(FieldError):
    """Terms that make no cadence; the message names the field and what it must be."""


@dataclass(frozen=True)
class Cadence:
    """One cadence. `type` is a name of the cadence table; fields that its type does not use are None.

    `ns` holds the rungs of a ladder, rising. `anchor` and `of` are plain names of events; a clock or a grid
    without an anchor counts from the first day in force. `until` is the last day on which it can fall due.
    """

    type: str
    n: int | None = None
    unit: str | None = None
    anchor: str | None = None
    date: dt.date | None = None
    month: str | None = None
    of: str | None = None
    lead: int | None = None
    lead_unit: str | None = None
    until: dt.date | None = None
    max_age_days: int | None = None
    ns: tuple[int, ...] = ()

    @classmethod
    def from_json(cls, source: Mapping[str, Any] | Fields) -> "Cadence":
        """Read a cadence from its JSON object; raises `CadenceError` for one that cannot be read.

        Fields that the type does not use are passed over, as are nulls.
        """
        try:
            fields = source if isinstance(source, Fields) else Fields(source)
            read = _READERS[fields.one_of("type", _READERS)]
            return replace(read(fields), until=fields.optional_day("until"))
        except FieldError as error:
            raise CadenceError(str(error)) from None

    def to_json(self) -> dict[str, Any]:
        """Return its JSON object, without the fields that it does not use; `from_json` reads it back."""
        written: dict[str, Any] = {
            name: value for name, value in vars(self).items() if value is not None and value != ()
        }
        if "ns" in written:
            written["n"] = list(written.pop("ns"))
        for name in ("date", "until"):
            if name in written:
                written[name] = written[name].isoformat()
        return written

    def in_words(self) -> str:
        """Return it in plain English: "At least every 4 weeks, counted from the last event"."""
        return worded(self)

    @property
    def is_one_off(self) -> bool:
        return self.type in ONE_OFF


def _bare(fields: Fields) -> Cadence:
    return Cadence(type=str(fields.source["type"]))


def _by_date(fields: Fields) -> Cadence:
    return replace(_bare(fields), date=fields.day("date"))


def _counted(fields: Fields) -> Cadence:
    return replace(
        _bare(fields),
        n=fields.number("n", least=1),
        unit=fields.one_of("unit", UNITS),
        anchor=fields.optional_text("anchor"),
    )


def _in_month(fields: Fields) -> Cadence:
    return replace(_bare(fields), month=fields.month("month"))


def _each_calendar(fields: Fields) -> Cadence:
    return replace(_bare(fields), unit=fields.one_of("unit", CALENDAR_UNITS))


def _before_each(fields: Fields) -> Cadence:
    lead_unit = fields.one_of("lead_unit", LEAD_UNITS) if fields.has("lead_unit") else None
    lead = fields.optional_number("lead", least=0)
    return replace(_bare(fields), of=fields.optional_text("of"), lead=lead, lead_unit=lead_unit)


def _at_each(fields: Fields) -> Cadence:
    return replace(_bare(fields), of=fields.optional_text("of"))


def _kept_up_to_date(fields: Fields) -> Cadence:
    return replace(_bare(fields), max_age_days=fields.optional_number("max_age_days", least=0))


def _ladder(fields: Fields) -> Cadence:
    return replace(
        _bare(fields),
        ns=fields.numbers("n"),
        unit=fields.one_of("unit", UNITS),
        anchor=fields.optional_text("anchor"),
    )


_READERS: dict[str, Callable[[Fields], Cadence]] = {
    "by_date": _by_date,
    "within": _counted,
    "in_month": _in_month,
    "each_calendar": _each_calendar,
    "at_least_every": _counted,
    "every": _counted,
    "before_each": _before_each,
    "at_each": _at_each,
    "on_request": _bare,
    "to_be_agreed": _bare,
    "kept_up_to_date": _kept_up_to_date,
    "regular": _bare,
    "ladder": _ladder,
    "standing": _bare,
}
TYPES = tuple(_READERS)
