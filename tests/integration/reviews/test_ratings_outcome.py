"""Areas as a review rates them, its outcome with what follows for the notice, and the comparison with before."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Organisation, User
from core.models import AuditEntry
from notices.models import Area, Notice
from reviews.models import AreaRating, Kind, Review
from reviews.selectors.findings import comparison_of, review_before
from reviews.selectors.outcome import newest_outcome, outcomes_recorded
from tests.factories import AreaFactory, NoticeFactory
from tests.factories_plan import PlanFactory, ReviewFactory
from tests.factories_reviews import AreaRatingFactory, FindingFactory
from tests.factories_sources import SourceFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
D = dt.date
TODAY = D(2026, 11, 22)
RATED = {"rating": "limited", "words": "Early signs only."}
TOLD = {
    "outcome": "The pace is too slow in two areas.", "outcome_on": "1 August 2026", "consequence": "continues",
}  # fmt: skip


@pytest.fixture
def notice(council: Organisation) -> Notice:
    return NoticeFactory(council=council)


@pytest.fixture
def review(notice: Notice) -> Review:
    return ReviewFactory(notice=notice, planned_on=D(2026, 7, 14), held_on=D(2026, 7, 14))


@pytest.fixture
def area(notice: Notice) -> Area:
    return AreaFactory(notice=notice, letter="b", title="Assessment")


def page_of(review: Review, deed: str = "outcome/") -> str:
    return f"/councils/fernshire/reviews/{review.pk}/{deed}"


def seen(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def refused(client: Client, address: str, sent: dict[str, Any], words: str) -> None:
    answer = client.post(address, sent)
    assert answer.status_code == 200
    assert words in answer.content.decode().replace("&#x27;", "'")


# Ratings


def test_an_area_is_rated_once_and_the_rating_changed(
    review: Review, area: Area, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    rate = page_of(review, f"areas/{area.pk}/rate/")
    assert client.post(rate, RATED).status_code == 302
    rated = AreaRating.objects.get()
    assert (rated.area, rated.rating, rated.words, rated.recorded_by) == (
        area, "limited", "Early signs only.", improver,
    )  # fmt: skip
    refused(client, rate, RATED, "This area is rated already: limited progress")
    change = page_of(review, f"ratings/{rated.pk}/change/")
    sent = {"rating": "secure", "words": "Held for two months.", "revision": "1"}
    assert client.post(change, sent).status_code == 302
    assert "Imogen Prowse changed this" in client.post(change, {**sent, "rating": "strong"}).content.decode()
    shown = seen(client, page_of(review))
    assert "Secure progress" in shown
    assert "Held for two months." in shown
    assert client.post(page_of(review, f"ratings/{rated.pk}/remove/"), {}).status_code == 302
    assert not AreaRating.objects.exists()
    deeds = set(AuditEntry.objects.values_list("action", flat=True))
    assert deeds == {"rated an area", "changed the rating of an area", "removed the rating of an area"}


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({**RATED, "rating": ""}, "Choose how the area is rated"),
        ({**RATED, "rating": "good"}, "Choose how the area is rated from the list"),
        ({**RATED, "words": " "}, "Enter the reviewers’ reason, in their words"),
        ({**RATED, "words": "\0"}, "holds a character that cannot be kept"),
    ],
)
def test_what_is_no_rating_says_why(
    sent: dict[str, str], words: str, review: Review, area: Area, improver: User, client_for: ClientFor
) -> None:
    refused(client_for(improver), page_of(review, f"areas/{area.pk}/rate/"), sent, words)
    assert not AreaRating.objects.exists()


def test_a_review_that_was_not_held_rates_nothing(
    review: Review, area: Area, improver: User, client_for: ClientFor
) -> None:
    Review.objects.update(held_on=None)
    words = "Record first that the review was held"
    refused(client_for(improver), page_of(review, f"areas/{area.pk}/rate/"), RATED, words)


def test_the_advisers_ratings_are_his(
    review: Review, area: Area, improver: User, adviser: User, client_for: ClientFor
) -> None:
    his = AreaRatingFactory(review=review, area=area, recorded_by=adviser)
    for deed in ("change/", "remove/"):
        address = page_of(review, f"ratings/{his.pk}/{deed}")
        assert client_for(improver).get(address).status_code == 403
        assert client_for(improver).post(address, {**RATED, "revision": "1"}).status_code == 403
        assert client_for(adviser).get(address).status_code == 200
    assert "Change<" not in seen(client_for(improver), page_of(review))
    assert "Change<" in seen(client_for(adviser), page_of(review))


# The outcome


def test_the_outcome_is_recorded_and_what_was_there_before_stays(
    review: Review, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    record = page_of(review, "outcome/record/")
    assert client.post(record, {**TOLD, "revision": "1"}).status_code == 302
    review.refresh_from_db()
    assert (review.outcome, review.outcome_on, review.consequence, review.outcome_by) == (
        TOLD["outcome"], D(2026, 8, 1), "continues", improver,
    )  # fmt: skip
    changed = {
        **TOLD, "consequence": "varied", "consequence_words": "The Department varies clause 4 by October.",
        "revision": "2",
    }  # fmt: skip
    assert client.post(record, changed).status_code == 302
    assert [each.consequence for each in outcomes_recorded(review)] == [
        "The notice is to be varied", "The notice continues as it is",
    ]  # fmt: skip
    shown = seen(client, page_of(review))
    assert "The Department varies clause 4 by October." in shown
    assert "What was recorded before" in shown
    deeds = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert deeds == ["recorded the outcome", "changed the outcome"]


def test_of_two_who_record_it_at_once_the_second_sees_the_difference(
    review: Review, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    record = page_of(review, "outcome/record/")
    client.post(record, {**TOLD, "revision": "1"})
    shown = client.post(record, {**TOLD, "outcome": "Something else", "revision": "1"}).content.decode()
    assert "Imogen Prowse changed this" in shown
    review.refresh_from_db()
    assert review.outcome == TOLD["outcome"]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"outcome": " "}, "Enter the outcome"),
        ({"outcome": "\0"}, "holds a character that cannot be kept"),
        ({"outcome_on": ""}, "Enter the day the outcome was told"),
        ({"outcome_on": "23 November 2026"}, "The day the outcome was told must be today or earlier"),
        ({"outcome_on": "13 July 2026"}, "cannot be told before the review was held, on 14 July 2026"),
        ({"consequence": ""}, "Choose what follows for the notice"),
        ({"consequence": "war"}, "Choose what follows for the notice from the list"),
        ({"consequence": "lift"}, "Enter what is done about it, by whom and by when"),
        ({"consequence": "escalate"}, "Enter what is done about it, by whom and by when"),
        ({"consequence": "varied"}, "Enter what is done about it, by whom and by when"),
    ],
)
def test_what_is_no_outcome_says_why(
    sent: dict[str, str], words: str, review: Review, improver: User, client_for: ClientFor
) -> None:
    asked = {**TOLD, "revision": "1", **sent}
    refused(client_for(improver), page_of(review, "outcome/record/"), asked, words)
    review.refresh_from_db()
    assert review.outcome_on is None


def test_only_a_review_that_was_held_has_an_outcome(
    review: Review, improver: User, client_for: ClientFor
) -> None:
    Review.objects.update(held_on=None)
    client = client_for(improver)
    refused(
        client,
        page_of(review, "outcome/record/"),
        {**TOLD, "revision": "1"},
        "Record first that the review was held",
    )
    assert "The outcome is recorded once the review was held" in seen(client, page_of(review))


@pytest.mark.parametrize(
    ("consequence", "leads_to"),
    [
        ("continues", "notices/{notice}/"),
        ("varied", "notices/{notice}/"),
        ("lift", "notices/{notice}/status/"),
        ("escalate", "notices/{notice}/status/"),
        ("none", "notices/{notice}/"),
    ],
)
def test_what_follows_leads_to_where_it_is_acted_on(
    consequence: str, leads_to: str, review: Review, improver: User, client_for: ClientFor
) -> None:
    Review.objects.update(
        outcome="So it is.",
        outcome_on=D(2026, 8, 1),
        consequence=consequence,
        consequence_words="By the team.",
    )
    address = f"/councils/fernshire/{leads_to.format(notice=review.notice_id)}"
    client = client_for(improver)
    assert f'href="{address}"' in seen(client, page_of(review))
    assert client.get(address).status_code == 200


def test_the_newest_outcome_is_the_one_told_last_by_the_day(council: Organisation, review: Review) -> None:
    Review.objects.update(outcome="Slow.", outcome_on=D(2026, 8, 1), consequence="continues")
    later = ReviewFactory(
        notice=review.notice, planned_on=D(2026, 10, 1), held_on=D(2026, 10, 1), outcome="Better.",
        outcome_on=D(2026, 10, 20), consequence="lift",
    )  # fmt: skip
    ReviewFactory(held_on=D(2026, 11, 1), outcome="Elsewhere.", outcome_on=D(2026, 11, 2), consequence="none")
    assert newest_outcome(council, D(2026, 7, 31)) is None
    assert newest_outcome(council, D(2026, 8, 1)) == review
    assert newest_outcome(council, D(2026, 10, 19)) == review
    assert newest_outcome(council, TODAY) == later


# The comparison


def test_ratings_and_findings_are_set_beside_the_review_before(
    review: Review, area: Area, notice: Notice, improver: User, client_for: ClientFor
) -> None:
    first = ReviewFactory(notice=notice, planned_on=D(2026, 3, 3), held_on=D(2026, 3, 3))
    silent = ReviewFactory(
        notice=notice, kind=Kind.STOCKTAKE, planned_on=D(2026, 5, 5), held_on=D(2026, 5, 5)
    )
    other = AreaFactory(notice=notice, letter="c", title="Supervision")
    unrated = AreaFactory(notice=notice, letter="d", title="Leadership")
    AreaRatingFactory(review=first, area=area, rating="none")
    AreaRatingFactory(review=first, area=other, rating="secure")
    AreaRatingFactory(review=review, area=area, rating="limited")
    AreaRatingFactory(review=review, area=other, rating="limited")
    source = SourceFactory(plan=PlanFactory(notice=notice), received_on=D(2026, 3, 10))
    FindingFactory(review=first, reference="F1", words="Visits are late", source=source)
    assert review_before(silent) == first
    found = comparison_of(review, TODAY)
    assert found is not None
    assert found.before == first
    assert {line.area: line.movement.value for line in found.areas} == {
        area: "Better", other: "Worse", unrated: "Never rated",
    }  # fmt: skip
    assert found.movements == [("Better", 1), ("Worse", 1), ("Never rated", 1)]
    assert [line.state for line in found.findings] == ["unanswered"]
    shown = seen(client_for(improver), page_of(review, "compare/"))
    for words in ("3 March 2026", "Better: 1", "Visits are late", "Unanswered"):
        assert words in shown, words
    assert "No review was held before this one" in seen(client_for(improver), page_of(first, "compare/"))


def test_many_areas_take_as_many_queries_as_few(
    review: Review,
    notice: Notice,
    improver: User,
    client_for: ClientFor,
    queries_of: Callable[[Client, str], int],
) -> None:
    client, first = client_for(improver), ReviewFactory(notice=notice, held_on=D(2026, 3, 3))

    def fill(number: int) -> list[int]:
        for _ in range(number):
            area = AreaFactory(notice=notice)
            AreaRatingFactory(review=review, area=area, recorded_by=improver)
            AreaRatingFactory(review=first, area=area, recorded_by=improver)
        addresses = (page_of(review), page_of(review, "compare/"))
        for address in addresses:
            client.get(address)
        return [queries_of(client, address) for address in addresses]

    assert fill(2) == fill(20)


# Who may do what

READERS = [
    "improver", "owner", "analyst", "chair", "adviser", "department_official", "board_member", "administrator",
]  # fmt: skip


@pytest.mark.parametrize("role", READERS)
def test_everybody_reads_and_few_write(
    role: str, review: Review, area: Area, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(role))
    for deed in ("outcome/", "compare/"):
        assert client.get(page_of(review, deed)).status_code == 200
    expected = 200 if role == "improver" else 403
    assert client.get(page_of(review, "outcome/record/")).status_code == expected
    expected = 200 if role in {"improver", "adviser"} else 403
    assert client.get(page_of(review, f"areas/{area.pk}/rate/")).status_code == expected


def test_another_councils_review_area_and_rating_are_not_there(
    review: Review, area: Area, improver: User, outsider: User, client_for: ClientFor
) -> None:
    rated, elsewhere = AreaRatingFactory(review=review, area=area), AreaRatingFactory()
    other = ReviewFactory(notice=review.notice)
    client = client_for(improver)
    for deed in ("outcome/", "outcome/record/", "compare/", f"areas/{area.pk}/rate/"):
        assert client_for(outsider).get(page_of(review, deed)).status_code == 404
    assert client.get(page_of(review, f"areas/{elsewhere.area.pk}/rate/")).status_code == 404
    for deed in ("change/", "remove/"):
        assert client.get(page_of(review, f"ratings/{elsewhere.pk}/{deed}")).status_code == 404
        assert client.get(page_of(other, f"ratings/{rated.pk}/{deed}")).status_code == 404
