"""Answers what must be ready before a review, what of it is, and what somebody's posts have still to do."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from accounts.models import Organisation, Post
from reviews.back_planning import is_short
from reviews.models import InformationRequest, Preparation, Review
from reviews.selectors.information import owed_information
from reviews.selectors.shown import DaysShown, done_by_itself


@dataclass(frozen=True)
class PreparationLine:
    """Something that must be ready, as at a day. `done_on`: as somebody said, or as it shows by itself."""

    preparation: Preparation
    done_on: dt.date | None
    today: dt.date

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    @property
    def is_off(self) -> bool:
        """Whether nobody needs it any more, because the review was cancelled before it was ready."""
        return not self.is_done and self.preparation.review.cancelled_on is not None

    @property
    def is_overdue(self) -> bool:
        return not self.is_done and not self.is_off and self.preparation.due_on < self.today

    @property
    def is_computed(self) -> bool:
        return bool(self.preparation.done_by_itself)

    @property
    def is_short(self) -> bool:
        """Whether its day was gone when the review was planned, so that it fell due at once."""
        row = self.preparation
        return (
            not row.is_set
            and is_short(row.review.planned_on, row.days_before, row.due_on)
            and not self.is_done
        )

    @property
    def is_after_the_review(self) -> bool:
        """Whether a day that somebody set lies on or after the review, since that was moved."""
        return not self.is_done and self.preparation.due_on >= self.preparation.review.planned_on

    @property
    def state(self) -> str:
        """A value of `STATES`."""
        if self.is_done:
            return "done"
        return "overdue" if self.is_overdue else "due"

    @property
    def tag(self) -> tuple[str, str]:
        """The word for where it stands, and the colour of its tag."""
        if self.is_off:
            return "Cancelled", "grey"
        return {"done": ("Done", "green"), "overdue": ("Overdue", "red"), "due": ("To do", "blue")}[
            self.state
        ]


STATES = {"overdue": "Overdue", "due": "To do", "done": "Done"}


@dataclass(frozen=True)
class PreparationsOfReview:
    """All that must be ready before a review, in the order of its days."""

    lines: tuple[PreparationLine, ...]

    @cached_property
    def done(self) -> int:
        return sum(line.is_done for line in self.lines)

    @cached_property
    def overdue(self) -> int:
        return sum(line.is_overdue for line in self.lines)

    @property
    def next_line(self) -> PreparationLine | None:
        """What is to be done next, the most overdue first."""
        return next((line for line in self.lines if not line.is_done), None)

    @property
    def words(self) -> str:
        """How far it has come, in words."""
        if not self.lines:
            return "Nothing is planned yet"
        late = f", {self.overdue} overdue" if self.overdue else ""
        return f"{self.done} of {len(self.lines)} done{late}"


def preparations_of(review: Review, *, today: dt.date) -> PreparationsOfReview:
    """Return what must be ready before a review; in a constant number of queries."""
    rows = list(review.preparations.select_related("owner_post", "done_by").order_by("due_on", "pk"))
    for row in rows:
        row.review = review
    shown = done_by_itself([review], today)
    return PreparationsOfReview(tuple(_line(row, shown, today) for row in rows))


def preparation_owed_by(
    posts: Iterable[Post | int], council: Organisation, today: dt.date
) -> list[PreparationLine]:
    """Return what these posts must still get ready for reviews to come, the earliest due first; constant queries."""
    rows = list(
        Preparation.objects.filter(
            review__notice__council=council, review__cancelled_on=None, review__held_on=None,
            owner_post__in=list(posts), done_on=None,
        )
        .select_related("review__notice__council", "owner_post")
        .order_by("due_on", "pk")
    )  # fmt: skip
    shown = done_by_itself({row.review for row in rows}, today)
    return [line for row in rows if not (line := _line(row, shown, today)).is_done]


def information_owed_by(posts: Iterable[Post | int], council: Organisation) -> list[InformationRequest]:
    """Return what these posts must still give to reviewers, the earliest due first."""
    return list(owed_information(council, posts))


def _line(row: Preparation, shown: DaysShown, today: dt.date) -> PreparationLine:
    done_on = shown.get((row.review_id, row.done_by_itself)) if row.done_by_itself else row.done_on
    return PreparationLine(row, done_on, today)
