"""What people do to an action: report on it, move its due date, call it done, open it again; all audited."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import audit
from core.editing import claim_revision
from core.refusals import Refusal
from evidence.models import Evidence
from evidence.services import attach_file, attach_link
from improvement_plans.models import Action, ActionUpdate, Completion, DueDateChange, Rating


@transaction.atomic
def give_update(
    *,
    action: Action,
    by: User,
    today: dt.date,
    narrative: str,
    rating: str,
    rating_reason: str,
    forecast_on: dt.date | None = None,
    corrects: ActionUpdate | None = None,
    revision: int | None = None,
) -> ActionUpdate:
    """Record what `by` says of the action for the post that owns it; `rating` is any `Rating` but blue.

    A correction speaks of the day of the update that it corrects, which then no longer counts. `revision` is
    the one that the person saw (None: any). Raises Refusal, ChangedMeanwhile after another person's change.
    """
    _claim(action, by, revision)
    _refuse_if_done(action)
    _check_rating(rating, rating_reason)
    if not narrative.strip():
        raise Refusal("Enter the progress since the last update", field="narrative")
    if corrects is not None:
        _check_correction(action, corrects)
    update = ActionUpdate.objects.create(
        action=action,
        given_on=today if corrects is None else corrects.given_on,
        given_by=by,
        for_post=action.owner_post,
        narrative=narrative.strip(),
        rating=rating,
        rating_reason=rating_reason.strip(),
        forecast_on=forecast_on,
        corrects=corrects,
    )
    deed = "gave an update" if corrects is None else "corrected an update"
    _record(by, deed, action, update=update.pk, rating=rating, forecast_on=forecast_on)
    return update


@transaction.atomic
def move_due_date(
    *, action: Action, to_day: dt.date, reason: str, by: User, today: dt.date, revision: int | None = None
) -> DueDateChange:
    """Move the day on which the action is due; the day first agreed and every later one stay on record."""
    _claim(action, by, revision)
    _refuse_if_done(action)
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
    _record(by, "moved a due date", action, from_day=change.from_day, to_day=to_day, reason=change.reason)
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
    _claim(action, by, revision)
    _refuse_if_done(action)
    if done_on > today:
        raise Refusal("The day it was done must be today or earlier", field="done_on")
    if done_on < action.added_on:
        raise Refusal(
            f"The day it was done must be on or after {action.added_on:%-d %B %Y}, its first day in the plan",
            field="done_on",
        )
    if not achieved.strip():
        raise Refusal("Enter what was achieved", field="achieved")
    proofs = [*evidence, *_new_proof(action, done_on, by, upload, url)]
    _attach(action, proofs)
    completion = Completion.objects.create(
        action=action, done_on=done_on, achieved=achieved.strip(), recorded_by=by
    )
    _record(by, "completed an action", action, done_on=done_on)
    return completion


@transaction.atomic
def reopen_action(
    *, action: Action, reason: str, rating: str, by: User, today: dt.date, revision: int | None = None
) -> ActionUpdate:
    """Open again an action that was called done, with the rating that it now has and the reason for both."""
    _claim(action, by, revision)
    _check_rating(rating, reason, reason_field="reason")
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
    _record(by, "reopened an action", action, reason=reason.strip(), rating=rating)
    return update


def _claim(action: Action, by: User, revision: int | None) -> None:
    """Take the next revision, so that of two people at once one is told; then read the row as it stands."""
    seen = (
        Action.objects.values_list("revision", flat=True).get(pk=action.pk) if revision is None else revision
    )
    claim_revision(action, seen=seen)
    action.refresh_from_db()
    action.changed_by, action.changed_at = by, timezone.now()
    action.save(update_fields=["changed_by", "changed_at"])


def _refuse_if_done(action: Action) -> None:
    done = Completion.objects.filter(action=action, reopened_on__isnull=True).first()
    if done is not None:
        raise Refusal(f"This action was called done on {done.done_on:%-d %B %Y}. Reopen it first.")


def _check_rating(rating: str, reason: str, *, reason_field: str = "rating_reason") -> None:
    if rating == Rating.BLUE:
        raise Refusal("Blue means done and evidenced: mark the action as done instead", field="rating")
    if rating not in Rating.values:
        raise Refusal("Choose how the action stands", field="rating")
    if not reason.strip():
        raise Refusal("Enter the reason for the rating", field=reason_field)


def _check_correction(action: Action, corrected: ActionUpdate) -> None:
    if corrected.action_id != action.pk:
        raise Refusal("The update to be corrected belongs to another action.")
    if ActionUpdate.objects.filter(corrects=corrected).exists():
        raise Refusal("This update has been corrected already: correct the newer one.")


def _new_proof(
    action: Action, done_on: dt.date, by: User, upload: "File[Any] | None", url: str
) -> list[Evidence]:
    """Keep an upload or a link as evidence of the council; raises Refusal for one that cannot be kept."""
    council = action.objective.plan.notice.council
    title, kind = f"{action.reference}: {action.title}"[:200], Evidence.Kind.OTHER
    if upload is not None:
        kept = attach_file(
            council=council, title=title, kind=kind, effective_on=done_on, upload=upload, by=by
        )
        return [kept]
    if url:
        return [attach_link(council=council, title=title, kind=kind, effective_on=done_on, url=url, by=by)]
    return []


def _attach(action: Action, evidence: Iterable[Evidence]) -> None:
    """Add the evidence to the action; raises Refusal when it is another council's or there is none at all."""
    proofs = list(evidence)
    council = action.objective.plan.notice.council
    if any(proof.council_id != council.pk for proof in proofs):
        raise Refusal("Choose evidence of this council", field="evidence")
    action.evidence.add(*proofs)
    if not action.evidence.exists():
        raise Refusal(
            "Choose or add at least one piece of evidence: done means done and evidenced", field="evidence"
        )


def _record(by: User, deed: str, action: Action, **detail: object) -> None:
    plain = {
        name: value.isoformat() if isinstance(value, dt.date) else value for name, value in detail.items()
    }
    audit.record(
        by=by, action=deed, subject=action, scope=action.objective.plan.notice.council.slug, detail=plain
    )
