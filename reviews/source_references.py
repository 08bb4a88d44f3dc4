"""References of findings, and those under which findings and questions stand among the sources of the plan."""

import datetime as dt
import re
from collections.abc import Iterable

LONGEST = 30
PREFIXES = {
    "progress": "PR",
    "diagnostic": "DR",
    "monitoring_visit": "MV",
    "stocktake": "ST",
    "peer": "PE",
    "audit": "AU",
}
"""By the kind of the review. PR 2026-07 F3 is the third finding of the progress review of July 2026."""


def next_reference(taken: Iterable[str]) -> str:
    """Return the reference of the next finding: F1, F2 and so on, one more than the highest that is taken."""
    numbers = [int(found[1]) for each in taken if (found := re.fullmatch(r"[Ff](\d{1,6})", each.strip()))]
    return f"F{max(numbers, default=0) + 1}"


def source_reference(kind: str, held_on: dt.date, own: str, taken: Iterable[str]) -> str:
    """Return a reference for the plan's sources that none of `taken` has, of at most LONGEST characters."""
    wanted = f"{PREFIXES[kind]} {held_on:%Y-%m} {own}"[:LONGEST].strip()
    used = {each.casefold() for each in taken}
    candidate, number = wanted, 1
    while candidate.casefold() in used:
        number += 1
        ending = f"-{number}"
        candidate = wanted[: LONGEST - len(ending)] + ending
    return candidate
