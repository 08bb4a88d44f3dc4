"""The page of one review as a whole, and the list with its filters: who opens them, and what they cost."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Organisation, User
from reviews.models import Kind, Review
from reviews.selectors import ReviewState, review_hub, reviews_as_at
from reviews.services.planning import ReviewWords, cancel_review, plan_review
from tests.conftest import TODAY
from tests.factories import NoticeFactory
from tests.factories_reviews import (
    FindingFactory,
    InformationRequestFactory,
    PreparationFactory,
    QuestionFactory,
    ReviewDuties,
    ReviewFactory,
    SignOfRecoveryFactory,
    review_duties,
)

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/reviews/"
ISSUED, DEC_17 = dt.date(2026, 7, 1), dt.date(2026, 12, 17)
PAGES = ("", "preparation/", "information/", "assessment/", "signs/")


@pytest.fixture
def duties(council: Organisation) -> ReviewDuties:
    return review_duties(council, ISSUED)


def planned(duties: ReviewDuties, by: User, **changes: Any) -> Review:
    asked = {"kind": Kind.PROGRESS, "planned_on": DEC_17, "words": ReviewWords(), **changes}
    return plan_review(notice=duties.notice, by=by, today=TODAY, **asked)


@pytest.fixture
def review(duties: ReviewDuties, improver: User) -> Review:
    return planned(duties, improver)


@pytest.mark.parametrize(
    "role", ["improver", "owner", "analyst", "chair", "adviser", "department_official", "board_member"]
)
def test_everybody_in_the_recovery_reads_every_page(
    role: str, review: Review, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(role))
    for page in PAGES:
        assert client.get(f"{HOME}{review.pk}/{page}").status_code == 200, page
    assert client.get(f"{HOME}what-counts/").status_code == 200
    may_keep = role == "improver"
    assert ("Record that it was held" in client.get(f"{HOME}{review.pk}/").content.decode()) is may_keep
    assert ("Plan a review" in client.get(HOME).content.decode()) is may_keep
    assert (client.get(f"{HOME}plan/").status_code == 200) is may_keep


def test_for_others_no_page_is_there(
    review: Review, outsider: User, partner: User, improver: User, client_for: ClientFor
) -> None:
    theirs = ReviewFactory()
    for page in PAGES:
        assert client_for(outsider).get(f"{HOME}{review.pk}/{page}").status_code == 404
        assert client_for(partner).get(f"{HOME}{review.pk}/{page}").status_code == 403
        assert client_for(None).get(f"{HOME}{review.pk}/{page}").status_code == 302
        assert client_for(improver).get(f"{HOME}{theirs.pk}/{page}").status_code == 404
        assert client_for(improver).get(f"{HOME}{10**25}/{page}").status_code == 404


@pytest.mark.parametrize(
    ("planned_on", "held_on", "cancelled_on", "words"),
    [
        (DEC_17, None, None, "In 25 days, on 17 December 2026"),
        (dt.date(2026, 11, 23), None, None, "In 1 day, on 23 November 2026"),
        (TODAY, None, None, "Planned for today"),
        (
            dt.date(2026, 11, 21), None, None,
            "It was planned for 21 November 2026, 1 day ago, and is not recorded as held",
        ),
        (dt.date(2026, 11, 10), dt.date(2026, 11, 10), None, "Held on 10 November 2026"),
        (
            dt.date(2026, 11, 10), dt.date(2026, 11, 12), None,
            "Held on 12 November 2026, planned for 10 November 2026",
        ),
        (DEC_17, None, TODAY, "Cancelled on 22 November 2026"),
    ],
)  # fmt: skip
def test_it_says_how_far_off_the_review_is(
    planned_on: dt.date,
    held_on: dt.date | None,
    cancelled_on: dt.date | None,
    words: str,
    duties: ReviewDuties,
) -> None:
    review = ReviewFactory(
        notice=duties.notice, planned_on=planned_on, held_on=held_on, cancelled_on=cancelled_on,
        cancelled_because="Off" if cancelled_on else "",
    )  # fmt: skip
    assert review_hub(review, today=TODAY).countdown == words


def test_of_one_that_was_cancelled_nothing_is_overdue(
    duties: ReviewDuties, improver: User, client_for: ClientFor
) -> None:
    day = dt.date(2026, 11, 2)
    review = ReviewFactory(
        notice=duties.notice, planned_on=dt.date(2026, 11, 10), cancelled_on=day, cancelled_because="Off"
    )
    PreparationFactory(review=review, due_on=day)
    InformationRequestFactory(review=review, due_on=day)
    QuestionFactory(review=review, due_on=day)
    client, home = client_for(improver), f"{HOME}{review.pk}/"
    page = client.get(home).content.decode()
    assert "0 of 1 done" in page
    assert "overdue" not in page
    for address in ("preparation/", "information/"):
        assert 'govuk-tag--grey">Cancelled<' in client.get(f"{home}{address}").content.decode()
    assert client.get(f"{home}questions/?state=overdue").context["page"].paginator.count == 0


def test_a_review_planned_past_its_date_is_marked(
    duties: ReviewDuties, improver: User, client_for: ClientFor
) -> None:
    review = planned(duties, improver, planned_on=dt.date(2027, 1, 14))
    page = client_for(improver).get(f"{HOME}{review.pk}/").content.decode()
    assert "by <strong>1 January 2027</strong>" in page
    assert "Planned too late" in page


def test_much_takes_as_many_queries_as_little(
    review: Review, improver: User, client_for: ClientFor, queries_of: Callable[[Client, str], int]
) -> None:
    client, address = client_for(improver), f"{HOME}{review.pk}/"
    for made in (SignOfRecoveryFactory, QuestionFactory, FindingFactory):
        made(review=review)
    client.get(address)
    few = queries_of(client, address)
    for made in (
        PreparationFactory,
        InformationRequestFactory,
        SignOfRecoveryFactory,
        QuestionFactory,
        FindingFactory,
    ):
        made.create_batch(6, review=review)
    assert queries_of(client, address) == few


class TestList:
    @pytest.fixture
    def some(self, duties: ReviewDuties, improver: User) -> dict[str, Review]:
        """One to come, one cancelled, one held last year under an earlier notice's time, one overdue."""
        cancelled = planned(duties, improver, kind=Kind.PEER, planned_on=dt.date(2026, 12, 1))
        cancel_review(
            review=cancelled, cancelled_on=TODAY, reason="Ill", revision=1, by=improver, today=TODAY
        )
        notice = duties.notice
        return {
            "next": planned(duties, improver),
            "later": planned(duties, improver, kind=Kind.AUDIT, planned_on=dt.date(2027, 2, 2)),
            "cancelled": cancelled,
            "held": ReviewFactory(
                notice=notice,
                kind=Kind.STOCKTAKE,
                planned_on=dt.date(2026, 9, 1),
                held_on=dt.date(2026, 9, 2),
            ),
            "overdue": ReviewFactory(notice=notice, kind=Kind.PEER, planned_on=dt.date(2026, 10, 1)),
        }

    def test_the_next_comes_first_and_the_rest_by_years(
        self, some: dict[str, Review], council: Organisation
    ) -> None:
        found = reviews_as_at(council, TODAY)[0]
        assert found.next_review is not None
        assert found.next_review.review == some["next"]
        years = [(year, [line.review for line in lines]) for year, lines in found.years]
        assert years == [
            (2027, [some["later"]]),
            (2026, [some["next"], some["cancelled"], some["overdue"], some["held"]]),
        ]

    @pytest.mark.parametrize(
        ("query", "shown"),
        [
            ("", {"next", "later", "cancelled", "held", "overdue"}),
            ("kind=peer", {"cancelled", "overdue"}),
            ("state=planned", {"next", "later"}),
            ("state=cancelled", {"cancelled"}),
            ("state=held&kind=peer", set()),
            ("state=not_held", {"overdue"}),
            ("state=rubbish", {"next", "later", "cancelled", "held", "overdue"}),
        ],
    )
    def test_filters_stand_in_the_address(
        self, query: str, shown: set[str], some: dict[str, Review], adviser: User, client_for: ClientFor
    ) -> None:
        answer = client_for(adviser).get(f"{HOME}?{query}")
        (each,) = answer.context["found"]
        assert {line.review for line in each.reviews} == {some[name] for name in shown}
        assert ("No review is like that" in answer.content.decode()) is not bool(shown)
        assert "Next:" in answer.content.decode()

    def test_before_it_was_cancelled_it_was_planned(
        self, some: dict[str, Review], council: Organisation
    ) -> None:
        earlier = {
            line.review: line.state for line in reviews_as_at(council, dt.date(2026, 11, 21))[0].reviews
        }
        assert earlier[some["cancelled"]] == ReviewState.PLANNED

    def test_an_earlier_notice_keeps_its_own_reviews(
        self, some: dict[str, Review], council: Organisation, improver: User, client_for: ClientFor
    ) -> None:
        old = NoticeFactory(council=council, issued_on=dt.date(2024, 1, 1))
        ReviewFactory(notice=old, planned_on=dt.date(2024, 6, 1), held_on=dt.date(2024, 6, 1))
        found = reviews_as_at(council, TODAY)
        assert [len(each.reviews) for each in found] == [5, 1]
        assert client_for(improver).get(f"{HOME}plan/?notice={old.pk}").status_code == 200
