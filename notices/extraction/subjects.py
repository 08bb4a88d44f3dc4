"""Finds where the subject of a modal verb starts, and tells duties from conditions, asides and purposes."""

from __future__ import annotations

import re

from notices.extraction.sentences import Sentence
from notices.extraction.subject_parties import PREPOSITION, PRONOUN, before, subject_mentions

_CONDITIONAL = frozenset(("if", "where", "when", "whether", "unless", "as", "in the event that"))
_SUBORDINATE = _CONDITIONAL | frozenset(("that", "than", "so", "what", "how"))
_RELATIVE = frozenset(("who", "which"))
_LONGEST_PLAIN_SUBJECT = 8

_DESCRIBING_VERB = re.compile(
    r"\s+(?:is|are|was|were|has|have|had|does|do|remains?|meets?|needs?|\w{3,}(?:ies|tes|ses|ves|rts|"
    r"ins))\s+\w",
    re.I,
)
_CONDITION_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|does|do|fails?|cannot|not|wish(?:es)?|remains?|considers?|concludes?|"
    r"finds?|"
    r"identif(?:y|ies)|becomes?|shows?|makes?|continues?|falls?|decides?|requires?|necessary|needed)\b",
    re.I,
)
_DEMANDS = re.compile(
    r"\b(?:requires?|directs?|expects?|expected|required|requirement)\b[\w\s]{0,15}\bthat\s*$", re.I
)
_PURPOSE = re.compile(
    r"(?<!for the )\b(?:aim|purpose|intention|objective|goal|role|function|expectation)s?\b[^,;]{0,60}$", re.I
)
_FILLED = re.compile(r"\s+be (?:undertaken|performed|held|filled|carried|taken|fulfilled)\b", re.I)
_INVERTED = re.compile(r"\s+(?:the|any|a|it|this|there|progress|ministers?)\b", re.I)


def duty_start(sentence: Sentence, low: int, verb: re.Match[str]) -> int | None:
    """Where the subject of the verb starts, no earlier than `low`; None where the verb carries no duty."""
    start, word = _subject_start(sentence, low, verb.start())
    start, word = _after_condition(sentence, (low, start, verb.start()), word)
    if word in _SUBORDINATE and not _is_demanded(sentence, start, verb.start()):
        return None
    if _is_inversion(sentence, start, verb) or _states_a_purpose(sentence, start, verb):
        return None
    return start


def _subject_start(sentence: Sentence, low: int, high: int) -> tuple[int, str]:
    """Where the subject of a verb at `high` begins, and the word that opens it there.

    The first subject of a sentence begins where the sentence does, whatever commas are in it ("the council,
    working with partners, must"); a later one at the nearest joint that leaves a subject behind it.
    """
    comma = 0
    for boundary in reversed(
        [each for each in sentence.boundaries if each.start() >= low and each.end() <= high]
    ):
        word = boundary.group().lower().strip(", ")
        between = sentence.folded[boundary.end() : high]
        if word in ("that", "which", "who") and _describes(between):
            continue
        if word in _CONDITIONAL and comma:
            return comma, ""
        if word in _SUBORDINATE or word in _RELATIVE:
            return boundary.end(), word
        if not comma and boundary.group().startswith(",") and between.strip():
            comma = boundary.end()
        if (low > 0 or word == ";") and _leaves_subject(sentence, boundary, high):
            return boundary.end(), word
    return low, ""


def _leaves_subject(sentence: Sentence, boundary: re.Match[str], high: int) -> bool:
    """Whether a joint ends the statement before it: nothing, a party or a short subject stands behind it."""
    between = sentence.folded[boundary.end() : high]
    strong = boundary.group()[0] in ";:" or boundary.group().lower().endswith((" and", " but", " or"))
    short = len(between.split()) <= _LONGEST_PLAIN_SUBJECT
    return (
        not between.strip()
        or (strong and short and boundary.group()[0] in ",;:")
        or bool(subject_mentions(sentence, boundary.end(), high))
    )


def _describes(between: str) -> bool:
    """Whether the words behind "that" describe a noun ("a data set that is communicated must be in place")."""
    return bool(_DESCRIBING_VERB.match(between)) and len(between.split()) > 1


def _after_condition(sentence: Sentence, place: tuple[int, int, int], word: str) -> tuple[int, str]:
    """`If progress is poor ministers may…`: the subject stands right before the verb, without a comma."""
    low, start, high = place
    folded = sentence.folded
    pronoun = PRONOUN.search(folded[low:high])
    if pronoun and not PREPOSITION.search(before(folded, low + pronoun.start(1))):
        return low + pronoun.start(1), ""
    named = [each for each in sentence.mentions if start < each.start and each.end <= high and each.role]
    if word not in ("if", "where", "when", "unless") or not named or folded[named[-1].end : high].strip():
        return start, word
    condition = folded[start : named[-1].start]
    if PREPOSITION.search(before(folded, named[-1].start)) or not _CONDITION_VERB.search(condition):
        return start, word
    return named[-1].start, ""


def _is_demanded(sentence: Sentence, start: int, end: int) -> bool:
    """`The notice requires that the council must…`: still a duty, said indirectly."""
    named = any(start <= mention.start < end and mention.role for mention in sentence.mentions)
    return named and bool(_DEMANDS.search(sentence.folded[max(0, start - 40) : start]))


def _is_inversion(sentence: Sentence, start: int, verb: re.Match[str]) -> bool:
    """`Should the council be unwilling`: a condition, not a duty."""
    before = sentence.folded[start : verb.start()].rpartition(",")[2]
    if verb.group().lower() != "should" or re.sub(
        r"\b(?:or|and|but|if|however)\b|\W", "", before, flags=re.I
    ):
        return False
    after = sentence.folded[verb.end() : verb.end() + 40]
    return bool(_INVERTED.match(after)) or any(
        each.start - verb.end() in (1, 5) for each in sentence.mentions
    )


def _states_a_purpose(sentence: Sentence, start: int, verb: re.Match[str]) -> bool:
    """`The role of the board is to challenge` describes; `The role will be filled by…` is a duty."""
    filled = _FILLED.match(sentence.folded[verb.end() :])
    return not filled and bool(_PURPOSE.search(sentence.folded[max(start, verb.start() - 90) : verb.start()]))
