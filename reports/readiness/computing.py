"""Puts together what one report must have: what its kind is made of, and what the clauses that govern it demand."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reports.kinds import ReportKind
from reports.readiness import figures, standing
from reports.readiness.clauses import Demand, Governing, demands_of
from reports.readiness.requirement import Requirement, State
from reports.readiness.texts import written

PLAN_PARTS = frozenset({"plan", "slow", "changes", "areas_of_notice"})
FIGURE_PARTS = frozenset({"trends", "indicators", "movers"})


def requirements(
    kind: ReportKind,
    content: Mapping[str, Any],
    texts: Mapping[str, str],
    *,
    today: dt.date,
    clauses: Iterable[Governing] = (),
    newer_cut_on: dt.date | None = None,
    newest_digest: int = 0,
) -> list[Requirement]:
    """Return what a report of `kind` must have and whether this one has it.

    `content` is its cut (`reports.cut`), `texts` its Markdown by section, `clauses` what governs it, in the order of
    the notice. `newer_cut_on` is the day of a cut of the month that is newer than its own, `newest_digest` the
    version of the month's digest that is published now (0: none).
    """
    demanded = demands_of(clauses)
    found = [standing.freshness(content, today, newer_cut_on)]
    found += _of_plan(kind, content, demanded)
    found += written(kind, texts, demanded)
    found += _of_figures(kind, content, demanded, newest_digest)
    found += _of_people(kind, content, demanded)
    found += _of_register(kind, content, demanded)
    return found


def is_ready(found: Iterable[Requirement]) -> bool:
    """Whether nothing is missing; what is out of date or incomplete is said and does not hold a report up."""
    return all(each.state is not State.MISSING for each in found)


Demanded = Mapping[Demand, tuple[str, ...]]


def _of_plan(kind: ReportKind, content: Mapping[str, Any], demanded: Demanded) -> Iterator[Requirement]:
    if PLAN_PARTS.isdisjoint(kind.parts):
        return
    yield standing.progress(content, demanded.get(Demand.PROGRESS, ()))
    yield standing.updates(content, demanded.get(Demand.RECORD, ()))


def _of_figures(
    kind: ReportKind, content: Mapping[str, Any], demanded: Demanded, newest_digest: int
) -> Iterator[Requirement]:
    if FIGURE_PARTS.isdisjoint(kind.parts):
        return
    yield figures.trends(content, demanded.get(Demand.TRENDS, ()))
    yield figures.of_the_month(content, demanded.get(Demand.FIGURES, ()))
    yield from figures.published(content, newest_digest)
    if Demand.IMPACT in demanded:
        yield figures.impact(content, demanded[Demand.IMPACT], mend=f"section:{kind.section_keys[0]}")


def _of_people(kind: ReportKind, content: Mapping[str, Any], demanded: Demanded) -> Iterator[Requirement]:
    if "slow" in kind.parts:
        asked = _in_order(demanded, Demand.SLOW, Demand.CONTRIBUTIONS)
        yield standing.slow(content, asked)
        yield from standing.explanations(content, demanded.get(Demand.SLOW, ()))
    if "voices" in kind.parts:
        yield from standing.voices(content, demanded.get(Demand.VOICES, ()))


def _of_register(kind: ReportKind, content: Mapping[str, Any], demanded: Demanded) -> Iterator[Requirement]:
    if "areas_of_notice" in kind.parts:
        yield from standing.areas(content, demanded.get(Demand.AREAS, ()))
    if "compliance" in kind.parts:
        yield standing.judged(content)
        yield from standing.proved(content)
    if "reviews" in kind.parts:
        yield from standing.reviews(content)
    if "escalations" in kind.parts:
        yield from standing.escalations(content)


def _in_order(demanded: Demanded, *demands: Demand) -> tuple[str, ...]:
    """Return the numbers of the clauses that make any of `demands`, each once."""
    return tuple(dict.fromkeys(number for demand in demands for number in demanded.get(demand, ())))
