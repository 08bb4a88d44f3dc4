"""Says which parties the subject of a statement names, and who "it" and "they" are."""

from __future__ import annotations

import re

from notices.extraction.parties import Mention
from notices.extraction.sentences import Sentence

PREPOSITION = re.compile(
    r"\b(?:to|of|by|with|from|for|on|in|between|at|against|upon|via|through|within|under|including|involving|"
    r"appoint(?:ed)?|after|before|enable|require|requires|give|ensure|support|help|assist|inform|advise|"
    r"notify|"
    r"alongside|about|into|as|like|per|than|satisfy)"
    r"(?:\s+(?:the|an?|its|their|any|each|every|all|both|such|other|relevant))*\s*$",
    re.I,
)
PRONOUN = re.compile(r"(?:^|[\s,])(they|it|he|she|he or she|this)\s*$", re.I)

_JOINS = re.compile(
    r"^[\s,]*(?:(?:and/or|and|or|&|,|together with|with|jointly with|along with|as well as|alongside|the|its|"
    r"in conjunction with|in partnership with|both|their|each|key|local)[\s,]*)*$",
    re.I,
)
# A subject that is a thing sent or held, whatever parties are named in it.
_THING = re.compile(
    r"(?:the|all|any|these|such|its|each|this)?\s*(?:[\w'-]+\s+){0,3}?"
    r"(?:reports?|updates?|papers?|reviews?|meetings?|minutes|agendas?|views|contents?|records?|requests?|"
    r"membership|terms of reference|attendance)\s+(?:to|of|from|for|on|by|with|"
    r"between)\b(?![^,]*, the council\b)",
    re.I,
)
_OWNED_THING = re.compile(
    r"\b(?:plans?|reports?|strateg(?:y|ies)|services?|papers?|polic(?:y|ies)|progress|performance|"
    r"statements?|updates?|"
    r"data|dashboards?|assessments?|practice|meetings?|reviews?|arrangements?|membership)\s*$",
    re.I,
)
_ARTICLES = ("", "the", "both", "both the", "a", "an")


def before(folded: str, place: int) -> str:
    """The few words before a place, which are all that governs what stands there."""
    return folded[max(0, place - 60) : place]


def subject_roles(sentence: Sentence, start: int, verb: re.Match[str]) -> tuple[str, ...]:
    """The roles that the subject in [start, verb) names: in its own words, by a pronoun, or as an owner."""
    named = _group(sentence, subject_mentions(sentence, start, verb.start()), start)
    roles = dict.fromkeys(mention.role for mention in named if mention.role)
    return tuple(roles) or _antecedent(sentence, start, verb) or _owner(sentence, start, verb)


def subject_mentions(sentence: Sentence, start: int, end: int) -> list[Mention]:
    """The parties in [start, end) that can be a subject: behind no preposition, owning nothing that follows."""
    if _THING.match(sentence.folded[start:end].lstrip(" ,")):
        return []
    found: list[Mention] = []
    for mention in sentence.mentions:
        inside = start <= mention.start and mention.end <= end and mention.role is not None
        if inside and not sentence.owns(mention) and _stands_free(sentence, start, mention, found):
            found.append(mention)
    return found


def _stands_free(sentence: Sentence, start: int, mention: Mention, found: list[Mention]) -> bool:
    """Whether no preposition governs the party, save one that joins it to the subject before it."""
    if not PREPOSITION.search(sentence.folded[max(start, mention.start - 40) : mention.start]):
        return True
    between = sentence.folded[found[-1].end : mention.start] if found else ""
    return bool(found) and bool(_JOINS.match(between)) and not re.search(r"\bwith\b", between)


def _group(sentence: Sentence, mentions: list[Mention], start: int) -> list[Mention]:
    """The mentions joined into one subject: the first such group where it opens the sentence ("The council,
    working with partners, must"), else the last before the verb ("Before each review the council must")."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        joins = groups and _JOINS.match(sentence.folded[groups[-1][-1].end : mention.start])
        if joins:
            groups[-1].append(mention)
        else:
            groups.append([mention])
    if not groups:
        return []
    opening = sentence.folded[start : mentions[0].start].strip(" ,").lower()
    return groups[0] if opening in _ARTICLES else groups[-1]


def _antecedent(sentence: Sentence, start: int, verb: re.Match[str]) -> tuple[str, ...]:
    """Who "they" and "it" are: the party named last before them in the sentence."""
    pronoun = PRONOUN.search(sentence.folded[start : verb.start()])
    if not pronoun or pronoun[1].lower() == "this":
        return ()
    if PREPOSITION.search(before(sentence.folded, start + pronoun.start(1))):
        return ()
    named = [
        each.role for each in sentence.mentions if each.end <= start and each.role and not sentence.owns(each)
    ]
    return (named[-1],) if named else ()


def _owner(sentence: Sentence, start: int, verb: re.Match[str]) -> tuple[str, ...]:
    """`The trust's contract manager may…`: somebody of the trust acts, so the trust does."""
    if re.match(r"\s+(?:not )?be\b", sentence.folded[verb.end() :], re.I):
        return ()
    if _OWNED_THING.search(sentence.folded[start : verb.start()]):
        return ()
    for mention in sentence.mentions:
        opening = sentence.folded[start : mention.start].strip(" ,").lower()
        if mention.role and mention.start >= start and opening in ("", "the") and sentence.owns(mention):
            return (mention.role,)
    return ()
