"""A notice as it was read, before its duties are: clauses with their places and words, headings, what is left."""

from __future__ import annotations

from dataclasses import dataclass, field

from notices.extraction.lines import SourceLine


@dataclass
class ClauseNode:
    """A clause being read: its place in the tree and the paragraphs and bullets of its text."""

    number: str
    parent: str | None
    label: str
    section: str | None
    line: int
    page: int
    lead_in: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    bullets: list[str] = field(default_factory=list)
    title: str | None = None

    def text(self) -> str:
        """The paragraphs, then any unnumbered bullets, one to a line; a heading's own words where it has none."""
        words = "\n".join([*self.paragraphs, *(f"• {bullet}" for bullet in self.bullets)]).strip()
        return words or self.title or ""

    def last_words(self) -> str:
        parts = self.bullets or self.paragraphs
        return parts[-1] if parts else ""


@dataclass
class NoticeTree:
    """What was read: text before the first clause, clauses in order, headings, signature block, the rest."""

    preamble: list[SourceLine] = field(default_factory=list)
    clauses: list[ClauseNode] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    signature: list[SourceLine] = field(default_factory=list)
    unplaced: list[SourceLine] = field(default_factory=list)
    questions: list[tuple[str | None, int, str]] = field(default_factory=list)
