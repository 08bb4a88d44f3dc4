"""Puts a review into the diary of the register, on which hangs what is due before it."""

import datetime as dt

from accounts.models import User
from core.refusals import Refusal
from notices.models import Obligation, PlannedEvent
from notices.services import plan_event
from reviews.models import Review
from reviews.services.recording import page_of
from reviews.services.rows import in_words


def enter_in_the_diary(obligation: Obligation, day: dt.date, by: User) -> PlannedEvent:
    """Return the entry for a review of a duty on a day: one that no review has yet, else a new one. Raises Refusal."""
    standing = obligation.planned_events.filter(
        planned_on=day, withdrawn_at=None, cancelled_on=None, review__isnull=True
    ).first()
    return standing or plan_event(obligation=obligation, planned_on=day, by=by)


def refuse_anothers_day(review: Review, obligation: Obligation, day: dt.date) -> None:
    """Raise Refusal where another review of the duty stands in the diary for the day: that one was held, not this."""
    entries = obligation.planned_events.filter(planned_on=day, withdrawn_at=None, cancelled_on=None)
    other = Review.objects.filter(planned_event__in=entries).exclude(pk=review.pk).first()
    if other is not None:
        raise Refusal(
            f"Another review stands in the register’s diary for {in_words(day)}. Record that one as held, or move it "
            "first",
            field="held_on",
            link=(page_of(other), "Open that review"),
        )
