"""Whether what people have to write in a report is written."""

from collections.abc import Mapping

from reports.kinds import ReportKind, SectionKind
from reports.markup import word_count
from reports.readiness.clauses import Demand
from reports.readiness.requirement import Requirement, State, counted

ANSWERS: Mapping[Demand, tuple[str, ...]] = {
    Demand.ANALYSIS: ("analysis", "summary", "not_yet", "case"),
    Demand.RECOMMENDATIONS: ("recommendations", "next", "advice", "sustained"),
    Demand.AREAS: ("areas",),
    Demand.PROGRESS: ("progress",),
}
"""In which section each demand is answered: the first of these that the kind has."""


def written(
    kind: ReportKind, texts: Mapping[str, str], demanded: Mapping[Demand, tuple[str, ...]]
) -> list[Requirement]:
    """Return each section that the kind or a clause requires; one that is neither stands there once it is written."""
    asked = _asked_of(kind, demanded)
    return [
        _text(section, texts.get(section.key, ""), asked.get(section.key, ()))
        for section in kind.sections
        if section.is_required or section.key in asked or texts.get(section.key, "").strip()
    ]


def _asked_of(kind: ReportKind, demanded: Mapping[Demand, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the clauses that ask for each section, by its key."""
    found: dict[str, tuple[str, ...]] = {}
    for demand, keys in ANSWERS.items():
        section = next((key for key in keys if key in kind.section_keys), "")
        if section and demand in demanded:
            found[section] = tuple(dict.fromkeys([*found.get(section, ()), *demanded[demand]]))
    return found


def _text(section: SectionKind, words: str, clauses: tuple[str, ...]) -> Requirement:
    count, mend = word_count(words), f"section:{section.key}"
    if not count:
        return Requirement(section.title, State.MISSING, "Nothing has been written", mend, clauses)
    return Requirement(section.title, State.THERE, counted(count, "word"), mend, clauses)
