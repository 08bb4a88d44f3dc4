"""Says who owes a duty, and what was assumed where the words do not say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notices.extraction.parties import Mention, PartyFinder, joined
from notices.extraction.statements import Statement

_AGENT = re.compile(r"\bby\s+(?:the\s+|an?\s+|its\s+)?$", re.I)
_IS_GIVEN = re.compile(
    r"^(?:also )?(?:be (?:sent|given|told|shown|offered|allowed|notified|informed|supplied with|"
    r"provided with)|receive)\b",
    re.I,
)
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
    if receives(statement, kind):
        agents = _agents(statement.predicate, finder)
        return Holder(joined(agents), sureness=0.85) if agents else _assumed(statement, kind, finder)
    named = _adjusted(joined(statement.holders), kind, rule, statement.predicate)
    if named is not None and not (kind == "consequence" and named.role in ("council", "board")):
        return named
    if defined and (statement.relative or _SOMEBODY.match(statement.subject)):
        return Holder(defined, sureness=0.85)
    if kind == "meeting" and re.search(r"\bmeetings?\b|\bboard\b|\bit\b", statement.subject, re.I):
        return Holder("board", sureness=0.85)
    agents = _agents(statement.predicate, finder) if kind != "content" else []
    if agents:
        return Holder(joined(agents), sureness=0.85)
    return _assumed(statement, kind, finder)


def receives(statement: Statement, kind: str) -> bool:
    """Whether the subject is given something by another: `the adviser is to be sent the papers`."""
    if kind == "membership" or "council" in statement.holders:
        return False
    return bool(statement.holders) and bool(_IS_GIVEN.match(statement.predicate))


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
                and re.match(
                    r"^(?:[\s,]|and/or|\band\b|\bor\b|\bthe\b|\bboth\b|\bits\b)*$",
                    predicate[found[-1].end : mention.start],
                    re.I,
                )
                and mention.start - found[-1].end < 12
            )
        ):
            found.append(mention)
    return [mention.role for mention in found if mention.role]


def _assumed(statement: Statement, kind: str, finder: PartyFinder) -> Holder:
    if kind == "content":
        return Holder("council", sureness=0.9)
    if kind == "review":
        if re.search(r"\bnotice\b|^it$", statement.subject, re.I):
            return Holder("Department", "The notice is read as reviewed by the Department.", sureness=0.8)
        if re.search(r"\b(?:plan|register|strategy|policy)\s*$", statement.subject, re.I):
            return Holder("council", "The words name nobody who reviews: read as the council.", None, 0.7)
        return Holder(
            "Department",
            "The words name nobody who reviews: read as the Department.",
            "Who carries out the reviews?",
            0.5,
        )
    if kind == "consequence":
        for mention in finder.find(f"{statement.subject} {statement.predicate}"):
            if mention.role in ("ministers", "Secretary of State", "Department"):
                return Holder(mention.role, sureness=0.8)
        return Holder(
            "Secretary of State", "The words name nobody: read as the Secretary of State.", None, 0.6
        )
    return Holder(
        "council",
        "The words name no duty holder: read as the council, which the notice is given to.",
        None,
        0.75,
    )
