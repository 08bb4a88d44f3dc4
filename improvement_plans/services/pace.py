"""What the team says of what is slow, and the rule by which it is found: both are added to and never taken away."""

import datetime as dt
from dataclasses import fields

from django.db import transaction

from accounts.models import User
from core import audit
from core.refusals import Refusal
from improvement_plans.models import Objective, PaceNote, PaceSettings, Plan
from improvement_plans.pace import LAXEST, PaceRule
from improvement_plans.selectors import objective_as_at, rule_for

HUNDRED = 100

LABELS = {
    "overdue_allowed": "Actions that may be overdue",
    "silent_after_days": "Days without an update",
    "moves_allowed": "Times an action may be put back",
    "days_moved_allowed": "Days by which an action may be put back in all",
    "share_behind_allowed": "Percent of the whole that may be behind",
    "days_projected_late_allowed": "Days by which it may be projected late",
    "missed_updates_allowed": "Updates of an action that may be missed",
    "missed_contributions_allowed": "Contributions to an action that may be missed",
}
"""The bounds of the rule as people know them, in the order of its sentence."""


@transaction.atomic
def note_pace(
    *,
    objective: Objective,
    explanation: str,
    corrective_step: str,
    by: User,
    today: dt.date,
    step_due_on: dt.date | None = None,
) -> PaceNote:
    """Say why an objective is slow and what is done about it. It stays slow, and what was said before stays too."""
    if not explanation.strip():
        raise Refusal("Enter why it is slow", field="explanation")
    if not corrective_step.strip():
        raise Refusal("Enter the corrective step", field="corrective_step")
    if step_due_on is not None and step_due_on < today:
        raise Refusal("The day the step is due must be today or later", field="step_due_on")
    if not objective_as_at(objective, today).pace.is_slow:
        raise Refusal("This objective is not slow to progress today, so there is nothing to explain.")
    note = PaceNote.objects.create(
        objective=objective,
        noted_on=today,
        noted_by=by,
        explanation=explanation.strip(),
        corrective_step=corrective_step.strip(),
        step_due_on=step_due_on,
    )
    _record(by, "explained slow progress", objective, objective.plan, note=note.pk)
    return note


@transaction.atomic
def set_pace_rule(
    *, plan: Plan, rule: PaceRule, from_day: dt.date, reason: str, by: User, today: dt.date
) -> PaceSettings:
    """Hold the plan to `rule` from `from_day` on; what was found before that day stands as it was found.

    Raises Refusal for a day that is past, a bound beyond `LAXEST`, a rule that changes nothing, and without a reason.
    """
    _check_bounds(rule)
    if from_day < today:
        raise Refusal(
            "The rule can change from today on, not backwards: what was found before stands", field="from_day"
        )
    if rule == rule_for(plan, from_day):
        raise Refusal(
            f"This is the rule that holds on {from_day:%-d %B %Y} already: change at least one bound"
        )
    if not reason.strip():
        raise Refusal("Enter the reason for changing the rule", field="reason")
    kept = PaceSettings.objects.create(
        plan=plan, from_day=from_day, reason=reason.strip(), set_by=by, **_as_stored(rule)
    )
    _record(by, "changed the rule for slow progress", kept, plan, rule=rule.in_words(), reason=kept.reason)
    return kept


def _check_bounds(rule: PaceRule) -> None:
    for each in fields(rule):
        bound, laxest = getattr(rule, each.name), getattr(LAXEST, each.name)
        if not 0 <= bound <= laxest:
            most = laxest * HUNDRED if each.name == "share_behind_allowed" else laxest
            raise Refusal(f"{LABELS[each.name]} must be from 0 to {most:g}", field=each.name)


def _as_stored(rule: PaceRule) -> dict[str, int]:
    """Return the bounds by their columns; the share is stored as a whole percentage."""
    bounds = {each.name: getattr(rule, each.name) for each in fields(rule)}
    share = bounds.pop("share_behind_allowed")
    return {**bounds, "percent_behind_allowed": round(share * HUNDRED)}


def _record(by: User, deed: str, subject: Objective | PaceSettings, plan: Plan, **detail: object) -> None:
    audit.record(by=by, action=deed, subject=subject, scope=plan.notice.council.slug, detail=detail)
