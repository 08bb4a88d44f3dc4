"""Pasting the numbered questions of a letter: looked at as they are read, then added, all of them or none."""

import datetime as dt
import html
import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Organisation, User
from core.models import AuditEntry
from reviews.models import Question, Review
from tests.factories import NoticeFactory, PostFactory
from tests.factories_plan import ReviewFactory
from tests.factories_reviews import QuestionFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
LETTER = """Dear Director,

1. How many children
have waited?
(2) Who signs off
1. assessments
2. plans
Q4 What did children say?

Yours sincerely
"""


@pytest.fixture
def review(council: Organisation) -> Review:
    return ReviewFactory(notice=NoticeFactory(council=council), planned_on=dt.date(2026, 12, 16))


def address(review: Review) -> str:
    return f"/councils/fernshire/reviews/{review.pk}/questions/paste/"


def mark_in(page: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def test_a_letter_is_shown_as_read_and_then_added(
    review: Review, improver: User, client_for: ClientFor
) -> None:
    post = PostFactory(organisation=review.notice.council)
    client = client_for(improver)
    sent = {
        "letter": LETTER,
        "asked_by": "The Department",
        "due_on": "1 December 2026",
        "answered_by": post.pk,
    }
    shown = html.unescape(client.post(address(review), sent).content.decode())
    assert Question.objects.count() == 0
    for words in (
        "What was read: 3 questions", "How many children have waited?", "Add these 3 questions", "Dear Director,",
        "Yours sincerely", "After question 2 comes question 4: is one left out?",
        "A line with the number 1 is kept as part of question 2.",
    ):  # fmt: skip
        assert words in shown, words
    answer = client.post(address(review), {**sent, "seen": mark_in(shown)}, follow=True)
    assert "3 questions added." in answer.content.decode()
    kept = [(each.number, each.words, each.asked_by, each.answered_by) for each in Question.objects.all()]
    assert kept == [
        (1, "How many children have waited?", "The Department", post),
        (2, "Who signs off\n\n1. assessments\n\n2. plans", "The Department", post),
        (4, "What did children say?", "The Department", post),
    ]
    assert AuditEntry.objects.filter(action="added a question", scope="fernshire").count() == 3
    assert Question.history.filter(history_user=improver).count() == 3


def test_a_letter_that_was_changed_after_it_was_looked_at_is_looked_at_again(
    review: Review, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    seen = mark_in(client.post(address(review), {"letter": "1. Why?"}).content.decode())
    again = client.post(address(review), {"letter": "1. Why?\n2. When?", "seen": seen}).content.decode()
    assert "What was read: 2 questions" in again
    assert Question.objects.count() == 0
    client.post(address(review), {"letter": "1. Why?\n2. When?", "seen": mark_in(again)})
    assert Question.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"letter": ""}, "Enter the numbered questions"),
        ({"letter": "No number here"}, "No numbered question was found"),
        ({"letter": "1.\n2. Why?"}, "Question 1 has no words"),
        ({"letter": "1. Why?\0"}, "holds a character that cannot be kept"),
        ({"letter": "1. Why?", "seen": "x" * 65}, "must be 64 characters or fewer"),
        ({"letter": "1. Why?", "received_on": "soon"}, "must be a real date"),
    ],
)
def test_what_cannot_be_read_says_why(
    sent: dict[str, str], words: str, review: Review, improver: User, client_for: ClientFor
) -> None:
    answer = client_for(improver).post(address(review), sent)
    assert answer.status_code == 200
    assert words in html.unescape(answer.content.decode())


def test_numbers_that_are_taken_are_named_and_nothing_is_added(
    review: Review, improver: User, client_for: ClientFor
) -> None:
    QuestionFactory(review=review, number=2)
    client = client_for(improver)
    sent = {"letter": "1. Why?\n2. When?"}
    seen = mark_in(client.post(address(review), sent).content.decode())
    answer = client.post(address(review), {**sent, "seen": seen}).content.decode()
    assert "This review already has question 2:" in answer
    assert Question.objects.count() == 1


def test_a_list_that_was_added_before_is_named_by_its_runs_of_numbers(
    review: Review, improver: User, client_for: ClientFor
) -> None:
    for number in (1, 2, 3, 5, 7, 8):
        QuestionFactory(review=review, number=number)
    client = client_for(improver)
    sent = {"letter": "\n".join(f"{number}. Why?" for number in range(1, 9))}
    seen = mark_in(client.post(address(review), sent).content.decode())
    answer = client.post(address(review), {**sent, "seen": seen}).content.decode()
    assert "This review already has questions 1 to 3, 5, 7 and 8:" in answer
