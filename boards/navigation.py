"""The sections of the board's pages, and which of them a person may open."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import Organisation, User


@dataclass(frozen=True)
class Section:
    """One section: its key, its words, the name of its first address, and the rule that opens it."""

    key: str
    words: str
    url_name: str
    permission: str = "boards.view_board"


SECTIONS = (
    Section("board", "Board", "board:board"),
    Section("meetings", "Meetings", "board:meetings"),
    Section("actions", "Board actions", "board:actions", "boards.follow_actions"),
)


def sections_for(person: User, council: Organisation) -> list[tuple[Section, str]]:
    """Return the sections that `person` may open, in their order, each with its address."""
    return [
        (section, reverse(section.url_name, args=[council.slug]))
        for section in SECTIONS
        if person.has_perm(section.permission, council)
    ]
