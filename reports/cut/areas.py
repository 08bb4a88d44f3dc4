"""The part of a cut that goes by the areas of the notice: rating, actions, indicators and findings of each."""

from collections.abc import Iterable, Mapping
from typing import Any

from improvement_plans.standing import Part, PlanStanding
from notices.models import Notice


def areas_in_cut(
    notice: Notice,
    plan: PlanStanding | None,
    digest: Mapping[str, Any],
    reviews: Iterable[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """Return each area of `notice` in the order of its letters, also one that nothing serves.

    Its indicators are named by their codes: what they show stands in the digest, and only there.
    """
    parts = {part.title: part for part in plan.by_area} if plan else {}
    slow = {each.objective.reference for each in plan.slow_objectives} if plan else set()
    findings = [finding for review in reviews for finding in review["findings"]]
    return [
        {
            "letter": area.letter,
            "title": area.title,
            **_standing(parts.get(str(area)), slow),
            "indicators": [line["code"] for line in digest["lines"] if _serves(line, area.letter)],
            **_findings(area.letter, findings),
        }
        for area in notice.areas.order_by("letter")
    ]


def _standing(part: Part | None, slow: set[str]) -> dict[str, Any]:
    if part is None:
        return {"key": None, "word": "No plan", "done": 0, "total": 0, "overdue": 0, "slow": []}
    references = [each.objective.reference for each in part.objectives]
    return {
        "key": part.group.rating,
        "word": part.group.rating_word,
        "done": part.group.done,
        "total": len(part.group.actions),
        "overdue": part.group.overdue,
        "slow": [each for each in references if each in slow],
    }


def _serves(line: Mapping[str, Any], letter: str) -> bool:
    return any(area["letter"] == letter for area in line["areas"])


def _findings(letter: str, findings: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return how many things were found that want an answer, and how many of them have none."""
    mine = [each for each in findings if each["area"] == letter and each["kind"] != "strength"]
    return {"findings": len(mine), "open_findings": sum(not each["answer"] for each in mine)}
