"""Says who owes a duty and who it is owed to, and what was assumed where the words do not say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notices.extraction.parties import Mention, PartyFinder, joined
from notices.extraction.statements import Statement

_AGENT = re.compile(r"\bby\s+(?:the\s+|an?\s+|its\s+)?$", re.I)
_TO = re.compile(
    r"\b(?:to|for(?=\s+the\s+attention))\s+(?:the attention of\s+)?(?:both\s+)?(?:the\s+|an?\s+|its\s+|"
    r"their\s+|each\s+|every\s+|any\s+|all\s+)*"
    r"(?:meetings?\s+of\s+(?:the\s+)?)?$",
    re.I,
)
_DIRECT = re.compile(
    r"\b(?:provide|give|send|supply|inform|update|notify|advise|brief|assist|support|allow|grant|help|"
    r"consult|equip|tell|alert|issue|afford)\s+"
    r"(?:both\s+)?(?:the\s+|its\s+|each\s+|any\s+|all\s+)*$",
    re.I,
)
_WITH = re.compile(
    r"\b(?:work|co-?operate|engage|liaise|collaborate|comply|meet|share\b.{0,60}|agreed?(?:\s+(?:an?|the|"
    r"its|their)(?:\s+\w+){1,3})?|consult(?:ation)?)\s+"
    r"(?:fully\s+|closely\s+|constructively\s+|actively\s+|positively\s+|openly\s+|"
    r"and\s+\w+\s+(?:fully\s+)?)*with\s+(?:both\s+)?(?:the\s+|its\s+|any\s+|all\s+)*$",
    re.I,
)
_CONTINUES = re.compile(
    r"^(?:[\s,]|and/or\b|\band\b|\bor\b|\bthe\b|\bboth\b|\bits\b|\balso\b|\bto\b|\bmeetings?\b|"
    r"\bwhen requested\b|\bif requested\b|\bon request\b|\bvia\b)*$",
    re.I,
)
_REVIEWED_BY = re.compile(
    r"\b(?:review|assessment|stocktake)s?\s+(?:conducted|undertaken|carried\s+out|led)\s+by\s+(?:the\s+)?$",
    re.I,
)
_ASKED_BY = re.compile(r"\b(?:that|which|as)\s+the\s+$", re.I)
_SOMEBODY = re.compile(
    r"^(?:an?|the|any)\s+(?:\w+\s+)?(?:person|body|individual|organisation|someone)\b", re.I
)


@dataclass(frozen=True)
class Holder:
    """Who owes the duty, with what was assumed and how sure that is (0 to 1)."""

    role: str | None
    reading: str | None = None
    question: str | None = None
    sureness: float = 0.95


def holder_of(statement: Statement, kind: str, rule: str, finder: PartyFinder, defined: str | None) -> Holder:
    """The duty holder: the subject, else who the words say does it, else the council, said so.

    `defined` is the role that a bracket in the same sentence gives to an unnamed person or body.
    """
    named = _adjusted(joined(statement.holders), kind, rule, statement.predicate)
    if named is not None:
        return named
    if defined and (statement.relative or _SOMEBODY.match(statement.subject)):
        return Holder(defined, sureness=0.85)
    if kind == "meeting" and re.search(r"\bmeetings?\b|\bboard\b|\bit\b", statement.subject, re.I):
        return Holder("board", sureness=0.85)
    agents = _agents(statement.predicate, finder) if kind != "content" else []
    if agents:
        return Holder(joined(agents), sureness=0.85)
    return _assumed(statement, kind)


def _adjusted(named: str | None, kind: str, rule: str, predicate: str) -> Holder | None:
    """Who sits on the board is the council's to see to, though the sentence is about the board."""
    if named == "board" and kind == "membership" and rule != "attendance":
        return Holder("council", "Who sits on the board is read as the council's duty.", sureness=0.8)
    if named == "board" and re.match(
        r"^be (?:in place|established|set up|created|constituted|formed)\b", predicate
    ):
        return Holder("council", "Setting up the board is read as the council's duty.", sureness=0.8)
    if named == "board chair" and rule == "role filled":
        return Holder("council", "Who takes the chair is read as the council's duty.", sureness=0.75)
    if named == "board" and rule == "content of a paper":
        return Holder("council", sureness=0.7)
    return Holder(named) if named else None


def _agents(predicate: str, finder: PartyFinder) -> list[str]:
    mentions = finder.find(predicate)
    found: list[Mention] = []
    for mention in mentions:
        before = predicate[max(0, mention.start - 24) : mention.start]
        if mention.role and (
            _AGENT.search(before)
            or (
                found
                and _CONTINUES.match(predicate[found[-1].end : mention.start])
                and mention.start - found[-1].end < 12
            )
        ):
            found.append(mention)
    return [mention.role for mention in found if mention.role]


def _assumed(statement: Statement, kind: str) -> Holder:
    if kind == "content":
        return Holder("council", sureness=0.9)
    if kind == "review":
        if re.search(r"\bnotice\b|^it$", statement.subject, re.I):
            return Holder("Department", "The notice is read as reviewed by the Department.", sureness=0.8)
        return Holder(
            "Department",
            "The words name nobody who reviews: read as the Department.",
            "Who carries out the reviews?",
            0.5,
        )
    if kind == "consequence":
        return Holder(
            "Secretary of State", "The words name nobody: read as the Secretary of State.", None, 0.6
        )
    return Holder(
        "council",
        "The words name no duty holder: read as the council, which the notice is given to.",
        None,
        0.75,
    )


def recipient_of(statement: Statement, kind: str, finder: PartyFinder) -> str | None:
    """Who it is owed to, where the words say: `to the adviser`, `provide the chair with`, `work with`."""
    if kind in ("membership", "meeting", "consequence"):
        return None
    reviewed = _behind(statement.text, _REVIEWED_BY, finder)
    if kind == "submission" and reviewed:
        return joined(role for role in reviewed if role not in statement.holders)
    for rule in (_DIRECT, _TO, _WITH):
        found = _behind(statement.predicate, rule, finder)
        if found and not (rule is _WITH and kind not in ("standing", "provision", "submission")):
            return joined(role for role in found if role not in statement.holders)
    if kind == "provision" and re.search(r"\b(?:requests?|asks? for|requires?)\b", statement.predicate):
        return joined(_behind(statement.predicate, _ASKED_BY, finder))
    if kind == "content":
        return joined(_behind(f"{statement.subject} ", _TO, finder))
    if kind == "report":
        return joined(_behind(statement.subject, _TO, finder))
    return None


def _behind(text: str, rule: re.Pattern[str], finder: PartyFinder) -> list[str]:
    """The parties right behind what the rule matches, and those joined to them."""
    found: list[Mention] = []
    for mention in finder.find(text):
        follows = rule.search(text[max(0, mention.start - 90) : mention.start])
        goes_on = found and _CONTINUES.match(text[found[-1].end : mention.start])
        if mention.role and (follows or goes_on):
            found.append(mention)
    return [mention.role for mention in found if mention.role]
