"""Takes objectives and actions out of the plan with a reason, and puts them back; what was said of them stays."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from core.refusals import Refusal
from improvement_plans.models import Action, Objective
from improvement_plans.selectors.text import waiting_for
from improvement_plans.services import writing


@transaction.atomic
def drop_action(
    *, action: Action, reason: str, by: User, today: dt.date, revision: int | None = None
) -> Action:
    """Take an action out of the plan from today on. Raises Refusal without a reason, or when it left before."""
    plan = writing.locked(action.objective.plan)
    action = writing.claimed(action, by=by, revision=revision)
    reason = _reason_of(reason)
    _leave(action, reason, today)
    waiting = _references(waiting_for([action]))
    writing.write_audit(
        by=by,
        deed="took an action out of the plan",
        subject=action,
        plan=plan,
        reason=reason,
        waiting=waiting,
    )
    return action


@transaction.atomic
def drop_objective(
    *, objective: Objective, reason: str, by: User, today: dt.date, revision: int | None = None
) -> Objective:
    """Take an objective out of the plan from today on, and with it every action under it, for the one reason."""
    plan = writing.locked(objective.plan)
    objective = writing.claimed(objective, by=by, revision=revision)
    reason = _reason_of(reason)
    _leave(objective, reason, today)
    actions = list(objective.actions.filter(left_on__isnull=True))
    waiting = _references(waiting_for(actions))
    for action in actions:
        _leave(writing.claimed(action, by=by, revision=None), reason, today)
        writing.write_audit(
            by=by, deed="took an action out of the plan", subject=action, plan=plan, reason=reason
        )
    writing.write_audit(
        by=by, deed="took an objective out of the plan", subject=objective, plan=plan, reason=reason,
        actions=_references(actions), waiting=waiting,
    )  # fmt: skip
    return objective


@transaction.atomic
def put_back_action(*, action: Action, by: User, today: dt.date, revision: int | None = None) -> Action:
    """Put an action that left today back into the plan, as if it had never left; the audit trail knows both deeds."""
    plan = writing.locked(action.objective.plan)
    action = writing.claimed(action, by=by, revision=revision)
    if action.objective.left_on is not None:
        raise Refusal("Its objective is no longer in the plan: put that back first.")
    _return(action, today)
    writing.write_audit(by=by, deed="put an action back into the plan", subject=action, plan=plan)
    return action


@transaction.atomic
def put_back_objective(
    *, objective: Objective, by: User, today: dt.date, revision: int | None = None
) -> Objective:
    """Put an objective that left today back into the plan; its actions one by one, since not all may be wanted."""
    plan = writing.locked(objective.plan)
    objective = writing.claimed(objective, by=by, revision=revision)
    _return(objective, today)
    writing.write_audit(by=by, deed="put an objective back into the plan", subject=objective, plan=plan)
    return objective


def _reason_of(reason: str) -> str:
    return writing.words_of(reason, field="reason", message="Enter the reason why it leaves the plan")


def _leave(row: Action | Objective, reason: str, today: dt.date) -> None:
    if row.left_on is not None:
        raise Refusal(f"This left the plan on {row.left_on:%-d %B %Y} already.")
    row.left_on, row.left_because = today, reason
    row.save()


def _return(row: Action | Objective, today: dt.date) -> None:
    """Undo a leaving of the same day: a later return would change how the plan stood on the days between."""
    if row.left_on is None:
        raise Refusal("This is in the plan, so there is nothing to put back.")
    if row.left_on < today:
        raise Refusal(
            f"This left the plan on {row.left_on:%-d %B %Y} and could be put back on that day only, so that the plan "
            "still reads as it stood. Add a new one instead."
        )
    row.left_on, row.left_because = None, ""
    row.save()


def _references(actions: list[Action]) -> list[str]:
    return [action.reference for action in actions]
