"""Where a question stands, whether it is overdue, and how far all of them are."""

import datetime as dt

import pytest

from reviews.question_state import Progress, QuestionState, days_overdue, progress_of, state_of

D = dt.date
UNANSWERED, AWAITING, SIGNED_OFF = QuestionState


@pytest.mark.parametrize(
    ("answer", "is_signed_off", "expected"),
    [("", False, UNANSWERED), ("Twelve.", False, AWAITING), ("Twelve.", True, SIGNED_OFF)],
)
def test_state(answer: str, is_signed_off: bool, expected: QuestionState) -> None:
    assert state_of(answer=answer, is_signed_off=is_signed_off) == expected


@pytest.mark.parametrize(
    ("state", "due_on", "expected"),
    [
        (UNANSWERED, D(2026, 11, 20), 2),
        (AWAITING, D(2026, 11, 20), 2),
        (SIGNED_OFF, D(2026, 11, 20), 0),
        (UNANSWERED, D(2026, 11, 22), 0),
        (UNANSWERED, D(2026, 11, 23), 0),
        (UNANSWERED, None, 0),
    ],
)
def test_an_answer_is_owed_until_it_is_signed_off(
    state: QuestionState, due_on: dt.date | None, expected: int
) -> None:
    assert days_overdue(state, due_on, D(2026, 11, 22)) == expected


def test_progress_counts_each_question_once() -> None:
    found = progress_of([(UNANSWERED, 2), (AWAITING, 0), (AWAITING, 1), (SIGNED_OFF, 0)])
    assert found == Progress(unanswered=1, awaiting=2, signed_off=1, overdue=2)
    assert (found.total, found.words) == (4, "1 of 4 signed off")
    assert progress_of([]).words == "No question yet"
