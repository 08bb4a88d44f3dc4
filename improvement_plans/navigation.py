"""The sections of the plan's pages, and which of them a person may open."""

from dataclasses import dataclass

from accounts.models import Organisation, User


@dataclass(frozen=True)
class Section:
    """One section: its key, its words, the name of its first address, and the rule that opens it."""

    key: str
    words: str
    url_name: str
    permission: str = "improvement_plans.view_plan"


SECTIONS = (
    Section("plan", "The plan", "plan:by_area"),
    Section("slow", "Slow to progress", "plan:slow"),
)


def sections_for(person: User, council: Organisation) -> list[Section]:
    """Return the sections that `person` may open, in their order."""
    return [section for section in SECTIONS if person.has_perm(section.permission, council)]
