"""Answers about reviews: planned and held, asked and answered, found and followed."""

from reviews.selectors.preparation import information_owed_by, preparation_owed_by
from reviews.selectors.review import ReviewHub, review_hub
from reviews.selectors.reviews import ReviewLine, ReviewsOfNotice, ReviewState, reviews_as_at

__all__ = [
    "ReviewHub",
    "ReviewLine",
    "ReviewState",
    "ReviewsOfNotice",
    "information_owed_by",
    "preparation_owed_by",
    "review_hub",
    "reviews_as_at",
]
