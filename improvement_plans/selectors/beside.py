"""Answers what stands beside each action of a plan in an export: what it waits for, answers and is paid from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from improvement_plans.models import Action, Answering
from improvement_plans.references import counted
from improvement_plans.standing import PlanStanding


@dataclass(frozen=True)
class Beside:
    """By the action's primary key: references of the actions it depends on, of what it answers, its budget line."""

    depends_on: Mapping[int, list[str]] = field(default_factory=dict)
    sources: Mapping[int, list[str]] = field(default_factory=dict)
    budget_lines: Mapping[int, str] = field(default_factory=dict)

    def needed_by(self, action: int) -> str:
        return "; ".join(sorted(self.depends_on.get(action, ()), key=counted))

    def answered_by(self, action: int) -> str:
        return "; ".join(sorted(self.sources.get(action, ()), key=counted))


def beside(plan: PlanStanding) -> Beside:
    """Return what stands beside the actions of `plan`, in three queries."""
    actions = Action.objects.filter(objective__plan=plan.plan)
    links = Answering.objects.standing_on(plan.as_at, known_on=plan.known_on).filter(
        action__objective__plan=plan.plan
    )
    answered = [
        (action, source or f"clause {clause}")
        for action, source, clause in links.values_list("action", "source__reference", "clause__number")
    ]
    paid = actions.filter(budget_line__isnull=False).values_list("pk", "budget_line__code")
    needed = actions.filter(depends_on__isnull=False).values_list("pk", "depends_on__reference")
    return Beside(_gathered(needed), _gathered(answered), dict(paid))


def _gathered(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for action, reference in pairs:
        found[action].append(reference)
    return found
