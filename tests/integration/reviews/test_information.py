"""What reviewers are to be given: asked for by the notice's clauses, tracked until given, recorded in the register."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Organisation, Post, User
from core.refusals import Refusal
from notices.models import Clause, Discharge
from notices.selectors import register_as_at
from reviews.models import InformationRequest, Kind, Review
from reviews.selectors import information_owed_by
from reviews.selectors.information import checklist_of
from reviews.services.information import (
    ask_for_what_the_notice_names,
    provide_information,
    record_provision,
    refuse_information,
    take_back_answer,
)
from reviews.services.planning import ReviewWords, move_review, plan_review
from reviews.services.recording import Proofs
from tests.conftest import TODAY
from tests.factories import EvidenceFactory, PostFactory, PostHoldingFactory
from tests.factories_reviews import InformationRequestFactory, ReviewDuties, ReviewFactory, review_duties

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
ISSUED, DEC_17 = dt.date(2026, 7, 1), dt.date(2026, 12, 17)
WORDS = {
    "10.a": "access to and time with staff and leadership",
    "10.b": "accurate and up to date data on performance and quality",
    "10.c": "facilities to carry out the reviews",
    "10.d": "access to case files, minutes of meetings, supervision records or other information",
}


@pytest.fixture
def duties(council: Organisation) -> ReviewDuties:
    """Clauses 10.a to 10.d as they are worded in such notices."""
    found = review_duties(council, ISSUED)
    for number, words in WORDS.items():
        Clause.objects.filter(notice=found.notice, number=number).update(words=words)
    return found


@pytest.fixture
def post(council: Organisation, owner: User) -> Post:
    return PostHoldingFactory(
        post=PostFactory(organisation=council, title="Head of Quality"), person=owner
    ).post


def planned(duties: ReviewDuties, by: User, kind: str = Kind.PROGRESS) -> Review:
    return plan_review(
        notice=duties.notice, kind=kind, planned_on=DEC_17, words=ReviewWords(), by=by, today=TODAY
    )


@pytest.fixture
def review(duties: ReviewDuties, improver: User) -> Review:
    return planned(duties, improver)


@pytest.fixture
def home(review: Review) -> str:
    return f"/councils/fernshire/reviews/{review.pk}/information/"


def line(review: Review, kind: str) -> InformationRequest:
    return review.information_requests.get(kind=kind)


def give(request: InformationRequest, by: User, day: dt.date = TODAY, proofs: Proofs | None = None) -> None:
    provide_information(
        request=request, provided_on=day, words="Sent by e-mail", proofs=proofs or Proofs(), revision=request.revision,
        by=by, today=day,
    )  # fmt: skip


def give_all(review: Review, by: User, day: dt.date = TODAY) -> None:
    for request in review.information_requests.filter(provided_on=None):
        give(request, by, day)


def moved(review: Review, day: dt.date, by: User, today: dt.date = TODAY) -> Review:
    review.refresh_from_db()
    return move_review(
        review=review, planned_on=day, reason="Rooms", revision=review.revision, by=by, today=today
    )


def rows_of(review: Review, duties: ReviewDuties, as_at: dt.date) -> dict[str, tuple[str, dt.date | None]]:
    """What the register says of clauses 10.a to 10.d for this review."""
    register = register_as_at(duties.notice, as_at=as_at)
    return {
        duty.clause.number: (row.outcome.value, row.discharged_on)
        for duty in duties.provisions
        for row in register.standing_of(duty).occurrences
        if row.parent == str(review.planned_event_id)
    }


class TestFromTheNotice:
    def test_each_thing_that_a_clause_names_is_a_line(self, review: Review) -> None:
        lines = review.information_requests.order_by("pk").values_list("clause__number", "kind", "what")
        assert list(lines) == [
            ("10.a", "staff_time", "Time with staff and leadership"),
            ("10.b", "figures", "Up to date figures on performance and quality"),
            ("10.c", "facilities", "Rooms and facilities for the review"),
            ("10.d", "files", "Case files"),
            ("10.d", "minutes", "Minutes of meetings"),
            ("10.d", "supervision", "Supervision records"),
        ]

    def test_asking_again_adds_only_what_is_missing(self, review: Review, improver: User) -> None:
        assert ask_for_what_the_notice_names(review=review, by=improver, today=TODAY) == 0
        review.information_requests.filter(clause__number="10.d").delete()
        assert ask_for_what_the_notice_names(review=review, by=improver, today=TODAY) == 3

    def test_a_post_that_owns_the_clause_gives_what_it_names(
        self, duties: ReviewDuties, post: Post, improver: User
    ) -> None:
        figures = duties.provisions[1]
        figures.owner_post = post
        figures.save()
        review = planned(duties, improver)
        assert line(review, "figures").owner_post == post
        assert line(review, "files").owner_post is None

    def test_a_review_that_does_not_count_has_its_lines_but_nothing_for_the_register(
        self, duties: ReviewDuties, improver: User
    ) -> None:
        peer = planned(duties, improver, Kind.PEER)
        assert peer.information_requests.count() == 6
        give_all(peer, improver)
        assert checklist_of(peer, today=TODAY).to_record == ()
        with pytest.raises(Refusal, match="does not count under the notice"):
            record_provision(review=peer, by=improver, today=TODAY)


class TestRegister:
    def test_what_is_given_in_time_is_met_on_the_day_of_the_last_of_it(
        self, review: Review, duties: ReviewDuties, improver: User
    ) -> None:
        pieces = EvidenceFactory(council=duties.notice.council)
        give(line(review, "files"), improver, dt.date(2026, 11, 24), Proofs(kept=(pieces,)))
        give(line(review, "minutes"), improver, dt.date(2026, 11, 26))
        give(line(review, "figures"), improver, dt.date(2026, 11, 25))
        today = dt.date(2026, 11, 30)
        assert [each.clause.number for each in checklist_of(review, today=today).to_record] == ["10.b"]
        give(line(review, "supervision"), improver, dt.date(2026, 11, 27))
        made = record_provision(review=review, by=improver, today=today)
        assert [(each.obligation.clause.number, each.effective_on) for each in made] == [
            ("10.b", dt.date(2026, 11, 25)),
            ("10.d", dt.date(2026, 11, 27)),
        ]
        assert list(made[1].evidence.all()) == [pieces]
        assert {each.for_event for each in made} == {review.planned_event}
        assert rows_of(review, duties, DEC_17) == {
            "10.a": ("missed", None), "10.b": ("met", dt.date(2026, 11, 25)), "10.c": ("missed", None),
            "10.d": ("met", dt.date(2026, 11, 27)),
        }  # fmt: skip

    def test_what_is_given_on_the_day_of_the_review_is_recorded_and_still_missed(
        self, review: Review, duties: ReviewDuties, improver: User
    ) -> None:
        give_all(review, improver, DEC_17)
        assert len(record_provision(review=review, by=improver, today=DEC_17)) == 4
        assert rows_of(review, duties, DEC_17)["10.a"] == ("missed", None)
        assert checklist_of(review, today=DEC_17).to_record == ()

    def test_a_clause_with_something_that_cannot_be_given_is_not_recorded(
        self, review: Review, improver: User
    ) -> None:
        refuse_information(
            request=line(review, "supervision"),
            because="They were not kept before May",
            revision=1,
            by=improver,
        )
        for kind in ("files", "minutes"):
            give(line(review, kind), improver)
        found = checklist_of(review, today=TODAY)
        assert found.to_record == ()
        with pytest.raises(Refusal, match="No clause is met"):
            record_provision(review=review, by=improver, today=TODAY)

    def test_moved_after_it_was_recorded_it_need_not_be_recorded_again(
        self, review: Review, duties: ReviewDuties, improver: User
    ) -> None:
        give_all(review, improver)
        record_provision(review=review, by=improver, today=TODAY)
        later = moved(review, dt.date(2026, 12, 18), improver)
        assert checklist_of(later, today=TODAY).to_record == ()
        assert rows_of(later, duties, DEC_17)["10.a"] == ("met", TODAY)

    def test_once_recorded_an_answer_is_not_taken_back(self, review: Review, improver: User) -> None:
        give_all(review, improver)
        record_provision(review=review, by=improver, today=TODAY)
        with pytest.raises(Refusal, match="The register records this clause as met"):
            take_back_answer(request=line(review, "figures"), revision=2, by=improver)

    def test_nor_once_the_review_was_moved_since(self, review: Review, improver: User) -> None:
        give_all(review, improver)
        record_provision(review=review, by=improver, today=TODAY)
        moved(review, dt.date(2026, 12, 18), improver)
        with pytest.raises(Refusal, match="The register records this clause as met"):
            take_back_answer(request=line(review, "figures"), revision=2, by=improver)


def test_moved_near_and_then_far_off_again_it_is_due_by_the_newest_day(
    review: Review, improver: User
) -> None:
    """On 24 November moved to the 27th: ten working days before are gone. Ten before 18 December are on the 4th."""
    due_on = review.information_requests.values_list("due_on", flat=True)
    with time_machine.travel(dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)):
        moved(review, dt.date(2026, 11, 27), improver, dt.date(2026, 11, 24))
    assert set(due_on.all()) == {dt.date(2026, 11, 24)}
    with time_machine.travel(dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)):
        moved(review, dt.date(2026, 12, 18), improver, dt.date(2026, 11, 25))
    assert set(due_on.all()) == {dt.date(2026, 12, 4)}


class TestThroughThePage:
    def test_the_owner_gives_it_with_a_file_and_the_count_follows(
        self, review: Review, home: str, post: Post, owner: User, improver: User, client_for: ClientFor
    ) -> None:
        figures = line(review, "figures")
        client_for(improver).post(
            f"{home}{figures.pk}/edit/",
            {
                "what": "Figures",
                "kind": "figures",
                "owner_post": post.pk,
                "due_on": "01/12/2026",
                "revision": 1,
            },
        )
        client = client_for(owner)
        assert "0 of 6 given" in client.get(home).content.decode()
        sent = {
            "provided_on": "20/11/2026", "words": "Workbook of October", "revision": 2,
            "file": SimpleUploadedFile("figures.csv", b"indicator,value\nFS01,90\n"),
        }  # fmt: skip
        answer = client.post(f"{home}{figures.pk}/given/", sent, follow=True)
        page = answer.content.decode()
        assert "1 of 6 given" in page
        assert "Workbook of October" in page
        assert "given to the reviewers" in page
        figures.refresh_from_db()
        assert (figures.provided_on, figures.provided_by) == (dt.date(2026, 11, 20), owner)

    def test_it_cannot_be_given_and_later_it_was_all_the_same(
        self, review: Review, home: str, improver: User, client_for: ClientFor
    ) -> None:
        files, client = line(review, "files"), client_for(improver)
        client.post(f"{home}{files.pk}/cannot-be-given/", {"because": "Sealed by the court", "revision": 1})
        page = client.get(home).content.decode()
        assert "Cannot be given" in page
        assert "Sealed by the court" in page
        assert "0 of 6 given, 1 cannot be" in page
        client.post(
            f"{home}{files.pk}/given/", {"provided_on": "22/11/2026", "words": "Unsealed", "revision": 2}
        )
        files.refresh_from_db()
        assert (files.refused_because, files.provided_on) == ("", TODAY)
        client.post(f"{home}{files.pk}/take-back/", {"revision": 3})
        files.refresh_from_db()
        assert (files.provided_on, files.provided_words) == (None, "")

    def test_what_is_met_is_recorded_with_one_button(
        self, review: Review, home: str, improver: User, client_for: ClientFor
    ) -> None:
        client = client_for(improver)
        assert "Record in the register" not in client.get(home).content.decode()
        give_all(review, improver)
        assert "Record in the register" in client.get(home).content.decode()
        page = client.post(f"{home}record/", follow=True).content.decode()
        assert "The register records clauses 10.a, 10.b, 10.c, 10.d as met for this review" in page
        assert "Record in the register" not in page
        assert Discharge.objects.count() == 4
        again = client.post(f"{home}record/", follow=True).content.decode()
        assert "No clause is met that the register does not know of" in again

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"provided_on": ""}, "Enter the date it was given"),
            ({"provided_on": "23/11/2026"}, "must be today or earlier"),
            ({"provided_on": "01/06/2026"}, "must be on or after 1 July 2026"),
            ({"words": ""}, "Enter what was given, and how"),
            ({"words": "x" * 301}, "300 characters or fewer"),
            ({"evidence": "999999"}, "from the list"),
            ({"revision": "5"}, "changed this while you were editing"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self,
        changes: dict[str, str],
        message: str,
        review: Review,
        home: str,
        improver: User,
        client_for: ClientFor,
    ) -> None:
        figures = line(review, "figures")
        sent = {"provided_on": "22/11/2026", "words": "By e-mail", "revision": "1", **changes}
        answer = client_for(improver).post(f"{home}{figures.pk}/given/", sent)
        assert answer.status_code == 200
        assert message in answer.content.decode()
        figures.refresh_from_db()
        assert figures.provided_on is None

    def test_given_twice_and_taken_back_for_nothing_are_refused(
        self, review: Review, home: str, improver: User, client_for: ClientFor
    ) -> None:
        figures, client = line(review, "figures"), client_for(improver)
        nothing = client.post(f"{home}{figures.pk}/take-back/", {"revision": 1})
        assert "there is nothing to take back" in nothing.content.decode()
        give(figures, improver)
        sent = {"provided_on": "22/11/2026", "words": "Again", "revision": 2}
        twice = client.post(f"{home}{figures.pk}/given/", sent).content.decode()
        assert "recorded as given on 22 November 2026 already" in twice
        cannot = client.post(f"{home}{figures.pk}/cannot-be-given/", {"because": "No", "revision": 2})
        assert "Take that back first" in cannot.content.decode()
        assert "so it stays" in client.post(f"{home}{figures.pk}/remove/").content.decode()

    def typed(self, **changes: Any) -> dict[str, Any]:
        return {"what": "The rota of October", "kind": "other", "due_on": "01/12/2026", **changes}

    def test_a_line_is_added_and_taken_off(
        self, review: Review, home: str, improver: User, client_for: ClientFor
    ) -> None:
        client = client_for(improver)
        client.post(f"{home}add/", self.typed())
        added = review.information_requests.get(what="The rota of October")
        assert (added.requested_on, added.due_on, added.clause) == (TODAY, dt.date(2026, 12, 1), None)
        assert client.post(f"{home}{added.pk}/remove/").status_code == 302
        assert review.information_requests.count() == 6

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"what": " "}, "Enter what is to be given"),
            ({"kind": "gossip"}, "from the list"),
            ({"due_on": "01/11/2026"}, "It must be due on or after 22 November 2026"),
            ({"due_on": "32/11/2026"}, "must be a real date"),
        ],
    )
    def test_a_line_that_cannot_be_is_refused(
        self,
        changes: dict[str, str],
        message: str,
        review: Review,
        home: str,
        improver: User,
        client_for: ClientFor,
    ) -> None:
        answer = client_for(improver).post(f"{home}add/", self.typed(**changes))
        assert message in answer.content.decode()
        assert review.information_requests.count() == 6

    def test_what_was_given_late_is_not_made_to_have_been_in_time(
        self, review: Review, home: str, improver: User, client_for: ClientFor
    ) -> None:
        given = InformationRequestFactory(review=review, provided_on=TODAY, provided_words="By e-mail")
        answer = client_for(improver).post(f"{home}{given.pk}/edit/", self.typed(revision=1))
        assert "so it stays as it was asked for" in answer.content.decode()
        given.refresh_from_db()
        assert (given.due_on, given.revision) == (dt.date(2026, 6, 30), 1)

    def test_somebody_elses_line_is_not_theirs(
        self, review: Review, home: str, post: Post, owner: User, analyst: User, chair: User, adviser: User,
        client_for: ClientFor,
    ) -> None:  # fmt: skip
        figures = line(review, "figures")
        for person in (owner, analyst, chair, adviser):
            client = client_for(person)
            for deed in ("given", "cannot-be-given", "take-back"):
                assert client.get(f"{home}{figures.pk}/{deed}/").status_code == 403
                assert client.post(f"{home}{figures.pk}/{deed}/", {"revision": 1}).status_code == 403
            for address in (
                "add/",
                "from-the-notice/",
                "record/",
                f"{figures.pk}/edit/",
                f"{figures.pk}/remove/",
            ):
                assert client.post(f"{home}{address}").status_code == 403

    def test_another_reviews_line_and_another_councils_review_are_not_there(
        self, home: str, improver: User, outsider: User, client_for: ClientFor
    ) -> None:
        theirs = InformationRequestFactory()
        assert client_for(improver).get(f"{home}{theirs.pk}/given/").status_code == 404
        assert client_for(outsider).get(home).status_code == 404
        foreign = f"/councils/fernshire/reviews/{theirs.review_id}/information/"
        assert client_for(improver).get(foreign).status_code == 404

    @pytest.mark.parametrize("role", ["improver", "owner"])
    def test_many_take_as_many_queries_as_few(
        self, role: str, review: Review, home: str, post: Post, client_for: ClientFor,
        queries_of: Callable[[Client, str], int], request: pytest.FixtureRequest,
    ) -> None:  # fmt: skip
        client = client_for(request.getfixturevalue(role))
        review.information_requests.update(owner_post=post)
        client.get(home)
        few = queries_of(client, home)
        InformationRequestFactory.create_batch(8, review=review, owner_post=post)
        assert queries_of(client, home) == few


def test_posts_owe_what_is_open_of_reviews_to_come(
    review: Review, duties: ReviewDuties, post: Post, council: Organisation, improver: User
) -> None:
    mine = InformationRequestFactory(review=review, owner_post=post)
    InformationRequestFactory(review=review, owner_post=post, refused_because="No")
    held = ReviewFactory(notice=duties.notice, held_on=dt.date(2026, 7, 14))
    InformationRequestFactory(review=held, owner_post=post)
    assert information_owed_by([post], council) == [mine]
