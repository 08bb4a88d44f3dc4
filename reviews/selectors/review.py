"""Answers where one review stands as a whole: what comes next, what is ready, and what the register says of it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import Organisation
from notices.wording import days_in_words
from reviews.models import Review
from reviews.selectors.assessment import AssessmentState, kept_assessment, state_of
from reviews.selectors.counting import Counting, counting_for
from reviews.selectors.information import Checklist, checklist_of
from reviews.selectors.preparation import PreparationsOfReview, preparations_of
from reviews.selectors.register import ReviewInRegister, RowOfRegister, review_in_register
from reviews.selectors.reviews import ReviewState, state_of_review
from reviews.selectors.signs import SignsOfReview, signs_of


@dataclass(frozen=True)
class ReviewHub:
    """Everything about one review in short, as at today."""

    review: Review
    today: dt.date
    state: ReviewState
    counting: Counting
    said: ReviewInRegister
    preparations: PreparationsOfReview
    checklist: Checklist
    assessment: AssessmentState
    signs: SignsOfReview

    @property
    def countdown(self) -> str:
        """How far off the review is, in words."""
        review, days = self.review, (self.review.planned_on - self.today).days
        if self.state is ReviewState.HELD and review.held_on is not None:
            moved = (
                "" if review.held_on == review.planned_on else f", planned for {_in_words(review.planned_on)}"
            )
            return f"Held on {_in_words(review.held_on)}{moved}"
        if self.state is ReviewState.CANCELLED and review.cancelled_on is not None:
            return f"Cancelled on {_in_words(review.cancelled_on)}"
        if days == 0:
            return "Planned for today"
        if days < 0:
            day, ago = _in_words(review.planned_on), days_in_words(-days)
            return f"It was planned for {day}, {ago} ago, and is not recorded as held"
        return f"In {days_in_words(days)}, on {_in_words(review.planned_on)}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be held."""
        return self.state in (ReviewState.PLANNED, ReviewState.NOT_HELD)

    @property
    def rows(self) -> list[RowOfRegister]:
        """What the register asks before the review, by clause, with what became of each."""
        return list(self.said.before.values())


def review_hub(review: Review, *, today: dt.date) -> ReviewHub:
    """Return where a review stands; in a constant number of queries."""
    said = review_in_register(review, as_at=today)
    return ReviewHub(
        review=review,
        today=today,
        state=state_of_review(review, today),
        counting=counting_for(review.notice, review.kind),
        said=said,
        preparations=preparations_of(review, today=today),
        checklist=checklist_of(review, today=today, said=said),
        assessment=state_of(review, kept_assessment(review), said),
        signs=signs_of(review),
    )


def reviewers_offered(council: Organisation) -> QuerySet[Organisation]:
    """Return the organisations that may be named as conducting a review.

    Another council is one of them only where it has no notice here: whose recovery is run here is no one's business.
    """
    others = Organisation.objects.exclude(pk=council.pk)
    in_recovery = others.filter(kind=Organisation.Kind.COUNCIL, notices__isnull=False)
    return others.exclude(pk__in=in_recovery.values("pk"))


def _in_words(day: dt.date) -> str:
    return f"{day:%-d %B %Y}"
