"""Finds who is named in a text, by role: the table of party names, and the notice's own defined terms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from notices.extraction.draft import DraftParty
from notices.extraction.lines import SourceLine
from notices.extraction.party_names import PARTY_NAMES
from notices.extraction.wording import fold, squeezed

_TERM = re.compile(
    r"\(\s*(?:(?:here(?:in)?after|together|collectively|referred\s+to\s+as|known\s+as|each|"
    r"the)[\w\s,]{0,40}?)?"
    r"(?:[\"']\s*(?:the\s+)?(?P<quoted>[A-Za-z][\w&'. -]{1,40}?)\s*[\"']|"
    r"(?:the\s+)?(?P<bare>(?-i:Council|Board|Chair|Adviser|Advisor|Department|Commissioner|Trust|"
    r"Partners|Notice|ICB|CCG|Authority|council|board|adviser|department)))\s*\)",
    re.I,
)
_TOGETHER = re.compile(
    r"\s(?:are|is)\s+(?:(?:together|jointly|collectively|both|each)\s+)?(?:referred\s+to|known|described)\b"
    r"[^\".;]{0,40}?\bas\s+[\"'](?:the\s+)?(?P<term>[A-Za-z][^\"']{2,40})[\"']",
    re.I,
)
_GROUP = re.compile(r"\b(?:partners?|partnership|parties|area|bodies|authorities|organisations)\b", re.I)
_JOINED = re.compile(r"^[\s,]*(?:(?:and|&|the|both|,)[\s,]*)*$", re.I)
_NAME_BEFORE = re.compile(r"(?:(?:[A-Z][\w'&.-]*|of|and|for|the)\s+){0,9}[A-Z][\w'&.-]*\s*$")
_ROLE_BY_TASK = (
    ("adviser", re.compile(r"\badvi[sc]e|\badvis[eo]r", re.I)),
    ("commissioner", re.compile(r"\bcommissioner", re.I)),
    ("board chair", re.compile(r"\bchair", re.I)),
    ("trust", re.compile(r"\btrust\b|\bcompany\b", re.I)),
)


_MOST_NAMES = 40
_FILLED_ROLES = ("adviser", "board chair", "commissioner", "trust", "improvement partner", "board")


@dataclass(frozen=True)
class Mention:
    """A party named at [start, end); role None is somebody outside the notice."""

    start: int
    end: int
    role: str | None


class PartyFinder:
    """Finds parties by the general names and by the names that this notice defines."""

    def __init__(self, aliases: Iterable[tuple[str, str]] = ()) -> None:
        names = [
            (role, re.escape(alias) + r"(?!\w)")
            for alias, role in sorted(set(aliases), key=lambda pair: (-len(pair[0]), pair))
        ]
        self._roles: list[str | None] = [role for role, _ in (*names, *PARTY_NAMES)]
        self._pattern = re.compile(
            r"(?<![\w-])(?:"
            + "|".join(f"(?P<r{i}>{words})" for i, (_, words) in enumerate((*names, *PARTY_NAMES)))
            + ")",
            re.I,
        )

    def find(self, text: str) -> list[Mention]:
        """Every mention in the folded text, in order."""
        return [
            Mention(match.start(), match.end(), self._roles[int((match.lastgroup or "r0")[1:])])
            for match in self._pattern.finditer(text)
        ]

    def role_of(self, words: str) -> str | None:
        """The role that the words name at their end, or None."""
        mentions = [mention for mention in self.find(fold(words)) if mention.role]
        return mentions[-1].role if mentions else None


@dataclass(frozen=True)
class Definitions:
    """The notice's defined parties, and the names by which they are found beside the general ones."""

    parties: tuple[DraftParty, ...]
    aliases: tuple[tuple[str, str], ...]


def read_definitions(lines: Iterable[SourceLine], council: str | None) -> Definitions:
    """The defined terms that name a party, such as `Brightwell Care Ltd ("the adviser")`."""
    general = PartyFinder([(council, "council")] if council else ())
    parties: list[DraftParty] = []
    aliases: list[tuple[str, str]] = [(council, "council")] if council else []
    for line in lines:
        for found, names in _defined_in(line, general):
            parties.append(found)
            aliases += [(name, found.role) for name in names]
    # A notice defines a handful of names; a text that "defines" hundreds is none, and must not slow the search.
    aliases = list(dict.fromkeys(aliases))[:_MOST_NAMES]
    unique = {(party.role, party.words): party for party in parties}
    return Definitions(tuple(unique.values()), tuple(aliases))


def _defined_in(line: SourceLine, general: PartyFinder) -> Iterable[tuple[DraftParty, list[str]]]:
    text = fold(line.text)
    yield from _named_together(text, line.number, general)
    for match in _TERM.finditer(text):
        term = squeezed(match["quoted"] or match["bare"])
        group = joint_roles(text[max(0, match.start() - 240) : match.start()], term, general)
        if group:
            yield DraftParty(group, squeezed(text[: match.start()])[-160:], line.number), [term]
            continue
        before = text[max(0, match.start() - 240) : match.start()]
        sentence = re.split(r"[.;:]\s", before)[-1]
        named = _NAME_BEFORE.search(sentence)
        name = re.sub(r"^(?:the|of|and|for)\s+", "", named.group().strip(), flags=re.I) if named else ""
        after = text[match.end() : match.end() + 60]
        role = _role_of_term(term, name, sentence + after, after, general)
        if role is None:
            continue
        name = re.sub(r"^(?:TO:?)?\s*(?:NAME)?:?\s*(?=[A-Z])", "", name)
        names = [name] if len(name) > 3 and general.role_of(name) != role and " " in name else []
        names += [term] if not general.find(f"the {term}") and len(term) > 2 else []
        yield DraftParty(role, name or _words_for(role, squeezed(sentence), general), line.number), names


def _named_together(text: str, number: int, general: PartyFinder) -> Iterable[tuple[DraftParty, list[str]]]:
    """`The Council and the ICB are together referred to as "the Partnership"`."""
    for match in _TOGETHER.finditer(text):
        term = squeezed(match["term"])
        group = joint_roles(text[max(0, match.start() - 240) : match.start()], term, general)
        if group:
            yield DraftParty(group, squeezed(text[: match.start()])[-160:], number), [term]


def joint_roles(before: str, term: str, general: PartyFinder) -> str | None:
    """The parties joined right before a term that names a group, as one joint party; None where there are not two."""
    if not _GROUP.search(term):
        return None
    roles: list[str | None] = []
    end = len(before)
    for mention in reversed(general.find(without_terms(before))):
        if not mention.role or not _JOINED.match(without_terms(before)[mention.end : end]):
            break
        roles.append(mention.role)
        end = mention.start
    return joined(roles) if len(set(roles)) > 1 else None


def _words_for(role: str, sentence: str, general: PartyFinder) -> str:
    """The words that name the role last before its bracket, or the end of the sentence."""
    named = [mention for mention in general.find(sentence) if mention.role == role]
    return sentence[named[-1].start : named[-1].end] if named else sentence[-160:]


def _role_of_term(term: str, name: str, around: str, after: str, general: PartyFinder) -> str | None:
    appositive = re.match(
        r"\W{0,3}\s*(?:as|who (?:is|are)|which is|to be|the|its|an?)\s+(?:the\s+|"
        r"an?\s+)?(?:\w+\s+){0,2}?(?=advis|commissioner|chair|trust)",
        after,
    )
    if appositive and general.role_of(
        after[appositive.end() : appositive.end() + 12].split()[0]
        if after[appositive.end() :].split()
        else ""
    ):
        return general.role_of(after[appositive.end() :].split()[0])
    if re.search(r"\b(?:report|plan|notice|act|regulations|inspection|statement|framework)\b", term, re.I):
        return None
    role = general.role_of(f"the {term}") or (general.role_of(name) if name else None)
    if role:
        return role
    return next((role for role, task in _ROLE_BY_TASK if name and task.search(around)), None)


def without_terms(text: str) -> str:
    """The folded text with its defining brackets made spaces, offsets kept."""
    return _TERM.sub(lambda match: " " * len(match.group()), text)


def defined_role(text: str, finder: PartyFinder) -> str | None:
    """The role that a defining bracket in the folded sentence gives to an unnamed person or body."""
    roles = [
        finder.role_of(f"the {squeezed(match['quoted'] or match['bare'])}") for match in _TERM.finditer(text)
    ]
    return next((role for role in reversed(roles) if role in _FILLED_ROLES), None)


# The order in which joint parties are printed, whatever the order of the words.
_ORDER = (
    "council",
    "board",
    "board chair",
    "adviser",
    "commissioner",
    "Department",
    "Secretary of State",
    "ministers",
    "NHS bodies",
    "partners",
    "reviewers",
)


def joined(roles: Iterable[str | None]) -> str | None:
    """`adviser and Department`, `board, adviser and Department`; each role once, in the order of the table."""
    names = sorted(
        {role for role in roles if role},
        key=lambda role: (_ORDER.index(role) if role in _ORDER else len(_ORDER), role),
    )
    if not names:
        return None
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
