"""Writes the milestones of an action: adds, rewords, moves and drops them; each change takes the action's revision."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from core.refusals import Refusal
from improvement_plans.models import Action, ActionUpdate, Milestone, MilestoneMove
from improvement_plans.services import writing


@transaction.atomic
def add_milestone(
    *, action: Action, title: str, due_on: dt.date, by: User, today: dt.date, revision: int | None = None
) -> Milestone:
    """Add a step on the way to the action's end, due between its start and its due date."""
    plan = writing.locked(action.objective.plan)
    action = writing.claimed(action, by=by, revision=revision)
    writing.refuse_done(action)
    title = _title_of(title)
    _refuse_day(due_on, action)
    last = action.milestones.aggregate(last=Max("number"))["last"] or 0
    milestone = Milestone(
        action=action, number=last + 1, title=title, added_on=today, original_due_on=due_on, due_on=due_on
    )
    _save(milestone, action, by)
    writing.write_audit(
        by=by, deed="added a milestone", subject=action, plan=plan, milestone=title, due_on=due_on
    )
    return milestone


@transaction.atomic
def change_milestone(
    *,
    milestone: Milestone,
    title: str,
    due_on: dt.date,
    by: User,
    today: dt.date,
    reason: str = "",
    revision: int | None = None,
) -> Milestone:
    """Reword a milestone and move its day; a move needs a reason, and the day first agreed stays on record."""
    action = milestone.action
    plan = writing.locked(action.objective.plan)
    action = writing.claimed(action, by=by, revision=revision)
    milestone.refresh_from_db()
    _refuse_gone(milestone)
    milestone.title = _title_of(title)
    if due_on != milestone.due_on:
        _move(milestone, action, due_on, reason, by, today)
    _save(milestone, action, by)
    writing.write_audit(
        by=by, deed="changed a milestone", subject=action, plan=plan, milestone=milestone.title,
        due_on=due_on, reason=reason.strip(),
    )  # fmt: skip
    return milestone


@transaction.atomic
def drop_milestone(
    *, milestone: Milestone, reason: str, by: User, today: dt.date, revision: int | None = None
) -> Milestone:
    """Take a milestone out of the plan from today on. Raises Refusal without a reason and for one that was reached."""
    action = milestone.action
    plan = writing.locked(action.objective.plan)
    action = writing.claimed(action, by=by, revision=revision)
    milestone.refresh_from_db()
    _refuse_gone(milestone)
    _refuse_reached(milestone, today, "dropped")
    milestone.left_because = writing.words_of(
        reason, field="reason", message="Enter the reason why the milestone leaves the plan"
    )
    milestone.left_on = today
    _save(milestone, action, by)
    writing.write_audit(
        by=by, deed="dropped a milestone", subject=action, plan=plan, milestone=milestone.title,
        reason=milestone.left_because,
    )  # fmt: skip
    return milestone


def _move(
    milestone: Milestone, action: Action, to_day: dt.date, reason: str, by: User, today: dt.date
) -> None:
    writing.refuse_done(action)
    _refuse_reached(milestone, today, "moved")
    _refuse_day(to_day, action)
    reason = writing.words_of(reason, field="reason", message="Enter the reason for moving the milestone")
    MilestoneMove.objects.create(
        milestone=milestone, from_day=milestone.due_on, to_day=to_day, reason=reason, changed_on=today,
        changed_by=by,
    )  # fmt: skip
    milestone.due_on = to_day


def _save(milestone: Milestone, action: Action, by: User) -> None:
    milestone._history_user = by  # type: ignore[attr-defined]
    milestone.save()
    action.save(update_fields=["changed_by", "changed_at"])


def _title_of(title: str) -> str:
    return writing.words_of(title, field="title", message="Enter what will have been reached")


def _refuse_day(day: dt.date, action: Action) -> None:
    if not action.starts_on <= day <= action.due_on:
        raise Refusal(
            f"The day must be between {action.starts_on:%-d %B %Y} and {action.due_on:%-d %B %Y}, "
            "the start and the due date of the action",
            field="due_on",
        )


def _refuse_gone(milestone: Milestone) -> None:
    if milestone.left_on is not None:
        raise Refusal(f"This milestone left the plan on {milestone.left_on:%-d %B %Y}: add another.")


def _refuse_reached(milestone: Milestone, today: dt.date, deed: str) -> None:
    reached = ActionUpdate.objects.standing_on(today).filter(milestones_reached=milestone)
    first = reached.order_by("given_on", "pk").first()
    if first is not None:
        raise Refusal(
            f"This milestone was reached on {first.given_on:%-d %B %Y}, so it cannot be {deed}. "
            "Correct the update that says so if that is wrong."
        )
