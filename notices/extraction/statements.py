"""Cuts a sentence into statements: who, how strongly, what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

from notices.extraction.modals import find_modals, modality_of, plain_predicate
from notices.extraction.parties import PartyFinder
from notices.extraction.sentences import Sentence, read_sentence
from notices.extraction.subject_parties import subject_roles
from notices.extraction.subjects import duty_start
from notices.extraction.verbs import starts_with_verb
from notices.extraction.wording import squeezed

# No sentence of a notice has as many; a text that does is none, and must not take long.
_MOST_MODALS = 20
_ASKS = re.compile(r"\b(requires?|directs?|expects?|asks?|invites?)\s+(?:both\s+)?(?:the\s+)?$", re.I)


@dataclass(frozen=True)
class Statement:
    """One duty-like statement of a sentence.

    `text` is the folded statement and `words` the printed one; `subject` stands before the modal verb and
    `predicate` behind it, up to the next statement; `holders` are the roles that the subject names (empty: a
    thing, or nobody). `relative` says that the subject is "who" or "which".
    """

    words: str
    text: str
    modality: str
    subject: str
    predicate: str
    holders: tuple[str, ...]
    relative: bool = False


def statements(printed: str, finder: PartyFinder) -> list[Statement]:
    """The statements of one printed sentence, in order; conditions and asides are not statements."""
    sentence = read_sentence(printed, finder)
    cuts = _duties(sentence)
    indirect = _indirect(sentence, asked=not cuts)
    if indirect is not None:
        return [indirect]
    found: list[Statement] = []
    for place, (verb, start) in enumerate(cuts):
        end = cuts[place + 1][1] if place + 1 < len(cuts) else len(sentence.folded)
        found.append(_statement(sentence, verb, (start, end), found))
    return found


def _duties(sentence: Sentence) -> list[tuple[re.Match[str], int]]:
    """The modal verbs that carry a statement, each with where its subject starts."""
    found: list[tuple[re.Match[str], int]] = []
    low = 0
    for verb in islice(find_modals(sentence.folded), _MOST_MODALS):
        start = duty_start(sentence, low, verb)
        if start is not None:
            found.append((verb, start))
            low = verb.end()
    return found


def _indirect(sentence: Sentence, *, asked: bool) -> Statement | None:
    """A duty without a modal verb: `Council to submit…`, and, if `asked`, `The Department expects the council to…`."""
    folded = sentence.folded
    for mention in sentence.mentions:
        after = re.match(r"\s+to\s+(?=[a-z])", folded[mention.end :])
        if not after or mention.role is None or not starts_with_verb(folded[mention.end + after.end() :]):
            continue
        verb = _ASKS.search(folded[: mention.start]) if asked else None
        if verb or folded[: mention.start].strip(" ,.;:").lower() in ("", "the"):
            subject = folded[mention.start : mention.end]
            predicate = folded[mention.end + after.end() :]
            return Statement(
                squeezed(sentence.printed),
                squeezed(folded),
                _strength(verb),
                subject,
                squeezed(predicate),
                (mention.role,),
            )
    return None


def _strength(verb: re.Match[str] | None) -> str:
    """To require or direct obliges; to expect, ask or invite is said more softly."""
    if verb is None:
        return "is to"
    return "are required to" if verb[1].lower().startswith(("require", "direct")) else "should"


def _past_aside(predicate: str) -> str:
    """`, by 30 September, provide…` without what stands between the commas."""
    return re.sub(r"^,\s[^,]{3,90},\s+(?!(?:take|complete|carry out|undertake)\b)(?=[a-z])", "", predicate)


def _statement(
    sentence: Sentence, verb: re.Match[str], place: tuple[int, int], earlier: list[Statement]
) -> Statement:
    """The statement of one verb; its words begin with the sentence where it is the first, or about "who"."""
    start, end = place
    relative = sentence.folded[:start].rstrip().lower().endswith(("who", "which"))
    begin = start if earlier and not relative else 0
    made = Statement(
        words=squeezed(sentence.printed[begin:end]).rstrip(",;: ").removesuffix(" and").rstrip(",; "),
        text=squeezed(sentence.folded[begin:end]),
        modality=modality_of(verb),
        subject=squeezed(sentence.folded[start : verb.start()].strip(" ,;:")),
        predicate=plain_predicate(verb, _past_aside(squeezed(sentence.folded[verb.end() : end]))),
        holders=subject_roles(sentence, start, verb),
        relative=relative,
    )
    if not made.subject and earlier and not relative:
        return replace(made, subject=earlier[-1].subject, holders=earlier[-1].holders)
    return made
