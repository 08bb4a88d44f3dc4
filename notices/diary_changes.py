"""What a change of the diary would breach: the engine, asked with the days as they are and as they would be. Pure."""

import datetime as dt
import math
from collections.abc import Collection, Mapping
from dataclasses import replace

from notices.cadence import Event, Occurrence, Outcome, Parent, Question
from notices.position import work_out

BAD = frozenset({Outcome.MET_LATE, Outcome.OVERDUE, Outcome.MISSED})


def as_if_met_on(question: Question, days: Collection[dt.date], *, as_at: dt.date) -> Question:
    """Return the question as at a day to come, with the meeting or review held on `days` as well."""
    held = (*question.events, *(Event(on=day) for day in days))
    return replace(question, as_at=as_at, known_on=None, events=held)


def breached_by(
    question: Question, *, planned: Collection[dt.date], changed: Collection[dt.date]
) -> tuple[Occurrence, ...]:
    """Return the rows that would be missed or late, or later, with the days of `changed` than with those of `planned`.

    Both are days to come, and every one of them is taken as held. `question` is the duty to meet, or to review, as the
    register asks it today. A due date beyond the last of the days counts where `planned` had met it.
    """
    last = max((*planned, *changed, question.as_at))
    before = work_out(as_if_met_on(question, planned, as_at=last)).occurrences
    after = work_out(as_if_met_on(question, changed, as_at=last)).occurrences
    known = {(row.part, row.due_on): _badness(row) for row in before}
    met = {(row.part, row.due_on) for row in before if row.outcome.is_met}
    return tuple(
        row
        for row in after
        if _badness(row) > known.get((row.part, row.due_on), 0)
        or (row.outcome.is_open and (row.part, row.due_on) in met)
    )


def _badness(row: Occurrence) -> float:
    """How bad a row is: 0 where it is kept, by how many days it is late, without end where nothing meets it."""
    if row.outcome is Outcome.MET_LATE:
        return row.days or 0
    return math.inf if row.outcome in BAD else 0


def with_occasions(question: Question, *, gone: Collection[str], added: Mapping[str, dt.date]) -> Question:
    """Return the question about what hangs on meetings or reviews without some of them, and with others on their days.

    `gone` holds the ids of those without which it is asked, `added` gives others their ids.
    """
    stay = (each for each in question.parents if each.id not in gone)
    more = (Parent(id=key, on=day) for key, day in added.items())
    return replace(question, parents=(*stay, *more))


def row_for(question: Question, occasion: str, *, until: dt.date | None = None) -> Occurrence | None:
    """Return the row of what is due before or at one meeting or review, by its id; None where nothing is."""
    rows = work_out(question if until is None else replace(question, horizon=until)).occurrences
    return next((row for row in rows if row.parent == occasion), None)
