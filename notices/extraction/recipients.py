"""Says who a duty is owed to, where the words do: `to the adviser`, `provide the chair with`, `work with`."""

from __future__ import annotations

import re

from notices.extraction.holders import receives
from notices.extraction.parties import Mention, PartyFinder, joined
from notices.extraction.statements import Statement

_TO = re.compile(
    r"\b(?:to|for(?=\s+the\s+attention))\s+(?:the attention of\s+)?(?:both\s+)?(?:the\s+|an?\s+|its\s+|"
    r"their\s+|each\s+|every\s+|any\s+|all\s+)*"
    r"(?:meetings?\s+of\s+(?:the\s+)?)?$",
    re.I,
)
_DIRECT = re.compile(
    r"\b(?:provide|give|send|supply|inform|update|notify|advise|brief|assist|support|allow|permit|let|"
    r"grant|help|"
    r"consult|equip|tell|alert|issue|afford)\s+"
    r"(?:both\s+)?(?:the\s+|its\s+|each\s+|any\s+|all\s+)*$",
    re.I,
)
_WITH = re.compile(
    r"\b(?:work|co-?operate|engage|liaise|collaborate|comply|meet|shared?\b.{0,60}|be|"
    r"agreed?(?:\s+(?:an?|the|"
    r"its|their)(?:\s+\w+){1,3})?|consult(?:ation)?)\s+"
    r"(?:fully\s+|closely\s+|constructively\s+|actively\s+|positively\s+|openly\s+|"
    r"and\s+\w+\s+(?:fully\s+)?)*with\s+(?:both\s+)?(?:the\s+|its\s+|any\s+|all\s+)*$",
    re.I,
)
_CONTINUES = re.compile(
    r"^(?:[\s,]|and/or\b|\band\b|\bor\b|\bthe\b|\bboth\b|\bits\b|\balso\b|\bto\b|\bwith\b|\bmeetings?\b|"
    r"\bwhen requested\b|\bif requested\b|\bon request\b|\bvia\b)*$",
    re.I,
)
_REVIEWED_BY = re.compile(
    r"\b(?:review|assessment|stocktake)s?\s+(?:conducted|undertaken|carried\s+out|led)\s+by\s+(?:the\s+)?$",
    re.I,
)
_ASKED_BY = re.compile(
    r"\b(?:that|which|as|(?:whatever|such|any)\s+\w+|(?:required|requested|asked for|"
    r"needed)\s+by)\s+(?:the\s+)?$",
    re.I,
)
_OF = re.compile(r"\b(?:services|support|help|advice|use)\s+of\s+(?:the\s+|its\s+|an?\s+)?$", re.I)
_FOR = re.compile(
    r"\b(?:secretariat|support|assistance|facilities|services)\s+for\s+(?:the\s+|its\s+)?$", re.I
)
_FROM = re.compile(
    r"\b(?:requests?|requirements?|instructions?|directions?|advice|"
    r"recommendations?)\b[^,;]{0,25}\b(?:by|of|from)\s+(?:the\s+)?$",
    re.I,
)
_FOLLOWS = re.compile(r"^(?:also )?(?:\w+ly )?(?:comply with|respond|reply|act on|follow)\b", re.I)
_ASKS = re.compile(r"\b(?:requests?|asks? for|requires?|required by|requested by|needed by|needs)\b", re.I)

# What stands before a recipient in the predicate, and the kinds of duty that it says so for (empty: any).
_BEFORE: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (_DIRECT, ()),
    (_TO, ()),
    (_WITH, ("standing", "provision", "submission")),
    (_OF, ("standing",)),
    (_FOR, ("provision",)),
)


def recipient_of(statement: Statement, kind: str, finder: PartyFinder) -> str | None:
    """The parties that the duty is owed to, as one plain name; None where the words name nobody."""
    if receives(statement, kind):
        return joined(statement.holders)
    if kind == "meeting" and statement.holders and "board" not in statement.holders:
        return joined(_behind(statement.predicate, _WITH, finder))
    if kind in ("membership", "meeting", "consequence"):
        return None
    return joined(_named(statement, kind, finder))


def _named(statement: Statement, kind: str, finder: PartyFinder) -> list[str]:
    """The roles behind the first rule that finds one, the duty holder's own left out."""
    reviewed = _behind(statement.text, _REVIEWED_BY, finder) if kind == "submission" else []
    if reviewed:
        return [role for role in reviewed if role not in statement.holders]
    for rule, kinds in _BEFORE:
        found = _behind(statement.predicate, rule, finder) if not kinds or kind in kinds else []
        if found:
            return [role for role in found if role not in statement.holders]
    return _asking(statement, kind, finder) or _in_the_subject(statement, kind, finder)


def _asking(statement: Statement, kind: str, finder: PartyFinder) -> list[str]:
    """`comply with any request of the commissioner`, `information that the Department requests`."""
    if _FOLLOWS.match(statement.predicate):
        return _behind(statement.predicate, _FROM, finder)
    if kind == "provision" and _ASKS.search(statement.predicate):
        return _behind(statement.predicate, _ASKED_BY, finder)
    return []


def _in_the_subject(statement: Statement, kind: str, finder: PartyFinder) -> list[str]:
    """`Reports to the board must include…`."""
    if kind == "content":
        return _behind(f"{statement.subject} ", _TO, finder)
    return _behind(statement.subject, _TO, finder) if kind == "report" else []


def _behind(text: str, rule: re.Pattern[str], finder: PartyFinder) -> list[str]:
    """The parties right behind what the rule matches, and those joined to them."""
    found: list[Mention] = []
    for mention in finder.find(text):
        follows = rule.search(text[max(0, mention.start - 90) : mention.start])
        goes_on = found and _CONTINUES.match(text[found[-1].end : mention.start])
        if mention.role and (follows or goes_on):
            found.append(mention)
    return [mention.role for mention in found if mention.role]
