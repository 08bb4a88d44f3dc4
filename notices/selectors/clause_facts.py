"""What the page of a clause shows of each obligation: every fact up to a day, with its evidence."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from evidence.models import Evidence
from notices.cadence import Cadence
from notices.models import Assessment, Discharge, PlannedEvent, Request, Variation
from notices.selectors.facts import is_counted, is_known, known_cancellation, london_day
from notices.selectors.standing import CadenceLine, ClauseStanding, ObligationStanding

KINDS: dict[str, Any] = {
    "discharge": Discharge,
    "event": PlannedEvent,
    "request": Request,
    "variation": Variation,
    "assessment": Assessment,
}


@dataclass(frozen=True)
class FactLine:
    """One recorded fact as it was known: `on` is the day it took effect.

    A withdrawn one stays to be seen, with its reason. Of a meeting in the diary: whether it is recorded as held,
    and since when it is cancelled.
    """

    fact: Any
    kind: str
    on: dt.date
    words: str
    is_withdrawn: bool
    is_held: bool = False
    cancelled_on: dt.date | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_open(self) -> bool:
        """Of a meeting: whether it has still to be held or cancelled."""
        return self.kind == "event" and not (self.is_held or self.is_withdrawn or self.cancelled_on)


@dataclass(frozen=True)
class ObligationPage:
    """An obligation with its facts by kind, as the clause page shows them."""

    standing: ObligationStanding
    facts: Mapping[str, Sequence[FactLine]] = field(default_factory=dict)

    @property
    def sections(self) -> list[tuple[str, Sequence[FactLine]]]:
        """The kinds of fact that there are, each under its heading."""
        headings = {
            "discharge": "Recorded as done",
            "assessment": "Assessments",
            "event": "Diary",
            "request": "Requests",
            "variation": "Changes agreed",
        }
        return [(heading, self.facts[kind]) for kind, heading in headings.items() if self.facts.get(kind)]


def obligation_pages(
    clause: ClauseStanding, *, as_at: dt.date, known_on: dt.date | None
) -> tuple[ObligationPage, ...]:
    """Return the obligations of one clause with their facts, newest first, in a constant number of queries.

    A discharge, a judgement or a variation from after `as_at` is left out; the diary looks ahead.
    """
    keys = [standing.obligation.pk for standing in clause.obligations]
    found: dict[int, dict[str, list[FactLine]]] = defaultdict(lambda: defaultdict(list))
    held = _held(keys, as_at, known_on)
    for kind in KINDS:
        for fact in _facts(kind, keys):
            line = _line(fact, kind, held, as_at, known_on)
            if _was_recorded(fact, known_on) and (kind == "event" or line.on <= as_at):
                found[fact.obligation_id][kind].append(line)
    return tuple(_page(standing, found[standing.obligation.pk]) for standing in clause.obligations)


def _page(standing: ObligationStanding, facts: Mapping[str, list[FactLine]]) -> ObligationPage:
    newest_first = {
        kind: sorted(lines, key=lambda line: (line.on, line.fact.pk), reverse=True)
        for kind, lines in facts.items()
    }
    return ObligationPage(standing=standing, facts=newest_first)


def _facts(kind: str, keys: list[int]) -> Iterable[Any]:
    rows: QuerySet[Any] = (
        KINDS[kind].objects.filter(obligation__in=keys).select_related("recorded_by", "withdrawn_by")
    )
    if kind in ("discharge", "variation", "assessment"):
        rows = rows.prefetch_related("evidence")
    return rows.select_related("for_event") if kind == "discharge" else rows


def _held(keys: list[int], as_at: dt.date, known_on: dt.date | None) -> set[tuple[int, dt.date]]:
    discharges = Discharge.objects.filter(obligation__in=keys, effective_on__lte=as_at)
    return {(each.obligation_id, each.effective_on) for each in discharges if is_known(each, known_on)}


def _was_recorded(fact: Any, known_on: dt.date | None) -> bool:
    return known_on is None or london_day(fact.recorded_at) <= known_on


def _line(
    fact: Any, kind: str, held: set[tuple[int, dt.date]], as_at: dt.date, known_on: dt.date | None
) -> FactLine:
    on, words = _day_and_words(fact)
    has_evidence = kind in ("discharge", "variation", "assessment")
    return FactLine(
        fact=fact,
        kind=kind,
        on=on,
        words=words,
        is_withdrawn=not is_counted(fact, known_on),
        is_held=kind == "event" and (fact.obligation_id, on) in held,
        cancelled_on=_cancelled_on(fact, as_at, known_on) if kind == "event" else None,
        evidence=tuple(fact.evidence.all()) if has_evidence else (),
    )


def _cancelled_on(event: PlannedEvent, as_at: dt.date, known_on: dt.date | None) -> dt.date | None:
    day = known_cancellation(event, known_on)
    return day if day is not None and day <= as_at else None


def _day_and_words(fact: Any) -> tuple[dt.date, str]:
    if isinstance(fact, PlannedEvent):
        return fact.planned_on, "In the diary"
    if isinstance(fact, Request):
        return fact.requested_on, f"{fact.get_requested_by_display()} asked for {fact.due_on:%-d %B %Y}"
    if isinstance(fact, Variation):
        return fact.agreed_on, CadenceLine(fact.part, Cadence.from_json(fact.terms)).words
    if isinstance(fact, Assessment):
        return fact.assessed_on, fact.get_judgement_display()
    return fact.effective_on, fact.what
