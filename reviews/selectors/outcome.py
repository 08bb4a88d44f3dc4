"""Answers what came out of the reviews, and what was recorded about that before."""

import datetime as dt
from dataclasses import dataclass

from accounts.models import Organisation
from reviews.models import Review


def newest_outcome(council: Organisation, as_at: dt.date) -> Review | None:
    """Return the review of the council whose outcome was told last by `as_at`, whatever its kind; None without one."""
    told = Review.objects.filter(notice__council=council, outcome_on__lte=as_at)
    return told.select_related("notice", "outcome_by").order_by("-outcome_on", "-held_on", "-pk").first()


@dataclass(frozen=True)
class OutcomeRecorded:
    """The outcome of a review as somebody recorded it at one time."""

    at: dt.datetime
    by: str
    told_on: dt.date
    words: str
    consequence: str
    consequence_words: str


def outcomes_recorded(review: Review) -> list[OutcomeRecorded]:
    """Return every wording of the outcome that was recorded, the newest first."""
    records = review.history.filter(outcome_on__isnull=False).select_related("outcome_by")
    found: list[OutcomeRecorded] = []
    said: tuple[object, ...] | None = None
    for record in records.order_by("history_date", "history_id"):
        now = (record.outcome, record.outcome_on, record.consequence, record.consequence_words)
        if now != said:
            said = now
            found.append(
                OutcomeRecorded(
                    at=record.history_date,
                    by=str(record.outcome_by or "Not recorded"),
                    told_on=record.outcome_on,
                    words=record.outcome,
                    consequence=Review.Consequence(record.consequence).label,
                    consequence_words=record.consequence_words,
                )
            )
    return found[::-1]
