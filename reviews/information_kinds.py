"""Reads in the words of a clause what reviewers are to be given: one thing for each that it names."""

import re

NAMED: tuple[tuple[str, str], ...] = (
    ("staff_time", r"\bstaff\b(?!\s+surve)|\bleaders(?:hip)?\b|\bmanagers\b|\binterview"),
    ("figures", r"\bdata\b|\bfigures\b|\bperformance information\b|\bdata ?sets?\b"),
    ("facilities", r"\bfacilit|\brooms?\b|\baccommodation\b"),
    ("files", r"\bfiles?\b|\bcase ?records?\b"),
    ("minutes", r"\bminutes\b"),
    ("supervision", r"\bsupervision\b"),
)
"""Kinds (values of `InformationRequest.Kind`) with the words by which a clause names them."""

TITLES = {
    "staff_time": "Time with staff and leadership",
    "figures": "Up to date figures on performance and quality",
    "facilities": "Rooms and facilities for the review",
    "files": "Case files",
    "minutes": "Minutes of meetings",
    "supervision": "Supervision records",
}
"""What each kind is called in the checklist, where a clause names several."""


def kinds_named(words: str) -> tuple[str, ...]:
    """Return the kinds of information that the words of a clause name, in the order in which they name them."""
    places = [(found.start(), kind) for kind, pattern in NAMED if (found := re.search(pattern, words, re.I))]
    return tuple(kind for _, kind in sorted(places))


def lines_named(words: str, otherwise: str) -> tuple[tuple[str, str], ...]:
    """Return the lines of a checklist that a clause comes to, as (kind, what is to be given).

    A clause that names none of them gives one line of the kind "other", called `otherwise`.
    """
    return tuple((kind, TITLES[kind]) for kind in kinds_named(words)) or (("other", otherwise[:300]),)
