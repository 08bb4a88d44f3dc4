"""What the words of the clauses that govern a report demand of it: one small table of rules, a line for each demand.

The two sample notices, the demonstration's, and wordings like theirs are read; what none of the rules knows demands
nothing here, and stands in the register all the same.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Demand(StrEnum):
    """What a clause can ask of a report."""

    PROGRESS = "progress"
    RECORD = "record"
    ANALYSIS = "analysis"
    RECOMMENDATIONS = "recommendations"
    TRENDS = "trends"
    FIGURES = "figures"
    IMPACT = "impact"
    SLOW = "slow"
    CONTRIBUTIONS = "contributions"
    VOICES = "voices"
    AREAS = "areas"


@dataclass(frozen=True)
class Governing:
    """A clause that governs a report: its number, and the words of the duty in it, each telling of it in a line."""

    number: str
    words: str


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


RULES: tuple[tuple[Demand, re.Pattern[str]], ...] = (
    (Demand.PROGRESS, _words(r"\breport\b.{0,160}\b(?:progress|objectives)\b")),
    (Demand.RECORD, _words(r"\brecord\b.{0,60}\bup[- ]to[- ]date\b|\bup[- ]to[- ]date\b.{0,60}\brecord\b")),
    (Demand.ANALYSIS, _words(r"\banalys[ei]s\b")),
    (Demand.RECOMMENDATIONS, _words(r"\brecommendations\b")),
    (Demand.TRENDS, _words(r"\btrends?\b")),
    (Demand.FIGURES, _words(r"\bdata\b|\bfigures\b|\bmain measures\b|\bkey measures\b|\bdata ?sets?\b")),
    (
        Demand.IMPACT,
        _words(r"\bevidence of (?:the )?(?:impact|what (?:has )?changed)\b|\bimpact (?:of|on)\b"),
    ),
    (Demand.SLOW, _words(r"\bslow(?:ly)?\b|\bbehind (?:plan|schedule)\b")),
    (
        Demand.CONTRIBUTIONS,
        _words(r"\bcontributions?\b|\bupdates from (?:its )?partners\b"),
    ),
    (Demand.VOICES, _words(r"\b(?:views?|voices?) of\b.{0,80}\b(?:staff|children|young people)\b")),
    (Demand.AREAS, _words(r"\bareas?\b.{0,30}\b(?:set out|listed|in (?:clause|paragraph|section)?\s*\d)")),
)
"""A demand, and the words by which a clause makes it."""


def demands_in(words: str) -> frozenset[Demand]:
    """Return what one clause's words demand of a report."""
    return frozenset(demand for demand, pattern in RULES if pattern.search(words))


def demands_of(clauses: Iterable[Governing]) -> Mapping[Demand, tuple[str, ...]]:
    """Return each demand with the numbers of the clauses that make it, in the order of the notice."""
    found: dict[Demand, list[str]] = {}
    for clause in clauses:
        for demand in demands_in(clause.words):
            numbers = found.setdefault(demand, [])
            if clause.number not in numbers:
                numbers.append(clause.number)
    return {demand: tuple(numbers) for demand, numbers in found.items()}
