"""Turns the text of a notice into clean numbered lines: pages told apart, footers and stray marks left out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from notices.extraction.wording import fold

PAGE_BREAK = "\f"

_LINE_END = re.compile(r"\r\n|[\r\n\v\x1c-\x1e\x85\u2028\u2029]")
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
_MARKDOWN_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*$")
_EMPHASIS = re.compile(r"\*\*|__")
_WHOLE_BOLD = re.compile(r"^\s*(?:\*\*|__)([^*_]+)(?:\*\*|__)\s*:?\s*$")

# Named rules for what a page prints around its text; each is matched against a whole line.
FURNITURE = {
    "page number": re.compile(r"^\W*page\s*\|?\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\W*$", re.I),
    "page of pages": re.compile(r"^\W*\d{1,3}\s*(?:of|/)\s*\d{1,3}\W*$", re.I),
    "page mark": re.compile(r"^\s*[\[(=-]+\s*page\s+\d{1,3}\s*[\])=-]+\s*$", re.I),
    "bare number": re.compile(r"^\s*[-|]?\s*\d{1,3}\s*[-|]?\s*$"),
    "protective marking": re.compile(r"^\s*official(?:\s*[-:]?\s*sensitive)?\s*$", re.I),
    "rule": re.compile(r"^\s*[-_=*~.\s]{3,}$"),
    "continued": re.compile(r"^\W*(?:continued|cont'?d|p\.?t\.?o)\b[\w\s]{0,20}\W*$", re.I),
}


@dataclass(frozen=True)
class SourceLine:
    """One line of the source: its number and page from 1, cleaned text, and whether it was marked a heading."""

    number: int
    page: int
    text: str
    heading: bool = False

    @property
    def blank(self) -> bool:
        return not self.text


def source_lines(text: str) -> list[SourceLine]:
    """The lines of the text without page furniture; those left out leave nothing, blank ones stay blank.

    A page break in the middle of a sentence must not look like the end of a paragraph, so the blank lines
    around one are dropped with it.
    """
    numbered = [line for line in _numbered(text) if not _is_furniture(line)]
    running = _running_heads(numbered)
    kept = [line for line in numbered if _running_key(line) not in running]
    return _without_gaps_at_breaks(kept)


def _numbered(text: str) -> list[SourceLine]:
    lines: list[SourceLine] = []
    page = 1
    for number, raw in enumerate(_LINE_END.split(text), start=1):
        for turn, piece in enumerate(raw.split(PAGE_BREAK)):
            page += 1 if turn else 0
            lines.append(_line(number, page, piece))
    return lines


def _line(number: int, page: int, raw: str) -> SourceLine:
    cleaned = _cleaned(raw)
    marked = _MARKDOWN_HEADING.match(cleaned)
    bold = _WHOLE_BOLD.match(cleaned)
    if marked:
        cleaned = marked[1]
    return SourceLine(
        number, page, _EMPHASIS.sub("", cleaned).strip().replace("\\.", "."), bool(marked or bold)
    )


def _cleaned(raw: str) -> str:
    """The line without control characters, zero-width marks and ligatures, one space at a time."""
    for ligature, letters in _LIGATURES.items():
        raw = raw.replace(ligature, letters)
    if not raw.isascii():
        raw = "".join(mark for mark in raw if unicodedata.category(mark) != "Cf")
    raw = "".join(mark if mark >= " " and mark != "\x7f" else " " for mark in raw)
    return " ".join(raw.split())


def _is_furniture(line: SourceLine) -> bool:
    return bool(line.text) and any(rule.match(fold(line.text)) for rule in FURNITURE.values())


def _running_key(line: SourceLine) -> str:
    return re.sub(r"\d+", "#", line.text.lower())


def _running_heads(lines: list[SourceLine]) -> set[str]:
    """Lines that open or close three pages or more, digits apart: the running head and foot."""
    edges: Counter[str] = Counter()
    by_page: dict[int, list[SourceLine]] = {}
    for line in lines:
        if line.text:
            by_page.setdefault(line.page, []).append(line)
    for page_lines in by_page.values():
        edges.update({_running_key(page_lines[0]), _running_key(page_lines[-1])})
    return {key for key, pages in edges.items() if pages >= 3 and len(key) > 2 and len(key) < 100}


def _without_gaps_at_breaks(lines: list[SourceLine]) -> list[SourceLine]:
    kept: list[SourceLine] = []
    gap: list[SourceLine] = []
    page = 0
    for line in lines:
        if line.blank:
            gap.append(line)
            continue
        kept += gap if line.page == page or not page else []
        kept.append(line)
        gap, page = [], line.page
    return kept + gap
