"""The reviews' page: what was planned, held and submitted as at a day, and whether the notice was met."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Organisation, User
from notices.models import Notice, Obligation
from reviews.models import Finding, Review, SelfAssessment
from reviews.selectors import ReviewState, reviews_as_at
from reviews.services.holding import hold_review
from reviews.services.planning import move_review
from tests.factories import CadenceTermsFactory, ClauseFactory, NoticeFactory, ObligationFactory
from tests.factories_plan import ReviewFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/reviews/"
NOV_22 = dt.date(2026, 11, 22)


@pytest.fixture
def notice(council: Organisation) -> Notice:
    return NoticeFactory(council=council)


def at(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


@pytest.mark.parametrize(
    "role", ["improver", "owner", "analyst", "chair", "adviser", "department_official", "board_member"]
)
def test_everybody_in_the_recovery_reads_it(
    role: str, notice: Notice, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    assert client_for(request.getfixturevalue(role)).get(HOME).status_code == 200


def test_for_an_outsider_it_is_not_there(notice: Notice, outsider: User, client_for: ClientFor) -> None:
    assert client_for(outsider).get(HOME).status_code == 404
    assert client_for(None).get(HOME).status_code == 302


def test_empty_states_say_what_there_is_none_of(
    council: Organisation, improver: User, client_for: ClientFor
) -> None:
    assert "There is no notice yet" in client_for(improver).get(HOME).content.decode()
    NoticeFactory(council=council)
    page = client_for(improver).get(HOME).content.decode()
    assert "No review is planned or recorded" in page
    assert "names no review" in page


def test_each_review_has_its_state_as_at_the_day(notice: Notice) -> None:
    held = ReviewFactory(notice=notice, planned_on=dt.date(2026, 7, 14), held_on=dt.date(2026, 7, 20))
    overdue = ReviewFactory(notice=notice, planned_on=dt.date(2026, 11, 1))
    ahead = ReviewFactory(notice=notice, planned_on=NOV_22)
    states = {line.review: line.state for line in reviews_as_at(notice.council, NOV_22)[0].reviews}
    assert states == {held: ReviewState.HELD, overdue: ReviewState.NOT_HELD, ahead: ReviewState.PLANNED}
    earlier = {
        line.review: line.state for line in reviews_as_at(notice.council, dt.date(2026, 7, 19))[0].reviews
    }
    assert earlier[held] == ReviewState.NOT_HELD


def test_an_own_assessment_counts_from_its_submission(notice: Notice, improver: User) -> None:
    with time_machine.travel(at(dt.date(2026, 5, 4))):
        review, later = ReviewFactory(notice=notice), ReviewFactory(notice=notice, planned_on=NOV_22)
    SelfAssessment.objects.create(review=review, submitted_at=at(dt.date(2026, 7, 10)), submitted_by=improver)
    SelfAssessment.objects.create(review=later)
    council = notice.council
    now = [line.submitted_on for line in reviews_as_at(council, NOV_22)[0].reviews]
    before = [line.submitted_on for line in reviews_as_at(council, dt.date(2026, 7, 9))[0].reviews]
    unknown = [
        line.submitted_on for line in reviews_as_at(council, NOV_22, known_on=dt.date(2026, 7, 9))[0].reviews
    ]
    assert now == [None, dt.date(2026, 7, 10)]
    assert before == unknown == [None, None]


def test_the_page_shows_outcome_findings_and_whose_duty_it_is(
    notice: Notice, improver: User, client_for: ClientFor
) -> None:
    duty = ObligationFactory(
        clause=ClauseFactory(notice=notice, number="8"), kind=Obligation.Kind.REVIEW, owed_by_council=False,
        summary="Review progress",
    )  # fmt: skip
    CadenceTermsFactory(obligation=duty, terms={"type": "at_least_every", "n": 6, "unit": "months"})
    review = ReviewFactory(notice=notice, held_on=dt.date(2026, 7, 15), outcome="Pace too slow in area d")
    Finding.objects.create(review=review, kind=Finding.Kind.STRENGTH, words="Supervision is better")
    page = client_for(improver).get(f"{HOME}?as_at=2026-11-22").content.decode()
    for words in (
        "Held on 15 July 2026",
        "Pace too slow in area d",
        "(1 finding)",
        "Review progress",
        "it is not the council’s to do",
    ):
        assert words in page
    assert "Pace too slow" not in client_for(improver).get(f"{HOME}?as_at=2026-07-14").content.decode()


class TestAsOnRecordThen:
    """A review planned in May for 1 July; on 10 June moved to 20 July; on 22 July recorded as held on the 20th."""

    @pytest.fixture
    def review(self, notice: Notice, improver: User) -> Review:
        with time_machine.travel(at(dt.date(2026, 5, 4))):
            review: Review = ReviewFactory(notice=notice, planned_on=dt.date(2026, 7, 1))
        with time_machine.travel(at(dt.date(2026, 6, 10))):
            move_review(
                review=review, planned_on=dt.date(2026, 7, 20), reason="The adviser is ill", revision=1,
                by=improver, today=dt.date(2026, 6, 10),
            )  # fmt: skip
        with time_machine.travel(at(dt.date(2026, 7, 22))):
            hold_review(
                review=review,
                held_on=dt.date(2026, 7, 20),
                revision=2,
                by=improver,
                today=dt.date(2026, 7, 22),
            )
        return review

    @pytest.mark.parametrize(
        ("as_at", "known_on", "state", "planned_on"),
        [
            ("2026-06-09", "", ReviewState.PLANNED, dt.date(2026, 7, 1)),
            ("2026-06-10", "", ReviewState.PLANNED, dt.date(2026, 7, 20)),
            # Between the old day and the new one it was still to come.
            ("2026-07-05", "", ReviewState.PLANNED, dt.date(2026, 7, 20)),
            # On 5 July somebody who knew nothing since 9 June waited for a record of 1 July.
            ("2026-07-05", "2026-06-09", ReviewState.NOT_HELD, dt.date(2026, 7, 1)),
            ("2026-07-21", "2026-07-21", ReviewState.NOT_HELD, dt.date(2026, 7, 20)),
            ("2026-07-21", "2026-07-22", ReviewState.HELD, dt.date(2026, 7, 20)),
            # Nothing older is known of it than its first record.
            ("2026-05-01", "", ReviewState.PLANNED, dt.date(2026, 7, 1)),
        ],
    )
    def test_it_has_the_day_and_the_state_that_it_then_had(
        self, review: Review, as_at: str, known_on: str, state: ReviewState, planned_on: dt.date,
        client_for: ClientFor, improver: User,
    ) -> None:  # fmt: skip
        page = client_for(improver).get(f"{HOME}?as_at={as_at}&known_on={known_on}")
        (line,) = page.context["found"][0].reviews
        assert (line.state, line.review.planned_on) == (state, planned_on)
        assert f"{planned_on:%-d %B %Y}" in page.content.decode()

    def test_before_it_was_recorded_nobody_knew_of_it(self, notice: Notice, review: Review) -> None:
        later = ReviewFactory(notice=notice, planned_on=dt.date(2026, 12, 17))
        found = reviews_as_at(notice.council, NOV_22, known_on=dt.date(2026, 5, 3))[0]
        assert (found.reviews, found.known, found.next_review) == ((), 0, None)
        known = reviews_as_at(notice.council, NOV_22, known_on=dt.date(2026, 11, 21))[0]
        assert [line.review for line in known.reviews] == [review]
        now = reviews_as_at(notice.council, NOV_22)[0]
        assert [line.review for line in now.reviews] == [later, review]

    def test_its_outcome_is_there_from_the_day_on_which_it_was_told(
        self, notice: Notice, review: Review
    ) -> None:
        told = {"outcome": "Pace too slow", "outcome_on": dt.date(2026, 8, 3), "consequence": "continues"}
        Review.objects.filter(pk=review.pk).update(**told)
        council = notice.council
        assert reviews_as_at(council, dt.date(2026, 8, 3))[0].reviews[0].is_told
        assert not reviews_as_at(council, dt.date(2026, 8, 2))[0].reviews[0].is_told


@pytest.mark.parametrize("query", ["as_at=x", "known_on=31/02/2026", "as_at=2199-01-01"])
def test_a_day_that_cannot_be_read_is_never_an_error_of_ours(
    query: str, notice: Notice, improver: User, client_for: ClientFor
) -> None:
    assert client_for(improver).get(f"{HOME}?{query}").status_code == 200


def test_many_reviews_take_as_many_queries_as_few(
    notice: Notice, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)

    def fill(months: range) -> int:
        for month in months:
            review = ReviewFactory(notice=notice, planned_on=dt.date(2026, month, 9))
            SelfAssessment.objects.create(review=review)
        client.get(HOME)
        with CaptureQueriesContext(connection) as captured:
            client.get(HOME)
            client.get(f"{HOME}?as_at=2026-11-01&known_on=2026-11-20")
        return len(captured)

    assert fill(range(1, 2)) == fill(range(2, 11))
