"""What must be ready before a review: the list, tasks done by people, and those that show by themselves."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Organisation, Post, User
from notices.models import Notice
from reviews.models import Preparation, Review, SelfAssessment
from reviews.selectors import preparation_owed_by
from reviews.selectors.preparation import preparations_of
from reviews.services.planning import cancel_review
from tests.conftest import TODAY
from tests.factories import NoticeFactory, PostFactory, PostHoldingFactory
from tests.factories_plan import ObjectiveFactory, PlanFactory
from tests.factories_reviews import (
    InformationRequestFactory,
    ObjectiveAssessmentFactory,
    PreparationFactory,
    QuestionFactory,
    ReviewFactory,
    SelfAssessmentFactory,
    SignOfRecoveryFactory,
)

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
DEC_17 = dt.date(2026, 12, 17)
DoneBy = Preparation.DoneBy


@pytest.fixture
def notice(council: Organisation) -> Notice:
    return NoticeFactory(council=council, issued_on=dt.date(2026, 7, 1))


@pytest.fixture
def review(notice: Notice) -> Review:
    return ReviewFactory(notice=notice, planned_on=DEC_17)


@pytest.fixture
def post(council: Organisation, owner: User) -> Post:
    """The post that the action owner holds."""
    return PostHoldingFactory(
        post=PostFactory(organisation=council, title="Head of Quality"), person=owner
    ).post


@pytest.fixture
def home(review: Review) -> str:
    return f"/councils/fernshire/reviews/{review.pk}/preparation/"


def states(review: Review) -> list[tuple[str, str]]:
    return [(line.preparation.what, line.state) for line in preparations_of(review, today=TODAY).lines]


def moment(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


class TestShownByItself:
    def since(self, review: Review, shown_by: str) -> dt.date | None:
        PreparationFactory(review=review, done_by_itself=shown_by)
        return preparations_of(review, today=TODAY).lines[0].done_on

    def test_nothing_shows_while_there_is_nothing(self, review: Review) -> None:
        for shown_by in DoneBy:
            PreparationFactory(review=review, done_by_itself=shown_by)
        assert preparations_of(review, today=TODAY).done == 0

    def test_the_own_assessment_once_submitted(self, review: Review, improver: User) -> None:
        SelfAssessmentFactory(review=review, submitted_at=moment(dt.date(2026, 11, 5)), submitted_by=improver)
        assert self.since(review, DoneBy.ASSESSMENT_SUBMITTED) == dt.date(2026, 11, 5)

    def test_its_draft_once_every_objective_is_assessed(self, review: Review, notice: Notice) -> None:
        plan, kept = PlanFactory(notice=notice), SelfAssessmentFactory(review=review)
        first, second = ObjectiveFactory.create_batch(2, plan=plan)
        left = ObjectiveFactory(plan=plan, left_on=dt.date(2026, 9, 1), left_because="Done")
        ObjectiveAssessmentFactory(assessment=kept, objective=first, changed_at=moment(dt.date(2026, 11, 3)))
        ObjectiveAssessmentFactory(assessment=kept, objective=left)
        assert self.since(review, DoneBy.ASSESSMENT_WRITTEN) is None
        ObjectiveAssessmentFactory(assessment=kept, objective=second, changed_at=moment(dt.date(2026, 11, 4)))
        line = preparations_of(review, today=TODAY).lines[0]
        assert line.is_done

    def test_information_once_all_is_given_or_it_is_said_why_not(self, review: Review) -> None:
        given = {"provided_on": dt.date(2026, 11, 10), "provided_words": "By e-mail"}
        InformationRequestFactory(review=review, **given)
        InformationRequestFactory(review=review, refused_because="Nobody keeps it")
        still_open = InformationRequestFactory(review=review)
        assert self.since(review, DoneBy.INFORMATION_GIVEN) is None
        still_open.delete()
        assert preparations_of(review, today=TODAY).lines[0].done_on == dt.date(2026, 11, 10)

    def test_signs_once_all_are_rated(self, review: Review) -> None:
        rated = {"rated_before": "seen", "before_because": "Seen", "before_on": dt.date(2026, 11, 9)}
        SignOfRecoveryFactory(review=review, **rated)
        sign = SignOfRecoveryFactory(review=review)
        assert self.since(review, DoneBy.SIGNS_RATED) is None
        sign.delete()
        assert preparations_of(review, today=TODAY).lines[0].done_on == dt.date(2026, 11, 9)

    def test_questions_once_all_are_answered(self, review: Review) -> None:
        QuestionFactory(review=review, answer="Yes", answered_at=moment(dt.date(2026, 11, 8)))
        assert self.since(review, DoneBy.QUESTIONS_ANSWERED) == dt.date(2026, 11, 8)

    def test_nobody_ticks_it_off(
        self, review: Review, home: str, improver: User, client_for: ClientFor
    ) -> None:
        task = PreparationFactory(review=review, done_by_itself=DoneBy.SIGNS_RATED)
        answer = client_for(improver).post(f"{home}{task.pk}/done/", {"done_on": "20/11/2026"})
        assert "Nobody ticks this off" in answer.content.decode()
        assert f"{task.pk}/done/" not in client_for(improver).get(home).content.decode()


class TestList:
    @pytest.fixture
    def tasks(self, review: Review, post: Post, improver: User) -> dict[str, Preparation]:
        return {
            "late": PreparationFactory(review=review, what="Late", due_on=dt.date(2026, 11, 20), owner_post=post),
            "due": PreparationFactory(review=review, what="Due", due_on=dt.date(2026, 12, 10)),
            "done": PreparationFactory(
                review=review, what="Ready", due_on=dt.date(2026, 11, 10), done_on=dt.date(2026, 11, 9),
                done_by=improver,
            ),
        }  # fmt: skip

    def test_each_has_its_state_in_the_order_of_its_days(
        self, tasks: dict[str, Preparation], review: Review
    ) -> None:
        assert states(review) == [("Ready", "done"), ("Late", "overdue"), ("Due", "due")]
        found = preparations_of(review, today=TODAY)
        assert found.words == "1 of 3 done, 1 overdue"
        assert found.next_line is not None
        assert found.next_line.preparation == tasks["late"]

    @pytest.mark.parametrize(
        ("query", "shown"),
        [
            ("", {"Late", "Due", "Ready"}),
            ("state=overdue", {"Late"}),
            ("state=done", {"Ready"}),
            ("until=30/11/2026", {"Late", "Ready"}),
            ("until=rubbish", {"Late", "Due", "Ready"}),
            ("state=due&until=30/11/2026", set()),
        ],
    )
    def test_filters_stand_in_the_address(
        self, query: str, shown: set[str], tasks: dict[str, Preparation], home: str, adviser: User,
        client_for: ClientFor,
    ) -> None:  # fmt: skip
        answer = client_for(adviser).get(f"{home}?{query}")
        assert {line.preparation.what for line in answer.context["lines"]} == shown
        assert ("Nothing on the list is like that" in answer.content.decode()) is not bool(shown)

    def test_by_who_sees_to_it(
        self, tasks: dict[str, Preparation], home: str, post: Post, improver: User, client_for: ClientFor
    ) -> None:
        answer = client_for(improver).get(f"{home}?owner={post.pk}")
        assert [line.preparation.what for line in answer.context["lines"]] == ["Late"]

    @pytest.mark.parametrize("role", ["improver", "owner"])
    def test_many_take_as_many_queries_as_few(
        self, role: str, review: Review, home: str, post: Post, client_for: ClientFor,
        queries_of: Callable[[Client, str], int], request: pytest.FixtureRequest,
    ) -> None:  # fmt: skip
        client = client_for(request.getfixturevalue(role))
        PreparationFactory(review=review, owner_post=post)
        client.get(home)
        few = queries_of(client, home)
        PreparationFactory.create_batch(8, review=review, owner_post=post)
        assert queries_of(client, home) == few


class TestDoing:
    def test_the_holder_of_the_post_says_that_it_is_ready_and_takes_it_back(
        self, review: Review, home: str, post: Post, owner: User, client_for: ClientFor
    ) -> None:
        task, client = PreparationFactory(review=review, owner_post=post), client_for(owner)
        assert "It is ready" in client.get(home).content.decode()
        client.post(f"{home}{task.pk}/done/", {"done_on": "20/11/2026", "note": "Room 4"})
        task.refresh_from_db()
        assert (task.done_on, task.done_by, task.note) == (dt.date(2026, 11, 20), owner, "Room 4")
        again = client.post(f"{home}{task.pk}/done/", {"done_on": "20/11/2026"})
        assert "recorded as done on 20 November 2026 already" in again.content.decode()
        client.post(f"{home}{task.pk}/not-done/")
        task.refresh_from_db()
        assert task.done_on is None
        page = client.post(f"{home}{task.pk}/not-done/", follow=True).content.decode()
        assert "there is nothing to take back" in page

    @pytest.mark.parametrize(
        ("day", "message"),
        [
            ("", "Enter the date it was ready"),
            ("23/11/2026", "today or earlier"),
            ("01/01/2026", "1 July 2026"),
        ],
    )
    def test_a_day_that_cannot_be_is_refused(
        self, day: str, message: str, review: Review, home: str, improver: User, client_for: ClientFor
    ) -> None:
        task = PreparationFactory(review=review)
        answer = client_for(improver).post(f"{home}{task.pk}/done/", {"done_on": day})
        assert message in answer.content.decode()

    def test_somebody_elses_task_is_not_theirs(
        self, review: Review, home: str, post: Post, owner: User, analyst: User, adviser: User,
        client_for: ClientFor,
    ) -> None:  # fmt: skip
        task = PreparationFactory(review=review, owner_post=PostFactory(organisation=post.organisation))
        for person in (owner, analyst, adviser):
            client = client_for(person)
            assert client.get(f"{home}{task.pk}/done/").status_code == 403
            assert client.post(f"{home}{task.pk}/done/", {"done_on": "20/11/2026"}).status_code == 403
            assert client.post(f"{home}{task.pk}/not-done/").status_code == 403

    def test_a_task_of_another_review_is_not_there(
        self, home: str, improver: User, client_for: ClientFor
    ) -> None:
        task = PreparationFactory()
        for deed in ("edit", "done", "remove"):
            assert client_for(improver).get(f"{home}{task.pk}/{deed}/").status_code == 404
        assert client_for(improver).post(f"{home}{task.pk}/not-done/").status_code == 404


class TestKeeping:
    def typed(self, **changes: Any) -> dict[str, Any]:
        return {"what": "Book the hall", "days_before": "4", **changes}

    def test_a_task_is_added_by_working_days_and_changed_to_a_day_of_its_own(
        self, review: Review, home: str, post: Post, improver: User, client_for: ClientFor
    ) -> None:
        client = client_for(improver)
        client.post(f"{home}add/", self.typed(owner_post=post.pk))
        task = Preparation.objects.get()
        # Four working days before Thursday 17 December is Friday 11 December.
        assert (task.due_on, task.is_set, task.owner_post) == (dt.date(2026, 12, 11), False, post)
        client.post(f"{home}{task.pk}/edit/", self.typed(due_on="02/12/2026", revision=1))
        task.refresh_from_db()
        assert (task.due_on, task.is_set, task.owner_post) == (dt.date(2026, 12, 2), True, None)
        assert "Day set by hand" in client.get(home).content.decode()
        assert client.post(f"{home}{task.pk}/remove/").status_code == 302
        assert not Preparation.objects.exists()

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"what": ""}, "Enter what must be ready"),
            ({"what": "x" * 301}, "300 characters or fewer"),
            ({"days_before": "0"}, "1 or more"),
            ({"days_before": "9" * 30}, "250 or less"),
            ({"due_on": "17/12/2026"}, "It must be ready before 17 December 2026"),
            # A slip of the keyboard: 2001 for 2026.
            ({"due_on": "12/12/2001"}, "on or after 1 July 2026, when the notice came into force"),
            ({"owner_post": "99999"}, "from the list"),
            ({"what": "THERE ALREADY"}, "on the list already"),
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
        PreparationFactory(review=review, what="There already")
        answer = client_for(improver).post(f"{home}add/", self.typed(**changes))
        assert answer.status_code == 200
        assert message in answer.content.decode()
        assert Preparation.objects.count() == 1

    def test_what_is_usual_is_added_once(
        self, review: Review, home: str, improver: User, client_for: ClientFor
    ) -> None:
        client = client_for(improver)
        assert "11 added" in client.post(f"{home}usual/", follow=True).content.decode()
        assert "Nothing was missing" in client.post(f"{home}usual/", follow=True).content.decode()
        assert client.get(f"{home}usual/").status_code == 405

    def test_what_was_done_stays(
        self, review: Review, home: str, improver: User, client_for: ClientFor
    ) -> None:
        task = PreparationFactory(review=review, done_on=TODAY, done_by=improver)
        client = client_for(improver)
        answer = client.post(f"{home}{task.pk}/remove/")
        assert "so it stays on record" in answer.content.decode()
        answer = client.post(f"{home}{task.pk}/edit/", self.typed(revision=1))
        assert "This was done on 22 November 2026, so it stays as it was" in answer.content.decode()
        task.refresh_from_db()
        assert task.due_on == dt.date(2026, 7, 7)

    def test_of_two_who_change_it_the_second_sees_the_difference(
        self, review: Review, home: str, improver: User, client_for: ClientFor
    ) -> None:
        task, client = PreparationFactory(review=review), client_for(improver)
        edit = f"{home}{task.pk}/edit/"
        assert client.post(edit, self.typed(what="Book the large hall", revision=1)).status_code == 302
        page = client.post(edit, self.typed(what="Book the small hall", revision=1)).content.decode()
        assert "changed this while you were editing" in page
        assert "Book the large hall" in page
        task.refresh_from_db()
        assert (task.what, task.revision, task.changed_by) == ("Book the large hall", 2, improver)

    @pytest.mark.parametrize(
        ("over", "said"),
        [
            ({"cancelled_on": TODAY, "cancelled_because": "Off"}, "This review was cancelled on 22 November"),
            ({"held_on": TODAY}, "This review is recorded as held on 22 November 2026"),
        ],
    )
    def test_of_a_review_that_is_over_nothing_more_must_be_ready(
        self, over: dict[str, Any], said: str, notice: Notice, improver: User, client_for: ClientFor
    ) -> None:
        review, client = ReviewFactory(notice=notice, planned_on=DEC_17, **over), client_for(improver)
        home = f"/councils/fernshire/reviews/{review.pk}/preparation/"
        for address in ("usual/", "add/"):
            answer = client.post(f"{home}{address}", self.typed(), follow=True)
            assert said in answer.content.decode()
        assert not Preparation.objects.exists()
        assert "Add a task" not in client.get(home).content.decode()

    @pytest.mark.parametrize("role", ["owner", "analyst", "chair", "adviser", "department_official"])
    def test_only_the_team_keeps_the_list(
        self, role: str, review: Review, home: str, client_for: ClientFor, request: pytest.FixtureRequest
    ) -> None:
        task, client = PreparationFactory(review=review), client_for(request.getfixturevalue(role))
        for address in ("add/", "usual/", f"{task.pk}/edit/", f"{task.pk}/remove/"):
            assert client.post(f"{home}{address}", self.typed()).status_code == 403


class TestOwed:
    def test_posts_owe_what_is_not_done_of_reviews_to_come(
        self, review: Review, notice: Notice, post: Post, council: Organisation, improver: User
    ) -> None:
        mine = PreparationFactory(review=review, owner_post=post)
        PreparationFactory(review=review)
        PreparationFactory(review=review, owner_post=post, done_on=TODAY, done_by=improver)
        shown = PreparationFactory(review=review, owner_post=post, done_by_itself=DoneBy.ASSESSMENT_SUBMITTED)
        held = ReviewFactory(notice=notice, held_on=dt.date(2026, 7, 14))
        PreparationFactory(review=held, owner_post=post)
        off = ReviewFactory(notice=notice, planned_on=dt.date(2026, 12, 1))
        PreparationFactory(review=off, owner_post=post)
        cancel_review(review=off, cancelled_on=TODAY, reason="Off", revision=1, by=improver, today=TODAY)
        owed = preparation_owed_by([post], council, TODAY)
        assert {line.preparation for line in owed} == {mine, shown}
        SelfAssessment.objects.create(review=review, submitted_at=timezone.now(), submitted_by=improver)
        assert [line.preparation for line in preparation_owed_by([post], council, TODAY)] == [mine]
