"""Reads the label before a clause (`1.`, `(a)`, `iv)`, `5.1.2`, `- b.`) and every way that it can be meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notices.extraction.dates import MONTH
from notices.extraction.wording import fold

_BULLET = re.compile(r"^(?:[-*•·▪◦●○■□➢➤▶»\uf0b7\uf0a7\uf02d]|o(?=\s))\s*")
_MULTI = re.compile(r"^(?P<value>\d{1,3}(?:\.\d{1,3}){1,4})(?P<mark>[.)]?)(?:\s+|$)")
_MIXED = re.compile(r"^(?P<number>\d{1,3})\s?\.?\s?(?:\((?P<in>[a-z]{1,4})\)|(?P<out>[a-z])[.)])\.?(?:\s+|$)")
_PAREN = re.compile(r"^\((?P<value>\d{1,3}|[a-z]{1,5}|[A-Z]{1,5})\)\.?(?:\s*|$)")
_SIMPLE = re.compile(r"^(?P<value>\d{1,3}|[a-zA-Z]|[ivxlc]{2,7}|[IVXLC]{2,7})(?P<mark>[.)])(?:\s+|$)")
_GLUED = re.compile(r"^(?P<value>\d{1,2})(?P<mark>\.)(?=[A-Z][a-z])")
_BARE = re.compile(r"^(?P<value>\d{1,2})(?P<mark>)\s+(?=[\"'A-Z])")
_WORDED = re.compile(r"^(?:clause|paragraph)\s+(?P<value>\d{1,2})(?P<mark>[:.])?\s+(?=[\"'A-Z])", re.I)

_NOT_A_LABEL = re.compile(
    rf"^\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}|^\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b|"
    rf"^\d+\.\d+\s?(?:am|pm|%|per\s?cent|million)",
    re.I,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True)
class Label:
    """One reading of a printed label.

    `kind` is decimal, letter, roman, upper or path; `value` its place in its list (a path's last part);
    `path` the printed parts of a path label such as `5.1.2` or `5(b)`, else empty.
    """

    printed: str
    kind: str
    mark: str
    value: int
    name: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class LabelledText:
    """The text behind a label, and the readings of the label, likeliest first."""

    readings: tuple[Label, ...]
    rest: str
    bulleted: bool
    bare: bool = False


def without_bullet(text: str) -> str | None:
    """The text behind a bullet, or None where there is no bullet."""
    match = _BULLET.match(text)
    rest = text[match.end() :] if match else ""
    return rest if match and rest and (match.end() > 1 or rest[0].isalnum() or rest[0] in "(\"'“‘") else None


def labelled(text: str) -> LabelledText | None:
    """The label at the start of a line, or None where the line has none; dates and amounts are no labels."""
    behind = without_bullet(text)
    line = text if behind is None else behind
    folded = fold(line)
    if _NOT_A_LABEL.match(folded):
        return None
    for read in (_read_multi, _read_mixed, _read_paren, _read_simple):
        found = read(folded)
        if found is not None:
            readings, end = found
            return LabelledText(readings, line[end:].strip(), behind is not None)
    return _read_bare(folded, line, behind is not None)


def roman_value(letters: str) -> int | None:
    """The value of a well-formed roman numeral up to 399, else None."""
    values = [_ROMAN.get(letter, 0) for letter in letters.lower()]
    if not values or 0 in values:
        return None
    total = sum(-v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True))
    return total if _roman(total) == letters.lower() else None


def _roman(value: int) -> str:
    printed = ""
    for size, letters in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        while value >= size:
            printed, value = printed + letters, value - size
    return printed


def _read_multi(text: str) -> tuple[tuple[Label, ...], int] | None:
    match = _MULTI.match(text)
    if not match or any(part == "0" or part.startswith("0") for part in match["value"].split(".")):
        return None
    path = tuple(match["value"].split("."))
    return (Label(match.group().strip(), "path", match["mark"], int(path[-1]), path[-1], path),), match.end()


def _read_mixed(text: str) -> tuple[tuple[Label, ...], int] | None:
    match = _MIXED.match(text)
    if not match:
        return None
    name = match["in"] or match["out"]
    label = Label(match.group().strip(), "path", "()", _place(name), name, (match["number"], name))
    return (label,), match.end()


def _read_paren(text: str) -> tuple[tuple[Label, ...], int] | None:
    match = _PAREN.match(text)
    readings = _readings(match["value"], match.group().strip(), "()") if match else ()
    return (readings, match.end()) if match and readings else None


def _read_simple(text: str) -> tuple[tuple[Label, ...], int] | None:
    match = _SIMPLE.match(text) or _GLUED.match(text) or _WORDED.match(text)
    readings = _readings(match["value"], match.group().strip(), match["mark"] or ".") if match else ()
    return (readings, match.end()) if match and readings else None


def _read_bare(folded: str, line: str, bulleted: bool) -> LabelledText | None:
    match = _BARE.match(folded)
    if not match or int(match["value"]) == 0:
        return None
    readings = _readings(match["value"], match["value"], "")
    return LabelledText(readings, line[match.end() :].strip(), bulleted, bare=True)


def _readings(value: str, printed: str, mark: str) -> tuple[Label, ...]:
    """Each way that a label can be meant: `i` is the ninth letter or the first roman numeral."""
    if value.isdecimal():
        return (Label(printed, "decimal", mark, int(value), str(int(value))),) if int(value) else ()
    readings = []
    lower = value.lower()
    roman = roman_value(value)
    if len(value) == 1 or (len(set(lower)) == 1 and len(value) == 2 and roman is None):
        kind = "letter" if value.islower() else "upper"
        readings.append(Label(printed, kind, mark, _place(lower), value))
    if roman is not None:
        kind = "roman" if value.islower() else "upper roman"
        readings.append(Label(printed, kind, mark, roman, value))
    return tuple(readings)


def _place(name: str) -> int:
    """a → 1, z → 26, aa → 27."""
    return ord(name[0]) - ord("a") + 1 + 26 * (len(name) - 1)
