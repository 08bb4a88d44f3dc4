"""Finds every cadence in a statement by the tables of phrases, in order, each taking its words from the rest."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from notices.extraction.cadence_events import EVENT_RULES
from notices.extraction.cadence_findings import CadenceRule, Finding
from notices.extraction.cadence_once import ONCE_RULES
from notices.extraction.cadence_recurring import RECURRING_RULES
from notices.extraction.cadence_rungs import merged_rungs
from notices.extraction.dates import add_months, find_dates, find_months
from notices.extraction.draft import DraftCadence
from notices.extraction.wording import NUMBER, UNIT, blanked, number_of, squeezed, unit_of

_LADDER, _LEAD, *_OTHER_ONCE = ONCE_RULES
_MORE, *_OTHER_RECURRING = RECURRING_RULES
CADENCE_RULES: tuple[CadenceRule, ...] = (
    _MORE,
    _LADDER,
    _LEAD,
    *EVENT_RULES[:3],
    *_OTHER_RECURRING,
    *_OTHER_ONCE,
    *EVENT_RULES[3:],
)

_UNTIL = re.compile(
    r"\b(?:until|till|(?:and\s+)?ending\s+(?:at|on|with|in)|up\s+to\s+and\s+including(?=\s+(?:\d|"
    r"the\s+end)))\s+(?:(?:some\s+|such\s+)?(?:such\s+)?time\s+(?:as|that|"
    r"when)\s+)?(?P<end>[^.;]{3,200})",
    re.I,
)
_AS_LONG_AS = re.compile(
    r"\bfor\s+(?P<end>(?:as|so)\s+long\s+as\s+[^.;]{3,160}|the\s+(?:full\s+)?duration\s+of\s+[^.;,]{3,80})",
    re.I,
)
_FOR_SO_LONG = re.compile(
    rf"\b(?:for|over|during)\s+(?:a\s+)?(?:(?:minimum\s+)?period\s+of\s+(?:at\s+least\s+)?|"
    rf"the\s+(?:first|next|following|initial)\s+|at\s+least\s+|(?:a\s+)?minimum\s+of\s+)?"
    rf"(?P<n>{NUMBER})\s+(?P<unit>{UNIT})(?!\s+(?:old|of\s+age))|"
    rf"\b(?:for|over|during)\s+the\s+(?:first|next|following|initial)\s+(?P<one>year|month)\b",
    re.I,
)
_THEREAFTER = re.compile(r"\b(?:thereafter|after that|afterwards)\b", re.I)
_RECURS = ("each_calendar", "at_least_every", "every", "at_each", "before_each", "regular", "standing")


@dataclass(frozen=True)
class FoundCadences:
    """The cadences of a statement in the order printed, with readings, questions and the rules' names."""

    cadences: tuple[DraftCadence, ...] = ()
    readings: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    until: str | None = None


def find_cadences(text: str, issued_on: dt.date | None) -> FoundCadences:
    """Every cadence that the folded text names; `issued_on` bounds "for 18 months"."""
    until, readings, questions, rest = _bound(text, issued_on)
    place = _start_of_thereafter(text)
    findings: list[Finding] = []
    for each in CADENCE_RULES:
        rest = _apply(each, rest, issued_on, findings)
    findings = merged_rungs(sorted(findings, key=lambda finding: finding.start), text)
    cadences = _distinct(findings)
    later = {cadence for finding in findings if finding.start > place for cadence in finding.reading.cadences}
    return FoundCadences(
        tuple(cadence if cadence in later else _bounded(cadence, until) for cadence in cadences),
        (*readings, *(words for finding in findings for words in finding.reading.readings)),
        (*questions, *(words for finding in findings for words in finding.reading.questions)),
        tuple(finding.rule for finding in findings if finding.reading.cadences),
        until,
    )


def _start_of_thereafter(text: str) -> int:
    """Where "… until March, and monthly thereafter" turns to what comes after the end; else past the text."""
    bound = _UNTIL.search(text) or _FOR_SO_LONG.search(text)
    return bound.start() if bound and _THEREAFTER.search(text, bound.start()) else len(text)


def _apply(each: CadenceRule, rest: str, issued_on: dt.date | None, findings: list[Finding]) -> str:
    """Adds what the rule finds and blanks its words, so that "monthly" is not found in "six-monthly" again."""
    for match in each.pattern.finditer(rest):
        reading = each.read(match, issued_on)
        if reading is not None:
            findings.append(Finding(match.start(), match.end(), each.name, reading))
    for finding in findings:
        if finding.rule == each.name:
            rest = blanked(rest, finding.start, finding.end)
    return rest


def _distinct(findings: list[Finding]) -> list[DraftCadence]:
    """Each cadence once; a vague "regular" adds nothing beside an exact one, unless it follows thereafter."""
    found = [
        (cadence, finding.rule == "regular thereafter" or cadence.type != "regular")
        for finding in findings
        for cadence in finding.reading.cadences
    ]
    exact = [cadence for cadence, stands in found if stands]
    return list(dict.fromkeys(exact or [cadence for cadence, _ in found]))


def _bounded(cadence: DraftCadence, until: str | None) -> DraftCadence:
    return replace(cadence, until=until) if until and cadence.type in _RECURS else cadence


def _bound(text: str, issued_on: dt.date | None) -> tuple[str | None, list[str], list[str], str]:
    """The end that the text sets: an ISO date, or the words of the event; and the text without those words."""
    match = _UNTIL.search(text)
    if match:
        return _until_words(match, text)
    match = _AS_LONG_AS.search(text)
    if match:
        return squeezed(match["end"]).rstrip(" ,"), [], [], blanked(text, match.start(), match.end())
    match = _FOR_SO_LONG.search(text)
    if not match:
        return None, [], [], text
    rest = blanked(text, match.start(), match.end())
    words = squeezed(match.group())
    if issued_on is None:
        return words, [], [f"“{words}” has no start: until which date?"], rest
    end = _after(issued_on, number_of(match["n"] or "one"), unit_of(match["unit"] or match["one"]))
    if end is None:
        return words, [], [f"“{words}”: until which date?"], rest
    return (
        end.isoformat(),
        [f"“{words}” is counted from the issue of the notice, to {end:%-d %B %Y}."],
        [],
        rest,
    )


def _until_words(match: re.Match[str], text: str) -> tuple[str | None, list[str], list[str], str]:
    end = squeezed(match["end"])
    dates = [found for found in find_dates(end) if found.start <= 4]
    months = [found for found in find_months(end) if found.start <= 12]
    if dates:
        return (
            dates[0].date.isoformat(),
            [],
            [],
            blanked(text, match.start(), match.start("end") + dates[0].end),
        )
    if months:
        return (
            months[0].last_day.isoformat(),
            [],
            [],
            blanked(text, match.start(), match.start("end") + months[0].end),
        )
    words = re.split(r",\s|\s(?:and|at which point)\s(?=the\b|it\b|must\b)", end)[0].rstrip(" ,")
    return words, [], [], blanked(text, match.start(), match.end())


def _after(start: dt.date, n: int, unit: str) -> dt.date | None:
    if unit == "months":
        return add_months(start, n)
    if unit == "years":
        return add_months(start, 12 * n)
    days = {"days": 1, "weeks": 7}.get(unit)
    return start + dt.timedelta(days=days * n) if days else None
