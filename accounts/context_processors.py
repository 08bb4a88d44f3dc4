"""What the header of every page names: the council that is being worked on, its sections, and the way to another."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.selectors import councils_of
from core.clock import today

SECTIONS = (
    ("Home", ""),
    ("Notice", "notices/"),
    ("Plan", "plan/"),
    ("Digest", "digest/"),
    ("Board", "board/"),
    ("Reviews", "reviews/"),
    ("Reports", "reports/"),
)


def sections_of(home: str, path: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (words, address, whether `path` is in it) for each section of the council whose home is at `home`."""
    for words, folder in SECTIONS:
        address = home + folder
        yield words, address, path.startswith(address) if folder else path == home


def council(request: HttpRequest) -> dict[str, Any]:
    """Give templates the `council` that the page belongs to (or None), its `sections` and the person's `councils`."""
    found = getattr(request, "council", None)
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"council": None, "sections": [], "councils": []}
    sections = [] if found is None else list(sections_of(f"/councils/{found.slug}/", request.path))
    councils = SimpleLazyObject(lambda: list(councils_of(person, today=today())))
    return {"council": found, "sections": sections, "councils": councils}
