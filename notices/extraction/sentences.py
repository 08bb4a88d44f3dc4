"""Cuts a clause's text into sentences, and holds one with the parties and the joints found in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notices.extraction.parties import Mention, PartyFinder, without_terms
from notices.extraction.wording import fold

_LONGEST_SENTENCE = 3000
_SENTENCE_END = re.compile(r"[.?!][\"')]*\s+(?=[A-Z\"'(•\[])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b[a-z]|\be\.g|\bi\.e|\bNo|\bMr|\bMrs|\bMs|\bDr|\bpara|\bSt|\betc|\bs|\bRt|\bHon)\.$", re.I
)

# What separates the subject of a statement from what stands before it in the sentence.
_BOUNDARY = re.compile(
    r";|:|,\s*(?:and|but|or)\b|,|"
    r"\b(?:in the event that|and|but|that|which|who|whom|where|if|when|whether|unless|as|so|what|how|"
    r"(?<!later )(?<!less )(?<!more )(?<!fewer )(?<!earlier )(?<!sooner )(?<!longer )than)\b",
    re.I,
)


@dataclass(frozen=True)
class Sentence:
    """A sentence with its folded text (offsets as in `printed`), its parties and its joints, in order."""

    printed: str
    folded: str
    mentions: tuple[Mention, ...]
    boundaries: tuple[re.Match[str], ...]

    def owns(self, mention: Mention) -> bool:
        """Whether the party is named in the genitive: `the council's progress`."""
        after = self.folded[mention.end : mention.end + 2]
        return after in ("'s", "s'") or after[:1] == "'"


def read_sentence(printed: str, finder: PartyFinder) -> Sentence:
    """The sentence with everything found in it that says who does what."""
    folded = without_terms(fold(printed))
    return Sentence(printed, folded, tuple(finder.find(folded)), tuple(_BOUNDARY.finditer(folded)))


def sentences(text: str) -> list[str]:
    """The sentences of a clause's printed text, in order; a line of its own is one."""
    folded = fold(text)
    found, start = [], 0
    for match in _SENTENCE_END.finditer(folded):
        before = folded[max(start, match.start() - 6) : match.start() + 1]
        if "\n" in match.group() or not _ABBREVIATION.search(before):
            found.append(text[start : match.end()].strip())
            start = match.end()
    found.append(text[start:].strip())
    return [piece for sentence in found if sentence for piece in _pieces(sentence)]


def _pieces(sentence: str) -> list[str]:
    """The sentence, cut where it is longer than any sentence is, so that no text takes long to read."""
    return [sentence[at : at + _LONGEST_SENTENCE] for at in range(0, len(sentence), _LONGEST_SENTENCE)]
