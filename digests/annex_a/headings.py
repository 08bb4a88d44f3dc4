"""Finds the lists in a workbook: which sheet is which list, in which row its headings stand, which column is which."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from digests.annex_a.cells import Value
from digests.annex_a.lists import LISTS, ChildList

HEADING_ROWS = 5
ENOUGH_ALIKE = 0.6
FEWEST_UNDER_ITS_NAME = 3
NAMED = re.compile(r"list[\s_-]*0?([0-9]{1,2})(?![0-9])", re.IGNORECASE)
ANSWERS = re.compile(r"\(+\s*y\s*/\s*n\s*\)+", re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """Where a list lies: its sheet, the row of its headings (from 0), its columns by key, and what is amiss."""

    of: ChildList
    sheet: str
    row: int
    places: dict[str, int]
    doubled: tuple[str, ...] = ()
    unknown: tuple[int, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The headings of the template that the sheet lacks."""
        return tuple(column.heading for column in self.of.columns if column.key not in self.places)


@dataclass(frozen=True)
class Found:
    """The lists that a workbook holds, by number, and those that it holds on a second sheet too."""

    layouts: dict[int, Layout] = field(default_factory=dict)
    twice: tuple[int, ...] = ()


def essence(heading: object) -> str:
    """Return what makes a heading itself: its letters and figures, without case, spaces, quotes and brackets."""
    return "".join(
        sign for sign in ANSWERS.sub("", str(heading)).casefold() if sign.isascii() and sign.isalnum()
    )


_KEYS = {
    each.number: {
        essence(heading): column.key for column in each.columns for heading in (*column.also, column.heading)
    }
    for each in LISTS
}


def find_lists(sheets: Mapping[str, Sequence[Sequence[Value]]]) -> Found:
    """Return where each list lies: by the name of its sheet, otherwise by its headings."""
    layouts: dict[int, Layout] = {}
    twice: list[int] = []
    for layout in (_layout_of(name, rows[:HEADING_ROWS]) for name, rows in sheets.items()):
        if layout is None:
            continue
        if layout.of.number in layouts:
            twice.append(layout.of.number)
        else:
            layouts[layout.of.number] = layout
    return Found(dict(sorted(layouts.items())), tuple(sorted(set(twice))))


def _layout_of(name: str, rows: Sequence[Sequence[Value]]) -> Layout | None:
    """Return the layout of the list whose headings these are most like; in doubt, of the one that names the sheet."""
    found = NAMED.search(name)
    named = int(found[1]) if found else 0
    best, alike = None, 0.0
    for at, row in enumerate(rows):
        headings = [essence(cell) for cell in row]
        given = set(headings) - {""}
        for each in LISTS:
            layout = _laid_out(each, name, at, headings)
            is_named = each.number == named
            likeness = _likeness(layout, len(given))
            if likeness < ENOUGH_ALIKE and not (is_named and len(layout.places) >= FEWEST_UNDER_ITS_NAME):
                continue
            if best is None or (likeness, is_named) > (alike, best.of.number == named):
                best, alike = layout, likeness
    return best


def _likeness(layout: Layout, given: int) -> float:
    """Return how many headings the sheet and the list share, of all that one or the other has: from 0 to 1."""
    shared = len(layout.places)
    return shared / (given + len(layout.of.columns) - shared)


def _laid_out(of: ChildList, sheet: str, at: int, headings: Sequence[str]) -> Layout:
    keys, places = _KEYS[of.number], dict[str, int]()
    doubled: list[str] = []
    unknown: list[int] = []
    for place, heading in enumerate(headings):
        key = keys.get(heading)
        if key is None:
            unknown += [place] if heading else []
        elif key in places:
            doubled.append(of.column(key).heading)
        else:
            places[key] = place
    return Layout(of, sheet, at, places, tuple(dict.fromkeys(doubled)), tuple(unknown))
