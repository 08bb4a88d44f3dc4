"""Rates the areas of the notice at a review, each once and with the reviewers' words."""

from django.db import transaction

from accounts.models import User
from core.editing import read_anew
from core.refusals import Refusal
from improvement_plans.services.writing import claimed, signed, words_of
from notices.models import Area
from reviews.models import AreaRating, Rating, Review
from reviews.services.recording import refuse_foreign_area, refuse_unless_held, write_audit
from reviews.services.rows import locked


@transaction.atomic
def rate_area(*, review: Review, area: Area, rating: str, words: str, by: User) -> AreaRating:
    """Rate an area that the review has not rated. Raises Refusal: a rating that is there is changed, not doubled."""
    review = locked(review)
    refuse_unless_held(review, "a rating")
    refuse_foreign_area(area, review)
    there = AreaRating.objects.filter(review=review, area=area).first()
    if there is not None:
        raise Refusal(
            f"This area is rated already: {there.get_rating_display().lower()}. Change that rating instead",
            field="area",
        )
    rated = AreaRating(review=review, area=area, recorded_by=by)
    _say(rated, rating, words)
    signed(rated, by).save()
    write_audit(
        by=by, deed="rated an area", subject=rated, review=review, rating=rated.rating, words=rated.words
    )
    return rated


@transaction.atomic
def change_rating(*, rated: AreaRating, rating: str, words: str, by: User, revision: int) -> AreaRating:
    """Change a rating or its words; the earlier ones stay in its history. Raises Refusal, ChangedMeanwhile."""
    review = locked(rated.review)
    rated = claimed(rated, by=by, revision=revision)
    _say(rated, rating, words)
    rated.save()
    write_audit(
        by=by, deed="changed the rating of an area", subject=rated, review=review, rating=rated.rating,
        words=rated.words,
    )  # fmt: skip
    return rated


@transaction.atomic
def remove_rating(*, rated: AreaRating, by: User) -> None:
    """Take away a rating that was entered for the wrong area or by mistake. Raises Refusal."""
    review = locked(rated.review)
    read_anew(rated)
    write_audit(
        by=by, deed="removed the rating of an area", subject=rated, review=review, rating=rated.rating,
        words=rated.words,
    )  # fmt: skip
    rated._history_user = by  # type: ignore[attr-defined]
    rated.delete()


def _say(rated: AreaRating, rating: str, words: str) -> None:
    if rating not in Rating.values:
        raise Refusal("Choose how the area is rated", field="rating")
    rated.rating = rating
    rated.words = words_of(words, field="words", message="Enter the reviewers’ reason, in their words")
