"""Numbered questions: asked, answered by a post, signed off by another person, opened again, listed and exported."""

import csv
import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.models import Organisation, Post, User
from core.models import AuditEntry
from improvement_plans.models import Source
from reviews.models import Question, Review
from tests.factories import EvidenceFactory, NoticeFactory, PostFactory, PostHoldingFactory
from tests.factories_plan import PlanFactory, ReviewFactory
from tests.factories_reviews import QuestionFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
D = dt.date
ANSWER = {"answer": "Twelve children, each with a date.", "sources": "Visits report of 20 November 2026"}


@pytest.fixture
def review(council: Organisation) -> Review:
    return ReviewFactory(notice=NoticeFactory(council=council), planned_on=D(2026, 12, 16))


@pytest.fixture
def post(council: Organisation) -> Post:
    return PostFactory(organisation=council, title="Head of Assessment")


@pytest.fixture
def question(review: Review, post: Post) -> Question:
    return QuestionFactory(
        review=review, number=3, words="How many children wait?", answered_by=post, due_on=D(2026, 11, 20)
    )


@pytest.fixture
def answered(question: Question, improver: User) -> Question:
    question.answer, question.sources, question.written_by = "Twelve.", "Visits report", improver
    question.save()
    return question


def page_of(review: Review, deed: str = "") -> str:
    return f"/councils/fernshire/reviews/{review.pk}/questions/{deed}"


def of(question: Question, deed: str = "") -> str:
    return page_of(question.review, f"{question.pk}/{deed}")


def seen(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def refused(client: Client, address: str, sent: dict[str, Any], words: str) -> None:
    answer = client.post(address, sent)
    assert answer.status_code == 200
    assert words in answer.content.decode().replace("&#x27;", "'")


# Asking


def test_the_team_adds_a_question_under_the_next_number(
    question: Question, post: Post, improver: User, client_for: ClientFor
) -> None:
    sent = {
        "words": "What did children say?", "asked_by": "The Department", "received_on": "3 November 2026",
        "due_on": "1 December 2026", "answered_by": post.pk,
    }  # fmt: skip
    client = client_for(improver)
    answer = client.post(page_of(question.review, "add/"), sent, follow=True)
    assert "Question 4 is added." in answer.content.decode()
    added = Question.objects.get(number=4)
    assert (added.words, added.asked_by, added.received_on, added.due_on, added.answered_by) == (
        "What did children say?", "The Department", D(2026, 11, 3), D(2026, 12, 1), post,
    )  # fmt: skip
    entry = AuditEntry.objects.get(action="added a question")
    assert (entry.actor_name, entry.scope, entry.subject_key) == ("Imogen Prowse", "fernshire", str(added.pk))


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"words": ""}, "Enter the question, in its exact words"),
        ({"words": "   "}, "Enter the question, in its exact words"),
        ({"words": "Why?", "number": "3"}, "This review already has a question 3: enter another number"),
        ({"words": "Why?", "number": "0"}, "Number must be 1 or more"),
        ({"words": "Why?", "number": "1000"}, "Number must be 999 or less"),
        ({"words": "Why?", "number": "9" * 30}, "Number must be 999 or less"),
        ({"words": "Why?\0"}, "holds a character that cannot be kept"),
        ({"words": "Why?", "received_on": "23 November 2026"}, "must be today or earlier"),
        ({"words": "Why?", "received_on": "3 November 2026", "due_on": "2 November 2026"},
         "The answer cannot be due before the question was received"),
        ({"words": "Why?", "due_on": "31 November 2026"}, "must be a real date"),
        ({"words": "Why?", "answered_by": "999999"}, "Choose the post that answers from the list"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_says_why(
    sent: dict[str, str], words: str, question: Question, improver: User, client_for: ClientFor
) -> None:
    refused(client_for(improver), page_of(question.review, "add/"), sent, words)
    assert Question.objects.count() == 1


def test_a_post_of_another_council_is_none_to_choose(
    review: Review, other_council: Organisation, improver: User, client_for: ClientFor
) -> None:
    foreign = PostFactory(organisation=other_council)
    refused(
        client_for(improver),
        page_of(review, "add/"),
        {"words": "Why?", "answered_by": foreign.pk},
        "from the list",
    )
    assert not Question.objects.exists()


def test_nothing_is_asked_for_a_cancelled_review(
    review: Review, improver: User, client_for: ClientFor
) -> None:
    Review.objects.update(cancelled_on=D(2026, 11, 20), cancelled_because="Postponed by the Department")
    refused(
        client_for(improver), page_of(review, "add/"), {"words": "Why?"}, "was cancelled on 20 November 2026"
    )
    assert not Question.objects.exists()


def test_a_question_is_edited_and_of_two_the_second_sees_the_difference(
    question: Question, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    sent = {"number": "7", "words": "How many children wait for a visit?", "revision": "1"}
    assert client.post(of(question, "edit/"), sent).status_code == 302
    question.refresh_from_db()
    assert (question.number, question.words, question.revision) == (
        7,
        "How many children wait for a visit?",
        2,
    )
    conflict = client.post(of(question, "edit/"), {**sent, "words": "How long?"}).content.decode()
    assert "Imogen Prowse changed this" in conflict
    assert "How many children wait for a visit?" in conflict
    assert (
        client.post(of(question, "edit/"), {**sent, "words": "How long?", "revision": "2"}).status_code == 302
    )


def test_a_question_entered_by_mistake_goes_and_an_answered_one_stays(
    question: Question, improver: User, client_for: ClientFor
) -> None:
    client, mistake = client_for(improver), QuestionFactory(review=question.review, number=4)
    client.post(of(mistake, "remove/"), {})
    assert not Question.objects.filter(number=4).exists()
    Question.objects.update(answer="Twelve.")
    refused(client, of(question, "remove/"), {}, "This question was answered and stays")
    assert Question.objects.count() == 1


# Answering and signing off


def test_the_holder_of_the_post_answers_with_sources_and_evidence(
    question: Question, post: Post, owner: User, council: Organisation, client_for: ClientFor
) -> None:
    PostHoldingFactory(post=post, person=owner)
    piece = EvidenceFactory(council=council, title="Visits report")
    client = client_for(owner)
    sent = {**ANSWER, "evidence": piece.pk, "revision": "1"}
    assert client.post(of(question, "answer/"), sent).status_code == 302
    question.refresh_from_db()
    assert (question.answer, question.sources) == (ANSWER["answer"], ANSWER["sources"])
    assert (question.written_by, list(question.evidence.all())) == (owner, [piece])
    assert question.answered_at is not None
    assert "Awaiting sign-off" in seen(client, of(question))
    # Once more, with a link instead of what was there.
    again = {**ANSWER, "url": "https://intranet.example/visits", "revision": "2"}
    assert client.post(of(question, "answer/"), again).status_code == 302
    assert [each.title for each in question.evidence.all()] == ["Question 3: How many children wait?"]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({**ANSWER, "answer": ""}, "Enter the answer"),
        ({**ANSWER, "sources": ""}, "Enter what the answer rests on, or give evidence"),
        ({**ANSWER, "url": "no address"}, "must be a web address"),
        ({**ANSWER, "evidence": "999999"}, "from the list"),
    ],
)
def test_an_answer_that_is_none_says_why(
    sent: dict[str, str], words: str, question: Question, improver: User, client_for: ClientFor
) -> None:
    refused(client_for(improver), of(question, "answer/"), {**sent, "revision": "1"}, words)
    question.refresh_from_db()
    assert (question.answer, question.revision) == ("", 1)


def test_whoever_does_not_hold_the_post_does_not_answer(
    question: Question, owner: User, analyst: User, client_for: ClientFor
) -> None:
    for person in (owner, analyst):
        assert client_for(person).get(of(question, "answer/")).status_code == 403
        sent = {**ANSWER, "revision": "1"}
        assert client_for(person).post(of(question, "answer/"), sent).status_code == 403


def test_another_person_signs_off_what_they_read(
    answered: Question, chair: User, client_for: ClientFor
) -> None:
    client = client_for(chair)
    assert "Sign off this answer" in seen(client, of(answered))
    answer = client.post(of(answered, "sign-off/"), {"revision": "1"}, follow=True).content.decode()
    assert "The answer is signed off and frozen" in answer
    answered.refresh_from_db()
    assert answered.signed_off_by == chair
    assert AuditEntry.objects.get(action="signed off an answer").detail == {"answer": "Twelve."}


def test_nobody_signs_off_what_they_wrote_nor_an_earlier_wording_of_it(
    answered: Question, improver: User, chair: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    assert "somebody else signs it off" in seen(client, of(answered))
    told = client.post(of(answered, "sign-off/"), {"revision": "1"}, follow=True).content.decode()
    assert "You wrote this answer" in told
    # The chair words it anew: the first writer still wrote a part of it.
    answered.written_by, answered.answer = chair, "Twelve, in three teams."
    answered.save()
    told = client.post(of(answered, "sign-off/"), {"revision": "1"}, follow=True).content.decode()
    assert "You wrote this answer" in told
    answered.refresh_from_db()
    assert answered.signed_off_at is None


def test_what_was_changed_after_it_was_read_is_not_signed_off(
    answered: Question, chair: User, client_for: ClientFor
) -> None:
    Question.objects.update(revision=2)
    told = client_for(chair).post(of(answered, "sign-off/"), {"revision": "1"}, follow=True)
    assert "The answer was changed after you had opened it" in told.content.decode()
    for revision in ("", "x", "-1"):
        told = client_for(chair).post(of(answered, "sign-off/"), {"revision": revision}, follow=True)
        assert "Read the answer again" in told.content.decode()
    answered.refresh_from_db()
    assert answered.signed_off_at is None


def test_an_unanswered_question_has_nothing_to_sign_off(
    question: Question, chair: User, client_for: ClientFor
) -> None:
    told = client_for(chair).post(of(question, "sign-off/"), {"revision": "1"}, follow=True)
    assert "This question is not answered yet" in told.content.decode()


def test_a_signed_off_answer_is_frozen_until_it_is_opened_with_a_reason(
    answered: Question, improver: User, chair: User, client_for: ClientFor
) -> None:
    team, leader = client_for(improver), client_for(chair)
    leader.post(of(answered, "sign-off/"), {"revision": "1"})
    frozen = "is frozen. Reopen it first"
    refused(team, of(answered, "answer/"), {**ANSWER, "revision": "2"}, frozen)
    refused(team, of(answered, "edit/"), {"number": "3", "words": "Why?", "revision": "2"}, frozen)
    told = leader.post(of(answered, "sign-off/"), {"revision": "2"}, follow=True).content.decode()
    assert frozen in told
    refused(
        leader,
        of(answered, "reopen/"),
        {"reason": "", "revision": "2"},
        "Enter why the answer must be changed",
    )
    reason = "The figure counts a child twice."
    assert leader.post(of(answered, "reopen/"), {"reason": reason, "revision": "2"}).status_code == 302
    answered.refresh_from_db()
    assert (answered.signed_off_at, answered.signed_off_by, answered.answer) == (None, None, "Twelve.")
    entry = AuditEntry.objects.get(action="reopened an answer")
    assert (entry.detail["reason"], entry.detail["signed_off_by"]) == (reason, "Cheryl Harrow")
    assert reason in seen(team, of(answered))
    assert team.post(of(answered, "answer/"), {**ANSWER, "revision": "3"}).status_code == 302
    refused(leader, of(answered, "reopen/"), {"reason": "Again", "revision": "4"}, "is not signed off")


# A source of the plan


def test_a_question_becomes_a_source_of_the_plan_once(
    question: Question, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    sent = {
        "origin": "department_letter",
        "document": "Letter of 3 November",
        "received_on": "3 November 2026",
    }
    refused(client, of(question, "source/"), sent, "There is no improvement plan under this notice yet")
    PlanFactory(notice=question.review.notice)
    refused(client, of(question, "source/"), {**sent, "origin": "inspection"}, "from the list")
    assert client.post(of(question, "source/"), sent).status_code == 302
    source = Source.objects.get()
    assert (source.reference, source.kind, source.origin, source.words) == (
        "PR 2026-12 Q3", "question", "department_letter", "How many children wait?",
    )  # fmt: skip
    question.refresh_from_db()
    assert question.source == source
    assert "PR 2026-12 Q3" in seen(client, of(question))
    refused(client, of(question, "source/"), sent, "is a source of the plan already: PR 2026-12 Q3")
    refused(client, of(question, "remove/"), {}, "is a source of the plan and stays")
    assert Source.objects.count() == 1


# The list


@pytest.fixture
def four(review: Review, post: Post, improver: User, chair: User) -> Review:
    """One in each state, and one that is overdue."""
    QuestionFactory(review=review, number=1, words="Why late?", due_on=D(2026, 11, 19))
    QuestionFactory(review=review, number=2, words="Who visits?", answer="Teams", answered_by=post)
    moment = dt.datetime(2026, 11, 10, 9, tzinfo=dt.UTC)
    QuestionFactory(
        review=review, number=3, words="When?", answer="In May", due_on=D(2026, 11, 1), written_by=improver,
        signed_off_by=chair, signed_off_at=moment,
    )  # fmt: skip
    QuestionFactory(review=review, number=10, words="=1+1", due_on=D(2026, 12, 1))
    return review


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [1, 2, 3, 10]),
        ("state=unanswered", [1, 10]),
        ("state=awaiting", [2]),
        ("state=signed_off", [3]),
        ("state=overdue", [1]),
        ("words=who", [2]),
        ("words=may", [3]),
        ("words=nothing+of+it", []),
        ("state=wrong", [1, 2, 3, 10]),
        ("post=999999", [1, 2, 3, 10]),
        ("words=%00", [1, 2, 3, 10]),
    ],
)
def test_filters_narrow_list_exports_and_print_alike(
    query: str, numbers: list[int], four: Review, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    shown, printed = (
        seen(client, f"{page_of(four)}?{query}"),
        seen(client, f"{page_of(four, 'print/')}?{query}"),
    )
    base = page_of(four).rstrip("/")
    rows = list(csv.reader(io.StringIO(client.get(f"{base}.csv?{query}").content.decode("utf-8-sig"))))
    book = load_workbook(io.BytesIO(client.get(f"{base}.xlsx?{query}").content))
    assert [int(row[0]) for row in rows[1:]] == numbers
    assert [row[0] for row in book.active.iter_rows(min_row=2, values_only=True)] == numbers
    for number in (1, 2, 3, 10):
        assert (f">Question {number}</a>" in shown) == (number in numbers)
        assert (f">Question {number}</h2>" in printed) == (number in numbers)


def test_the_list_counts_and_says_how_far_the_answers_are(
    four: Review, improver: User, client_for: ClientFor
) -> None:
    shown = seen(client_for(improver), page_of(four))
    assert "1 of 4 signed off" in shown
    assert "Overdue by 3 days" in shown
    for state, number in {"unanswered": 2, "awaiting": 1, "signed_off": 1, "overdue": 1}.items():
        opened = f'>{number}</span><a class="govuk-link app-count__words" href="?state={state}"'
        assert opened in shown, state


def test_an_export_never_runs_as_a_formula_and_names_who_signed(
    four: Review, improver: User, client_for: ClientFor
) -> None:
    base = page_of(four).rstrip("/")
    text = client_for(improver).get(f"{base}.csv").content.decode("utf-8-sig")
    rows = {row["Number"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows["10"]["Question"] == "'=1+1"
    assert (rows["3"]["Signed off by"], rows["3"]["Signed off on"]) == ("Cheryl Harrow", "2026-11-10")
    assert rows["1"]["State"] == "Unanswered, overdue by 3 days"


def test_an_empty_list_says_what_to_do(
    review: Review, improver: User, board_member: User, client_for: ClientFor
) -> None:
    assert "Paste those of a letter" in seen(client_for(improver), page_of(review))
    assert "The improvement team enters them" in seen(client_for(board_member), page_of(review))
    assert "There is no question to print" in seen(client_for(improver), page_of(review, "print/"))


def test_sixty_questions_take_as_many_queries_as_fifteen(
    review: Review, improver: User, client_for: ClientFor, queries_of: Callable[[Client, str], int]
) -> None:
    client = client_for(improver)

    def fill(numbers: range) -> list[int]:
        for number in numbers:
            post = PostFactory(organisation=review.notice.council)
            PostHoldingFactory(post=post, person=improver)
            question = QuestionFactory(review=review, number=number, answered_by=post, answer="So it is.")
            question.evidence.add(EvidenceFactory(council=review.notice.council))
        addresses = (page_of(review), page_of(review, "print/"), page_of(review).rstrip("/") + ".csv")
        for address in addresses:
            client.get(address)
        return [queries_of(client, address) for address in addresses]

    assert fill(range(1, 16)) == fill(range(16, 61))


# Who may do what

READERS = [
    "improver", "owner", "analyst", "chair", "adviser", "department_official", "board_member", "administrator",
]  # fmt: skip
WRITERS = {
    "add/": {"improver"},
    "paste/": {"improver"},
    "{pk}/edit/": {"improver"},
    "{pk}/remove/": {"improver"},
    "{pk}/source/": {"improver"},
    "{pk}/answer/": {"improver"},
    "{pk}/reopen/": {"improver", "chair"},
}


@pytest.mark.parametrize("role", READERS)
def test_everybody_reads_and_few_write(
    role: str, question: Question, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(role))
    base = page_of(question.review)
    for address in (base, of(question), f"{base}print/", f"{base.rstrip('/')}.csv"):
        assert client.get(address).status_code == 200, address
    for deed, roles in WRITERS.items():
        expected = 200 if role in roles else 403
        assert client.get(base + deed.format(pk=question.pk)).status_code == expected, deed
    expected = 302 if role in {"improver", "chair"} else 403
    assert client.post(of(question, "sign-off/"), {"revision": "1"}).status_code == expected


def test_another_councils_review_and_another_reviews_question_are_not_there(
    question: Question, improver: User, outsider: User, client_for: ClientFor
) -> None:
    elsewhere = QuestionFactory()
    other = ReviewFactory(notice=question.review.notice)
    client = client_for(improver)
    for deed in ("", "edit/", "remove/", "source/", "answer/", "reopen/"):
        assert client_for(outsider).get(of(question, deed)).status_code == 404
        assert client.get(of(elsewhere, deed)).status_code == 404
        assert client.get(page_of(other, f"{question.pk}/{deed}")).status_code == 404
    assert client.post(page_of(other, f"{question.pk}/sign-off/"), {"revision": "1"}).status_code == 404
    assert client.get(page_of(elsewhere.review)).status_code == 404
