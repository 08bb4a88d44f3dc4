"""Signs of recovery: expected by a review, rated by the council before it and by the reviewers at it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Organisation, User
from reviews.models import Review, SignOfRecovery
from reviews.selectors.signs import signs_of
from reviews.services.planning import cancel_review
from tests.conftest import TODAY
from tests.factories import AreaFactory, NoticeFactory, PostFactory
from tests.factories_reviews import ReviewFactory, SignOfRecoveryFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
NOV_17 = dt.date(2026, 11, 17)


@pytest.fixture
def review(council: Organisation) -> Review:
    notice = NoticeFactory(council=council, issued_on=dt.date(2026, 5, 1))
    return ReviewFactory(notice=notice, planned_on=dt.date(2026, 12, 17))


@pytest.fixture
def home(review: Review) -> str:
    return f"/councils/fernshire/reviews/{review.pk}/signs/"


@pytest.fixture
def sign(review: Review) -> SignOfRecovery:
    return SignOfRecoveryFactory(review=review, words="Supervision is held every four weeks")


def hold(review: Review) -> None:
    Review.objects.filter(pk=review.pk).update(held_on=NOV_17, planned_on=NOV_17)


def rate(client: Client, home: str, sign: SignOfRecovery, when: str, **changes: Any) -> Any:
    sent = {"level": "emerging", "because": "Two of six teams", "revision": 1, **changes}
    return client.post(f"{home}{sign.pk}/{when}/", sent, follow=True)


class TestExpecting:
    def test_a_sign_is_added_with_whom_it_concerns(
        self, review: Review, home: str, council: Organisation, improver: User, client_for: ClientFor
    ) -> None:
        area, post = AreaFactory(notice=review.notice, letter="c"), PostFactory(organisation=council)
        sent = {
            "words": "Six pilot teams keep their caseloads", "expected_of": "Pilot teams", "area": area.pk,
            "owner_post": post.pk,
        }  # fmt: skip
        page = client_for(improver).post(f"{home}add/", sent, follow=True).content.decode()
        assert "Six pilot teams keep their caseloads" in page
        assert "Expected of: Pilot teams" in page
        assert post.title in page

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"words": " "}, "Enter what is expected to be seen"),
            ({"area": "99999"}, "from the list"),
            ({"expected_of": "x" * 201}, "200 characters or fewer"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, changes: dict[str, str], message: str, home: str, improver: User, client_for: ClientFor
    ) -> None:
        answer = client_for(improver).post(f"{home}add/", {"words": "Seen", **changes})
        assert message in answer.content.decode()
        assert not SignOfRecovery.objects.exists()

    def test_it_is_worded_anew_and_of_two_the_second_is_told(
        self, sign: SignOfRecovery, home: str, improver: User, client_for: ClientFor
    ) -> None:
        client, address = client_for(improver), f"{home}{sign.pk}/edit/"
        client.post(address, {"words": "Theirs", "revision": 1})
        assert "Compare both" in client.post(address, {"words": "Mine", "revision": 1}).content.decode()
        sign.refresh_from_db()
        assert sign.words == "Theirs"

    def test_what_was_rated_stays(
        self, sign: SignOfRecovery, home: str, improver: User, client_for: ClientFor
    ) -> None:
        client = client_for(improver)
        rate(client, home, sign, "before")
        assert "was rated, so it stays" in client.post(f"{home}{sign.pk}/remove/").content.decode()
        other = SignOfRecoveryFactory(review=sign.review)
        client.post(f"{home}{other.pk}/remove/")
        assert list(SignOfRecovery.objects.all()) == [sign]

    def test_once_the_review_was_held_nothing_more_is_expected(
        self, review: Review, home: str, improver: User, client_for: ClientFor
    ) -> None:
        hold(review)
        answer = client_for(improver).post(f"{home}add/", {"words": "Late wish"})
        assert "nothing more is expected by it" in answer.content.decode()


class TestRating:
    def test_both_ratings_stand_side_by_side_with_the_change(
        self,
        review: Review,
        sign: SignOfRecovery,
        home: str,
        improver: User,
        adviser: User,
        client_for: ClientFor,
    ) -> None:
        rate(client_for(improver), home, sign, "before")
        hold(review)
        answer = rate(
            client_for(adviser), home, sign, "at-the-review", level="seen", because="All six", revision=2
        )
        page = answer.content.decode()
        assert "Up: Emerging → Seen" in page
        for words in ("Two of six teams", "All six", "Imogen Prowse", "Adam Visick"):
            assert words in page
        sign.refresh_from_db()
        assert (sign.before_by, sign.before_on) == (improver, TODAY)
        assert (sign.at_review_by, sign.at_review_on) == (adviser, TODAY)
        assert signs_of(review).words == "1 of 1 rated before the review, 1 at it"

    def test_before_and_at_have_their_time(
        self, review: Review, sign: SignOfRecovery, home: str, improver: User, client_for: ClientFor
    ) -> None:
        client = client_for(improver)
        too_early = rate(client, home, sign, "at-the-review").content.decode()
        assert "Record first that the review was held" in too_early
        hold(review)
        assert "stays as it was" in rate(client, home, sign, "before").content.decode()
        sign.refresh_from_db()
        assert (sign.rated_before, sign.rated_at_review) == ("", "")

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"level": ""}, "Choose how far it is to be seen"),
            ({"level": "perfect"}, "from the list"),
            ({"because": ""}, "Enter what shows it"),
            ({"revision": 8}, "changed this while you were editing"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, changes: dict[str, Any], message: str, sign: SignOfRecovery, home: str, improver: User,
        client_for: ClientFor,
    ) -> None:  # fmt: skip
        answer = rate(client_for(improver), home, sign, "before", **changes)
        assert message in answer.content.decode()
        sign.refresh_from_db()
        assert sign.rated_before == ""

    def test_what_the_adviser_rated_the_council_does_not_write_over(
        self,
        review: Review,
        sign: SignOfRecovery,
        home: str,
        improver: User,
        adviser: User,
        client_for: ClientFor,
    ) -> None:
        hold(review)
        rate(client_for(adviser), home, sign, "at-the-review", level="not_seen", because="None of it")
        answer = rate(client_for(improver), home, sign, "at-the-review", level="embedded", revision=2)
        assert "The council does not change their rating" in answer.content.decode()
        sign.refresh_from_db()
        assert sign.rated_at_review == "not_seen"
        # Nor is it offered what would be refused.
        rates = f"{home}{sign.pk}/at-the-review/"
        assert rates not in client_for(improver).get(home).content.decode()
        assert rates in client_for(adviser).get(home).content.decode()
        answer = rate(client_for(adviser), home, sign, "at-the-review", level="seen", revision=2)
        sign.refresh_from_db()
        assert sign.rated_at_review == "seen"

    def test_for_a_cancelled_review_nothing_is_rated(
        self, review: Review, sign: SignOfRecovery, home: str, improver: User, client_for: ClientFor
    ) -> None:
        cancel_review(review=review, cancelled_on=TODAY, reason="Off", revision=1, by=improver, today=TODAY)
        assert (
            "This review was cancelled" in rate(client_for(improver), home, sign, "before").content.decode()
        )


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("improver", {"add", "edit", "remove", "before", "at-the-review"}), ("adviser", {"at-the-review"}),
        ("owner", set()), ("analyst", set()), ("chair", set()), ("department_official", set()), ("board_member", set()),
    ],
)  # fmt: skip
def test_who_may_do_what(
    role: str, allowed: set[str], sign: SignOfRecovery, home: str, client_for: ClientFor,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    client = client_for(request.getfixturevalue(role))
    assert client.get(home).status_code == 200
    for deed in ("add", "edit", "remove", "before", "at-the-review"):
        address = f"{home}add/" if deed == "add" else f"{home}{sign.pk}/{deed}/"
        expected = 200 if deed in allowed else 403
        assert client.get(address).status_code == expected, deed
        if deed not in allowed:
            assert client.post(address, {}).status_code == 403


def test_another_reviews_sign_and_another_councils_are_not_there(
    home: str, improver: User, outsider: User, client_for: ClientFor
) -> None:
    theirs = SignOfRecoveryFactory()
    assert client_for(improver).get(f"{home}{theirs.pk}/before/").status_code == 404
    assert client_for(outsider).get(home).status_code == 404


def test_many_take_as_many_queries_as_few(
    review: Review, sign: SignOfRecovery, home: str, improver: User, client_for: ClientFor,
    queries_of: Callable[[Client, str], int],
) -> None:  # fmt: skip
    client = client_for(improver)
    client.get(home)
    few = queries_of(client, home)
    SignOfRecoveryFactory.create_batch(8, review=review)
    assert queries_of(client, home) == few
