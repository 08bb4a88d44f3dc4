"""What people do to an action: move its due date, call it done, open it again; all audited."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refusal
from evidence.models import Evidence
from improvement_plans.models import Action, ActionUpdate, Completion, DueDateChange
from improvement_plans.services.checks import (
    check_rating,
    claim_action,
    new_evidence,
    record_deed,
    refuse_foreign_evidence,
    refuse_if_done,
)
from improvement_plans.services.updates import explain_difference


@transaction.atomic
def move_due_date(
    *, action: Action, to_day: dt.date, reason: str, by: User, today: dt.date, revision: int | None = None
) -> DueDateChange:
    """Move the day on which the action is due; the day first agreed and every later one stay on record."""
    claim_action(action, by, revision)
    refuse_if_done(action)
    if not reason.strip():
        raise Refusal("Enter the reason for moving the due date", field="reason")
    if to_day == action.due_on:
        raise Refusal(f"The action is already due on {to_day:%-d %B %Y}: enter another day", field="to_day")
    if to_day < action.starts_on:
        raise Refusal(
            f"The due date must be on or after the day the action starts, {action.starts_on:%-d %B %Y}",
            field="to_day",
        )
    change = DueDateChange.objects.create(
        action=action,
        from_day=action.due_on,
        to_day=to_day,
        reason=reason.strip(),
        changed_on=today,
        changed_by=by,
    )
    action.due_on = to_day
    action.save(update_fields=["due_on"])
    record_deed(by, "moved a due date", action, from_day=change.from_day, to_day=to_day, reason=change.reason)
    return change


@transaction.atomic
def complete_action(
    *,
    action: Action,
    done_on: dt.date,
    achieved: str,
    by: User,
    today: dt.date,
    evidence: Iterable[Evidence] = (),
    upload: "File[Any] | None" = None,
    url: str = "",
    revision: int | None = None,
) -> Completion:
    """Call the action done on a day, with at least one piece of evidence: from then on it is rated blue.

    The evidence is kept already, or comes as an upload or a link and then counts from the day it was done.
    """
    claim_action(action, by, revision)
    refuse_if_done(action)
    if done_on > today:
        raise Refusal("The day it was done must be today or earlier", field="done_on")
    if done_on < action.added_on:
        raise Refusal(
            f"The day it was done must be on or after {action.added_on:%-d %B %Y}, its first day in the plan",
            field="done_on",
        )
    if not achieved.strip():
        raise Refusal("Enter what was achieved", field="achieved")
    proofs = [*evidence, *new_evidence(action, done_on, by, upload, url)]
    _attach(action, proofs)
    completion = Completion.objects.create(
        action=action, done_on=done_on, achieved=achieved.strip(), recorded_by=by
    )
    record_deed(by, "completed an action", action, done_on=done_on)
    return completion


@transaction.atomic
def reopen_action(
    *, action: Action, reason: str, rating: str, by: User, today: dt.date, revision: int | None = None
) -> ActionUpdate:
    """Open again an action that was called done, with the rating that it now has and the reason for both."""
    claim_action(action, by, revision)
    check_rating(rating, reason, reason_field="reason")
    completion = Completion.objects.filter(action=action, reopened_on__isnull=True).first()
    if completion is None:
        raise Refusal("This action is not done, so there is nothing to reopen.")
    completion.reopened_on, completion.reopened_by = max(today, completion.done_on), by
    completion.reopened_recorded_at, completion.reopened_reason = timezone.now(), reason.strip()
    completion.save()
    update = ActionUpdate.objects.create(
        action=action,
        given_on=today,
        given_by=by,
        for_post=action.owner_post,
        narrative=f"Reopened: {reason.strip()}",
        rating=rating,
        rating_reason=reason.strip(),
    )
    explain_difference(update, reason)
    record_deed(by, "reopened an action", action, reason=reason.strip(), rating=rating)
    return update


def _attach(action: Action, evidence: Iterable[Evidence]) -> None:
    """Add the evidence to the action; raises Refusal when it is another council's or there is none at all."""
    proofs = list(evidence)
    refuse_foreign_evidence(action, proofs)
    action.evidence.add(*proofs)
    if not action.evidence.exists():
        raise Refusal(
            "Choose or add at least one piece of evidence: done means done and evidenced", field="evidence"
        )
