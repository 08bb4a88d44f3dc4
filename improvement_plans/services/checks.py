"""What every deed done to an action has in common: its revision is taken, it is not done, and it is recorded."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.files.base import File
from django.utils import timezone

from accounts.models import User
from core import audit
from core.editing import claim_revision
from core.refusals import Refusal
from evidence.models import Evidence
from evidence.services import attach_file, attach_link
from improvement_plans.models import Action, Completion, Rating


def claim_action(action: Action, by: User, revision: int | None) -> None:
    """Take the next revision, so that of two people at once one is told; then read the row as it stands."""
    seen = (
        Action.objects.values_list("revision", flat=True).get(pk=action.pk) if revision is None else revision
    )
    claim_revision(action, seen=seen)
    action.refresh_from_db()
    action.changed_by, action.changed_at = by, timezone.now()
    action.save(update_fields=["changed_by", "changed_at"])


def refuse_if_done(action: Action) -> None:
    done = Completion.objects.filter(action=action, reopened_on__isnull=True).first()
    if done is not None:
        raise Refusal(f"This action was called done on {done.done_on:%-d %B %Y}. Reopen it first.")


def check_rating(rating: str, reason: str, *, reason_field: str = "rating_reason") -> None:
    if rating == Rating.BLUE:
        raise Refusal("Blue means done and evidenced: mark the action as done instead", field="rating")
    if rating not in Rating.values:
        raise Refusal("Choose how the action stands", field="rating")
    if not reason.strip():
        raise Refusal("Enter the reason for the rating", field=reason_field)


def new_evidence(
    action: Action, effective_on: dt.date, by: User, upload: "File[Any] | None", url: str
) -> list[Evidence]:
    """Keep an upload or a link as evidence of the council; raises Refusal for one that cannot be kept.

    Call it last, so that nothing after it can leave a file without its row.
    """
    council = action.objective.plan.notice.council
    title, kind = f"{action.reference}: {action.title}"[:200], Evidence.Kind.OTHER
    if upload is not None:
        kept = attach_file(
            council=council, title=title, kind=kind, effective_on=effective_on, upload=upload, by=by
        )
        return [kept]
    if url:
        kept = attach_link(council=council, title=title, kind=kind, effective_on=effective_on, url=url, by=by)
        return [kept]
    return []


def refuse_foreign_evidence(action: Action, proofs: Iterable[Evidence]) -> None:
    council = action.objective.plan.notice.council
    if any(proof.council_id != council.pk for proof in proofs):
        raise Refusal("Choose evidence of this council", field="evidence")


def record_deed(by: User, deed: str, action: Action, **detail: object) -> None:
    """Write the audit row of something done to an action; days become ISO strings."""
    plain = {
        name: value.isoformat() if isinstance(value, dt.date) else value for name, value in detail.items()
    }
    audit.record(
        by=by, action=deed, subject=action, scope=action.objective.plan.notice.council.slug, detail=plain
    )
