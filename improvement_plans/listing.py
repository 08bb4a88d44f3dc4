"""How a plan is listed: the parts of a page, cut where it would grow too long, and the rows of an export."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from improvement_plans.standing import ActionStanding, ObjectiveStanding, Part, PlanStanding

VIEWS = (
    ("area", "Area", "plan:by_area"),
    ("work-stream", "Work stream", "plan:by_work_stream"),
    ("owner", "Owner", "plan:by_owner"),
    ("list", "List", "plan:actions"),
)
"""Each view of the plan: its key, its words, and the name of its address."""

LONGEST_PART = 40

COLUMNS = (
    "Reference", "Action", "Objective", "Areas", "Work streams", "Owner", "Held by", "Partner agencies",
    "Starts on", "First due on", "Due on", "Days overdue", "Done on", "Rating", "Reason for the rating",
    "Rated by", "Rated on", "Rating before", "Newest update", "Pieces of evidence",
)  # fmt: skip


@dataclass(frozen=True)
class ListedObjective:
    """An objective of a part with the actions that the page has room for."""

    standing: ObjectiveStanding
    actions: tuple[ActionStanding, ...]


@dataclass(frozen=True)
class ListedPart:
    """One part of the page. `hidden` is how many more actions its own list shows."""

    part: Part
    objectives: tuple[ListedObjective, ...]
    hidden: int


def parts_of(plan: PlanStanding, by: str) -> tuple[Part, ...]:
    """Return the parts of the plan by area, work stream or owner."""
    return {"area": plan.by_area, "work-stream": plan.by_work_stream, "owner": plan.by_owner}[by]


def listed(part: Part, *, longest: int = LONGEST_PART) -> ListedPart:
    """Return the part with its first `longest` shown actions, whatever the length of the plan."""
    room, kept = longest, []
    for objective in part.objectives:
        actions = objective.shown[:room]
        if actions:
            kept.append(ListedObjective(objective, actions))
            room -= len(actions)
    return ListedPart(part, tuple(kept), hidden=len(part.shown) - (longest - room))


def export_rows(plan: PlanStanding) -> Iterator[list[Any]]:
    """Yield one row for each action that is shown, once, in the order of `COLUMNS`."""
    for each in plan.shown:
        action, rating = each.action, each.rating
        yield [
            action.reference,
            action.title,
            str(action.objective),
            ", ".join(area.letter for area in each.areas),
            "; ".join(str(stream) for stream in each.work_streams),
            str(each.owner.post),
            ", ".join(each.owner.holders) or "Vacant",
            "; ".join(each.partners),
            action.starts_on,
            action.original_due_on,
            each.due_on,
            each.days_overdue,
            each.done_on,
            each.rating_word,
            rating.reason if rating else "",
            rating.by if rating else "",
            rating.on if rating else None,
            each.rating_before.word if each.rating_before else "",
            each.newest_update.narrative if each.newest_update else "",
            each.evidence_count,
        ]
