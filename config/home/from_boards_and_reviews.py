"""What somebody's posts owe to boards and to reviews: actions that a board gave, and what reviews to come need."""

import datetime as dt
from collections.abc import Iterator
from textwrap import shorten

from django.urls import reverse

from accounts.models import Organisation
from boards.selectors.actions import open_actions_of_posts
from config.home.owed import Owed, dated
from reviews.selectors import information_owed_by, preparation_owed_by

LONGEST_TITLE = 160


def board_owed(posts: frozenset[int], council: Organisation, *, today: dt.date) -> Iterator[Owed]:
    """Yield the open actions that the board gave to these posts."""
    for action in open_actions_of_posts(posts, council):
        yield dated(
            kind=f"Board, action {action.reference}",
            title=_short(action.words),
            address=reverse("board:action", args=[council.slug, action.pk]),
            due_on=action.due_on,
            today=today,
        )


def reviews_owed(posts: frozenset[int], council: Organisation, *, today: dt.date) -> Iterator[Owed]:
    """Yield what these posts must get ready for reviews to come, and then what they are to give to the reviewers."""
    for line in preparation_owed_by(posts, council, today):
        row = line.preparation
        yield dated(
            kind="Review, preparation",
            title=_short(row.what),
            address=reverse("reviews:preparation", args=[council.slug, row.review_id]),
            due_on=row.due_on,
            today=today,
        )
    for request in information_owed_by(posts, council):
        yield dated(
            kind="Review, information for the reviewers",
            title=_short(request.what),
            address=reverse("reviews:information", args=[council.slug, request.review_id]),
            due_on=request.due_on,
            today=today,
        )


def _short(words: str) -> str:
    return shorten(words, LONGEST_TITLE, placeholder=" …")
