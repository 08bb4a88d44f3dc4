"""What the header of every page names: the council that is being worked on, its sections, and the way to another."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import Organisation, User
from accounts.selectors import councils_of
from core.clock import today


@dataclass(frozen=True)
class Section:
    """One section of a council's pages: its words, its folder below the council's home, and the rule that opens it."""

    words: str
    folder: str
    permission: str


SECTIONS = (
    Section("Home", "", "accounts.enter_council"),
    Section("Dashboard", "dashboard/", "reports.view_dashboard"),
    Section("Notice", "notices/", "notices.view_register"),
    Section("Plan", "plan/", "improvement_plans.view_plan"),
    Section("Your actions", "plan/contributions/", "improvement_plans.view_contributions"),
    Section("Digest", "digest/", "digests.view_digest"),
    Section("Board", "board/", "boards.view_board"),
    Section("Reviews", "reviews/", "reviews.view_reviews"),
    Section("Reports", "reports/", "reports.view_reports"),
    Section("Operations", "operations/", "accounts.see_operations"),
)


def sections_of(person: User, council: Organisation, path: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (words, address, whether `path` is in it) for each section of `council` that `person` may open.

    The rules ask for the person's roles in the council, which the page has asked for already: no further query.
    """
    home = f"/councils/{council.slug}/"
    for section in SECTIONS:
        if person.has_perm(section.permission, council):
            address = home + section.folder
            yield section.words, address, path.startswith(address) if section.folder else path == home


def council(request: HttpRequest) -> dict[str, Any]:
    """Give templates the `council` that the page belongs to (or None), its `sections` and the person's `councils`."""
    found = getattr(request, "council", None)
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"council": None, "sections": [], "councils": []}
    sections = [] if found is None else list(sections_of(person, found, request.path))
    councils = SimpleLazyObject(lambda: list(councils_of(person, today=today())))
    return {"council": found, "sections": sections, "councils": councils}
