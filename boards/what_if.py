"""What the register would say if meetings were moved, cancelled or added, in words about a board's meetings."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from core.working_days import add_months
from notices.cadence import Occurrence, Outcome, Question
from notices.diary_changes import breached_by
from notices.wording import days_in_words

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Breach:
    """One due date that would not be kept, and how the register would put it."""

    due_on: dt.date
    words: str


def breaches_if(
    question: Question, *, planned: Collection[dt.date], changed: Collection[dt.date]
) -> tuple[Breach, ...]:
    """Return what the meetings of `changed` would breach and those of `planned` would not: all of them days to come."""
    rows = breached_by(question, planned=planned, changed=changed)
    return tuple(Breach(row.due_on, breach_in_words(row)) for row in rows)


def breach_in_words(row: Occurrence) -> str:
    """Return a due date that would not be kept as a sentence without its full stop."""
    due = f"{row.due_on:%-d %B %Y}"
    if row.discharged_on is not None and row.outcome is Outcome.MET_LATE:
        late = days_in_words(row.days or 0)
        return f"Due by {due}: the meeting on {row.discharged_on:%-d %B %Y} would be {late} late"
    if row.window_start is not None:
        return f"{window_in_words(row.window_start, row.due_on)} would close empty: missed on {due}"
    return f"Due by {due}: no meeting would be in the diary by then"


def window_in_words(first: dt.date, last: dt.date) -> str:
    """Return a window as people name it: March 2027; January to March 2027; 2 March 2027 to 29 March 2027."""
    if first.day == 1 and last + ONE_DAY == add_months(first, 1):
        return f"{first:%B %Y}"
    if first.day == 1 and last + ONE_DAY == add_months(first, 3):
        return f"{first:%B} to {last:%B %Y}"
    return f"{first:%-d %B %Y} to {last:%-d %B %Y}"
