"""Withdraws a fact that was keyed in error: it stays to be seen, with the reason, and no longer counts."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refusal
from notices.models import Assessment, Discharge, Notice, PlannedEvent, Request, Variation
from notices.services import checks

Fact = Assessment | Discharge | PlannedEvent | Request | Variation


@transaction.atomic
def withdraw_fact(*, fact: Fact, reason: str, by: User) -> None:
    """Withdraw a fact. What was known on an earlier day still shows it (reading 21).

    Raises Refusal without a reason, for a fact withdrawn before, and for a meeting in the diary that others rest on.
    """
    notice = checks.locked(fact.obligation).clause.notice
    fact.refresh_from_db()
    reason = checks.refuse_empty(reason, field="reason", message="Enter why the record is wrong")
    if fact.withdrawn_at is not None:
        raise Refusal("This was already withdrawn")
    if isinstance(fact, PlannedEvent):
        _refuse_while_answered(fact)
    _withdraw(fact, reason, by, notice)
    entry = _entry_made_by(fact) if isinstance(fact, Discharge) else None
    if entry is not None:
        _withdraw(entry, reason, by, notice)


def _withdraw(fact: Fact, reason: str, by: User, notice: Notice) -> None:
    fact.withdrawn_at, fact.withdrawn_by, fact.withdrawn_reason = timezone.now(), by, reason
    fact.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    checks.write_audit(
        by=by, action=f"withdrew a {fact._meta.verbose_name}", subject=fact, notice=notice, reason=reason
    )


def _entry_made_by(discharge: Discharge) -> PlannedEvent | None:
    """The diary's entry that recording a meeting as held made by itself, unless something else rests on it."""
    entry = discharge.for_event
    if (
        entry is None
        or entry.obligation_id != discharge.obligation_id
        or entry.recorded_at != discharge.recorded_at
    ):
        return None
    rests_on_it = entry.answered_by.filter(withdrawn_at=None).exists()
    return None if rests_on_it or entry.withdrawn_at is not None else entry


def _refuse_while_answered(event: PlannedEvent) -> None:
    answer = event.answered_by.filter(withdrawn_at=None).first()
    if answer is not None:
        raise Refusal(f"“{answer.what}” is recorded for this meeting. Withdraw that record first")
