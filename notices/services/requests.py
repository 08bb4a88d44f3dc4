"""Records that somebody entitled to ask has asked: what is owed on request falls due on the day the request names."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from core.refusals import Refusal
from notices.models import Obligation, Request
from notices.selectors.cadences import cadences_on
from notices.services import checks


@transaction.atomic
def record_request(
    *,
    obligation: Obligation,
    requested_on: dt.date,
    due_on: dt.date | None,
    requested_by: str,
    by: User,
    today: dt.date,
    reference: str = "",
) -> Request:
    """Record a request (`requested_by`: a value of Party) and return it.

    Raises Refusal for a request that names no date, one from before the notice or the future, one due before it
    was made, and for an obligation of which nobody may ask.
    """
    obligation = checks.locked(obligation)
    notice, what = obligation.clause.notice, "The date of the request"
    if all(line.cadence.type != "on_request" for line in cadences_on(obligation, as_at=today)):
        raise Refusal("The notice does not say that this can be asked for")
    checks.refuse_untimely(requested_on, notice, today=today, field="requested_on", what=what)
    if due_on is None:
        raise Refusal("Enter the date by which it was asked for", field="due_on")
    if due_on < requested_on:
        raise Refusal(
            "The date by which it was asked for must be on or after the date of the request", field="due_on"
        )
    same = obligation.requests.filter(withdrawn_at=None, requested_on=requested_on, due_on=due_on)
    if same.exists():
        raise Refusal("This request was already recorded", field="requested_on")
    request = Request.objects.create(
        obligation=obligation,
        requested_on=requested_on,
        due_on=due_on,
        requested_by=requested_by,
        reference=reference.strip(),
        recorded_by=by,
    )
    checks.write_audit(
        by=by,
        action="recorded a request",
        subject=request,
        notice=notice,
        obligation=str(obligation),
        due_on=due_on,
    )
    return request
