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
    Section("contributions", "Your actions", "plan:contributions", "improvement_plans.view_contributions"),
    Section("plan", "The plan", "plan:by_area"),
    Section("slow", "Slow to progress", "plan:slow"),
    Section("updates", "Updates", "plan:cycle"),
    Section("sources", "Sources", "plan:sources"),
    Section("coverage", "Coverage", "plan:coverage"),
    Section("voices", "Voices", "plan:voices"),
    Section("risks", "Risks", "plan:risks"),
    Section("versions", "Versions", "plan:versions"),
)


def sections_for(person: User, council: Organisation) -> list[Section]:
    """Return the sections that `person` may open, in their order."""
    return [section for section in SECTIONS if person.has_perm(section.permission, council)]
