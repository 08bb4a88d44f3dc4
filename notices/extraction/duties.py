"""Makes the drafted obligation of one statement: holder, recipient, kind, cadences, and what stays open."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from notices.extraction.cadence_phrases import FoundCadences, find_cadences
from notices.extraction.dates import dates_without_year
from notices.extraction.draft import DraftCadence, DraftObligation
from notices.extraction.events import event_name
from notices.extraction.holders import Holder, holder_of
from notices.extraction.kind_shapes import KindRule
from notices.extraction.kinds import kind_of
from notices.extraction.parties import PartyFinder
from notices.extraction.recipients import recipient_of
from notices.extraction.statements import Statement
from notices.extraction.wording import squeezed

LONGEST_SUMMARY = 110
_MEETS = re.compile(r"\b(?:board|scrutiny|cabinet)\b", re.I)
_PLAIN_VERBS = ("must", "should", "shall", "will", "may")
_NEVER_DUE = ("content", "membership", "consequence")


@dataclass(frozen=True)
class Setting:
    """What a statement is read against: the parties, the issue date and the clause that it stands in."""

    finder: PartyFinder
    issued_on: dt.date | None
    clause: str


def is_duty(statement: Statement, rule: KindRule) -> bool:
    """Whether the statement carries an obligation or a power; "this may include…" carries neither."""
    if rule.kind in ("skip", "variation"):
        return False
    if statement.modality != "may":
        return True
    passive_agent = re.match(r"^be \w+ by\b", statement.predicate)
    return (
        (
            bool(statement.holders)
            and not re.match(r"^(?:also )?(?:include|cover|be (?!invited|entitled))", statement.predicate)
        )
        or bool(passive_agent and rule.kind != "review")
        or rule.kind == "consequence"
    )


def obligation_of(
    statement: Statement, setting: Setting, *, defined: str | None = None, of: str | None = None
) -> DraftObligation | None:
    """The obligation that the statement carries, or None where it carries none."""
    rule = kind_of(statement)
    if not is_duty(statement, rule):
        return None
    return drafted(statement, rule, setting, defined=defined, of=of)


def drafted(
    statement: Statement,
    rule: KindRule,
    setting: Setting,
    *,
    defined: str | None = None,
    of: str | None = None,
) -> DraftObligation:
    """The draft line for a statement of a known kind."""
    holder = holder_of(statement, rule.kind, rule.name, setting.finder, defined)
    found = find_cadences(statement.text, setting.issued_on)
    cadences, questions = _timed(statement, rule, found)
    questions += [words for words in (holder.question,) if words]
    questions += _incomplete_dates(statement, found)
    readings = [words for words in (holder.reading, *found.readings) if words]
    paper = None if rule.kind != "content" or of else _paper(statement, rule)
    return DraftObligation(
        duty_holder=holder.role,
        recipient=recipient_of(statement, rule.kind, setting.finder),
        modality=statement.modality,
        kind=rule.kind,
        cadences=cadences,
        words=statement.words,
        summary=summary_of(statement),
        rule=", ".join(dict.fromkeys((rule.name, *found.rules))),
        confidence=_confidence(holder, rule, questions, found),
        of=of or paper,
        needs_decision=tuple(dict.fromkeys(questions)),
        readings=tuple(dict.fromkeys(readings)),
    )


def _paper(statement: Statement, rule: KindRule) -> str:
    """What the content is content of, "plan" or "report", until the clause that asks for it is known."""
    about = statement.subject if not statement.holders else statement.predicate
    if rule.name.startswith("highlights") or re.search(r"\b(?:reports?|updates?|dashboard)\b", about, re.I):
        return "report"
    return "plan"


def _timed(
    statement: Statement, rule: KindRule, found: FoundCadences
) -> tuple[tuple[DraftCadence, ...], list[str]]:
    """The cadences found, or the one that its kind has when the words give none, with the questions."""
    if rule.kind == "membership" and statement.modality == "may":
        return (DraftCadence("on_request"),), []
    if rule.kind in _NEVER_DUE and not (rule.kind == "membership" and found.cadences):
        return (DraftCadence("standing", until=found.until),), []
    if found.cadences:
        return _of_the_board(found.cadences, statement.text), list(found.questions)
    default, question = _without_timing(statement, rule)
    return (replace(default, until=found.until),), [*found.questions, *question]


def _of_the_board(cadences: tuple[DraftCadence, ...], text: str) -> tuple[DraftCadence, ...]:
    """ "Each meeting" is the board's, or the scrutiny committee's, where the statement is about it."""
    name = event_name(text) if _MEETS.search(text) else "meeting"
    return tuple(
        replace(
            each,
            of=name if each.of == "meeting" else each.of,
            anchor=name if each.anchor == "meeting" else each.anchor,
        )
        for each in cadences
    )


def _without_timing(statement: Statement, rule: KindRule) -> tuple[DraftCadence, list[str]]:
    if statement.modality == "may":
        return DraftCadence("on_request"), []
    if rule.name == "recommendation on the plan":
        return DraftCadence("within", anchor="submission of the plan"), [
            "It follows the submission of the plan, but no period is named: within how long?"
        ]
    if rule.name == "kept up to date":
        return DraftCadence("kept_up_to_date"), []
    if rule.kind == "submission":
        return DraftCadence("by_date"), ["No date is named: by when is it due?"]
    if rule.kind in ("report", "meeting", "review"):
        thing = {"report": "reports", "meeting": "meetings", "review": "reviews"}[rule.kind]
        return DraftCadence("regular"), [f"No period is named for the {thing}: is one expected locally?"]
    return DraftCadence("standing"), []


def _incomplete_dates(statement: Statement, found: FoundCadences) -> list[str]:
    if any(cadence.date is None for cadence in found.cadences if cadence.type == "by_date"):
        return []
    return [
        f"“{squeezed(words)}” has no year: which year is meant?"
        for words in dates_without_year(statement.text)
    ]


def _confidence(holder: Holder, rule: KindRule, questions: list[str], found: FoundCadences) -> float:
    """How sure the draft line is, from 0 to 1: less for what was assumed, for questions, for the general rule."""
    sure = holder.sureness
    sure -= 0.1 if rule.name == "general duty" else 0
    sure -= 0.15 * min(len(questions), 3)
    sure -= 0.05 * min(len(found.readings), 2)
    return round(max(sure, 0.2), 2)


def summary_of(statement: Statement) -> str:
    """The duty in a few of its own words, for lists."""
    words = statement.predicate
    if not statement.holders and statement.subject:
        # Of a thing the verb stays, or it would read "progress be reviewed".
        verb = statement.modality if statement.modality in _PLAIN_VERBS else "must"
        words = f"{statement.subject} {verb} {words}"
    return in_brief(re.split(r"[;:]|\.\s", squeezed(words).strip(" ,.;:"))[0])


def in_brief(words: str) -> str:
    """Words as a list shows them: a capital first, no stop at the end, cut between words where they are long."""
    words = words.strip(" ,.;:")
    words = f"{words[:1].upper()}{words[1:]}"
    if len(words) <= LONGEST_SUMMARY:
        return words
    return words[:LONGEST_SUMMARY].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
