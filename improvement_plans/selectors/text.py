"""Answers what hangs on the words of the plan: who waits for whom, what left it and why, and what an action costs."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from improvement_plans.models import Action, BudgetLine, Milestone, MilestoneMove, Objective, Plan, WorkStream
from improvement_plans.selectors.wording import worded_on


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone as its page lists it: every move of its day, and when it was reached (None: not yet)."""

    milestone: Milestone
    moves: tuple[MilestoneMove, ...]
    reached_on: dt.date | None


@dataclass(frozen=True)
class LineStanding:
    """A budget line on a day: the actions held against it and what they commit of it, in pounds."""

    line: BudgetLine
    actions: tuple[Action, ...]

    @property
    def committed(self) -> Decimal:
        return sum((action.cost or Decimal(0) for action in self.actions), Decimal(0))

    @property
    def left(self) -> Decimal:
        """What is left of the line; below zero when it is over-committed."""
        return self.line.amount - self.committed

    @property
    def over(self) -> Decimal:
        """By how much it is over-committed; nothing when it is not."""
        return max(-self.left, Decimal(0))


@dataclass(frozen=True)
class Budget:
    """The money of a plan on a day. `uncosted` are the actions in the plan that state no cost."""

    lines: tuple[LineStanding, ...]
    uncosted: tuple[Action, ...]

    @property
    def amount(self) -> Decimal:
        return sum((each.line.amount for each in self.lines), Decimal(0))

    @property
    def committed(self) -> Decimal:
        return sum((each.committed for each in self.lines), Decimal(0))

    @property
    def left(self) -> Decimal:
        return self.amount - self.committed

    @property
    def over(self) -> Decimal:
        return max(-self.left, Decimal(0))

    @property
    def over_committed(self) -> tuple[LineStanding, ...]:
        return tuple(each for each in self.lines if each.over)


def waiting_for(actions: Iterable[Action]) -> list[Action]:
    """Return the actions in the plan, other than these, that depend on any of these."""
    keys = {action.pk for action in actions}
    waiting = Action.objects.filter(depends_on__in=keys, left_on__isnull=True).exclude(pk__in=keys)
    return list(waiting.distinct().order_by("objective__reference", "reference"))


def left_the_plan(plan: Plan) -> tuple[QuerySet[Objective], QuerySet[Action]]:
    """Return the objectives and the actions that are no longer in the plan, the newest to leave first."""
    objectives = plan.objectives.filter(left_on__isnull=False).order_by("-left_on", "reference")
    actions = Action.objects.filter(objective__plan=plan, left_on__isnull=False)
    return objectives, actions.select_related("objective").order_by("-left_on", "reference")


def milestones_of(action: Action) -> list[MilestoneLine]:
    """Return the milestones of an action that are in the plan, by their days, with their moves."""
    milestones = list(action.milestones.filter(left_on__isnull=True).order_by("due_on", "number"))
    moves = MilestoneMove.objects.filter(milestone__action=action).select_related("changed_by")
    by_milestone = {
        key: tuple(group)
        for key, group in groupby(
            moves.order_by("milestone", "changed_on", "pk"), lambda move: move.milestone_id
        )
    }
    reached = _reached(action)
    return [MilestoneLine(each, by_milestone.get(each.pk, ()), reached.get(each.pk)) for each in milestones]


def _reached(action: Action) -> Mapping[int, dt.date]:
    """Return by milestone the day of the first update that says it was reached and still stands."""
    standing = action.updates.filter(corrected_by__isnull=True, milestones_reached__isnull=False)
    rows = standing.order_by("-given_on").values_list("milestones_reached", "given_on")
    return dict(rows)


def budget_as_at(plan: Plan, as_at: dt.date, *, known_on: dt.date | None = None) -> Budget:
    """Return the budget of a plan on `as_at`: amounts and costs as they were recorded by then."""
    lines = list(plan.budget_lines.order_by("code"))
    actions = list(
        Action.objects.filter(objective__plan=plan)
        .standing_on(as_at, known_on=known_on)
        .select_related("objective", "owner_post")
        .order_by("objective__reference", "reference", "pk")
    )
    for rows in (lines, actions):
        worded_on(rows, as_at=as_at, known_on=known_on)
    held: dict[int | None, list[Action]] = {}
    for action in actions:
        held.setdefault(action.budget_line_id if action.cost is not None else None, []).append(action)
    return Budget(
        lines=tuple(LineStanding(line, tuple(held.get(line.pk, ()))) for line in lines),
        uncosted=tuple(held.get(None, ())),
    )


def work_streams_of(plan: Plan) -> QuerySet[WorkStream]:
    """Return the work streams of a plan, each with its areas, its lead and `objectives_in_it`."""
    in_it = Count("objectives", filter=Q(objectives__left_on__isnull=True), distinct=True)
    return (
        plan.work_streams.select_related("lead_post")
        .prefetch_related("areas")
        .annotate(objectives_in_it=in_it)
        .order_by("number")
    )
