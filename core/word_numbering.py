"""Works out the label that Word prints before an automatically numbered paragraph, which is stored nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_MOST_BASED_ON = 12


@dataclass(frozen=True)
class Level:
    """How one level of a list is printed: its format, its pattern (`%1.%2`), its first number."""

    style: str
    pattern: str
    start: int
    restarts_after: int | None = None


class Numbering:
    """The lists of one document; `label` must be asked in the order of the paragraphs, since it counts."""

    def __init__(self, document: Any) -> None:
        self._styles = {
            style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))
        }
        root = _numbering_root(document)
        self._abstract = {each.get(qn("w:abstractNumId")): each for each in _children(root, "w:abstractNum")}
        self._lists = {each.get(qn("w:numId")): each for each in _children(root, "w:num")}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, paragraph: Any) -> str:
        """`5.`, `(a)`, `2.1`, `•` or nothing; counts the paragraph as printed."""
        num_id, depth = self._place(paragraph)
        if num_id is None or num_id not in self._lists:
            return ""
        levels = self._levels(num_id)
        level = levels.get(depth)
        if level is None or level.style == "none":
            return ""
        counts = self._count(num_id, depth, levels)
        if level.style == "bullet":
            return "•"
        return _PLACE.sub(lambda match: _printed(counts, levels, int(match[1]) - 1), level.pattern).strip()

    def _place(self, paragraph: Any) -> tuple[str | None, int]:
        """The list and the level of a paragraph, its own or its style's."""
        properties = paragraph.find(qn("w:pPr"))
        num_id, depth = _num_properties(properties)
        style_id = _value(properties, "w:pStyle")
        if num_id is None:
            num_id, styled = self._style_place(style_id)
            depth = styled if depth is None else depth
        return (None if num_id == "0" else num_id), depth or 0

    def _style_place(self, style_id: str | None) -> tuple[str | None, int | None]:
        origin = style_id
        for _ in range(_MOST_BASED_ON):
            style = self._styles.get(style_id)
            if style is None:
                break
            num_id, depth = _num_properties(style.find(qn("w:pPr")))
            if num_id is not None:
                return num_id, depth if depth is not None else self._level_of_style(num_id, origin)
            style_id = _value(style, "w:basedOn")
        return None, None

    def _level_of_style(self, num_id: str, style_id: str | None) -> int | None:
        for level in _children(self._abstract_of(num_id), "w:lvl"):
            if _value(level, "w:pStyle") == style_id:
                return int(level.get(qn("w:ilvl"), "0"))
        return None

    def _abstract_of(self, num_id: str) -> Any:
        found = self._abstract.get(_value(self._lists.get(num_id), "w:abstractNumId"))
        link = _value(found, "w:numStyleLink")
        if link:
            linked, _ = _num_properties(_child(self._styles.get(link), "w:pPr"))
            found = self._abstract.get(_value(self._lists.get(linked), "w:abstractNumId"), found)
        return found

    def _levels(self, num_id: str) -> dict[int, Level]:
        levels = {
            int(each.get(qn("w:ilvl"), "0")): _level(each)
            for each in _children(self._abstract_of(num_id), "w:lvl")
        }
        for change in _children(self._lists.get(num_id), "w:lvlOverride"):
            depth = int(change.get(qn("w:ilvl"), "0"))
            whole = _child(change, "w:lvl")
            if whole is not None:
                levels[depth] = _level(whole)
            start = _value(change, "w:startOverride")
            if start is not None and depth in levels:
                levels[depth] = replace(levels[depth], start=int(start))
        return levels

    def _count(self, num_id: str, depth: int, levels: dict[int, Level]) -> dict[int, int]:
        """Counts one more on the level; lists that share a definition go on counting together."""
        key = str(_value(self._lists[num_id], "w:abstractNumId"))
        counts = self._counts.setdefault(key, {})
        overridden = any(
            int(each.get(qn("w:ilvl"), "0")) == depth and _value(each, "w:startOverride") is not None
            for each in _children(self._lists[num_id], "w:lvlOverride")
        )
        if overridden and (num_id, depth) not in self._begun:
            counts.pop(depth, None)
        self._begun.add((num_id, depth))
        counts[depth] = counts[depth] + 1 if depth in counts else levels[depth].start
        for deeper in [each for each in counts if each > depth]:
            if levels.get(deeper) is None or levels[deeper].restarts_after != 0:
                del counts[deeper]
        return counts


def _numbering_root(document: Any) -> Any:
    part = next(
        (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None
    )
    return part.element if part is not None and hasattr(part, "element") else None


def _children(element: Any, name: str) -> list[Any]:
    return [] if element is None else list(element.iterchildren(qn(name)))


def _child(element: Any, name: str) -> Any:
    return None if element is None else element.find(qn(name))


def _value(element: Any, name: str) -> str | None:
    child = _child(element, name)
    return None if child is None else child.get(qn("w:val"))


def _num_properties(properties: Any) -> tuple[str | None, int | None]:
    numbered = _child(properties, "w:numPr")
    depth = _value(numbered, "w:ilvl")
    return _value(numbered, "w:numId"), int(depth) if depth is not None else None


def _level(element: Any) -> Level:
    restart = _value(element, "w:lvlRestart")
    return Level(
        _value(element, "w:numFmt") or "decimal",
        _value(element, "w:lvlText") or "",
        int(_value(element, "w:start") or 1),
        int(restart) if restart is not None else None,
    )


def _printed(counts: dict[int, int], levels: dict[int, Level], depth: int) -> str:
    level = levels.get(depth)
    value = counts.get(depth, level.start if level else 1)
    style = level.style if level else "decimal"
    if style in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters if style == "lowerLetter" else letters.upper()
    if style in ("lowerRoman", "upperRoman"):
        return _roman(value) if style == "lowerRoman" else _roman(value).upper()
    return f"{value:02}" if style == "decimalZero" else str(value)


def _roman(value: int) -> str:
    printed = ""
    for size, letters in _ROMAN:
        while value >= size:
            printed, value = printed + letters, value - size
    return printed
