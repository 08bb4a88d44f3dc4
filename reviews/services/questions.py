"""Asks, edits, answers and signs off the numbered questions of a review; a signed-off answer is frozen."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import Post, User
from core.editing import read_anew
from core.refusals import Refusal
from improvement_plans.services.writing import claimed, signed, words_of
from reviews.letters import LARGEST_NUMBER
from reviews.models import Question, Review
from reviews.services.recording import Proofs, put_evidence, write_audit
from reviews.services.rows import locked, refuse_cancelled


@dataclass(frozen=True)
class Asked:
    """What questions of one letter share: who asked, when it came, when the answers are due, and who answers."""

    asked_by: str = ""
    received_on: dt.date | None = None
    due_on: dt.date | None = None
    answered_by: Post | None = None


@transaction.atomic
def add_question(
    *, review: Review, number: int | None, words: str, asked: Asked, by: User, today: dt.date
) -> Question:
    """Add one question, without a number as the next one. Raises Refusal for a number that is taken."""
    review = locked(review)
    refuse_cancelled(review)
    check_asked(review, asked, today)
    question = Question(
        review=review,
        number=_checked(number) if number is not None else _next_number(review),
        words=words_of(words, field="words", message="Enter the question in its exact words"),
        **vars(asked),
    )
    keep(signed(question, by))
    write_audit(by=by, deed="added a question", subject=question, review=review, words=question.words)
    return question


@transaction.atomic
def edit_question(
    *, question: Question, number: int, words: str, asked: Asked, by: User, today: dt.date, revision: int
) -> Question:
    """Correct what was asked, until its answer is signed off. Raises Refusal, ChangedMeanwhile."""
    review = locked(question.review)
    refuse_cancelled(review)
    check_asked(review, asked, today)
    question = claimed(question, by=by, revision=revision)
    _refuse_signed_off(question)
    question.number = _checked(number)
    question.words = words_of(words, field="words", message="Enter the question in its exact words")
    for name, value in vars(asked).items():
        setattr(question, name, value)
    keep(question)
    write_audit(by=by, deed="edited a question", subject=question, review=review, words=question.words)
    return question


@transaction.atomic
def remove_question(*, question: Question, by: User) -> None:
    """Take away a question that was entered by mistake; one that was answered or is a source stays."""
    review = locked(question.review)
    read_anew(question)
    if question.answer:
        raise Refusal("This question was answered and stays: correct its words instead")
    if question.source_id is not None:
        raise Refusal("This question is a source of the plan and stays: correct its words instead")
    write_audit(by=by, deed="removed a question", subject=question, review=review, words=question.words)
    question._history_user = by  # type: ignore[attr-defined]
    question.delete()


@transaction.atomic
def answer_question(
    *,
    question: Question,
    answer: str,
    sources: str,
    proofs: Proofs,
    by: User,
    today: dt.date,
    revision: int,
) -> Question:
    """Write or change the answer, until it is signed off. Raises Refusal, ChangedMeanwhile.

    An answer must name what it rests on: sources in words, or evidence.
    """
    review = locked(question.review)
    refuse_cancelled(review)
    question = claimed(question, by=by, revision=revision)
    _refuse_signed_off(question)
    question.answer = words_of(answer, field="answer", message="Enter the answer")
    question.sources = sources.strip()
    if not (question.sources or proofs.kept or proofs.upload or proofs.url):
        raise Refusal("Enter what the answer rests on, or give evidence", field="sources")
    question.written_by, question.answered_at = by, timezone.now()
    question.save()
    lists = put_evidence(question, proofs, title=f"{question}: {question.words}", by=by, today=today)
    write_audit(
        by=by,
        deed="answered a question",
        subject=question,
        review=review,
        answer=question.answer,
        lists=lists,
    )
    return question


@transaction.atomic
def sign_off(*, question: Question, by: User, revision: int) -> Question:
    """Sign off the answer as it was seen; from then on it is frozen. Raises Refusal, ChangedMeanwhile.

    Nobody signs off what they wrote, nor what they wrote an earlier wording of.
    """
    review = locked(question.review)
    refuse_cancelled(review)
    question = claimed(question, by=by, revision=revision)
    _refuse_signed_off(question)
    if not question.answer:
        raise Refusal("This question is not answered yet: answer it first")
    if question.written_by_id == by.pk or question.history.filter(written_by=by).exists():
        raise Refusal("You wrote this answer, or a part of it: somebody else must sign it off")
    question.signed_off_by, question.signed_off_at = by, timezone.now()
    question.save()
    write_audit(by=by, deed="signed off an answer", subject=question, review=review, answer=question.answer)
    return question


@transaction.atomic
def reopen_answer(*, question: Question, reason: str, by: User, revision: int) -> Question:
    """Take a sign-off away, with the reason, so that the answer can be changed. Raises Refusal, ChangedMeanwhile."""
    review = locked(question.review)
    because = words_of(reason, field="reason", message="Enter why the answer must be changed")
    question = claimed(question, by=by, revision=revision)
    if question.signed_off_at is None:
        raise Refusal("This answer is not signed off: change it as it is")
    before = {
        "signed_off_by": str(question.signed_off_by),
        "signed_off_at": question.signed_off_at.isoformat(),
    }
    question.signed_off_by = question.signed_off_at = None
    question._change_reason = because[:100]  # type: ignore[attr-defined]
    question.save()
    write_audit(by=by, deed="reopened an answer", subject=question, review=review, reason=because, **before)
    return question


def check_asked(review: Review, asked: Asked, today: dt.date) -> None:
    """Raise Refusal for days that cannot be and for a post of another council."""
    if asked.received_on is not None and asked.received_on > today:
        raise Refusal("The day it was received must be today or earlier", field="received_on")
    if asked.received_on is not None and asked.due_on is not None and asked.due_on < asked.received_on:
        raise Refusal("The answer cannot be due before the question was received", field="due_on")
    post = asked.answered_by
    if post is not None and post.organisation_id != review.notice.council_id:
        raise Refusal("Choose a post of this council", field="answered_by")


def keep(question: Question) -> None:
    """Save it. The database has the last word on whether its number is free."""
    try:
        with transaction.atomic():
            question.save()
    except IntegrityError:
        raise Refusal(
            f"This review already has a question {question.number}: enter another number", field="number"
        ) from None


def _checked(number: int) -> int:
    if not 1 <= number <= LARGEST_NUMBER:
        raise Refusal(f"The number must be between 1 and {LARGEST_NUMBER}", field="number")
    return number


def _next_number(review: Review) -> int:
    highest: int = review.questions.aggregate(highest=Max("number"))["highest"] or 0
    return _checked(highest + 1)


def _refuse_signed_off(question: Question) -> None:
    if question.signed_off_at is not None:
        raise Refusal(
            f"This answer was signed off by {question.signed_off_by} on "
            f"{timezone.localtime(question.signed_off_at):%-d %B %Y} and is frozen. Reopen it first, with the reason."
        )
