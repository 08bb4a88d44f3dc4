"""Reads out of a membership obligation's words who must sit on the board, and as what; a person confirms it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MEMBERSHIP = (
    re.compile(r"\binclud\w*\s+in\s+(?:its|the)\s+membership\s+(?P<who>[^.;]+)", re.IGNORECASE),
    re.compile(r"\binclud\w*\s+(?P<who>[^.;]+?)\s+in\s+(?:its|the)\s+membership\b", re.IGNORECASE),
    re.compile(r"\bmembership\b[^.;]*?\binclud\w*\s+(?P<who>[^.;]+)", re.IGNORECASE),
    re.compile(r"\bmembers\b[^.;]*?\binclud\w*\s+(?P<who>[^.;]+)", re.IGNORECASE),
)
_ROLE = re.compile(r"\brole\s+of\s+(?:the\s+|an?\s+)?(?P<who>[^.;(]*?chair)\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r",\s*and\s+|,\s*|\s+and\s+(?=the\b|an?\b|key\b|main\b|such\b|representatives?\b)", re.IGNORECASE
)
_CAPACITIES = (
    ("observer", "participant_observer"),
    ("chair", "chair"),
    ("adviser", "adviser"),
    ("partner", "partner_agency"),
    ("agenc", "partner_agency"),
    ("health", "partner_agency"),
    ("police", "partner_agency"),
    ("school", "partner_agency"),
)
LONGEST = 200


@dataclass(frozen=True)
class NamedSeat:
    """Somebody who, by the words, must sit on the board; `capacity` is a value of `boards.models.Capacity`."""

    who: str
    capacity: str


def seats_in(words: str) -> tuple[NamedSeat, ...]:
    """Return the seats that the words of a membership obligation name; none where they say it in another way.

    "The Board should include the adviser and key partner agencies in its membership" names two: the adviser, as
    adviser, and the key partner agencies, as partner agency.
    """
    plain = " ".join(words.split())
    found = _ROLE.search(plain)
    if found:
        return (_seat(found["who"]),)
    for pattern in _MEMBERSHIP:
        found = pattern.search(plain)
        if found:
            return tuple(dict.fromkeys(map(_seat, _each(found["who"]))))
    return ()


def _each(listed: str) -> Iterator[str]:
    # What follows "such … as" is one condition, whatever it lists.
    parts = [listed] if re.match(r"such\b", listed, re.IGNORECASE) else _BETWEEN.split(listed)
    return (part for part in parts if part.strip())


def _seat(words: str) -> NamedSeat:
    who = re.sub(r"^(?:the|an?)\s+", "", words.strip(" ,'\"‘’“”"), flags=re.IGNORECASE)[:LONGEST]
    # What follows "whom" or "as" says who chooses, not who sits.
    named = re.split(r"\b(?:whom?|that|which|as)\b", who.lower())[0]
    capacity = next((each for sign, each in _CAPACITIES if sign in named), "member")
    return NamedSeat(who[:1].upper() + who[1:], capacity)
