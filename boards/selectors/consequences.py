"""Answers what moving, cancelling or adding meetings would do to the register, before anybody does it."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from boards.models import Meeting
from boards.selectors.duties import Duties
from boards.what_if import Breach, breaches_if
from notices.cadence import Question
from notices.diary_changes import BAD, row_for, with_occasions
from notices.models import Obligation

AHEAD = dt.timedelta(days=400)
NEW = "the day that it is moved to"


@dataclass(frozen=True)
class Hanging:
    """What is due before or at a meeting: when it is due as things stand, and when it would be (None: no more)."""

    obligation: Obligation
    due_on: dt.date
    would_be_due_on: dt.date | None
    done_on: dt.date | None
    is_too_late: bool = False

    @property
    def warning(self) -> str:
        """What is breached at once, because the day on which it would be due has passed; empty where it has not."""
        due = f"{self.would_be_due_on:%-d %B %Y}" if self.would_be_due_on else ""
        what = f"Clause {self.obligation.clause.number}, “{self.obligation.summary}”"
        return f"{what}, would be due by {due}, which has passed." if self.is_too_late else ""


@dataclass(frozen=True)
class Consequences:
    """What a change of one meeting would breach, and what hangs on it."""

    breaches: tuple[Breach, ...]
    hanging: tuple[Hanging, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """The breaches as sentences, each with its full stop."""
        own = tuple(f"{each.words}." for each in self.breaches)
        return (*own, *(each.warning for each in self.hanging if each.is_too_late))


def consequences_of(meeting: Meeting, *, today: dt.date, to: dt.date | None) -> Consequences:
    """Return what follows when a meeting is moved to a day, or cancelled (None)."""
    event = meeting.planned_event
    duty = event.obligation
    duties = Duties(meeting.board.notice, today)
    planned = duties.diary(duty)
    changed = planned - {event.planned_on} | ({to} if to is not None else set())
    return Consequences(
        breaches=breaches_if(duties.question(duty), planned=planned, changed=changed),
        hanging=tuple(
            hanging
            for obligation, question in duties.hanging_on(duty)
            if (hanging := _hanging(obligation, question, meeting, today, to)) is not None
        ),
    )


def warnings_of_plan(
    duties: Duties, duty: Obligation, *, proposed: Collection[dt.date], chosen: Collection[dt.date]
) -> tuple[str, ...]:
    """Return what would be breached by putting `chosen` into the diary in place of what was `proposed`."""
    diary, last = duties.diary(duty), max(chosen, default=duties.today)
    kept = {day for day in proposed if day <= last}
    found = breaches_if(duties.question(duty), planned=diary | kept, changed=diary | set(chosen))
    return tuple(f"{each.words}." for each in found)


def _hanging(
    obligation: Obligation, question: Question, meeting: Meeting, today: dt.date, to: dt.date | None
) -> Hanging | None:
    event = meeting.planned_event
    until = max(event.planned_on, to or event.planned_on, today) + AHEAD
    before = row_for(question, str(event.pk), until=until)
    if before is None:
        return None
    changed = with_occasions(question, gone={str(event.pk)}, added={} if to is None else {NEW: to})
    after = row_for(changed, NEW, until=until)
    return Hanging(
        obligation,
        due_on=before.due_on,
        would_be_due_on=after.due_on if after else None,
        done_on=before.discharged_on,
        is_too_late=after is not None and after.outcome in BAD and before.outcome not in BAD,
    )
