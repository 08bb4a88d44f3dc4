"""Puts a review into the diary of the register, on which hangs what is due before it."""

import datetime as dt

from accounts.models import User
from notices.models import Obligation, PlannedEvent
from notices.services import plan_event


def enter_in_the_diary(obligation: Obligation, day: dt.date, by: User) -> PlannedEvent:
    """Return the entry for a review of a duty on a day: one that no review has yet, else a new one. Raises Refusal."""
    standing = obligation.planned_events.filter(
        planned_on=day, withdrawn_at=None, cancelled_on=None, review__isnull=True
    ).first()
    return standing or plan_event(obligation=obligation, planned_on=day, by=by)
