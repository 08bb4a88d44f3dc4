"""Builds the clause tree of a notice from its lines: which label opens a clause, where it hangs, what it says."""

from __future__ import annotations

from notices.extraction import headings
from notices.extraction.clauses import ClauseNode, NoticeTree
from notices.extraction.errors import ExtractionError
from notices.extraction.lines import SourceLine
from notices.extraction.numbering import Label, LabelledText, labelled, without_bullet
from notices.extraction.outline import Outline
from notices.extraction.paragraphs import Joiner


def read_tree(lines: list[SourceLine]) -> NoticeTree:
    """The tree of the notice; raises `ExtractionError` where it has no numbering or a number stands twice."""
    tree = _TreeReader(lines).read()
    if not tree.clauses:
        raise ExtractionError(
            "No numbered clauses were found. Check that the whole notice is there, with its numbers."
        )
    return tree


class _TreeReader:
    """Walks the lines once; the outline decides where each label hangs."""

    def __init__(self, lines: list[SourceLine]) -> None:
        self.lines = lines
        self.join = Joiner(lines)
        self.tree = NoticeTree()
        self.known: dict[str, ClauseNode] = {}
        self.last_duty = max((place for place, line in enumerate(lines) if _carries_on(line)), default=-1)
        self.outline = Outline(bare_numbers=_numbers_stand_bare(lines))
        self.section: str | None = None
        self.lead_in: str | None = None
        self.gap = True
        self.paragraph = ""

    def read(self) -> NoticeTree:
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            if line.blank:
                self.gap = True
                index += 1
            elif self.tree.clauses and self._opens_signature(index):
                self.tree.signature = [rest for rest in self.lines[index:] if not rest.blank]
                break
            else:
                index += self._take(index)
                self.gap = False
        return self.tree

    def _opens_signature(self, index: int) -> bool:
        """A signature block ends the notice, unless an annex or clauses still follow."""
        return index >= self.last_duty and headings.is_signature(self.lines[index].text)

    def _take(self, index: int) -> int:
        """Places the line, or the run of lines that makes one heading; returns how many lines it took."""
        line = self.lines[index]
        found = labelled(line.text)
        if found is not None and self._take_label(index, found):
            return 1
        annex = headings.annex_name(line.text) if self.gap or line.heading else None
        if annex:
            self._open_section(headings.heading_title(line.text))
            self.outline.open_annex(annex)
            return 1
        run = self._plain_run(index)
        if self._is_heading(index, run):
            self._open_section(headings.heading_title(" ".join(each.text for each in run)))
            return len(run)
        self._take_words(line)
        return 1

    def _take_label(self, index: int, found: LabelledText) -> bool:
        """Opens a clause or a lettered section where the label stands in its place; says whether it did."""
        line = self.lines[index]
        clean = (
            self.gap
            or found.bulleted
            or line.heading
            or self._previous_ended()
            or self._list_opens(index, found)
        )
        if clean and self._is_lettered_section(index, found):
            self._open_section(headings.heading_title(found.rest))
            return True
        placed = self.outline.place(found, clean=clean, after=self._open_words())
        if placed is None:
            return False
        label, number, parent = placed
        self._open_clause(line, label, number, parent, found.rest)
        if self._is_numbered_heading(index, label, found.rest):
            self.tree.clauses[-1].title = found.rest
            self.tree.clauses[-1].paragraphs.clear()
            self._open_section(headings.heading_title(found.rest))
            self.tree.clauses[-1].section = self.section
        return True

    def _open_clause(
        self, line: SourceLine, label: Label, number: str, parent: str | None, rest: str
    ) -> None:
        first = self.known.get(number)
        if first is not None:
            raise ExtractionError(
                f"Clause {number} appears twice: on line {first.line} and on line {line.number}. "
                "Give each clause its own number.",
                line=line.number,
                page=line.page,
            )
        self.tree.questions += [(number, line.number, words) for words in self.outline.questions()]
        node = ClauseNode(
            number,
            parent if parent in self.known else None,
            label.printed,
            self.section,
            line.number,
            line.page,
            self.lead_in,
        )
        node.paragraphs.append(rest)
        self.tree.clauses.append(node)
        self.known[number] = node

    def _open_section(self, title: str) -> None:
        self.section = title
        self.lead_in = None
        if title and title not in self.tree.sections:
            self.tree.sections.append(title)

    def _take_words(self, line: SourceLine) -> None:
        """Words without a label: they go on the open clause, or stand before the first one."""
        if not self.tree.clauses:
            self.tree.preamble.append(line)
            self._note_lead_in(line)
            return
        node = self.tree.clauses[-1]
        bullet = without_bullet(line.text)
        if self._stands_apart(line):
            self.tree.unplaced.append(line)
            self._note_lead_in(line)
        elif bullet is not None:
            node.bullets.append(bullet)
        elif node.bullets and not (self.gap and headings.is_finished_sentence(node.bullets[-1])):
            node.bullets[-1] = self.join(node.bullets[-1], line.text)
        elif self.gap and headings.is_finished_sentence(node.last_words()) and node.last_words():
            node.paragraphs.append(line.text)
        elif node.paragraphs:
            node.paragraphs[-1] = self.join(node.paragraphs[-1], line.text)
        else:
            node.paragraphs.append(line.text)

    def _stands_apart(self, line: SourceLine) -> bool:
        """A paragraph under a new heading, before the heading's first label, belongs to no clause."""
        node = self.tree.clauses[-1]
        return self.section is not None and node.section != self.section and node.title is None

    def _note_lead_in(self, line: SourceLine) -> None:
        """Remembers a paragraph that ends with a colon: the clauses below it complete it."""
        self.paragraph = line.text if self.gap else f"{self.paragraph} {line.text}"
        self.lead_in = self.paragraph if headings.is_lead_in(line.text) else None

    def _open_words(self) -> str:
        return self.tree.clauses[-1].last_words() if self.tree.clauses else ""

    def _previous_ended(self) -> bool:
        """Whether what stands before this line is complete, so that a new clause may open."""
        if not self.tree.clauses:
            return True
        words = self._open_words()
        return not words or headings.is_finished_sentence(words)

    def _plain_run(self, index: int) -> list[SourceLine]:
        """The line and those right after it that carry no label, at most three."""
        run = [self.lines[index]]
        for line in self.lines[index + 1 : index + 4]:
            if line.blank or line.heading or labelled(line.text) or headings.is_signature(line.text):
                break
            run.append(line)
        return run

    def _is_heading(self, index: int, run: list[SourceLine]) -> bool:
        text = " ".join(line.text for line in run)
        if run[0].heading and not headings.is_finished_sentence(text.rstrip(":")):
            del run[1:]
            return True
        if len(run) > 2 or not headings.could_be_heading(text) or without_bullet(run[0].text):
            return False
        if not self.tree.clauses:
            return self._heads_first_clause(index, run, text)
        words = self._open_words()
        if headings.wants_more(words):
            return False
        if headings.is_all_capitals(text):
            return True
        follows_label = self._label_follows(index + len(run))
        if headings.is_finished_sentence(words):
            return follows_label or (self.gap and len(text) <= 80 and not headings.is_lead_in(text))
        return self.gap and follows_label

    def _heads_first_clause(self, index: int, run: list[SourceLine], text: str) -> bool:
        """Before the first clause a line is a heading only right before it, and not an address or a title."""
        plain = text.lower().lstrip("# ")
        ended = self.tree.preamble and headings.is_finished_sentence(self.tree.preamble[-1].text)
        if (
            not (self.gap or ended)
            or "," in text
            or plain.startswith(("improvement notice", "to:", "address", "name"))
        ):
            return False
        return self._label_follows(index + len(run)) and not headings.is_lead_in(text)

    def _label_follows(self, index: int) -> bool:
        for line in self.lines[index:]:
            if not line.blank:
                found = labelled(line.text)
                return found is not None and (not found.bare or self.outline.bare_numbers)
        return False

    def _next(self, index: int) -> SourceLine | None:
        return next((line for line in self.lines[index + 1 :] if not line.blank), None)

    def _is_lettered_section(self, index: int, found: LabelledText) -> bool:
        """`A. Governance` over clauses that are numbered on their own is a heading, not a clause."""
        if not all(label.kind in ("upper", "upper roman") for label in found.readings):
            return False
        following = self._next(index)
        below = labelled(following.text) if following else None
        numbered = below is not None and below.readings[0].kind in ("decimal", "path")
        return numbered and headings.could_be_heading(found.rest)

    def _list_opens(self, index: int, found: LabelledText) -> bool:
        """Whether a first label has its second close below it: a list, though the words before it do not end."""
        first = [label for label in found.readings if label.value == 1 and label.kind != "decimal"]
        for line in self.lines[index + 1 : index + 9] if first else ():
            below = labelled(line.text) if line.text else None
            for label in below.readings if below else ():
                if any((label.kind, label.mark, label.value) == (one.kind, one.mark, 2) for one in first):
                    return True
        return False

    def _is_numbered_heading(self, index: int, label: Label, rest: str) -> bool:
        """`3. Improvement board` over `3.1` or over an unnumbered paragraph names its section."""
        if label.kind not in ("decimal", "path") or not rest or not headings.could_be_heading(rest):
            return False
        if len(rest) > 80:
            return False
        following = self._next(index)
        if following is None:
            return False
        found = labelled(following.text)
        if found is None:
            apart = index + 1 < len(self.lines) and self.lines[index + 1].blank
            return apart and len(following.text) > len(rest) and not headings.could_be_heading(following.text)
        return (
            any(self.outline.hangs_below(reading) for reading in found.readings)
            and (not headings.is_lead_in(rest))
            and found.readings[0].kind in ("path", "decimal")
        )


def _carries_on(line: SourceLine) -> bool:
    """Whether the line is an annex or a clause of some length, so that no signature block ended before it."""
    if headings.annex_name(line.text):
        return True
    found = labelled(line.text)
    return found is not None and not found.bare and len(found.rest) > 40


def _numbers_stand_bare(lines: list[SourceLine]) -> bool:
    """Whether the notice numbers its clauses `1 The council…`, with neither stop nor bracket."""
    bare: list[int] = []
    for line in lines:
        found = labelled(line.text) if line.text else None
        if found is not None and found.readings[0].kind == "decimal":
            if not found.bare:
                return False
            bare.append(found.readings[0].value)
    return any(
        value + 1 in bare[place : place + 3] for place, value in enumerate(bare, start=1) if value == 1
    )
