"""The diary of meetings and reviews: what is due before or at them hangs on their days."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refusal
from notices.models import Obligation, PlannedEvent
from notices.services import checks


@transaction.atomic
def plan_event(*, obligation: Obligation, planned_on: dt.date, by: User) -> PlannedEvent:
    """Put a meeting or review into the diary and return it.

    Raises Refusal for an obligation that is neither, for a day outside the notice's time and for a day that is taken.
    """
    obligation = checks.locked(obligation)
    notice, what = obligation.clause.notice, "The date of the meeting"
    if not obligation.is_an_occasion:
        raise Refusal("Only a meeting or a review can be planned")
    checks.refuse_before_notice(planned_on, notice, field="planned_on", what=what)
    checks.refuse_after_notice(planned_on, notice, field="planned_on", what=what)
    if event_on(obligation, planned_on) is not None:
        raise Refusal(f"One is already planned for {checks.in_words(planned_on)}", field="planned_on")
    event = PlannedEvent.objects.create(obligation=obligation, planned_on=planned_on, recorded_by=by)
    checks.write_audit(
        by=by,
        action="planned a meeting",
        subject=event,
        notice=notice,
        obligation=str(obligation),
        on=planned_on,
    )
    return event


@transaction.atomic
def cancel_event(
    *, event: PlannedEvent, cancelled_on: dt.date, reason: str, by: User, today: dt.date
) -> None:
    """Cancel a planned meeting: what was due before or at it is then not applicable, not missed.

    Raises Refusal when it was held, was cancelled before, or the day of the cancellation lies in the future.
    """
    obligation = checks.locked(event.obligation)
    notice = obligation.clause.notice
    event.refresh_from_db()
    reason = checks.refuse_empty(reason, field="reason", message="Enter why the meeting was cancelled")
    checks.refuse_future(cancelled_on, today=today, field="cancelled_on", what="The date it was cancelled")
    checks.refuse_before_notice(cancelled_on, notice, field="cancelled_on", what="The date it was cancelled")
    if event.withdrawn_at is not None:
        raise Refusal("This entry was withdrawn: there is no meeting to cancel")
    if event.cancelled_on is not None:
        raise Refusal(f"This meeting was already cancelled on {checks.in_words(event.cancelled_on)}")
    if obligation.discharges.filter(withdrawn_at=None, effective_on=event.planned_on).exists():
        raise Refusal("This meeting is recorded as held. Withdraw that record first if it is wrong")
    event.cancelled_on, event.cancelled_reason = cancelled_on, reason
    event.cancelled_recorded_at = timezone.now()
    event.save(update_fields=["cancelled_on", "cancelled_reason", "cancelled_recorded_at"])
    checks.write_audit(
        by=by,
        action="cancelled a meeting",
        subject=event,
        notice=notice,
        cancelled_on=cancelled_on,
        reason=reason,
    )


def event_on(obligation: Obligation, day: dt.date) -> PlannedEvent | None:
    """Return the meeting in the diary for a day, neither cancelled nor withdrawn."""
    return obligation.planned_events.filter(planned_on=day, withdrawn_at=None, cancelled_on=None).first()
