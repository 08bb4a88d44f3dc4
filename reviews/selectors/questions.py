"""Answers which questions a review asked, how far their answers are, and what is exported of them."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from accounts.models import PostHolding
from reviews.models import Question, Review
from reviews.question_state import STATE_WORDS, Progress, QuestionState, days_overdue, progress_of, state_of

QUESTION_COLUMNS = (
    "Number", "Question", "Asked by", "Received on", "Due on", "Answered by post", "State", "Answer",
    "What it rests on", "Evidence", "Written by", "Answered on", "Signed off by", "Signed off on",
    "Source of the plan",
)  # fmt: skip


@dataclass(frozen=True)
class QuestionLine:
    """A question with where it stands on the day, and who holds the post that answers it."""

    question: Question
    state: QuestionState
    days_overdue: int
    holders: tuple[str, ...]

    @property
    def state_words(self) -> str:
        return STATE_WORDS[self.state]


def questions_of(review: Review, today: dt.date) -> list[QuestionLine]:
    """Return the questions of a review by number, in a constant number of queries."""
    return [_line(each, today) for each in with_people(review.questions.all(), today).order_by("number")]


def question_line(question: Question, today: dt.date) -> QuestionLine:
    """Return where one question stands."""
    return _line(with_people(Question.objects.filter(pk=question.pk), today).get(), today)


def question_progress(review: Review, today: dt.date) -> Progress:
    """Return how far the answers of a review are, without reading them."""
    rows = review.questions.order_by().values_list("answer", "signed_off_at", "due_on")
    states = [
        (state_of(answer=answer, is_signed_off=signed_at is not None), _owed_on(review, due_on))
        for answer, signed_at, due_on in rows
    ]
    return progress_of((state, days_overdue(state, due_on, today)) for state, due_on in states)


def progress_of_lines(lines: Iterable[QuestionLine]) -> Progress:
    """Return how far the answers are, of lines that were read already."""
    return progress_of((each.state, each.days_overdue) for each in lines)


def with_people(questions: QuerySet[Question], today: dt.date) -> QuerySet[Question]:
    """Let each question bring what its page shows: post and holders, writer, who signed, evidence and source."""
    holdings = PostHolding.objects.on(today).select_related("person")
    return questions.select_related(
        "review__notice__council", "answered_by", "written_by", "signed_off_by", "source"
    ).prefetch_related(
        "evidence", Prefetch("answered_by__holdings", queryset=holdings, to_attr="holdings_today")
    )


def _line(question: Question, today: dt.date) -> QuestionLine:
    state = state_of(answer=question.answer, is_signed_off=question.signed_off_at is not None)
    holdings: list[PostHolding] = getattr(question.answered_by, "holdings_today", [])
    return QuestionLine(
        question=question,
        state=state,
        days_overdue=days_overdue(state, _owed_on(question.review, question.due_on), today),
        holders=tuple(str(each.person) for each in holdings),
    )


def _owed_on(review: Review, due_on: dt.date | None) -> dt.date | None:
    """The day by which an answer is owed: none once the review was cancelled."""
    return None if review.cancelled_on is not None else due_on


def question_rows(lines: Iterable[QuestionLine]) -> Iterator[list[Any]]:
    """Yield one row for each question, in the order of `QUESTION_COLUMNS`."""
    for each in lines:
        question = each.question
        yield [
            question.number,
            question.words,
            question.asked_by,
            question.received_on,
            question.due_on,
            str(question.answered_by or ""),
            each.state_words + (f", overdue by {each.days_overdue} days" if each.days_overdue else ""),
            question.answer,
            question.sources,
            "; ".join(piece.title for piece in question.evidence.all()),
            str(question.written_by or ""),
            _day(question.answered_at),
            str(question.signed_off_by or ""),
            _day(question.signed_off_at),
            question.source.reference if question.source else "",
        ]


def _day(moment: dt.datetime | None) -> dt.date | None:
    return None if moment is None else timezone.localdate(moment)
