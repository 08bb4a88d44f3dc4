"""Knows the verbs that oblige (`must`, `is to`, `are required to`) and the modality that each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notices.extraction.verbs import base_form
from notices.extraction.wording import fold

# What a body can, could or might do that is a power of the notice and not a remark.
_POWER = (
    r"(?:ask|attend|choose|commission|consider|direct|exercise|extend|invoke|issue|publish|request|require|"
    r"take (?:further|formal|statutory|other)|use|visit)\b"
)

# Modality as the register names it, and the words for it; the longer stand before the shorter.
_MODALS = (
    ("are required to", r"(?:is|are) (?:also |further |hereby |therefore )?required to"),
    ("should", r"(?:is|are) (?:also )?(?:expected|asked|requested|invited|encouraged) to|ought to"),
    ("is to", r"(?:is|are) (?:also |then )?to(?= (?:be |also )?[a-z]+)"),
    ("is to", r"(?:is|are) (?:also |jointly )?(?:accountable|responsible) (?:to \w+ )?for"),
    ("must", r"ha(?:s|ve) to|needs? to"),
    ("may", r"(?:shall|will|must) be (?:entitled|able|permitted|free) to|reserves? the right to"),
    ("may", rf"(?:can|could|might)(?= (?:also |then )?{_POWER})"),
    ("will", r"(?:intends?|proposes?) to(?= [a-z])"),
    (
        "will",
        r"(?:agrees|undertakes|commits(?: itself)?|ha(?:s|ve) (?:agreed|undertaken|"
        r"committed(?: itself)?)) to(?= [a-z])",
    ),
    ("must", r"must"),
    ("shall", r"shall"),
    ("should", r"should"),
    ("will", r"will"),
    # The month is no verb: "May 2025", "5 May", "May and June".
    ("may", r"(?-i:may|MAY)(?!,? (?:\d|and (?:june|july)))"),
)
_MODAL = re.compile("|".join(rf"(?P<m{i}>\b{words}\b)" for i, (_, words) in enumerate(_MODALS)), re.I)


def find_modals(folded: str) -> Iterator[re.Match[str]]:
    """The modal verbs of a folded text, in order."""
    return _MODAL.finditer(folded)


def has_modal(text: str) -> bool:
    """Whether a printed text has any."""
    return bool(_MODAL.search(fold(text)))


def modality_of(match: re.Match[str]) -> str:
    """The modality by the name that the register uses."""
    return _MODALS[int((match.lastgroup or "m0")[1:])][0]


def plain_predicate(match: re.Match[str], predicate: str) -> str:
    """`responsible for advising the Department` obliges to advise it."""
    return base_form(predicate) if match.group().lower().endswith(" for") else predicate
