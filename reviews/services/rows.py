"""What every deed on a review begins with: its row locked, its state, and what belongs to the council."""

import datetime as dt

from accounts.models import Post
from core.refusals import Refusal
from reviews.models import Review


def locked(review: Review) -> Review:
    """Return the review as it is now, its row held to the end: of two deeds at once the second sees the first.

    Held by itself and then read: joined to the entry that another deed has just given it, that would not be seen.
    """
    Review.objects.select_for_update().get(pk=review.pk)
    related = ("notice__council", "planned_event__obligation__clause")
    return Review.objects.select_related(*related).get(pk=review.pk)


def refuse_cancelled(review: Review) -> None:
    """Raise Refusal for a review that was cancelled."""
    if review.cancelled_on is not None:
        raise Refusal(
            f"This review was cancelled on {in_words(review.cancelled_on)}. Plan another one instead"
        )


def refuse_unless_planned(review: Review) -> None:
    """Raise Refusal for a review that was held or cancelled."""
    refuse_cancelled(review)
    if review.held_on is not None:
        raise Refusal(
            f"This review is recorded as held on {in_words(review.held_on)}, so its plan stays as it was"
        )


def own_post(post: Post | None, review: Review, *, field: str = "owner_post") -> Post | None:
    """Return the post; raises Refusal for one that is not the council's."""
    if post is not None and post.organisation_id != review.notice.council_id:
        raise Refusal("Choose a post of this council", field=field)
    return post


def in_words(day: dt.date) -> str:
    """Return a day as people write it: 16 December 2026."""
    return f"{day:%-d %B %Y}"
