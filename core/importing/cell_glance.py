"""Tells at a glance, without parsing, what the cells of an ordinary worksheet are; anything else is left to a parser.

A sheet of 100,000 rows holds millions of elements, and nearly every program writes its cells the same way:
`<c r="B7" s="1">`. Searching for what does not look like that takes a small part of the time of parsing it. In doubt
nothing is said: whoever asks parses then.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.importing.sheet import Limits, Place, column_name, place_of

# Each of these lets a cell look otherwise: comments, other alphabets; a cell without a name of its own, or a prefix.
OUT_OF_THE_ORDINARY = (b"<!", b"\0")
OTHER_CELL = (re.compile(rb"<c[>/\t\n\r]"), re.compile(rb":c[ >/\t\n\r]"))
END = b"</worksheet>"
NAMED = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"((?: s="[0-9]*")?\s*/>)?')
# A formula whose value was not saved with it, or is an error; what has a value is weeded out here already.
FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^<>]*>\s*<f(?:\s[^<>]*?)?(?:/>|>[^<]*</f>)\s*(?!<v>[^<#\s])'
)
ERROR = b' t="e"'


@dataclass(frozen=True)
class Scanned:
    """The places of formulas that may have no value, of cells shown as percentages, and of errors such as #N/A."""

    formulas: frozenset[Place] = frozenset()
    percents: frozenset[Place] = frozenset()
    errors: frozenset[Place] = frozenset()


def glance(part: bytes, limits: Limits, percent: frozenset[str]) -> Scanned | None:
    """Return what the cells of a worksheet are; None where only a parser can tell.

    `percent` holds the styles that show a percentage. A sheet that reaches beyond the limits gets None, too.
    """
    if not _is_ordinary(part) or not _is_within(part, limits):
        return None
    formulas = FORMULA.finditer(part) if b"<f" in part else ()
    percents = _in_style(percent).finditer(part) if percent else ()
    return Scanned(*(frozenset(map(_place, found)) for found in (formulas, percents, _errors(part))))


def _is_ordinary(part: bytes) -> bool:
    if any(sign in part for sign in OUT_OF_THE_ORDINARY) or not part.rstrip().endswith(END):
        return False
    if any(pattern.search(part) for pattern in OTHER_CELL):
        return False
    return part.count(b"<c ") == part.count(b'<c r="')


def _is_within(part: bytes, limits: Limits) -> bool:
    """Whether every cell that holds anything lies within the limits: a blank one may have its look from afar."""
    for found in _perhaps_far(limits).finditer(part):
        named = NAMED.match(part, found.start())
        if named is None:
            return False
        row, column = place_of(named[1].decode())
        if (row >= limits.rows or column >= limits.columns) and named[2] is None:
            return False
    return True


def _perhaps_far(limits: Limits) -> re.Pattern[bytes]:
    """Return what finds the cells whose name alone, by its length, does not say that they lie within the limits."""
    letters, digits = len(column_name(limits.columns)) - 1, len(str(limits.rows)) - 1
    near = rb"[A-Z]{1,%d}[0-9]{1,%d}\"" % (max(letters, 1), max(digits, 1))
    return re.compile(rb'<c r="(?!' + near + rb")")


def _errors(part: bytes) -> Iterator[re.Match[bytes]]:
    """Yield the cells that hold an error: there are few, so each is looked for by its mark, and its cell from there."""
    at = part.find(ERROR)
    while at >= 0:
        named = NAMED.match(part, part.rfind(b"<", 0, at))
        if named is not None:
            yield named
        at = part.find(ERROR, at + 1)


def _in_style(styles: frozenset[str]) -> re.Pattern[bytes]:
    numbers = "|".join(sorted(styles)).encode()
    return re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^<>]*? s="(?:' + numbers + rb')"')


def _place(found: re.Match[bytes]) -> Place:
    return place_of(found[1].decode())
