"""Keeps what must be ready before a review: planned back from its day, moved with it, changed and done by people."""

import datetime as dt

from django.db import transaction

from accounts.models import Post, User
from core.editing import read_anew
from core.refusals import Refusal
from improvement_plans.services.writing import claimed, signed, words_of
from reviews.back_planning import due_day, tasks_for
from reviews.models import Preparation, Review
from reviews.services.recording import write_audit
from reviews.services.rows import in_words, locked, own_post, refuse_cancelled, refuse_unless_planned

LONGEST_LEAD = 250


@transaction.atomic
def add_what_is_usual(*, review: Review, by: User, today: dt.date) -> int:
    """Put on the list what is usual before a review of its kind and is not there; return how much. Raises Refusal."""
    review = locked(review)
    refuse_unless_planned(review)
    added = prepare_for(review=review, by=by, today=today)
    if added:
        write_audit(
            by=by, deed="added what is usual before a review", subject=review, review=review, tasks=added
        )
    return added


def prepare_for(*, review: Review, by: User, today: dt.date, owner_post: Post | None = None) -> int:
    """Write down what must be ready before a review of its kind, and return how much was not there yet."""
    known = set(review.preparations.values_list("what", flat=True))
    new = [
        Preparation(
            review=review,
            kind=task.lead.kind,
            what=task.lead.what,
            owner_post=owner_post,
            days_before=task.lead.days_before,
            due_on=task.due_on,
            done_by_itself=task.lead.done_by_itself,
        )
        for task in tasks_for(review.kind, review.planned_on, today)
        if task.lead.what not in known
    ]
    for row in new:
        _save(row, by)
    return len(new)


@transaction.atomic
def add_preparation(
    *,
    review: Review,
    what: str,
    owner_post: Post | None,
    due_on: dt.date | None,
    days_before: int,
    by: User,
    today: dt.date,
) -> Preparation:
    """Add something that must be ready: on a day set by hand, else so many working days before. Raises Refusal."""
    review = locked(review)
    refuse_unless_planned(review)
    row = Preparation(review=review, kind=Preparation.Kind.ARRANGEMENT)
    _write(row, what, owner_post, due_on, days_before, today)
    _save(row, by)
    write_audit(by=by, deed="added a preparation", subject=row, review=review, due_on=row.due_on)
    return row


@transaction.atomic
def edit_preparation(
    *,
    preparation: Preparation,
    what: str,
    owner_post: Post | None,
    due_on: dt.date | None,
    days_before: int,
    revision: int,
    by: User,
    today: dt.date,
) -> Preparation:
    """Change what must be ready, by whom and when. A day set by hand stays when the review moves.

    Raises Refusal, also for what was done: when it had been due stays on record; and ChangedMeanwhile.
    """
    review = locked(preparation.review)
    refuse_unless_planned(review)
    preparation = claimed(preparation, by=by, revision=revision)
    if preparation.done_on is not None:
        raise Refusal(
            f"This was done on {in_words(preparation.done_on)}, so it stays as it was. Take that back first if it "
            "is wrong"
        )
    before = preparation.due_on
    _write(preparation, what, owner_post, due_on, days_before, today)
    _save(preparation, by)
    write_audit(
        by=by, deed="changed a preparation", subject=preparation, review=review, before=before,
        due_on=preparation.due_on,
    )  # fmt: skip
    return preparation


@transaction.atomic
def remove_preparation(*, preparation: Preparation, by: User) -> None:
    """Take away something that this review does not need. Raises Refusal for what was done."""
    review = locked(preparation.review)
    read_anew(preparation)
    if preparation.done_on is not None:
        raise Refusal("This was done, so it stays on record")
    write_audit(by=by, deed="removed a preparation", subject=preparation, review=review)
    preparation._history_user = by  # type: ignore[attr-defined]
    preparation.delete()


@transaction.atomic
def record_done(
    *, preparation: Preparation, done_on: dt.date, note: str, by: User, today: dt.date
) -> Preparation:
    """Record that it is ready. Raises Refusal for what shows by itself and for a day to come."""
    review = locked(preparation.review)
    refuse_cancelled(review)
    read_anew(preparation)
    if preparation.done_by_itself:
        raise Refusal(f"Nobody ticks this off. It is done once: {preparation.get_done_by_itself_display()}")
    if preparation.done_on is not None:
        raise Refusal(f"This was recorded as done on {in_words(preparation.done_on)} already")
    if done_on > today:
        raise Refusal("The day it was done must be today or earlier", field="done_on")
    if done_on < review.notice.in_force_from:
        raise Refusal(
            f"The day it was done must be on or after {in_words(review.notice.in_force_from)}",
            field="done_on",
        )
    preparation.done_on, preparation.done_by, preparation.note = done_on, by, note.strip()
    _save(preparation, by)
    write_audit(by=by, deed="did a preparation", subject=preparation, review=review, done_on=done_on)
    return preparation


@transaction.atomic
def undo_done(*, preparation: Preparation, by: User) -> Preparation:
    """Take back that it is ready. Raises Refusal where nobody said so."""
    review = locked(preparation.review)
    read_anew(preparation)
    if preparation.done_on is None:
        raise Refusal("This is not recorded as done, so there is nothing to take back")
    before = preparation.done_on
    preparation.done_on = preparation.done_by = None
    _save(preparation, by)
    write_audit(by=by, deed="took back a preparation", subject=preparation, review=review, before=before)
    return preparation


def move_preparations(*, review: Review, by: User, today: dt.date) -> None:
    """Count the days again after the review moved: of what is not done, but for days that were set by hand."""
    for row in review.preparations.filter(is_set=False, done_on=None):
        row.due_on = due_day(review.planned_on, row.days_before, today)
        _save(row, by)


def _write(
    row: Preparation,
    what: str,
    owner_post: Post | None,
    due_on: dt.date | None,
    days_before: int,
    today: dt.date,
) -> None:
    row.what = words_of(what, field="what", message="Enter what must be ready")
    twins = row.review.preparations.filter(what__iexact=row.what).exclude(pk=row.pk)
    if twins.exists():
        raise Refusal("This is on the list already: word it differently", field="what")
    if not 1 <= days_before <= LONGEST_LEAD:
        raise Refusal(f"The working days before must be between 1 and {LONGEST_LEAD}", field="days_before")
    if due_on is not None and due_on >= row.review.planned_on:
        raise Refusal(
            f"It must be ready before {in_words(row.review.planned_on)}, the day of the review",
            field="due_on",
        )
    in_force_from = row.review.notice.in_force_from
    if due_on is not None and due_on < in_force_from:
        raise Refusal(
            f"The day must be on or after {in_words(in_force_from)}, when the notice came into force",
            field="due_on",
        )
    row.owner_post = own_post(owner_post, row.review)
    row.days_before, row.is_set = days_before, due_on is not None
    row.due_on = due_on or due_day(row.review.planned_on, days_before, today)


def _save(row: Preparation, by: User) -> None:
    signed(row, by).save()
