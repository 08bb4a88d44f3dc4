"""How a plan is listed: the parts of a page, cut where it would grow too long, and the rows of an export."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from improvement_plans.selectors.beside import Beside
from improvement_plans.standing import ActionStanding, ObjectiveStanding, Part, PlanStanding

VIEWS = (
    ("area", "Area", "plan:by_area"),
    ("work-stream", "Work stream", "plan:by_work_stream"),
    ("owner", "Owner", "plan:by_owner"),
    ("list", "List", "plan:actions"),
    ("timeline", "Timeline", "plan:timeline"),
)
"""Each view of the plan: its key, its words, and the name of its address."""

LONGEST_PART = 40
LONGEST_PAGE = 400

COLUMNS = (
    "Reference", "Action", "Objective", "Areas", "Work streams", "Owner", "Held by", "Contributing posts",
    "Partner agencies", "Output", "Starts on", "First due on", "Due on", "Days overdue", "Done on", "Rating",
    "Reason for the rating", "Rated by", "Rated on", "Rating before", "Computed rating", "Why it differs",
    "Percent done", "Milestones reached", "Milestones", "Depends on", "Budget line", "Cost", "Sources answered",
    "Newest update", "Pieces of evidence",
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
    if by == "area":
        return plan.by_area
    return plan.by_work_stream if by == "work-stream" else plan.by_owner


def listed(part: Part, *, longest: int = LONGEST_PART) -> ListedPart:
    """Return the part with its first `longest` shown actions, whatever the length of the plan."""
    room, kept = longest, []
    for objective in part.objectives:
        actions = objective.shown[:room]
        if actions:
            kept.append(ListedObjective(objective, actions))
            room -= len(actions)
    return ListedPart(part, tuple(kept), hidden=len(part.shown) - (longest - room))


def listed_parts(parts: Iterable[Part], *, longest: int = LONGEST_PAGE) -> list[ListedPart]:
    """Return the parts of a page; once it holds `longest` actions, a part only leads to its own list."""
    found: list[ListedPart] = []
    room = longest
    for part in parts:
        found.append(listed(part, longest=min(room, LONGEST_PART)))
        room -= len(part.shown) - found[-1].hidden
    return found


def export_rows(plan: PlanStanding, beside: Beside) -> Iterator[list[Any]]:
    """Yield one row for each action that is shown, once, in the order of `COLUMNS`."""
    for each in plan.shown:
        yield [*_words_of(each), *_dates_of(each), *_ratings_of(each), *_progress_of(each, beside)]


def _words_of(each: ActionStanding) -> list[Any]:
    action = each.action
    return [
        action.reference,
        action.title,
        str(action.objective),
        "; ".join(area.letter for area in each.areas),
        "; ".join(str(stream) for stream in each.work_streams),
        str(each.owner.post),
        ", ".join(each.owner.holders) or "Vacant",
        "; ".join(str(owner.post) for owner in each.contributing),
        "; ".join(each.partners),
        action.output,
    ]


def _dates_of(each: ActionStanding) -> list[Any]:
    return [
        each.action.starts_on,
        each.action.original_due_on,
        each.due_on,
        each.days_overdue,
        each.done_on,
    ]


def _ratings_of(each: ActionStanding) -> list[Any]:
    rating = each.rating
    return [
        each.rating_word,
        rating.reason if rating else "",
        rating.by if rating else "",
        rating.on if rating else None,
        each.rating_before.word if each.rating_before else "",
        each.computed_word,
        each.differs_because,
    ]


def _progress_of(each: ActionStanding, beside: Beside) -> list[Any]:
    return [
        each.percent,
        each.milestones_reached,
        len(each.milestones),
        beside.needed_by(each.action.pk),
        beside.budget_lines.get(each.action.pk, ""),
        each.action.cost,
        beside.answered_by(each.action.pk),
        each.newest_update.narrative if each.newest_update else "",
        each.evidence_count,
    ]
