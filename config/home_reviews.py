"""Answers what a person's posts must still get ready, give or answer for reviews to come, for the home page."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

from django.urls import reverse

from accounts.models import Organisation
from reviews.selectors import information_owed_by, preparation_owed_by


@dataclass(frozen=True)
class OwedToReview:
    """One thing owed before a review: what it is, where it is done, and when it is due."""

    kind: str
    title: str
    address: str
    due_on: dt.date


def owed_to_reviews(
    posts: frozenset[int], council: Organisation, *, today: dt.date
) -> Iterator[OwedToReview]:
    """Yield what these posts owe before reviews: what must be ready, and what the reviewers are to be given."""
    for line in preparation_owed_by(posts, council, today):
        row = line.preparation
        yield _owed("Review, preparation", row.what, "preparation", row.review_id, council, row.due_on)
    for request in information_owed_by(posts, council):
        kind = "Review, information for the reviewers"
        yield _owed(kind, request.what, "information", request.review_id, council, request.due_on)


def _owed(
    kind: str, title: str, page: str, review: int, council: Organisation, due_on: dt.date
) -> OwedToReview:
    address = reverse(f"reviews:{page}", args=[council.slug, review])
    return OwedToReview(kind, shorten(title, 160, placeholder=" …"), address, due_on)
