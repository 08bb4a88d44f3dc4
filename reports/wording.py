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
MOST_PAIRS = 1_000_000
"""How many pairs of equal pieces are tried; a text of a section's length without a table has far fewer."""


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
    for tag, i, j, k, m in _opcodes(old, new):
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


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[str, int, int, int, int]]:
    """Yield what became of `old` in `new`, as SequenceMatcher says it, in a time that somebody waits.

    What both begin and end with is set aside first. Where what is left has too many equal pieces to try each against
    each, as the bars of a long table are, the most common ones no longer find each other by themselves.
    """
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    left, right = old[start : len(old) - end], new[start : len(new) - end]
    if start:
        yield "equal", 0, start, 0, start
    counted = Counter(right)
    pairs = sum(counted[piece] for piece in left)
    for tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=pairs > MOST_PAIRS).get_opcodes():
        yield tag, i + start, j + start, k + start, m + start
    if end:
        yield "equal", len(old) - end, len(old), len(new) - end, len(new)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many pieces two texts begin with alike."""
    different = (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1])
    return next(different, min(len(one), len(other)))


def _rewritten(
    old: Sequence[str], authors: Sequence[str], new: list[str], author: str
) -> tuple[list[str], list[str]]:
    theirs: list[str] = []
    for tag, i, j, k, m in _opcodes(old, new):
        theirs += authors[i:j] if tag == "equal" else [author] * (m - k)
    return new, theirs


def _shortened(words: list[str]) -> list[str]:
    if len(words) <= LONG_RUN:
        return words
    return [*words[:_SHOWN], "…", *words[-_SHOWN:]]


def _joined(words: Sequence[str]) -> str:
    return re.sub(r" ?(\n+) ?", r"\1", " ".join(words))
