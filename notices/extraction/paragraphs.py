"""Joins the lines of a paragraph, closing words that were hyphenated at a line's end."""

from __future__ import annotations

import re

from notices.extraction.lines import SourceLine
from notices.extraction.wording import fold

_BROKEN = re.compile(r"([A-Za-z]+)-$")
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")

# First halves that keep their hyphen when the whole word is nowhere else in the notice to go by.
_KEEPS_HYPHEN = frozenset(
    "self co re multi inter non long short well up follow cross sub pre post one two three four six eight ten "
    "twelve day high low front whole full part half all ex anti wide child family evidence data face early "
    "decision problem good joint local year month week".split()
)


class Joiner:
    """Joins two pieces of one paragraph, knowing every word of the notice."""

    def __init__(self, lines: list[SourceLine]) -> None:
        self._words = {word.lower() for line in lines for word in _WORD.findall(fold(line.text))}

    def __call__(self, before: str, after: str) -> str:
        if not before or not after:
            return before + after
        broken = _BROKEN.search(fold(before[-40:]))
        if not broken or not after[0].islower():
            return f"{before} {after}"
        return (before if self._keeps_hyphen(broken[1], after) else before[:-1]) + after

    def _keeps_hyphen(self, first: str, after: str) -> bool:
        second = _WORD.match(fold(after))
        rest = second.group() if second else ""
        closed, hyphened = f"{first}{rest}".lower(), f"{first}-{rest}".lower()
        if closed in self._words:
            return False
        return hyphened in self._words or first.lower() in _KEEPS_HYPHEN
