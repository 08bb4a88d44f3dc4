"""What changed between two texts, and whose words stand in the newest: word by word, without Django."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECES = re.compile(r"\n\s*\n|\n|\S+")
PARAGRAPH, LINE = "\n\n", "\n"
LONG_RUN = 30
"""So many unchanged words in a row are shown by their first and last few."""
_SHOWN = 10


@dataclass(frozen=True)
class Run:
    """Words in a row that stayed, were added or were taken out: `kind` is "same", "added" or "removed"."""

    kind: str
    words: str


@dataclass(frozen=True)
class Share:
    """How much of a text is by one author, in whole per cent of its words."""

    author: str
    words: int
    percent: int


def pieces(text: str) -> list[str]:
    """Return the words of a text and, between them, where a line or a paragraph ends."""
    found = _PIECES.findall(text.replace("\r\n", "\n").strip())
    return [each if each.strip() or each == LINE else PARAGRAPH for each in found]


def compared(before: str, after: str) -> tuple[Run, ...]:
    """Return what became of `before` in `after`, in reading order; long unchanged runs are shortened."""
    old, new = pieces(before), pieces(after)
    runs: list[Run] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run("same", _joined(_shortened(old[i:j]))))
            continue
        if j > i:
            runs.append(Run("removed", _joined(old[i:j])))
        if m > k:
            runs.append(Run("added", _joined(new[k:m])))
    return tuple(runs)


def shares(versions: Iterable[tuple[str, str]]) -> tuple[Share, ...]:
    """Return whose words stand in the newest of `versions` ((author, text), the earliest first), the most first.

    A word belongs to whoever put it there; one that was taken out and put back belongs to whoever put it back. The
    per cents of a text in which somebody has less than half a per cent need not add up to 100.
    """
    text: list[str] = []
    authors: list[str] = []
    for author, words in versions:
        text, authors = _rewritten(text, authors, pieces(words), author)
    counted = Counter(who for word, who in zip(text, authors, strict=True) if word.strip())
    whole = sum(counted.values())
    return tuple(Share(who, count, round(100 * count / whole)) for who, count in counted.most_common())


def _rewritten(
    old: Sequence[str], authors: Sequence[str], new: list[str], author: str
) -> tuple[list[str], list[str]]:
    theirs: list[str] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        theirs += authors[i:j] if tag == "equal" else [author] * (m - k)
    return new, theirs


def _shortened(words: list[str]) -> list[str]:
    if len(words) <= LONG_RUN:
        return words
    return [*words[:_SHOWN], "…", *words[-_SHOWN:]]


def _joined(words: Sequence[str]) -> str:
    return re.sub(r" ?(\n+) ?", r"\1", " ".join(words))
