"""Keeps the signs of recovery expected by a review, and how each is rated before it and at it, with reasons."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from accounts.models import Post, User
from core.editing import read_anew
from core.refusals import Refusal
from improvement_plans.services.writing import claimed, signed, words_of
from notices.models import Area
from reviews.models import Review, SignOfRecovery
from reviews.selectors.signs import kept_from
from reviews.services.recording import refuse_foreign_area, write_audit
from reviews.services.rows import in_words, locked, own_post, refuse_cancelled


@dataclass(frozen=True)
class SignWords:
    """What is expected to be seen by the review, of whom, in which area, and which post answers for it."""

    words: str
    expected_of: str = ""
    area: Area | None = None
    owner_post: Post | None = None


@transaction.atomic
def add_sign(*, review: Review, words: SignWords, by: User) -> SignOfRecovery:
    """Add a sign that is expected by a review. Raises Refusal once it was held: then nothing is expected any more."""
    review = locked(review)
    refuse_cancelled(review)
    if review.held_on is not None:
        raise Refusal(f"This review was held on {in_words(review.held_on)}: nothing more is expected by it")
    sign = SignOfRecovery(review=review)
    _write(sign, words)
    signed(sign, by).save()
    write_audit(by=by, deed="expected a sign of recovery", subject=sign, review=review)
    return sign


@transaction.atomic
def edit_sign(*, sign: SignOfRecovery, words: SignWords, revision: int, by: User) -> SignOfRecovery:
    """Word a sign anew, until it was rated at the review. Raises Refusal, ChangedMeanwhile."""
    review = locked(sign.review)
    refuse_cancelled(review)
    sign = claimed(sign, by=by, revision=revision)
    if sign.rated_at_review:
        raise Refusal("This sign was rated at the review, so what was expected stays as it was")
    before = sign.words
    _write(sign, words)
    sign.save()
    write_audit(
        by=by, deed="changed a sign of recovery", subject=sign, review=review, before=before, words=sign.words
    )
    return sign


@transaction.atomic
def remove_sign(*, sign: SignOfRecovery, by: User) -> None:
    """Take away a sign that nobody rated yet. Raises Refusal for one that was rated."""
    review = locked(sign.review)
    read_anew(sign)
    if sign.rated_before or sign.rated_at_review:
        raise Refusal("This sign was rated, so it stays on record")
    write_audit(by=by, deed="removed a sign of recovery", subject=sign, review=review)
    sign._history_user = by  # type: ignore[attr-defined]
    sign.delete()


@transaction.atomic
def rate_before(
    *, sign: SignOfRecovery, level: str, because: str, revision: int, by: User, today: dt.date
) -> SignOfRecovery:
    """Rate a sign as the council sees it before the review. Raises Refusal once it was held, and ChangedMeanwhile.

    Rated again it is the newest that counts; the earlier ones stay in its history.
    """
    review = locked(sign.review)
    refuse_cancelled(review)
    sign = claimed(sign, by=by, revision=revision)
    if review.held_on is not None:
        raise Refusal(
            f"The review was held on {in_words(review.held_on)}: what the council thought before it stays as it was"
        )
    sign.rated_before, sign.before_because = _level(level), _reason(because)
    sign.before_on, sign.before_by = today, by
    sign.save()
    write_audit(
        by=by,
        deed="rated a sign before the review",
        subject=sign,
        review=review,
        level=level,
        because=sign.before_because,
    )
    return sign


@transaction.atomic
def rate_at_review(
    *, sign: SignOfRecovery, level: str, because: str, revision: int, by: User, today: dt.date
) -> SignOfRecovery:
    """Rate a sign as it was seen at the review. Raises Refusal for a review that was not held, and ChangedMeanwhile."""
    review = locked(sign.review)
    refuse_cancelled(review)
    sign = claimed(sign, by=by, revision=revision)
    if review.held_on is None:
        raise Refusal("Record first that the review was held: this rating is made at it")
    _refuse_anothers(sign, review, by, today)
    sign.rated_at_review, sign.at_review_because = _level(level), _reason(because)
    sign.at_review_on, sign.at_review_by = today, by
    sign.save()
    write_audit(
        by=by,
        deed="rated a sign at the review",
        subject=sign,
        review=review,
        level=level,
        because=sign.at_review_because,
    )
    return sign


def _refuse_anothers(sign: SignOfRecovery, review: Review, by: User, today: dt.date) -> None:
    """What somebody from outside the council rated is theirs: the council's own people do not write over it."""
    if kept_from(review, [sign], by=by, today=today):
        raise Refusal(
            f"{sign.at_review_by} rated this sign at the review. The council does not change their rating"
        )


def _write(sign: SignOfRecovery, words: SignWords) -> None:
    refuse_foreign_area(words.area, sign.review)
    sign.words = words_of(words.words, field="words", message="Enter what is expected to be seen")
    sign.expected_of, sign.area = words.expected_of.strip(), words.area
    sign.owner_post = own_post(words.owner_post, sign.review)


def _level(level: str) -> str:
    if level not in SignOfRecovery.Level.values:
        raise Refusal("Choose how far it is to be seen", field="level")
    return level


def _reason(because: str) -> str:
    return words_of(because, field="because", message="Enter what shows it")
