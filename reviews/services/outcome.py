"""Records the outcome of a review that was held, and what follows from it for the notice."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from core.refusals import Refusal
from improvement_plans.services.writing import claimed, words_of
from reviews.models import Review
from reviews.services.recording import refuse_unless_held, write_audit
from reviews.services.rows import locked

ACTED_ON = frozenset({Review.Consequence.VARIED, Review.Consequence.LIFT, Review.Consequence.ESCALATE})
"""Consequences about which something is to be done, which must be said with by whom and by when."""


@dataclass(frozen=True)
class Outcome:
    """What came out of a review: in words, told on a day, with its consequence and what is done about that."""

    words: str
    told_on: dt.date
    consequence: str
    consequence_words: str = ""


@transaction.atomic
def record_outcome(*, review: Review, outcome: Outcome, by: User, today: dt.date, revision: int) -> Review:
    """Record the outcome, or change it; what was recorded before stays in the history.

    Raises Refusal, ChangedMeanwhile.
    """
    kept = locked(review)
    held_on = refuse_unless_held(kept, "an outcome")
    _check(outcome, held_on, today)
    review = claimed(review, by=by, revision=revision)
    deed = "changed the outcome" if review.outcome_on else "recorded the outcome"
    review.outcome = words_of(outcome.words, field="outcome", message="Enter the outcome in words")
    review.outcome_on, review.outcome_by = outcome.told_on, by
    review.consequence = outcome.consequence
    review.consequence_words = outcome.consequence_words.strip()
    review.save()
    write_audit(
        by=by, deed=deed, subject=review, review=kept, outcome=review.outcome, outcome_on=review.outcome_on,
        consequence=review.consequence, consequence_words=review.consequence_words,
    )  # fmt: skip
    return review


def _check(outcome: Outcome, held_on: dt.date, today: dt.date) -> None:
    if outcome.told_on > today:
        raise Refusal("The day the outcome was told must be today or earlier", field="outcome_on")
    if outcome.told_on < held_on:
        raise Refusal(
            f"The outcome cannot be told before the review was held, on {held_on:%-d %B %Y}",
            field="outcome_on",
        )
    if outcome.consequence not in Review.Consequence.values:
        raise Refusal("Choose what follows for the notice", field="consequence")
    if outcome.consequence in ACTED_ON and not outcome.consequence_words.strip():
        raise Refusal("Enter what is done about it, by whom and by when", field="consequence_words")
