"""Answers what a change of the diary would breach before it is made: the register's own engine, asked ahead."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from notices.cadence import Occurrence, Question
from notices.diary_changes import BAD, breached_by, with_occasions
from notices.models import CadenceTerms, Notice, Obligation, PlannedEvent, Variation
from notices.position import work_out
from notices.selectors.cadences import binding_terms
from notices.selectors.facts import obligations_with_facts
from notices.selectors.questions import Asked, question_about

BEFORE = frozenset({"before_each"})
HANGING = BEFORE | {"at_each"}
"""The types of cadence by which something is due before, or before or at, each meeting or review."""


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
    """Return what would be missed or late, or later, with a change of the diary than without it.

    Everything that stands in the diary is taken as held on its day. Looks at the meeting or review itself
    and at what hangs on it. A constant number of queries.
    """
    away, planned = list(take_away), list(put_in)
    asked = asked_today(obligation.clause.notice, today)
    kept = asked.obligations[obligation.pk]
    before = diary_of(kept, today=today)
    gone = {event.planned_on for event in away}
    rows = breached_by(
        question_about(kept, binding_terms(kept), asked),
        planned=before,
        changed=(before - gone).union(planned),
    )
    found = [_breach(kept, row) for row in rows]
    hanging = _hanging_breached(kept, asked, away, planned)
    return sorted([*found, *hanging], key=lambda each: (each.due_on, each.obligation.pk))


def missed_before(
    obligation: Obligation, *, today: dt.date, held_on: dt.date, instead_of: PlannedEvent | None = None
) -> list[tuple[Obligation, Occurrence]]:
    """Return what is due before a meeting or review and would not come before it, were it recorded as held on a day.

    By obligation, with the row that the register would then have. A constant number of queries.
    """
    asked, held = asked_today(obligation.clause.notice, today), f"held {held_on}"
    found = []
    for each, question in hanging_on(obligation, asked, types=BEFORE):
        gone = {parent.id for parent in question.parents if parent.on == held_on}
        if instead_of is not None:
            gone.add(str(instead_of.pk))
        then = work_out(with_occasions(question, gone=gone, added={held: held_on}))
        found += [(each, row) for row in then.occurrences if row.parent == held and row.outcome in BAD]
    return found


def asked_today(notice: Notice, today: dt.date) -> Asked:
    """Return what every question of a notice's register asked today shares, with all facts read at once."""
    return Asked(notice, today, None, None, {each.pk: each for each in obligations_with_facts([notice])})


def diary_of(obligation: Obligation, *, today: dt.date) -> frozenset[dt.date]:
    """Return the days from today on for which a meeting or review stands in the diary, and is not recorded as held."""
    held = {each.effective_on for each in obligation.discharges.all() if each.withdrawn_at is None}
    return frozenset(
        event.planned_on
        for event in obligation.planned_events.all()
        if event.withdrawn_at is None and event.cancelled_on is None and event.planned_on >= today
    ).difference(held)


def hanging_on(
    obligation: Obligation, asked: Asked, *, types: Collection[str] = HANGING
) -> Iterator[tuple[Obligation, Question]]:
    """Yield what is due before or at the meetings or reviews of an obligation, each with what the register asks of it.

    By a cadence of the notice, or as one was varied; a consequence is owed by nobody.
    """
    for each in asked.obligations.values():
        terms = [one for one in binding_terms(each) if _hangs_on(obligation, one, each, types)]
        if terms and each.kind != Obligation.Kind.CONSEQUENCE:
            yield each, question_about(each, terms, asked)


def _hangs_on(followed: Obligation, terms: CadenceTerms, owed: Obligation, types: Collection[str]) -> bool:
    varied = (each for each in owed.variations.all() if each.part == terms.part and each.withdrawn_at is None)
    every: list[CadenceTerms | Variation] = [terms, *varied]
    return any(each.follows_id == followed.pk and each.terms.get("type") in types for each in every)


def _hanging_breached(
    kept: Obligation, asked: Asked, away: Sequence[PlannedEvent], planned: Sequence[dt.date]
) -> list[WouldBreach]:
    """Return what is due before or at the meeting and would be late at once, were it moved to these days."""
    gone = {str(event.pk) for event in away}
    added = {f"planned {day}": day for day in planned}
    found = []
    for each, question in hanging_on(kept, asked):
        now = {(row.part, row.parent) for row in work_out(question).occurrences if row.outcome in BAD}
        then = work_out(with_occasions(question, gone=gone, added=added))
        found += [
            _breach(each, row)
            for row in then.occurrences
            if row.outcome in BAD and (row.part, row.parent) not in now
        ]
    return found


def _breach(obligation: Obligation, row: Occurrence) -> WouldBreach:
    return WouldBreach(obligation, row.due_on, row.discharged_on)


def _in_words(day: dt.date) -> str:
    return f"{day:%-d %B %Y}"
