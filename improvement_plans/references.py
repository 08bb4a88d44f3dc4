"""References as people count them: R2 comes before R10, and a pasted line begins with one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_REFERENCE = 30
MOST_LINES = 200
_NUMBERS = re.compile(r"(\d+)")
_LINE = re.compile(r"\(?(?P<reference>\S*\d\S*?)[.:)]?(?:\s*\t\s*|\s+)(?P<words>\S.*)")


def counted(reference: str) -> tuple[tuple[int, str], ...]:
    """Return the key by which references sort as people count: runs of digits by their number."""
    parts = _NUMBERS.split(reference.lower())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts if part)


@dataclass(frozen=True)
class Line:
    """One pasted recommendation: its reference and its words."""

    reference: str
    words: str


@dataclass(frozen=True)
class Pasted:
    """What was read, and for each line that could not be read what is wrong with it."""

    lines: tuple[Line, ...]
    troubles: tuple[str, ...]


def read_lines(text: str) -> Pasted:
    """Read one recommendation from each line that is not blank: first its reference (with a digit), then its words."""
    lines: list[Line] = []
    troubles: list[str] = []
    seen: dict[str, int] = {}
    numbered = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1)]
    for number, words in ((number, words) for number, words in numbered if words):
        found = _LINE.fullmatch(words)
        trouble = _trouble(number, found, seen)
        if trouble or found is None:
            troubles.append(trouble)
        else:
            seen[found["reference"]] = number
            lines.append(Line(found["reference"], " ".join(found["words"].split())))
    return Pasted(tuple(lines), (*troubles, *_too_many(lines)))


def _trouble(number: int, found: re.Match[str] | None, seen: dict[str, int]) -> str:
    if found is None:
        return (
            f"Line {number} must begin with a reference such as R3 or 12, then the words: "
            "put each recommendation on one line"
        )
    reference = found["reference"]
    if len(reference) > LONGEST_REFERENCE:
        return f"The reference on line {number} must be {LONGEST_REFERENCE} characters or fewer"
    if reference in seen:
        return f"Line {number} has the same reference as line {seen[reference]}, {reference}: give it another"
    return ""


def _too_many(lines: Iterable[Line]) -> tuple[str, ...]:
    number = len(list(lines))
    return (f"Enter at most {MOST_LINES} lines at once: these are {number}",) if number > MOST_LINES else ()
