"""The rows of an answer: one due instance of an obligation each, with its outcome."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of an occurrence as at a day; the values are the names that obligations.md gives."""

    UPCOMING = "upcoming"
    DUE_SOON = "due_soon"
    MET = "met"
    MET_LATE = "met_late"
    OVERDUE = "overdue"
    MISSED = "missed"
    SUPERSEDED = "superseded"
    NOT_REQUIRED = "not_required"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_open(self) -> bool:
        """Whether it has still to be done, and in time."""
        return self in (Outcome.UPCOMING, Outcome.DUE_SOON)

    @property
    def is_met(self) -> bool:
        """Whether it was done, on time or late."""
        return self in (Outcome.MET, Outcome.MET_LATE)


@dataclass(frozen=True)
class Occurrence:
    """One due instance as at a day.

    `window_start` is set for windows (a named month, calendar months and quarters, fixed grids); `days`
    counts days late or overdue; `part` is the place of its cadence; `parent` the id of the meeting that it
    hangs on; `rung` the n of its rung; `requested_on` the day of the request that it answers.
    """

    due_on: dt.date
    outcome: Outcome
    window_start: dt.date | None = None
    days: int | None = None
    discharged_on: dt.date | None = None
    part: int = 0
    parent: str | None = None
    rung: int | None = None
    requested_on: dt.date | None = None
