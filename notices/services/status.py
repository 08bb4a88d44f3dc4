"""Moves a notice from one status to the next, as the table of transitions permits."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refusal
from notices.models import Notice
from notices.services import checks
from notices.transitions import Transition
from notices.transitions import transition as transition_between


@transaction.atomic
def change_status(
    *,
    notice: Notice,
    status: str,
    effective_on: dt.date,
    reason: str,
    by: User,
    today: dt.date,
    superseded_by: Notice | None = None,
) -> Notice:
    """Give the notice its next status (a value of Notice.Status) from a day on, and return it as saved.

    Raises Refusal for a change that the table does not permit, a day in the future or before the notice, and a
    supersession that does not say by which notice.
    """
    kept = Notice.objects.select_for_update(of=("self",)).select_related("council").get(pk=notice.pk)
    change = transition_between(kept.status, status)
    if change is None:
        raise Refusal(
            f"A notice that is {kept.get_status_display().lower()} cannot become that next", field="status"
        )
    reason = checks.refuse_empty(
        reason, field="reason", message="Enter the reason or the reference of the letter"
    )
    _refuse_day(kept, change, effective_on, today)
    _refuse_successor(kept, change, superseded_by)
    kept.status = status
    if change.ends:
        kept.ended_on, kept.ended_recorded_at, kept.superseded_by = (
            effective_on,
            timezone.now(),
            superseded_by,
        )
    if change.reopens:
        kept.ended_on, kept.ended_recorded_at, kept.superseded_by = None, None, None
    kept._history_user, kept._change_reason = by, reason[:100]  # type: ignore[attr-defined]
    kept.save()
    checks.write_audit(
        by=by,
        action=f"changed the status to {kept.get_status_display().lower()}",
        subject=kept,
        notice=kept,
        before=change.before,
        effective_on=effective_on,
        reason=reason,
    )
    return kept


def _refuse_day(notice: Notice, change: Transition, effective_on: dt.date, today: dt.date) -> None:
    what = "The date of the change"
    checks.refuse_future(effective_on, today=today, field="effective_on", what=what)
    checks.refuse_before_notice(effective_on, notice, field="effective_on", what=what)
    if not change.reopens and notice.ended_on is not None and effective_on < notice.ended_on:
        raise Refusal(
            f"{what} must be on or after {checks.in_words(notice.ended_on)}, when the notice ended",
            field="effective_on",
        )


def _refuse_successor(notice: Notice, change: Transition, successor: Notice | None) -> None:
    if change.after != Notice.Status.SUPERSEDED:
        return
    if successor is None or successor.pk == notice.pk or successor.council_id != notice.council_id:
        raise Refusal("Choose the notice that supersedes this one", field="superseded_by")
