"""Cadence phrases that go with events or name no period: before and at each, on request, to be agreed, regular."""

from __future__ import annotations

import datetime as dt
import re

from notices.extraction.cadence_findings import CadenceRule, Reading, one, rule
from notices.extraction.draft import DraftCadence
from notices.extraction.events import EVENT, MEETING, event_name
from notices.extraction.wording import NUMBER, UNIT, number_of, squeezed, unit_of


def _words(match: re.Match[str]) -> str:
    return squeezed(match.group())


def _before_each(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    qualifier = re.match(
        r"\s+(?:conducted|undertaken|carried\s+out|led)\s+by\s+[^.,;]{3,60}", match.string[match.end() :]
    )
    reading = f"Only a review {squeezed(qualifier.group())} counts." if qualifier else None
    return one(DraftCadence("before_each", of=event_name(match["event"])), reading)


def _before_for_any(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    name = event_name(match["event"])
    return one(DraftCadence("before_each", of=name), f"“{_words(match)}” is read as before each {name}.")


def _at_each(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    return one(DraftCadence("at_each", of=event_name(match["event"])))


def _plain(kind: str) -> DraftCadence:
    return DraftCadence(kind)


def _regular(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    return one(_plain("regular"), question=f"“{_words(match)}” names no period: is one expected locally?")


_EACH = r"(?:(?:each|every|any|all)\s+of\s+(?:the|these|those|its|their)|any|each|every|all)"
_ASKED = (
    r"(?:so\s+|reasonably\s+|otherwise\s+)?(?:asks?|requests?)\b(?:\s+(?:for\s+)?(?:it|one|them|so|this))?|"
    r"(?:so|reasonably)\s+requires?\b|requires?\s+(?:it|one|them)\b"
)
_REQUESTED = r"(?:requested|required|asked(?:\s+(?:for|to))?|called\s+for|directed|invited)"


def _lead_beforehand(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    return one(
        DraftCadence(
            "before_each",
            of=event_name(match["event"]),
            lead=number_of(match["n"]),
            lead_unit=unit_of(match["unit"]),
        )
    )


EVENT_RULES: tuple[CadenceRule, ...] = (
    rule(
        "lead before the event just named",
        rf"\b(?:(?:for|to|of|at)\s+)?(?:{_EACH}|those|these)\s+(?P<event>{MEETING})[^.;]{{0,120}}?"
        rf"(?:\b(?:at\s+least|(?:no|not)\s+(?:later|less|"
        rf"fewer)\s+than)\s+)?\b(?P<n>{NUMBER})\s+(?P<unit>{UNIT})\s+"
        r"(?:before(?:hand|\s+(?:that|the|such|it)\b(?:\s+(?:meeting|review))?)|"
        r"in\s+advance\b(?!\s+of\s+\w+ing))",
        _lead_beforehand,
    ),
    rule(
        "before each event",
        rf"\b(?:(?:shortly\s+|in\s+good\s+time\s+)?(?:prior\s+to|before)|"
        rf"(?:in\s+)?(?:good\s+time\s+)?(?:in\s+advance\s+of|ahead\s+of)|preceding)\s+"
        rf"(?:{_EACH}|the|a)?\s*(?P<event>{EVENT})",
        _before_each,
    ),
    rule(
        "for any review",
        rf"^\W*(?:for(?:\s+the\s+purposes?\s+of)?|in\s+preparation\s+for|to\s+support|to\s+assist|"
        rf"to\s+facilitate|to\s+enable)\s+(?:{_EACH}|these|"
        rf"the)\s+(?P<event>{EVENT})(?=[^.;]{{0,80}}\b(?:must|should|shall|will)\b)",
        _before_for_any,
    ),
    rule(
        "at each of its meetings",
        r"\bat\s+(?:each|every|all)(?:\s+one)?\s+of\s+(?:its|"
        r"their)\s+(?P<event>(?:[\w'-]+\s+){0,3}?meetings)\b",
        _at_each,
    ),
    rule("at each event", rf"\b(?:at|to|for)\s+(?:{_EACH})\s+(?P<event>{MEETING})", _at_each),
    rule("attends each event", rf"\battends?\s+{_EACH}\s+(?P<event>{EVENT})", _at_each),
    rule(
        "attends meetings",
        r"\battend(?:s|ing)?\s+(?:the\s+)?(?P<event>meetings\s+of\s+the\s+(?:[\w'-]+\s+){0,3}?board|"
        r"(?:improvement\s+)?board\s+meetings)\b",
        _at_each,
    ),
    rule(
        "at board meetings",
        r"\b(?:at|to)\s+(?:the\s+)?(?P<event>(?:regular\s+|improvement\s+)*board\s+meetings)\b",
        _at_each,
    ),
    rule(
        "standing item",
        r"\bstanding\s+(?:agenda\s+)?item\b(?:[^.;]{0,40}\b(?P<event>board|meetings?|agenda))?",
        lambda match, issued_on: one(DraftCadence("at_each", of="board meeting")),
    ),
    rule(
        "on request",
        rf"\b(?:and\s+|or\s+)?(?:sooner\s+|more\s+(?:often|frequently)\s+|earlier\s+)?(?:as\s+and\s+when|"
        rf"if\s+and\s+when|if|when|where|as|whenever|should\s+it\s+be)\s+"
        rf"(?:and\s+when\s+)?(?:it\s+is\s+|so\s+|they\s+are\s+|otherwise\s+|"
        rf"reasonably\s+)?{_REQUESTED}\b(?!\s+(?:by|under)\s+(?:the\s+)?(?:section|law|regulations?|"
        rf"statute|act|schedule))|"
        rf"\b(?:on|upon|at\s+the)\s+(?:the\s+|reasonable\s+|any\s+)?request\b|"
        rf"\bas\s+and\s+when\s+(?:necessary|needed|appropriate)\b|"
        rf"\b(?:that|which|"
        rf"as)\s+(?:the\s+)?(?:[\w']+\s+){{1,3}}?(?:may\s+)?(?:reasonably\s+)?(?:requests?|asks?\s+for|"
        rf"calls?\s+for)\b|"
        rf"\bat\s+(?:any|such)\s+times?\s+as\s+(?:the\s+)?[^.;]{{0,40}}\b(?:require|request|ask|direct)s?\b|"
        rf"\b(?:and\s+|or\s+)?(?:(?:sooner|more\s+often|more\s+frequently|"
        rf"at\s+(?:any\s+)?other\s+times?)\s+)?"
        rf"(?:when|whenever|if|where|as)\s+(?:and\s+when\s+)?(?:the\s+|an?\s+|"
        rf"they\s+)?(?:[\w'-]+\s+){{0,4}}?(?:{_ASKED})|"
        rf"\bany\s+(?:other\s+)?(?:information|data|evidence|documents?|material)\s+(?:(?:that|"
        rf"which)\s+(?:is|are)\s+)?(?:required|requested|needed)\b|"
        rf"\bfrom\s+time\s+to\s+time\b|\bon\s+an?\s+ad[\s-]?hoc\s+basis\b|"
        rf"\bupon\s+the\s+(?:\w+\s+){{0,3}}request\b",
        lambda match, issued_on: one(_plain("on_request")),
    ),
    rule(
        "to be agreed",
        r"\b(?:at\s+|to\s+|on\s+|in\s+|by\s+|with\s+)?(?:regular\s+)?(?:an?\s+|the\s+|"
        r"such\s+)?(?:intervals?|frequency|dates?|timetable|timescales?|schedule|times?|basis|"
        r"periods?)\s+"
        r"(?:as\s+(?:may\s+be\s+)?)?(?:to\s+be\s+|which\s+(?:will|are\s+to)\s+be\s+|that\s+(?:will|"
        r"are\s+to)\s+be\s+)?(?:agreed|determined|decided|confirmed|set|specified|notified)\b|"
        r"\bto\s+be\s+(?:agreed|determined|confirmed)\b(?!\s+by\b)|\bT\.?B\.?[AC]\b",
        lambda match, issued_on: one(_plain("to_be_agreed")),
    ),
    rule(
        "kept up to date",
        r"\b(?:kept|keep|keeps|maintain(?:ed|s)?|remain(?:s)?|"
        r"updated?)\b[^.;]{0,60}?\bup[\s-]to[\s-]date\b|\bkept\s+(?:current|updated)\b|"
        r"\b(?:regularly|continually|continuously|routinely)\s+(?:updated|refreshed)\b|"
        r"\bbe\s+(?:regularly\s+)?updated\s+regularly\b|\bkept\s+under\s+(?:regular\s+|constant\s+|"
        r"continuous\s+)?review\b",
        lambda match, issued_on: one(_plain("kept_up_to_date")),
    ),
    rule(
        "data set in place",
        r"\b(?:data\s?set|dataset|dashboard|scorecard|performance\s+information|"
        r"performance\s+data)\b[^.;]{0,160}\b(?:be|is|are)\s+in\s+place\b",
        lambda match, issued_on: one(_plain("kept_up_to_date")),
    ),
    rule(
        "regular thereafter",
        r"\b(?:regularly|(?:at|on)\s+(?:a\s+)?regular\s+(?:intervals|basis))\s+(?:thereafter|"
        r"after\s+that|afterwards)\b",
        _regular,
    ),
    rule(
        "regular",
        r"\b(?:on\s+a\s+)?(?:regular(?:ly)?|periodic(?:ally)?|frequent(?:ly)?|"
        r"routine(?:ly)?)(?:\s+(?:basis|intervals))?\b",
        _regular,
    ),
)
