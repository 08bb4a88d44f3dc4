"""Finds the actions that others depend on, in the file and in the plan."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from core.importing.checked import Existing, Identity, fold
from core.importing.rows import Row
from improvement_plans.dependencies import circle_through

KEY = "depends_on"


def resolve_dependencies(
    rows: Sequence[Row], identity: Callable[[Row], Identity], known: Mapping[Identity, Existing]
) -> None:
    """Put in each good row the identities of what it depends on, in place of the words; circles are refused."""
    words = {id(row): row.words(KEY) for row in rows if KEY in row.given}
    _resolve_all(rows, identity, known, words)
    _refuse_circles(rows, identity, known)
    _resolve_all(rows, identity, known, words)


def _resolve_all(
    rows: Sequence[Row],
    identity: Callable[[Row], Identity],
    known: Mapping[Identity, Existing],
    words: Mapping[int, str],
) -> None:
    """Taking a row out for its error can take the ground from another: looked at until nothing more falls."""
    standing = -1
    while standing != (standing := sum(1 for row in rows if row.is_good)):
        by_reference = _by_reference(rows, identity, known)
        for row in rows:
            if row.is_good and id(row) in words:
                _resolve(row, words[id(row)], identity(row), by_reference)


def _refuse_circles(
    rows: Sequence[Row], identity: Callable[[Row], Identity], known: Mapping[Identity, Existing]
) -> None:
    waits: dict[Identity, Any] = {each: existing.values[KEY] or () for each, existing in known.items()}
    waits |= {identity(row): row.given[KEY] for row in rows if row.is_good and KEY in row.given}
    keys = {
        each: place for place, each in enumerate({*waits, *(one for some in waits.values() for one in some)})
    }
    names = {place: each[-1] for each, place in keys.items()}
    waits_for = {keys[each]: [keys[one] for one in some] for each, some in waits.items()}
    for row in rows:
        if row.is_good and KEY in row.given:
            circle = circle_through(keys[identity(row)], waits_for)
            if circle:
                path = " → ".join(names[place] for place in circle)
                row.trouble(
                    f"The actions would wait for each other in a circle: {path}. Take one of them away", KEY
                )


def _by_reference(
    rows: Sequence[Row], identity: Callable[[Row], Identity], known: Mapping[Identity, Existing]
) -> dict[str, set[Identity]]:
    found: dict[str, set[Identity]] = defaultdict(set)
    for each, existing in known.items():
        if not existing.closed:
            found[each[1]].add(each)
    for row in rows:
        if row.is_good:
            found[identity(row)[1]].add(identity(row))
    return found


def _resolve(row: Row, words: str, own: Identity, by_reference: Mapping[str, set[Identity]]) -> None:
    found: set[Identity] = set()
    for reference in [part.strip() for part in re.split(r"[;,\n]+", words) if part.strip()]:
        candidates = by_reference.get(fold(reference), set())
        if len(candidates) > 1:
            candidates = {each for each in candidates if each[0] == own[0]} or candidates
        if own in candidates and len(candidates) == 1:
            row.trouble(f"An action cannot depend on itself: take {reference} out", KEY)
        elif not candidates:
            row.trouble(
                f"There is no action {reference[:40]} in the plan, nor in a row of this file without errors",
                KEY,
            )
        elif len(candidates) > 1:
            row.trouble(
                f"Several objectives have an action {reference[:40]}: enter this one on its own page", KEY
            )
        found |= candidates
    if row.is_good:
        row.given[KEY] = frozenset(found)
