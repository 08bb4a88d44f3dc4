"""What reviews ask of people in the message of the day, each thing to whoever holds its post."""

import datetime as dt

import pytest

from improvement_plans.council_day import CouncilDay
from notices.models import Obligation, Party
from reviews.daily_notes import review_notes
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    NoticeFactory,
    ObligationFactory,
    PlannedEventFactory,
    PostFactory,
    PostHoldingFactory,
)
from tests.factories_plan import ReviewFactory
from tests.factories_reviews import InformationRequestFactory, PreparationFactory, QuestionFactory

pytestmark = pytest.mark.django_db
DUE = dt.date(2026, 12, 4)
SOON, FAR = dt.date(2026, 11, 29), dt.date(2026, 11, 28)


@pytest.fixture
def post(council, owner):
    found = PostFactory(organisation=council)
    PostHoldingFactory(post=found, person=owner)
    return found


@pytest.fixture
def review(council):
    return ReviewFactory(
        notice=NoticeFactory(council=council),
        planned_event=None,
        planned_on=dt.date(2026, 12, 11),
        held_on=None,
    )


def noted(council, day):
    return sorted(
        (person.name.split()[0], note.step, note.words)
        for person, note in review_notes(CouncilDay(council, day))
    )


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (
            lambda review, post: PreparationFactory(
                review=review, owner_post=post, due_on=DUE, what="Book rooms"
            ),
            "Book rooms",
        ),
        (
            lambda review, post: InformationRequestFactory(
                review=review, owner_post=post, due_on=DUE, what="Ten case files"
            ),
            "Give: Ten case files",
        ),
        (
            lambda review, post: QuestionFactory(review=review, answered_by=post, due_on=DUE, number=3),
            "Answer question 3",
        ),
    ],
)
def test_five_days_ahead_it_is_said_to_whoever_holds_the_post(council, review, post, improver, make, words):
    make(review, post)
    assert noted(council, FAR) == []
    assert noted(council, SOON) == [("Owen", "soon", words)]
    post.holdings.all().delete()
    assert noted(council, DUE + dt.timedelta(days=1)) == [("Imogen", "late", words)]


@pytest.mark.parametrize(
    "ended",
    [
        {"held_on": dt.date(2026, 11, 20)},
        {"cancelled_on": dt.date(2026, 11, 20), "cancelled_because": "Put off"},
    ],
)
def test_of_a_review_that_is_over_nothing_is_asked(council, review, post, ended):
    PreparationFactory(review=review, owner_post=post, due_on=DUE)
    InformationRequestFactory(review=review, owner_post=post, due_on=DUE)
    type(review).objects.filter(pk=review.pk).update(**ended)
    assert noted(council, SOON) == []


def test_a_review_that_falls_due_and_is_in_no_diary_is_asked_for_two_months_ahead(council, improver):
    duty = ObligationFactory(
        clause=ClauseFactory(notice=NoticeFactory(council=council), number="8"), kind=Obligation.Kind.REVIEW,
        owed_by_council=False, duty_holder=Party.ADVISER_AND_DEPARTMENT, summary="Review progress",
    )  # fmt: skip
    CadenceTermsFactory(obligation=duty, terms={"type": "at_least_every", "n": 6, "unit": "months"})
    # The notice is of 16 January: the review is due by 16 July.
    words = "No review is in the diary: plan it"
    assert noted(council, dt.date(2026, 5, 16)) == []
    assert noted(council, dt.date(2026, 5, 17)) == [("Imogen", "soon", words)]
    PlannedEventFactory(obligation=duty, planned_on=dt.date(2026, 7, 8))
    assert noted(council, dt.date(2026, 5, 17)) == []
