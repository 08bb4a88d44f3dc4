"""A review recorded as held: the register's record of it, the day it was really held, and the record taken back."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Organisation, User
from core.refusals import Refusal
from evidence.models import Evidence
from notices.models import Discharge, PlannedEvent
from notices.selectors import register_as_at
from reviews.models import Kind, Review
from reviews.selectors.register import not_before, review_in_register
from reviews.services.holding import hold_review, take_back_holding
from reviews.services.planning import ReviewWords, plan_review
from tests.conftest import TODAY
from tests.factories import DischargeFactory, EvidenceFactory
from tests.factories_reviews import (
    FindingFactory,
    ReviewDuties,
    ReviewFactory,
    SignOfRecoveryFactory,
    review_duties,
)

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/reviews/"
KNOWN = {"knowingly": "on"}
# Six months from 1 May 2026 run out on 1 November: a review on the 17th is sixteen days late.
ISSUED, PLANNED, DUE = dt.date(2026, 5, 1), dt.date(2026, 11, 17), dt.date(2026, 11, 1)


@pytest.fixture
def duties(council: Organisation) -> ReviewDuties:
    return review_duties(council, ISSUED)


def planned(duties: ReviewDuties, by: User, kind: str = Kind.PROGRESS) -> Review:
    return plan_review(
        notice=duties.notice,
        kind=kind,
        planned_on=PLANNED,
        words=ReviewWords(),
        by=by,
        today=dt.date(2026, 10, 1),
    )


@pytest.fixture
def review(duties: ReviewDuties, improver: User) -> Review:
    return planned(duties, improver)


def rows(duties: ReviewDuties) -> list[tuple[dt.date, str, dt.date | None]]:
    standing = register_as_at(duties.notice, as_at=TODAY).standing_of(duties.progress)
    return [(row.due_on, row.outcome.value, row.discharged_on) for row in standing.occurrences]


def test_held_on_its_day_discharges_the_duty_for_its_event(
    review: Review, duties: ReviewDuties, improver: User
) -> None:
    held = hold_review(review=review, held_on=PLANNED, revision=1, by=improver, today=TODAY)
    discharge = Discharge.objects.get()
    assert (discharge.obligation, discharge.effective_on, discharge.for_event) == (
        duties.progress, PLANNED, held.planned_event,
    )  # fmt: skip
    assert rows(duties)[0] == (DUE, "met_late", PLANNED)


def test_held_on_another_day_the_diary_follows(review: Review, duties: ReviewDuties, improver: User) -> None:
    day = dt.date(2026, 11, 20)
    held = hold_review(review=review, held_on=day, revision=1, by=improver, today=TODAY)
    old, new = PlannedEvent.objects.order_by("planned_on")
    assert old.cancelled_reason == "Held on 20 November 2026 instead"
    assert (new.planned_on, held.planned_event) == (day, new)
    assert held.planned_on == PLANNED


def test_one_that_does_not_count_leaves_the_register_as_it_is(duties: ReviewDuties, improver: User) -> None:
    stocktake = planned(duties, improver, Kind.STOCKTAKE)
    hold_review(review=stocktake, held_on=PLANNED, revision=1, by=improver, today=TODAY)
    assert not Discharge.objects.exists()
    assert rows(duties) == [(DUE, "overdue", None)]


def test_one_that_counts_and_was_never_in_the_diary_is_recorded_all_the_same(
    duties: ReviewDuties, improver: User
) -> None:
    review = ReviewFactory(notice=duties.notice, planned_on=PLANNED)
    held = hold_review(review=review, held_on=PLANNED, revision=1, by=improver, today=TODAY)
    assert held.planned_event is not None
    assert rows(duties)[0] == (DUE, "met_late", PLANNED)


def test_what_the_register_refuses_leaves_nothing_behind(
    review: Review, duties: ReviewDuties, improver: User
) -> None:
    DischargeFactory(obligation=duties.progress, effective_on=PLANNED, for_event=review.planned_event)
    with pytest.raises(
        Refusal, match="because the register refuses it: This was already recorded"
    ) as refused:
        hold_review(review=review, held_on=PLANNED, revision=1, by=improver, today=TODAY)
    assert refused.value.field == "held_on"
    assert refused.value.link is not None
    review.refresh_from_db()
    assert review.held_on is None


def test_a_record_keyed_in_error_is_taken_back_and_the_review_planned_again(
    review: Review, duties: ReviewDuties, improver: User
) -> None:
    held = hold_review(review=review, held_on=dt.date(2026, 11, 20), revision=1, by=improver, today=TODAY)
    back = take_back_holding(review=held, reason="It was put off", revision=2, by=improver)
    assert (back.held_on, back.planned_on) == (None, PLANNED)
    assert Discharge.objects.get().withdrawn_reason == "It was put off"
    live = PlannedEvent.objects.get(withdrawn_at=None, cancelled_on=None)
    assert (live.planned_on, back.planned_event) == (PLANNED, live)
    assert rows(duties) == [(DUE, "overdue", None)]


@pytest.mark.parametrize("came_of_it", ["finding", "sign", "nothing"])
def test_only_what_had_no_consequence_yet_is_taken_back(
    came_of_it: str, review: Review, improver: User
) -> None:
    if came_of_it != "nothing":
        review = hold_review(review=review, held_on=PLANNED, revision=1, by=improver, today=TODAY)
    if came_of_it == "finding":
        FindingFactory(review=review)
    if came_of_it == "sign":
        SignOfRecoveryFactory(
            review=review, rated_at_review="seen", at_review_because="Seen", at_review_on=TODAY
        )
    with pytest.raises(Refusal):
        take_back_holding(review=review, reason="Wrong", revision=review.revision, by=improver)


def test_the_day_of_another_review_is_that_ones(
    review: Review, duties: ReviewDuties, improver: User, client_for: ClientFor
) -> None:
    """Two reviews stand in the diary; the first is said to have been held on the second one's day."""
    second = plan_review(
        notice=duties.notice, kind=Kind.PROGRESS, planned_on=dt.date(2026, 11, 19), words=ReviewWords(), by=improver,
        today=TODAY,
    )  # fmt: skip
    sent = {"held_on": "19/11/2026", "revision": 1, **KNOWN}
    page = client_for(improver).post(f"{HOME}{review.pk}/held/", sent).content.decode()
    assert "Another review stands in the register’s diary for 19 November 2026" in page
    assert f'href="{HOME}{second.pk}/"' in page
    review.refresh_from_db()
    assert review.held_on is None
    assert not Discharge.objects.exists()


class TestWhatWouldNotComeBefore:
    """The own assessment was given in time; 10.b on the very day, 10.c after it, and the others not yet."""

    @pytest.fixture
    def given(self, review: Review, duties: ReviewDuties) -> None:
        DischargeFactory(obligation=duties.own_assessment, effective_on=dt.date(2026, 11, 16))
        DischargeFactory(obligation=duties.provisions[1], effective_on=PLANNED)
        DischargeFactory(obligation=duties.provisions[2], effective_on=dt.date(2026, 11, 19))

    def test_the_rows_of_the_register_are_those_that_it_then_has(
        self, given: None, review: Review, duties: ReviewDuties, improver: User
    ) -> None:
        foreseen = not_before(review, held_on=PLANNED, today=TODAY)
        assert [(row.obligation, row.given_on) for row in foreseen] == [
            (duties.provisions[0], None),
            (duties.provisions[1], PLANNED),
            (duties.provisions[2], dt.date(2026, 11, 19)),
            *((each, None) for each in duties.provisions[3:]),
        ]
        held = hold_review(review=review, held_on=PLANNED, revision=1, by=improver, today=TODAY)
        register = review_in_register(held, as_at=TODAY)
        unmet = [key for key, row in register.before.items() if not row.occurrence.outcome.is_met]
        assert [row.obligation.pk for row in foreseen] == unmet

    @pytest.mark.parametrize(
        ("day", "late"),
        [
            (dt.date(2026, 11, 16), {"11", "10.b", "10.c"}),
            (dt.date(2026, 11, 20), set()),
        ],
    )
    def test_another_day_than_that_of_the_diary_has_its_own(
        self, given: None, review: Review, day: dt.date, late: set[str]
    ) -> None:
        foreseen = not_before(review, held_on=day, today=TODAY)
        assert {row.obligation.clause.number for row in foreseen if row.given_on} == late

    def test_what_has_no_row_in_the_register_has_none_here(
        self, duties: ReviewDuties, review: Review, improver: User
    ) -> None:
        stocktake = planned(duties, improver, Kind.STOCKTAKE)
        assert not_before(stocktake, held_on=PLANNED, today=TODAY) == []
        assert not_before(review, held_on=dt.date(2026, 11, 23), today=TODAY) == []
        held = hold_review(review=review, held_on=PLANNED, revision=1, by=improver, today=TODAY)
        assert not_before(held, held_on=PLANNED, today=TODAY) == []

    def test_the_page_says_so_before_and_goes_on_once_it_is_read(
        self, given: None, review: Review, improver: User, client_for: ClientFor
    ) -> None:
        client, address = client_for(improver), f"{HOME}{review.pk}/held/"
        page = " ".join(client.get(address).content.decode().split())
        assert "Held on 17 November 2026, these do not come before it" in page
        assert "is recorded only on 19 November 2026" in page
        assert "is not recorded yet" in page
        assert "Clause 11," not in page
        sent = {"held_on": "16/11/2026", "revision": 1}
        page = " ".join(client.post(address, sent).content.decode().split())
        assert "Held on 16 November 2026, these do not come before it" in page
        assert "Clause 11," in page
        assert page.count("Read what does not come before it, and tick the box to go on") == 2
        review.refresh_from_db()
        assert review.held_on is None
        assert "is recorded as held" in client.post(address, sent | KNOWN, follow=True).content.decode()

    def test_where_everything_came_before_nothing_is_asked(
        self, review: Review, duties: ReviewDuties, improver: User, client_for: ClientFor
    ) -> None:
        for each in (duties.own_assessment, *duties.provisions):
            DischargeFactory(obligation=each, effective_on=dt.date(2026, 11, 13))
        client, address = client_for(improver), f"{HOME}{review.pk}/held/"
        assert "do not come before it" not in client.get(address).content.decode()
        page = client.post(address, {"held_on": "17/11/2026", "revision": 1}, follow=True).content.decode()
        assert "is recorded as held" in page


class TestThroughThePage:
    def test_with_the_letter_that_shows_it(
        self, review: Review, duties: ReviewDuties, improver: User, client_for: ClientFor
    ) -> None:
        client, address = client_for(improver), f"{HOME}{review.pk}/held/"
        page = client.get(address).content.decode()
        assert "Counts for clause 8: the register records that duty as met" in page
        assert 'value="17/11/2026"' in page
        letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.7 the letter")
        answer = client.post(
            address, {"held_on": "17/11/2026", "file": letter, "revision": 1, **KNOWN}, follow=True
        )
        page = answer.content.decode()
        assert "recorded as held" in page
        assert "Met 16 days late" in page
        assert [piece.kind for piece in Discharge.objects.get().evidence.all()] == [Evidence.Kind.AUDIT]

    def test_evidence_that_is_kept_already(
        self, review: Review, council: Organisation, improver: User, client_for: ClientFor
    ) -> None:
        piece = EvidenceFactory(council=council)
        sent = {"held_on": "17/11/2026", "evidence": piece.pk, "revision": 1, **KNOWN}
        client_for(improver).post(f"{HOME}{review.pk}/held/", sent)
        assert list(Discharge.objects.get().evidence.all()) == [piece]

    def test_one_that_does_not_count_asks_for_no_evidence(
        self, duties: ReviewDuties, improver: User, client_for: ClientFor
    ) -> None:
        stocktake = planned(duties, improver, Kind.STOCKTAKE)
        page = client_for(improver).get(f"{HOME}{stocktake.pk}/held/").content.decode()
        assert "the register stays as it is" in page
        assert 'name="evidence"' not in page

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"held_on": ""}, "Enter the date it was held"),
            ({"held_on": "23/11/2026"}, "must be today or earlier"),
            ({"held_on": "30/04/2026"}, "must lie within the time of the notice"),
            ({"revision": "7"}, "changed this while you were editing"),
            ({"url": "nowhere"}, "web address"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, changes: dict[str, str], message: str, review: Review, improver: User, client_for: ClientFor
    ) -> None:
        sent = {"held_on": "17/11/2026", "revision": "1", **KNOWN, **changes}
        answer = client_for(improver).post(f"{HOME}{review.pk}/held/", sent)
        assert answer.status_code == 200
        assert message in answer.content.decode()
        review.refresh_from_db()
        assert review.held_on is None
        assert not Discharge.objects.exists()

    def test_another_councils_evidence_is_not_offered(
        self, review: Review, improver: User, client_for: ClientFor
    ) -> None:
        sent = {"held_on": "17/11/2026", "evidence": EvidenceFactory().pk, "revision": 1, **KNOWN}
        assert client_for(improver).post(f"{HOME}{review.pk}/held/", sent).status_code == 200
        assert not Discharge.objects.exists()

    def test_twice_is_refused_and_taken_back_it_is_planned_again(
        self, review: Review, improver: User, client_for: ClientFor
    ) -> None:
        client = client_for(improver)
        client.post(f"{HOME}{review.pk}/held/", {"held_on": "17/11/2026", "revision": 1, **KNOWN})
        again = client.post(f"{HOME}{review.pk}/held/", {"held_on": "17/11/2026", "revision": 2})
        assert "recorded as held on 17 November 2026" in again.content.decode()
        assert "It was not held" in client.get(f"{HOME}{review.pk}/").content.decode()
        address = f"{HOME}{review.pk}/not-held/"
        assert "Enter why the record is wrong" in client.post(address, {"revision": 2}).content.decode()
        page = client.post(address, {"reason": "Put off", "revision": 2}, follow=True).content.decode()
        assert "the review is planned again" in page
        assert "not recorded as held" in page
