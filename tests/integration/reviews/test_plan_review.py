"""A review planned, worded anew, moved and cancelled: its entry in the register's diary, and what must be ready."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Organisation, Post, User
from core.models import AuditEntry
from notices.models import Notice, Obligation, PlannedEvent
from reviews.models import Kind, Preparation, Review
from reviews.services.planning import ReviewWords, cancel_review, move_review, plan_review
from reviews.services.preparing import edit_preparation, record_done
from tests.conftest import TODAY
from tests.factories import AreaFactory, CouncilFactory, NoticeFactory, PlannedEventFactory, PostFactory
from tests.factories_reviews import ReviewDuties, ReviewFactory, review_duties

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/reviews/"
# The notice of 1 July 2026 asks for a review by 1 January 2027; Thursday 17 December is in time.
ISSUED, DEC_17 = dt.date(2026, 7, 1), dt.date(2026, 12, 17)


@pytest.fixture
def duties(council: Organisation) -> ReviewDuties:
    return review_duties(council, ISSUED)


@pytest.fixture
def lead(council: Organisation) -> Post:
    return PostFactory(organisation=council, title="Head of Improvement")


@pytest.fixture
def review(duties: ReviewDuties, lead: Post, improver: User) -> Review:
    return plan_review(
        notice=duties.notice, kind=Kind.PROGRESS, planned_on=DEC_17, words=ReviewWords(scope="All of it"), by=improver,
        today=TODAY, prepared_by=lead,
    )  # fmt: skip


def live(duty: Obligation) -> list[dt.date]:
    return [event.planned_on for event in duty.planned_events.filter(withdrawn_at=None, cancelled_on=None)]


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "progress",
        "planned_on": "17/12/2026",
        "scope": "All of it",
        "led_by": "adviser",
        **changes,
    }


class TestPlanning:
    def test_one_that_counts_enters_the_diary_with_its_preparation(
        self, review: Review, duties: ReviewDuties, lead: Post
    ) -> None:
        assert live(duties.progress) == [DEC_17]
        assert review.planned_event is not None
        tasks = review.preparations.order_by("due_on")
        assert tasks.count() == 11
        assert {task.owner_post for task in tasks} == {lead}
        # Five working days before Thursday 17 December is Thursday 10 December.
        assert tasks.get(done_by_itself="assessment_submitted").due_on == dt.date(2026, 12, 10)
        # Twenty before would have been 19 November: planned on Sunday 22nd, it is due on the Monday.
        assert tasks.get(days_before=20).due_on == dt.date(2026, 11, 23)

    def test_what_the_notice_names_is_on_the_checklist(self, review: Review, lead: Post) -> None:
        lines = review.information_requests.order_by("pk")
        assert [(line.clause.number, line.kind) for line in lines if line.clause] == [
            ("10.a", "other"), ("10.b", "other"), ("10.c", "other"), ("10.d", "other"),
        ]  # fmt: skip
        assert {line.due_on for line in lines} == {dt.date(2026, 12, 3)}
        assert {line.owner_post for line in lines} == {lead}

    def test_one_that_does_not_count_leaves_the_diary_alone(
        self, duties: ReviewDuties, improver: User
    ) -> None:
        review = plan_review(
            notice=duties.notice, kind=Kind.AUDIT, planned_on=DEC_17, words=ReviewWords(), by=improver, today=TODAY
        )  # fmt: skip
        assert review.planned_event is None
        assert live(duties.progress) == []
        assert review.preparations.count() == 3

    def test_one_of_the_past_has_nothing_to_get_ready(self, duties: ReviewDuties, improver: User) -> None:
        review = plan_review(
            notice=duties.notice, kind=Kind.PROGRESS, planned_on=dt.date(2026, 9, 1), words=ReviewWords(), by=improver,
            today=TODAY,
        )  # fmt: skip
        assert not review.preparations.exists()
        assert not review.information_requests.exists()

    def test_an_entry_of_the_diary_without_a_review_is_taken_up(
        self, duties: ReviewDuties, improver: User
    ) -> None:
        event = PlannedEventFactory(obligation=duties.progress, planned_on=DEC_17)
        review = plan_review(
            notice=duties.notice, kind=Kind.PROGRESS, planned_on=DEC_17, words=ReviewWords(), by=improver, today=TODAY
        )  # fmt: skip
        assert review.planned_event == event
        assert PlannedEvent.objects.count() == 1

    def test_through_the_page(
        self, duties: ReviewDuties, lead: Post, improver: User, client_for: ClientFor
    ) -> None:
        area, authority = AreaFactory(notice=duties.notice), CouncilFactory(name="Westmere Council")
        client = client_for(improver)
        page = client.get(f"{HOME}plan/").content.decode()
        assert "Counts for clause 8" in page
        assert "Does not count" in page
        sent = typed(areas=[area.pk], conducted_by=authority.pk, prepared_by=lead.pk, reviewers="Two heads")
        answer = client.post(f"{HOME}plan/", sent, follow=True)
        review = Review.objects.get()
        assert answer.redirect_chain == [(f"{HOME}{review.pk}/", 302)]
        page = answer.content.decode()
        for words in (
            "The review is planned", "In 25 days, on 17 December 2026", "Counts for clause 8", "Westmere Council",
            "0 of 11 done", "0 of 4 given", "asks for the next review by <strong>1 January 2027</strong>",
            "16 December 2026",
        ):  # fmt: skip
            assert words in page, words
        assert list(review.areas.all()) == [area]
        assert review.changed_by == improver

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"kind": ""}, "Choose the kind of review"),
            ({"kind": "picnic"}, "Choose the kind of review from the list"),
            ({"planned_on": ""}, "Enter the date of the review"),
            ({"planned_on": "31/02/2027"}, "must be a real date"),
            (
                {"planned_on": "30/06/2026"},
                "must be on or after 1 July 2026, when the notice came into force",
            ),
            ({"planned_on": "31/12/2099"}, "31 December 2099 is more than three years ahead"),
            ({"led_by": "nobody"}, "from the list"),
            ({"conducted_by": "99999999999999999999"}, "from the list"),
            ({"scope": "x\x00"}, "holds a character that cannot be kept"),
        ],
    )
    def test_what_cannot_be_is_refused_beside_its_field(
        self,
        changes: dict[str, str],
        message: str,
        duties: ReviewDuties,
        improver: User,
        client_for: ClientFor,
    ) -> None:
        answer = client_for(improver).post(f"{HOME}plan/", typed(**changes))
        assert answer.status_code == 200
        assert message in answer.content.decode()
        assert not Review.objects.exists()
        assert not PlannedEvent.objects.exists()

    def test_a_day_past_the_end_of_the_notice_is_refused(
        self, council: Organisation, improver: User, client_for: ClientFor
    ) -> None:
        NoticeFactory(
            council=council, issued_on=ISSUED, status=Notice.Status.LIFTED, ended_on=dt.date(2026, 12, 1),
            ended_recorded_at=dt.datetime(2026, 11, 20, tzinfo=dt.UTC),
        )  # fmt: skip
        answer = client_for(improver).post(f"{HOME}plan/", typed())
        assert "must be before 1 December 2026, when the notice ended" in answer.content.decode()

    def test_twice_for_one_day_is_the_button_pressed_twice(
        self, review: Review, improver: User, client_for: ClientFor
    ) -> None:
        page = client_for(improver).post(f"{HOME}plan/", typed()).content.decode()
        assert "A review of this kind is planned for 17 December 2026 already" in page
        assert f'href="{HOME}{review.pk}/"' in page
        assert Review.objects.count() == 1

    def test_a_council_that_runs_its_own_recovery_here_is_not_offered(
        self, duties: ReviewDuties, other_council: Organisation, improver: User, client_for: ClientFor
    ) -> None:
        NoticeFactory(council=other_council)
        client = client_for(improver)
        assert "Marlow Vale" not in client.get(f"{HOME}plan/").content.decode()
        answer = client.post(f"{HOME}plan/", typed(conducted_by=other_council.pk))
        assert answer.status_code == 200
        assert not Review.objects.exists()

    def test_foreign_areas_and_posts_are_not_offered(
        self, duties: ReviewDuties, improver: User, client_for: ClientFor
    ) -> None:
        for changes in ({"areas": [AreaFactory().pk]}, {"prepared_by": PostFactory().pk}):
            AreaFactory(notice=duties.notice)
            assert client_for(improver).post(f"{HOME}plan/", typed(**changes)).status_code == 200
            assert not Review.objects.exists()

    def test_without_a_notice_there_is_nothing_to_plan_under(
        self, council: Organisation, improver: User, client_for: ClientFor
    ) -> None:
        assert client_for(improver).get(f"{HOME}plan/").status_code == 404


class TestEditing:
    def test_what_it_looks_at_is_worded_anew(
        self, review: Review, improver: User, client_for: ClientFor
    ) -> None:
        client, address = client_for(improver), f"{HOME}{review.pk}/edit/"
        assert "All of it" in client.get(address).content.decode()
        client.post(address, {"scope": "Help and protection", "led_by": "Department", "revision": 1})
        review.refresh_from_db()
        assert (review.scope, review.led_by, review.revision) == ("Help and protection", "Department", 2)

    def test_the_second_of_two_is_shown_the_difference(
        self, review: Review, improver: User, client_for: ClientFor
    ) -> None:
        client, address = client_for(improver), f"{HOME}{review.pk}/edit/"
        client.post(address, {"scope": "Theirs", "led_by": "", "revision": 1})
        page = client.post(address, {"scope": "Mine", "led_by": "", "revision": 1}).content.decode()
        assert "Compare both versions" in page
        assert "Theirs" in page
        review.refresh_from_db()
        assert review.scope == "Theirs"

    def test_a_cancelled_one_stays_as_it_was(
        self, review: Review, improver: User, client_for: ClientFor
    ) -> None:
        cancel_review(
            review=review, cancelled_on=TODAY, reason="Called off", revision=1, by=improver, today=TODAY
        )
        page = client_for(improver).post(
            f"{HOME}{review.pk}/edit/", {"scope": "x", "led_by": "", "revision": 2}
        )
        assert "This review was cancelled on 22 November 2026" in page.content.decode()


class TestMoving:
    def test_its_entry_gives_way_to_another_and_what_must_be_ready_moves_along(
        self, review: Review, duties: ReviewDuties, improver: User
    ) -> None:
        by_hand = review.preparations.get(what__startswith="Rooms")
        edit_preparation(
            preparation=by_hand, what=by_hand.what, owner_post=None, due_on=dt.date(2026, 12, 1), days_before=3,
            revision=1, by=improver, today=TODAY,
        )  # fmt: skip
        done = review.preparations.get(what__startswith="Tell staff")
        record_done(preparation=done, done_on=TODAY, note="", by=improver, today=TODAY)
        move_review(
            review=review, planned_on=dt.date(2026, 12, 10), reason="The adviser is ill", revision=1, by=improver,
            today=TODAY,
        )  # fmt: skip
        review.refresh_from_db()
        assert (review.planned_on, live(duties.progress)) == (dt.date(2026, 12, 10), [dt.date(2026, 12, 10)])
        old = PlannedEvent.objects.get(planned_on=DEC_17)
        assert (old.cancelled_on, old.cancelled_reason) == (TODAY, "The adviser is ill")
        days = {task.what: task.due_on for task in review.preparations.all()}
        assert days["Submit the council's own assessment"] == dt.date(2026, 12, 3)
        assert days[by_hand.what] == dt.date(2026, 12, 1)
        assert days[done.what] == dt.date(2026, 12, 14)
        # The checklist was due ten working days before 17 December, and is now due ten before the 10th.
        assert {line.due_on for line in review.information_requests.all()} == {dt.date(2026, 11, 26)}

    def test_a_move_that_breaches_nothing_is_made_at_once(
        self, review: Review, improver: User, client_for: ClientFor
    ) -> None:
        answer = client_for(improver).post(
            f"{HOME}{review.pk}/move/", {"planned_on": "18/12/2026", "reason": "Rooms", "revision": 1}
        )
        assert answer.status_code == 302
        review.refresh_from_db()
        assert review.planned_on == dt.date(2026, 12, 18)

    def test_a_move_past_the_six_months_is_made_only_knowingly(
        self, review: Review, duties: ReviewDuties, improver: User, client_for: ClientFor
    ) -> None:
        client, address = client_for(improver), f"{HOME}{review.pk}/move/"
        sent = {"planned_on": "14/01/2027", "reason": "The adviser is away", "revision": 1}
        page = client.post(address, sent).content.decode()
        assert "due by 1 January 2027, would be met only on 14 January 2027" in page
        assert "It would not count against the council" in page
        assert "tick the box to go on" in page
        review.refresh_from_db()
        assert review.planned_on == DEC_17
        assert client.post(address, {**sent, "knowingly": "on"}).status_code == 302
        assert live(duties.progress) == [dt.date(2027, 1, 14)]

    def test_a_move_to_tomorrow_names_what_was_due_before_it(
        self, review: Review, improver: User, client_for: ClientFor
    ) -> None:
        page = client_for(improver).post(
            f"{HOME}{review.pk}/move/", {"planned_on": "22/11/2026", "reason": "At once", "revision": 1}
        )
        assert "Clause 11" in page.content.decode()
        assert "due by 21 November 2026, would not be met" in page.content.decode()

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"planned_on": "17/12/2026"}, "It is planned for 17 December 2026 already"),
            ({"reason": ""}, "Enter why it is moved"),
            ({"planned_on": "01/01/2026", "knowingly": "on"}, "when the notice came into force"),
            ({"revision": "9"}, "changed this while you were editing"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, changes: dict[str, str], message: str, review: Review, improver: User, client_for: ClientFor
    ) -> None:
        sent = {"planned_on": "18/12/2026", "reason": "Rooms", "revision": "1", **changes}
        answer = client_for(improver).post(f"{HOME}{review.pk}/move/", sent)
        assert answer.status_code == 200
        assert message in answer.content.decode()
        review.refresh_from_db()
        assert review.planned_on == DEC_17


class TestCancelling:
    def test_the_page_warns_and_it_is_cancelled_only_knowingly(
        self, review: Review, duties: ReviewDuties, improver: User, client_for: ClientFor
    ) -> None:
        client, address = client_for(improver), f"{HOME}{review.pk}/cancel/"
        assert "due by 1 January 2027, would not be met" in client.get(address).content.decode()
        sent = {"cancelled_on": "22/11/2026", "reason": "The Department asked for it", "revision": 1}
        assert "tick the box to go on" in client.post(address, sent).content.decode()
        assert client.post(address, {**sent, "knowingly": "on"}).status_code == 302
        review.refresh_from_db()
        assert (review.cancelled_on, review.cancelled_because) == (TODAY, "The Department asked for it")
        assert live(duties.progress) == []
        page = client.get(f"{HOME}{review.pk}/").content.decode()
        assert "Cancelled on 22 November 2026" in page
        assert "/move/" not in page
        assert AuditEntry.objects.filter(action="cancelled a review").count() == 1

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"reason": ""}, "Enter why it is cancelled"),
            ({"cancelled_on": "23/11/2026"}, "must be today or earlier"),
            ({"cancelled_on": "01/06/2026"}, "when the notice came into force"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, changes: dict[str, str], message: str, review: Review, improver: User, client_for: ClientFor
    ) -> None:
        sent = {"cancelled_on": "22/11/2026", "reason": "So", "revision": 1, "knowingly": "on", **changes}
        answer = client_for(improver).post(f"{HOME}{review.pk}/cancel/", sent)
        assert message in answer.content.decode()
        review.refresh_from_db()
        assert review.cancelled_on is None

    @pytest.mark.parametrize("deed", ["move", "cancel", "held"])
    def test_one_that_was_cancelled_goes_nowhere_any_more(
        self, deed: str, review: Review, improver: User, client_for: ClientFor
    ) -> None:
        cancel_review(review=review, cancelled_on=TODAY, reason="Off", revision=1, by=improver, today=TODAY)
        sent = {
            "planned_on": "18/12/2026", "cancelled_on": "22/11/2026", "held_on": "22/11/2026", "reason": "x",
            "revision": 2, "knowingly": "on",
        }  # fmt: skip
        page = client_for(improver).post(f"{HOME}{review.pk}/{deed}/", sent)
        assert "This review was cancelled on 22 November 2026" in page.content.decode()


@pytest.mark.parametrize("deed", ["edit", "move", "cancel", "held", "not-held"])
def test_only_the_team_and_only_of_its_own_council(
    deed: str,
    review: Review,
    owner: User,
    adviser: User,
    improver: User,
    outsider: User,
    client_for: ClientFor,
) -> None:
    address = f"{HOME}{review.pk}/{deed}/"
    for person in (owner, adviser):
        assert client_for(person).get(address).status_code == 403
        assert client_for(person).post(address, {}).status_code == 403
    assert client_for(outsider).post(address, {}).status_code == 404
    assert client_for(None).get(address).status_code == 302
    theirs = ReviewFactory()
    assert client_for(improver).get(f"{HOME}{theirs.pk}/{deed}/").status_code == 404
    assert Preparation.objects.filter(review=theirs).count() == 0
