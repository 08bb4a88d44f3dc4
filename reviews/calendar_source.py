"""Reviews in a person's calendar feed, and what their posts must have ready for them."""

from collections.abc import Iterator

from django.db.models.functions import Coalesce
from django.urls import reverse
from icalendar import Event

from accounts.calendar_feeds import Asked
from accounts.selectors import posts_held_by
from core.calendars import WholeDay, component_of
from core.sending import absolute
from reviews.models import InformationRequest, Preparation, Review
from reviews.selectors import information_owed_by, preparation_owed_by


def reviews_in_feed(asked: Asked) -> Iterator[Event]:
    """Yield the reviews that the person may see, and what the posts that they hold have still to prepare or to give."""
    if asked.person.has_perm("reviews.view_reviews", asked.council):
        yield from _reviews(asked)
    posts = list(posts_held_by(asked.person, today=asked.today).values_list("pk", flat=True))
    for line in preparation_owed_by(posts, asked.council, asked.today):
        yield from _task(line.preparation, "preparation", asked)
    for request in information_owed_by(posts, asked.council):
        yield from _task(request, "information", asked)


def _reviews(asked: Asked) -> Iterator[Event]:
    found = Review.objects.filter(notice__council=asked.council).annotate(
        day=Coalesce("held_on", "planned_on")
    )
    for review in found.filter(day__range=(asked.first, asked.last)).order_by("day", "pk"):
        led = f"Led by: {review.get_led_by_display()}" if review.led_by else ""
        yield component_of(
            WholeDay(
                uid=f"review-{review.pk}@{asked.host}",
                stamp=asked.stamp,
                day=review.held_on or review.planned_on,
                summary=f"Review: {review.get_kind_display()}",
                description=led or f"{review.get_kind_display()} under the notice",
                address=_address(review, "review", asked),
                category="Review",
                standing=review.cancelled_on is None,
            )
        )


def _task(row: Preparation | InformationRequest, page: str, asked: Asked) -> Iterator[Event]:
    if asked.covers(row.due_on):
        yield component_of(
            WholeDay(
                uid=f"review-{page}-{row.pk}@{asked.host}",
                stamp=asked.stamp,
                day=row.due_on,
                summary=f"For the review due: {row.what}",
                description=f"{row.owner_post}, for {row.review}",
                address=_address(row.review, page, asked),
                category="Review",
            )
        )


def _address(review: Review, page: str, asked: Asked) -> str:
    return absolute(reverse(f"reviews:{page}", args=[asked.council.slug, review.pk]))
