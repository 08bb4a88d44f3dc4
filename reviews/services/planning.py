"""Plans a review, words it anew, moves and cancels it; the register's diary and what must be ready move along."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import Organisation, Post, User
from core.refusals import Refusal
from core.working_days import add_months
from improvement_plans.services.writing import claimed, signed, words_of
from notices.models import Area, Notice, PlannedEvent
from notices.services import cancel_event
from reviews.models import Kind, Review
from reviews.selectors.counting import counting_for
from reviews.services.diary import enter_in_the_diary
from reviews.services.information import ask_for_what_the_notice_names, move_information
from reviews.services.preparing import move_preparations, prepare_for
from reviews.services.recording import page_of, write_audit
from reviews.services.rows import (
    in_words,
    locked,
    own_post,
    refuse_cancelled,
    refuse_unless_planned,
)

FURTHEST = 36
"""Months ahead; a notice seldom lasts longer."""


@dataclass(frozen=True)
class ReviewWords:
    """What is said of a review: what it looks at, in which areas, who leads and conducts it, and who comes."""

    scope: str = ""
    areas: tuple[Area, ...] = ()
    led_by: str = ""
    conducted_by: Organisation | None = None
    reviewers: str = ""


@transaction.atomic
def plan_review(
    *,
    notice: Notice,
    kind: str,
    planned_on: dt.date,
    words: ReviewWords,
    by: User,
    today: dt.date,
    prepared_by: Post | None = None,
) -> Review:
    """Plan a review and return it, with what must be ready before it and what the reviewers are to be given.

    Where the kind counts under the notice it enters the register's diary. Raises Refusal, the register's too.
    """
    notice = Notice.objects.select_for_update(of=("self",)).select_related("council").get(pk=notice.pk)
    _refuse_day(notice, planned_on, today)
    _refuse_twin(notice, _known(kind), planned_on)
    review = signed(Review(notice=notice, kind=kind, planned_on=planned_on), by)
    own_post(prepared_by, review, field="prepared_by")
    _write(review, words)
    counting = counting_for(notice, kind)
    if counting.obligation is not None:
        review.planned_event = enter_in_the_diary(counting.obligation, planned_on, by)
    review.save()
    review.areas.set(words.areas)
    prepare_for(review=review, owner_post=prepared_by, by=by, today=today)
    if planned_on > today:
        ask_for_what_the_notice_names(review=review, owner_post=prepared_by, by=by, today=today)
    write_audit(
        by=by, deed="planned a review", subject=review, review=review, on=planned_on, counts=counting.words
    )
    return review


@transaction.atomic
def edit_review(*, review: Review, words: ReviewWords, revision: int, by: User) -> Review:
    """Say anew what a review looks at and who conducts it. Raises Refusal, ChangedMeanwhile."""
    refuse_cancelled(locked(review))
    review = claimed(review, by=by, revision=revision)
    _write(review, words)
    review.save()
    review.areas.set(words.areas)
    write_audit(by=by, deed="edited a review", subject=review, review=review, scope=review.scope)
    return review


@transaction.atomic
def move_review(
    *, review: Review, planned_on: dt.date, reason: str, revision: int, by: User, today: dt.date
) -> Review:
    """Move a planned review to another day; what must be ready moves along, but for days that were set by hand.

    In the register the entry for the old day is cancelled with the reason and another made. Raises Refusal.
    """
    locked(review)
    review = claimed(review, by=by, revision=revision)
    refuse_unless_planned(review)
    reason = words_of(reason, field="reason", message="Enter why the review is moved")
    before = review.planned_on
    if planned_on == before:
        raise Refusal(f"It is planned for {in_words(before)} already: enter another day", field="planned_on")
    _refuse_day(review.notice, planned_on, today)
    _refuse_twin(review.notice, review.kind, planned_on)
    if review.planned_event is not None:
        review.planned_event = _moved(review.planned_event, planned_on, reason, by, today)
    review.planned_on = planned_on
    review.save()
    move_preparations(review=review, by=by, today=today)
    move_information(review=review, before=before, by=by, today=today)
    write_audit(
        by=by,
        deed="moved a review",
        subject=review,
        review=review,
        before=before,
        on=planned_on,
        reason=reason,
    )
    return review


@transaction.atomic
def cancel_review(
    *, review: Review, cancelled_on: dt.date, reason: str, revision: int, by: User, today: dt.date
) -> Review:
    """Cancel a planned review with the reason; its entry in the register's diary goes with it. Raises Refusal."""
    locked(review)
    review = claimed(review, by=by, revision=revision)
    refuse_unless_planned(review)
    reason = words_of(reason, field="reason", message="Enter why the review is cancelled")
    if cancelled_on > today:
        raise Refusal("The day it was cancelled must be today or earlier", field="cancelled_on")
    if cancelled_on < review.notice.in_force_from:
        raise Refusal(
            f"The day it was cancelled must be on or after {in_words(review.notice.in_force_from)}, "
            "when the notice came into force",
            field="cancelled_on",
        )
    if review.planned_event is not None:
        cancel_event(event=review.planned_event, cancelled_on=cancelled_on, reason=reason, by=by, today=today)
    review.cancelled_on, review.cancelled_because = cancelled_on, reason
    review.save()
    write_audit(
        by=by, deed="cancelled a review", subject=review, review=review, on=cancelled_on, reason=reason
    )
    return review


def _moved(event: PlannedEvent, planned_on: dt.date, reason: str, by: User, today: dt.date) -> PlannedEvent:
    cancel_event(event=event, cancelled_on=today, reason=reason[:300], by=by, today=today)
    return enter_in_the_diary(event.obligation, planned_on, by)


def _refuse_day(notice: Notice, day: dt.date, today: dt.date) -> None:
    """A review under a notice lies within its time, whether or not it counts, and no slip of the keyboard away."""
    if day > add_months(today, FURTHEST):
        raise Refusal(
            f"{in_words(day)} is more than three years ahead: choose an earlier day", field="planned_on"
        )
    if day < notice.in_force_from:
        raise Refusal(
            f"The date of the review must be on or after {in_words(notice.in_force_from)}, "
            "when the notice came into force",
            field="planned_on",
        )
    if notice.ended_on is not None and day >= notice.ended_on:
        raise Refusal(
            f"The date of the review must be before {in_words(notice.ended_on)}, when the notice ended",
            field="planned_on",
        )


def _refuse_twin(notice: Notice, kind: str, day: dt.date) -> None:
    twin = notice.reviews.filter(kind=kind, planned_on=day, cancelled_on=None).first()
    if twin is not None:
        raise Refusal(
            f"A review of this kind is planned for {in_words(day)} already.",
            field="planned_on",
            link=(page_of(twin), "Open that review"),
        )


def _write(review: Review, words: ReviewWords) -> None:
    _refuse_foreign(review, words.areas)
    review.scope, review.reviewers = words.scope.strip(), words.reviewers.strip()
    review.led_by, review.conducted_by = words.led_by, words.conducted_by


def _refuse_foreign(review: Review, areas: Iterable[Area]) -> None:
    if any(area.notice_id != review.notice_id for area in areas):
        raise Refusal("Choose areas of this notice", field="areas")


def _known(kind: str) -> str:
    if kind not in Kind.values:
        raise Refusal("Choose the kind of review from the list", field="kind")
    return kind
