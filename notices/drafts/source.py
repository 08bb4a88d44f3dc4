"""The source of a draft as numbered lines, the same lines that the extraction counts. Pure."""

import re
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n|[\r\n\v\x1c-\x1e\x85\u2028\u2029]")
PAGE_BREAK = "\f"


@dataclass(frozen=True)
class SourceLine:
    """One line of the source as it was read, with the clauses (key, number) that begin on it."""

    number: int
    text: str
    starts_page: bool
    clauses: tuple[tuple[int, str], ...]


def unified_line_ends(text: str) -> str:
    """The text with every kind of line end as a newline, so that every reader of it counts the same lines.

    Null characters, which PostgreSQL keeps in no text, become spaces.
    """
    return _LINE_END.sub("\n", text).replace("\x00", " ")


def numbered_lines(text: str, beginnings: list[tuple[int, int, str]]) -> list[SourceLine]:
    """Return the lines of a source; `beginnings` are (line, clause key, clause number)."""
    by_line: dict[int, list[tuple[int, str]]] = {}
    for line, key, number in beginnings:
        by_line.setdefault(line, []).append((key, number))
    return [
        SourceLine(number, line.replace(PAGE_BREAK, ""), PAGE_BREAK in line, tuple(by_line.get(number, ())))
        for number, line in enumerate(text.split("\n"), start=1)
    ]
