"""Answers what a change of the diary would breach before it is made: the register's own engine, asked ahead."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from notices.cadence import Event, Occurrence, Outcome, Parent, Question
from notices.models import CadenceTerms, Obligation, PlannedEvent
from notices.position import Answer, work_out
from notices.selectors.cadences import binding_terms
from notices.selectors.facts import obligations_with_facts
from notices.selectors.questions import Asked, question_about

BAD = frozenset({Outcome.MET_LATE, Outcome.OVERDUE, Outcome.MISSED})
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class WouldBreach:
    """One due date that a change of the diary would miss. `held_on`: the day, too late, that would then meet it."""

    obligation: Obligation
    due_on: dt.date
    held_on: dt.date | None = None

    @property
    def words(self) -> str:
        """One sentence for people, which also says whose failure it would be."""
        clause, due_on = self.obligation.clause.number, _in_words(self.due_on)
        met = f"would be met only on {_in_words(self.held_on)}" if self.held_on else "would not be met"
        whose = "" if self.obligation.counts_against_council else ". It would not count against the council"
        return f"Clause {clause}, “{self.obligation.summary}”, due by {due_on}, {met}{whose}."


def breached_by_change(
    obligation: Obligation,
    *,
    today: dt.date,
    take_away: Iterable[PlannedEvent] = (),
    put_in: Iterable[dt.date] = (),
) -> list[WouldBreach]:
    """Return what would be late or missed with a change of the diary, and is not without it.

    Everything that stands in the diary is taken as held on its day. Looks at the meeting or review itself
    and at what hangs on it. A constant number of queries.
    """
    away, planned = list(take_away), list(put_in)
    asked = _asked_about(obligation, today)
    kept = asked.obligations[obligation.pk]
    before = diary_of(kept, today=today)
    gone = {event.planned_on for event in away}
    after = sorted({*(day for day in before if day not in gone), *planned})
    found = _own(kept, asked, before, after, is_fewer=len(planned) < len(away))
    return sorted(
        [*found, *_hanging_on(kept, asked, away, planned)], key=lambda each: (each.due_on, each.obligation.pk)
    )


def would_be_late(obligation: Obligation, *, today: dt.date, held_on: Iterable[dt.date]) -> list[WouldBreach]:
    """Return what of a meeting or review would be late or missed if it were held on these days and no other to come.

    For a series that is proposed: what lies in the past counts as it is recorded.
    """
    days = sorted(set(held_on))
    asked = _asked_about(obligation, today)
    kept = asked.obligations[obligation.pk]
    answer = _answer(kept, asked, days, max([today, *days]))
    return [_breach(kept, row) for row in answer.occurrences if row.outcome in BAD and row.due_on >= today]


def missed_before(
    obligation: Obligation, *, today: dt.date, held_on: dt.date, instead_of: PlannedEvent | None = None
) -> list[tuple[Obligation, Occurrence]]:
    """Return what is due before a meeting or review and would not come before it, were it recorded as held on a day.

    By obligation, with the row that the register would then have. A constant number of queries.
    """
    asked, held = _asked_about(obligation, today), Parent(id=f"held {held_on}", on=held_on)
    gone = None if instead_of is None else str(instead_of.pk)
    found = []
    for each in asked.obligations.values():
        terms = [
            one for one in binding_terms(each) if one.follows_id == obligation.pk and _is_due_before(one)
        ]
        if not terms or each.kind == Obligation.Kind.CONSEQUENCE:
            continue
        question = question_about(each, terms, asked)
        stay = (one for one in question.parents if one.id != gone and one.on != held_on)
        then = work_out(replace(question, parents=(*stay, held)))
        found += [(each, row) for row in then.occurrences if row.parent == held.id and row.outcome in BAD]
    return found


def diary_of(obligation: Obligation, *, today: dt.date) -> list[dt.date]:
    """Return the days from today on for which a meeting or review stands in the diary, and is not recorded as held."""
    held = {each.effective_on for each in obligation.discharges.all() if each.withdrawn_at is None}
    return sorted(
        event.planned_on
        for event in obligation.planned_events.all()
        if event.withdrawn_at is None
        and event.cancelled_on is None
        and event.planned_on >= today
        and event.planned_on not in held
    )


def _asked_about(obligation: Obligation, today: dt.date) -> Asked:
    notice = obligation.clause.notice
    rows = {each.pk: each for each in obligations_with_facts([notice])}
    return Asked(notice, today, None, None, rows)


def _own(
    kept: Obligation, asked: Asked, before: Sequence[dt.date], after: Sequence[dt.date], *, is_fewer: bool
) -> list[WouldBreach]:
    """Compare the meeting's own rows with and without the change, on the day after the last of both diaries."""
    day = max([asked.as_at, *before, *after]) + DAY
    now, then = _answer(kept, asked, before, day), _answer(kept, asked, after, day)
    known = {(row.part, row.due_on) for row in now.occurrences if row.outcome in BAD}
    found = [
        _breach(kept, row)
        for row in then.occurrences
        if row.outcome in BAD and (row.part, row.due_on) not in known
    ]
    # Taken out and not put elsewhere: what it would have met stands open, with nothing in the diary to meet it.
    ends_earlier = then.next_due_on is not None and (
        now.next_due_on is None or then.next_due_on < now.next_due_on
    )
    if is_fewer and ends_earlier and then.next_due_on is not None:
        found.append(WouldBreach(kept, then.next_due_on))
    return found


def _hanging_on(
    kept: Obligation, asked: Asked, away: Sequence[PlannedEvent], planned: Sequence[dt.date]
) -> list[WouldBreach]:
    """Return what is due before or at the meeting and would be late at once, were it moved to these days."""
    gone = {str(event.pk) for event in away}
    found = []
    for each in asked.obligations.values():
        terms = [one for one in binding_terms(each) if one.follows_id == kept.pk and _hangs_on_occasions(one)]
        if not terms or each.kind == Obligation.Kind.CONSEQUENCE:
            continue
        question = question_about(each, terms, asked)
        added = tuple(Parent(id=f"planned {day}", on=day) for day in planned)
        stay = tuple(parent for parent in question.parents if parent.id not in gone)
        now = {(row.part, row.parent) for row in work_out(question).occurrences if row.outcome in BAD}
        then = work_out(replace(question, parents=(*stay, *added)))
        found += [
            _breach(each, row)
            for row in then.occurrences
            if row.outcome in BAD and (row.part, row.parent) not in now
        ]
    return found


def _is_due_before(terms: CadenceTerms) -> bool:
    return bool(terms.terms.get("type") == "before_each")


def _hangs_on_occasions(terms: CadenceTerms) -> bool:
    return terms.terms.get("type") in ("before_each", "at_each")


def _answer(kept: Obligation, asked: Asked, diary: Iterable[dt.date], day: dt.date) -> Answer:
    """Ask where the meeting would stand on `day` if everything in the diary had been held."""
    question: Question = question_about(kept, binding_terms(kept), asked)
    held = (*question.events, *(Event(on=each) for each in diary))
    return work_out(replace(question, as_at=day, events=held))


def _breach(obligation: Obligation, row: Occurrence) -> WouldBreach:
    return WouldBreach(obligation, row.due_on, row.discharged_on)


def _in_words(day: dt.date) -> str:
    return f"{day:%-d %B %Y}"
