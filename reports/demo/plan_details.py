"""Gives Fernshire's actions what makes them hang together: milestones, money, contributors, and what waits for what."""

import datetime as dt
from decimal import Decimal

from improvement_plans.models import Action, BudgetLine, Milestone, MilestoneMove, Plan
from reports.demo.days import days_after
from reports.demo.people import Cast
from reports.demo.tables import rows

MOVED_BY = 35
"""Days by which a milestone that was put back lies after its first due date."""


def budget_lines(plan: Plan) -> dict[str, BudgetLine]:
    """Make the lines of the money for improvement work and return them by their codes."""
    return {
        row["code"]: BudgetLine.objects.create(
            plan=plan, code=row["code"], title=row["title"], amount=Decimal(row["amount"])
        )
        for row in rows("budget_lines")
    }


def detail_action(action: Action, cast: Cast, lines: dict[str, BudgetLine]) -> None:
    """Say who contributes to the action and what it costs, and set its milestones."""
    agencies = {agency.slug: agency for agency in cast.partners}
    for row in rows("action_links"):
        if row["reference"] != action.reference:
            continue
        if row["contributing"]:
            action.contributing_posts.set([cast.posts[row["contributing"]]])
        action.partner_agencies.set([agencies[slug] for slug in row["partners"].split()])
        if row["line"]:
            action.budget_line, action.cost = lines[row["line"]], Decimal(row["cost"])
            action.save(update_fields=["budget_line", "cost"])
    _milestones(action)


def tie_actions(plan: Plan) -> None:
    """Say which actions wait for which others."""
    actions = {action.reference: action for action in Action.objects.filter(objective__plan=plan)}
    for row in rows("action_links"):
        waits_for = [actions[reference] for reference in row["depends"].split()]
        if waits_for:
            actions[row["reference"]].depends_on.set(waits_for)


def reached_by_then(action: Action, day: dt.date, *, lag: int | None) -> list[Milestone]:
    """Return the milestones that an update of `day` reports as reached for the first time.

    With a `lag` it reaches each so many days after it is due; without, only those that its table calls reached.
    """
    due = action.milestones.filter(original_due_on__lte=days_after(day, -(lag or 0)))
    if lag is None:
        due = due.filter(title__in=[row["title"] for row in _rows_of(action) if row["state"] == "reached"])
    return list(due.filter(reached_by__isnull=True))


def percent_by_then(action: Action, day: dt.date, *, share: float) -> int | None:
    """Return how far an action without milestones had come: `share` of the way that was planned; None with some."""
    if _rows_of(action):
        return None
    length = max(1, (action.original_due_on - action.starts_on).days)
    planned = (day - action.starts_on).days / length
    return max(0, min(95, int(planned * share * 20) * 5))


def _rows_of(action: Action) -> list[dict[str, str]]:
    return [row for row in rows("milestones") if row["reference"] == action.reference]


def _milestones(action: Action) -> None:
    length = (action.original_due_on - action.starts_on).days
    for number, row in enumerate(_rows_of(action), start=1):
        due_on = days_after(action.starts_on, length * int(row["share"]) // 100)
        moved = row["state"] == "moved"
        milestone = Milestone.objects.create(
            action=action, number=number, title=row["title"], added_on=action.added_on,
            original_due_on=due_on, due_on=days_after(due_on, MOVED_BY) if moved else due_on,
        )  # fmt: skip
        if moved:
            MilestoneMove.objects.create(
                milestone=milestone, from_day=due_on, to_day=milestone.due_on, changed_on=days_after(due_on, -6),
                changed_by=None, reason="The step before it took longer",
            )  # fmt: skip
