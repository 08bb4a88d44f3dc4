"""Decides where a label hangs in the tree of a notice, by the lists that are open and what each expects next."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notices.extraction.numbering import Label, LabelledText
from notices.extraction.wording import fold

_REFERS = re.compile(
    r"\b(?:paragraphs?|clauses?|sections?|annex|points?|items?|parts?|in|of|to|from|at|under|by|with|on|"
    r"and|or|"
    r"see|within|least|every|than|the)$",
    re.I,
)


@dataclass
class Level:
    """One open list: its style, its newest label's value, and that clause's number."""

    kind: str
    mark: str
    value: int
    number: str


class Outline:
    """The open lists, outermost first. `place` is asked once for each line that starts with a label."""

    def __init__(self, *, bare_numbers: bool) -> None:
        self.bare_numbers = bare_numbers
        self.levels: list[Level] = []
        self.prefix = ""
        self._questions: list[str] = []
        self._carried: Level | None = None

    def open_annex(self, name: str) -> None:
        """Numbers that start again in an annex carry its name; those that carry on stay as printed."""
        outermost = self.levels[0] if self.levels and not self.prefix else None
        self._carried = outermost or self._carried
        self.levels = []
        self.prefix = f"{name}."

    def questions(self) -> list[str]:
        """What the placing of the newest label left open; asking empties the list."""
        asked, self._questions = self._questions, []
        return asked

    def drop(self, number: str) -> None:
        """Forgets a label that turned out to be no clause."""
        self._questions = []
        self.levels = [level for level in self.levels if level.number != number]

    def hangs_below(self, label: Label) -> bool:
        """Whether the label would open a list under the newest clause."""
        if not self.levels:
            return False
        if label.kind == "path":
            return self.levels[-1].number.removeprefix(self.prefix) == ".".join(label.path[:-1])
        return label.value == 1 and not any(
            (level.kind, level.mark) == (label.kind, label.mark) for level in self.levels
        )

    def place(self, found: LabelledText, *, clean: bool, after: str) -> tuple[Label, str, str | None] | None:
        """The reading of the label, its clause's number and its parent's; None where it is no label here.

        `clean`: what stands before is complete; `after`: the words that stand before.
        """
        if found.bare and not self.bare_numbers:
            return None
        if not clean and _REFERS.search(fold(after[-60:]).strip()):
            return None
        if self._carried is not None and not self.levels:
            self._carry_on(found, self._carried)
        for label in found.readings:
            if label.kind == "path":
                return self._place_path(label) if clean or self._continues_path(label) else None
        return self._place_successor(found) or (self._place_new(found, after) if clean else None)

    def _carry_on(self, found: LabelledText, last: Level) -> None:
        """An annex whose first number follows the newest clause's goes on with the main list."""
        for label in found.readings:
            if (label.kind, label.mark, label.value) == (last.kind, last.mark, last.value + 1):
                self.levels = [last]
                self.prefix = ""

    def _place_successor(self, found: LabelledText) -> tuple[Label, str, str | None] | None:
        """The next of an open list, the innermost first, its own style before another mark."""
        for same_mark in (True, False):
            for depth in range(len(self.levels) - 1, -1, -1):
                level = self.levels[depth]
                for label in found.readings:
                    fits = label.kind == level.kind and label.value == level.value + 1
                    if fits and (label.mark == level.mark or not same_mark):
                        return self._hang(label, depth)
        return None

    def _place_new(self, found: LabelledText, after: str) -> tuple[Label, str, str | None] | None:
        first = next((label for label in reversed(found.readings) if label.value == 1), None)
        if first is not None and self._may_open(first, after):
            return self._hang(first, len(self.levels))
        for label in found.readings:
            depth = next(
                (
                    d
                    for d in range(len(self.levels) - 1, -1, -1)
                    if (self.levels[d].kind, self.levels[d].mark) == (label.kind, label.mark)
                ),
                None,
            )
            if depth is not None:
                return self._out_of_order(label, depth)
        return self._unexpected(found.readings[0])

    def _may_open(self, label: Label, after: str) -> bool:
        """A list may open unless one of its style is open, save under a lead-in that ends with a colon."""
        open_styles = {(level.kind, level.mark) for level in self.levels}
        if (label.kind, label.mark) not in open_styles:
            return True
        outermost = (self.levels[0].kind, self.levels[0].mark)
        return (
            fold(after[-60:]).rstrip(" -").endswith(":")
            and (label.kind, label.mark) == outermost
            and (len(self.levels) == 1)
        )

    def _out_of_order(self, label: Label, depth: int) -> tuple[Label, str, str | None] | None:
        level = self.levels[depth]
        if label.value > level.value + 30:
            return None
        if label.value > level.value:
            self._questions.append(
                f"The numbering jumps from {level.number} to {self._number(label, depth)}: is a clause "
                f"missing?"
            )
        return self._hang(label, depth)

    def _unexpected(self, label: Label) -> tuple[Label, str, str | None] | None:
        """A list that does not start at its beginning: numbers and letters only, and said so."""
        if label.kind == "upper" or label.kind == "upper roman" or label.value > 30:
            return None
        if label.kind != "decimal" and not self.levels:
            return None
        self._questions.append(f"The list starts at {label.printed}: is something missing before it?")
        return self._hang(label, len(self.levels))

    def _number(self, label: Label, depth: int) -> str:
        above = self.levels[depth - 1].number if depth else ""
        return f"{above}.{label.name}" if above else f"{self.prefix}{label.name}"

    def _hang(self, label: Label, depth: int) -> tuple[Label, str, str | None]:
        number = self._number(label, depth)
        parent = self.levels[depth - 1].number if depth else None
        del self.levels[depth:]
        self.levels.append(Level(label.kind, label.mark, label.value, number))
        return label, number, parent

    def _continues_path(self, label: Label) -> bool:
        """Whether the path goes on from an open clause: the first or the next under its printed parent."""
        parent = self.prefix + ".".join(label.path[:-1])
        if label.value == 1 and any(level.number == parent for level in self.levels):
            return True
        newest = next(
            (level for level in reversed(self.levels) if level.number.rpartition(".")[0] == parent), None
        )
        return newest is not None and label.value == newest.value + 1

    def _place_path(self, label: Label) -> tuple[Label, str, str | None] | None:
        """A label that prints its whole path hangs where it says."""
        if any(int(part) > 60 for part in label.path if part.isdecimal()):
            return None
        number = self.prefix + ".".join(label.path)
        parent = self.prefix + ".".join(label.path[:-1])
        depth = next((d for d, level in enumerate(self.levels) if level.number == parent), None)
        if depth is None:
            self.levels = [Level("decimal", ".", int(label.path[0]), self.prefix + label.path[0])]
            for place in range(2, len(label.path)):
                path = label.path[:place]
                self.levels.append(Level("path", ".", 0, self.prefix + ".".join(path)))
            depth = len(self.levels) - 1
        del self.levels[depth + 1 :]
        kind = "path" if label.name.isdecimal() else "letter"
        self.levels.append(Level(kind, label.mark, label.value, number))
        return label, number, parent
