"""What the register would say if meetings were moved, cancelled or added: its engine, asked on changed facts."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from boards.proposing import as_if_met_on
from core.working_days import add_months
from notices.cadence import Occurrence, Outcome, Parent, Question
from notices.position import work_out
from notices.wording import days_in_words

BAD = frozenset({Outcome.MISSED, Outcome.OVERDUE, Outcome.MET_LATE})
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Breach:
    """One due date that would not be kept, and how the register would put it."""

    due_on: dt.date
    words: str


def breaches_if(
    question: Question, *, planned: Collection[dt.date], changed: Collection[dt.date]
) -> tuple[Breach, ...]:
    """Return what would be missed, overdue or late with the meetings of `changed` that is not with those of `planned`.

    Both are days to come, and every one of them is taken as held. `question` is the duty to meet as the register asks
    it today. A due date that lies beyond the last of the days counts where `planned` had met it.
    """
    last = max((*planned, *changed, question.as_at))
    before = work_out(as_if_met_on(question, planned, as_at=last)).occurrences
    after = work_out(as_if_met_on(question, changed, as_at=last)).occurrences
    known = {(row.part, row.due_on, row.outcome, row.days) for row in before}
    met = {(row.part, row.due_on) for row in before if row.outcome.is_met}
    found = [
        row
        for row in after
        if (row.outcome in BAD and (row.part, row.due_on, row.outcome, row.days) not in known)
        or (row.outcome.is_open and (row.part, row.due_on) in met)
    ]
    return tuple(Breach(row.due_on, breach_in_words(row)) for row in found)


def breach_in_words(row: Occurrence) -> str:
    """Return a due date that would not be kept as a sentence without its full stop."""
    due = f"{row.due_on:%-d %B %Y}"
    if row.window_start is not None:
        return f"{window_in_words(row.window_start, row.due_on)} would close empty: missed on {due}"
    if row.discharged_on is not None and row.outcome is Outcome.MET_LATE:
        late = days_in_words(row.days or 0)
        return f"Due by {due}: the meeting on {row.discharged_on:%-d %B %Y} would be {late} late"
    return f"Due by {due}: no meeting would be in the diary by then"


def window_in_words(first: dt.date, last: dt.date) -> str:
    """Return a window as people name it: March 2027; January to March 2027; 2 March 2027 to 29 March 2027."""
    if first.day == 1 and last + ONE_DAY == add_months(first, 1):
        return f"{first:%B %Y}"
    if first.day == 1 and last + ONE_DAY == add_months(first, 3):
        return f"{first:%B} to {last:%B %Y}"
    return f"{first:%-d %B %Y} to {last:%-d %B %Y}"


def row_for(question: Question, parent: str, *, until: dt.date) -> Occurrence | None:
    """Return the row of what is due before or at one meeting, by the meeting's id; None where nothing is."""
    rows = work_out(replace(question, horizon=until)).occurrences
    return next((row for row in rows if row.parent == parent), None)


def with_meeting_moved(
    question: Question, parent: str, *, cancelled_on: dt.date, to: dt.date | None, new: str
) -> Question:
    """Return the question about what hangs on a meeting with that one cancelled and, for a move, another (`new`)."""
    parents: Iterable[Parent] = (
        replace(each, cancelled_on=cancelled_on) if each.id == parent else each for each in question.parents
    )
    added = () if to is None else (Parent(id=new, on=to),)
    return replace(question, parents=(*parents, *added))
