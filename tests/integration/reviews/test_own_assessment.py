"""The council's own assessment before a review: written, submitted once, frozen, and proved by the register."""

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import Organisation, User
from core.frozen import sha256_of
from core.models import AuditEntry
from core.refusals import Refusal
from evidence.models import Evidence
from improvement_plans.models import Objective, Plan
from notices.models import Discharge
from notices.selectors import register_as_at
from reviews.models import Judgement, Kind, ObjectiveAssessment, Review, SelfAssessment
from reviews.selectors.assessment import own_assessment_of
from reviews.services.assessing import Narrative, assess_objective, write_narrative
from reviews.services.holding import hold_review
from reviews.services.planning import ReviewWords, cancel_review, plan_review
from reviews.services.recording import Proofs
from reviews.services.submitting import submit_assessment
from reviews.submission import html_of
from tests.conftest import TODAY
from tests.factories import EvidenceFactory
from tests.factories_plan import ActionFactory, ObjectiveFactory, PlanFactory
from tests.factories_reviews import ReviewDuties, ReviewFactory, review_duties

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
ISSUED, DEC_17 = dt.date(2026, 7, 1), dt.date(2026, 12, 17)
SAID = Narrative(
    progress="Children are seen sooner.",
    staff_survey="In May, 61% answered.",
    supervision="Every four weeks.",
)


@pytest.fixture
def duties(council: Organisation) -> ReviewDuties:
    return review_duties(council, ISSUED)


@pytest.fixture
def plan(duties: ReviewDuties) -> Plan:
    return PlanFactory(notice=duties.notice)


@pytest.fixture
def first(plan: Plan) -> Objective:
    objective = ObjectiveFactory(plan=plan, reference="01", title="Steady management")
    ActionFactory(objective=objective, original_due_on=dt.date(2026, 10, 31))
    return objective


@pytest.fixture
def second(plan: Plan) -> Objective:
    return ObjectiveFactory(plan=plan, reference="02", title="Good assessments")


@pytest.fixture
def review(duties: ReviewDuties, first: Objective, second: Objective, improver: User) -> Review:
    return plan_review(
        notice=duties.notice,
        kind=Kind.PROGRESS,
        planned_on=DEC_17,
        words=ReviewWords(),
        by=improver,
        today=TODAY,
    )


@pytest.fixture
def home(review: Review) -> str:
    return f"/councils/fernshire/reviews/{review.pk}/assessment/"


def assess(review: Review, objective: Objective, by: User, **changes: Any) -> ObjectiveAssessment:
    said = {
        "judgement": Judgement.SOME,
        "words": "Two of three teams",
        "proofs": Proofs(),
        "revision": 0,
        **changes,
    }
    return assess_objective(review=review, objective=objective, by=by, today=TODAY, **said)


@pytest.fixture
def complete(review: Review, first: Objective, second: Objective, improver: User) -> Review:
    """Everything written: one objective judged, one not assessed with the reason."""
    write_narrative(review=review, narrative=SAID, proofs=Proofs(), revision=1, by=improver, today=TODAY)
    assess(review, first, improver)
    assess(review, second, improver, judgement=Judgement.NOT_ASSESSED, words="The audit is not back")
    return review


@pytest.fixture
def submitted(complete: Review, improver: User) -> SelfAssessment:
    return submit_assessment(review=complete, revision=2, by=improver, today=TODAY)


def row_of(review: Review, duties: ReviewDuties, as_at: dt.date) -> tuple[str, dt.date | None]:
    standing = register_as_at(duties.notice, as_at=as_at).standing_of(duties.own_assessment)
    row = next(row for row in standing.occurrences if row.parent == str(review.planned_event_id))
    return row.outcome.value, row.discharged_on


class TestWriting:
    def test_parts_and_objectives_are_written_and_shown_beside_the_plan(
        self, review: Review, home: str, first: Objective, improver: User, client_for: ClientFor
    ) -> None:
        client = client_for(improver)
        page = client.get(home).content.decode()
        assert "0 of 2 objectives assessed" in page
        assert "0 of 1 action done, 1 overdue" in page
        client.post(f"{home}write/", {"progress": "Children are seen sooner.", "revision": 1})
        form = client.get(f"{home}objectives/{first.pk}/").content.decode()
        assert "1 overdue" in form
        sent = {"judgement": "good", "words": "Seen in 40 files", "revision": 0}
        page = client.post(f"{home}objectives/{first.pk}/", sent, follow=True).content.decode()
        assert "Good progress" in page
        assert "Seen in 40 files" in page
        assert "Children are seen sooner." in page
        assert "1 of 2 objectives assessed" in page

    def test_evidence_is_linked_kept_and_let_go(
        self,
        review: Review,
        home: str,
        first: Objective,
        council: Organisation,
        improver: User,
        client_for: ClientFor,
    ) -> None:
        piece, client = EvidenceFactory(council=council, title="Audit of May"), client_for(improver)
        address = f"{home}objectives/{first.pk}/"
        client.post(address, {"judgement": "good", "words": "Seen", "evidence": piece.pk, "revision": 0})
        row = ObjectiveAssessment.objects.get()
        assert list(row.evidence.all()) == [piece]
        assert "Audit of May" in client.get(address).content.decode()
        client.post(address, {"judgement": "good", "words": "Seen", "revision": 1})
        assert list(row.evidence.all()) == []

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"judgement": ""}, "Choose how far the objective has come"),
            ({"judgement": "superb"}, "from the list"),
            ({"words": ""}, "Enter what shows it, or why it is not assessed"),
            ({"words": "x" * 10_001}, "10000 characters or fewer"),
            ({"words": "x\x00"}, "a character that cannot be kept"),
            ({"evidence": "99999"}, "from the list"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, changes: dict[str, str], message: str, review: Review, home: str, first: Objective, improver: User,
        client_for: ClientFor,
    ) -> None:  # fmt: skip
        sent = {"judgement": "good", "words": "Seen", "revision": 0, **changes}
        answer = client_for(improver).post(f"{home}objectives/{first.pk}/", sent)
        assert answer.status_code == 200
        assert message in answer.content.decode()
        assert not ObjectiveAssessment.objects.exists()

    def test_the_second_of_two_is_shown_the_first_ones_words(
        self, review: Review, home: str, first: Objective, improver: User, client_for: ClientFor
    ) -> None:
        """Both opened it when nothing was there; then both changed the same version."""
        client, address = client_for(improver), f"{home}objectives/{first.pk}/"
        for revision, mine in ((0, "Mine"), (1, "Mine again")):
            theirs = f"Theirs {revision}"
            client.post(address, {"judgement": "good", "words": theirs, "revision": revision})
            page = client.post(address, {"judgement": "some", "words": mine, "revision": revision})
            assert "Compare both versions" in page.content.decode()
            assert theirs in page.content.decode()
            assert ObjectiveAssessment.objects.get().words == theirs
            ObjectiveAssessment.objects.update(revision=1)

    def test_two_who_write_the_whole(
        self, review: Review, home: str, improver: User, client_for: ClientFor
    ) -> None:
        client = client_for(improver)
        client.post(f"{home}write/", {"progress": "Theirs", "revision": 1})
        page = client.post(f"{home}write/", {"progress": "Mine", "revision": 1}).content.decode()
        assert "Theirs" in page
        assert "Mine" in page
        assert SelfAssessment.objects.get().progress == "Theirs"

    def test_an_objective_of_another_plan_and_one_that_left_are_not_there(
        self, review: Review, home: str, plan: Plan, improver: User, client_for: ClientFor
    ) -> None:
        foreign = ObjectiveFactory()
        left = ObjectiveFactory(plan=plan, left_on=dt.date(2026, 9, 1), left_because="Done")
        for objective in (foreign, left):
            address = f"{home}objectives/{objective.pk}/"
            assert client_for(improver).get(address).status_code == 404
            assert client_for(improver).post(address, {}).status_code == 404
        with pytest.raises(Refusal, match="Choose an objective of the plan under this notice"):
            assess(review, foreign, improver)

    def test_for_a_cancelled_review_nothing_is_written(
        self, review: Review, home: str, improver: User, client_for: ClientFor
    ) -> None:
        cancel_review(review=review, cancelled_on=TODAY, reason="Off", revision=1, by=improver, today=TODAY)
        page = client_for(improver).post(f"{home}write/", {"progress": "x", "revision": 1}).content.decode()
        assert "This review was cancelled" in page
        assert not SelfAssessment.objects.exists()


class TestReading:
    def test_the_audit_trail_has_no_word_of_a_draft(
        self,
        review: Review,
        home: str,
        first: Objective,
        improver: User,
        administrator: User,
        client_for: ClientFor,
    ) -> None:
        sent = {"judgement": "little", "words": "SECRET doubt", "revision": 0}
        assert client_for(improver).post(f"{home}objectives/{first.pk}/", sent).status_code == 302
        administrator.is_staff = True
        administrator.save()
        entry = AuditEntry.objects.get(action="assessed an objective")
        page = (
            client_for(administrator)
            .get(f"/administration/core/auditentry/{entry.pk}/change/")
            .content.decode()
        )
        assert "01 Steady management" in page
        assert "SECRET" not in page
        assert "judgement" not in page

    @pytest.mark.parametrize(
        ("role", "reads"),
        [
            ("owner", True), ("analyst", True), ("chair", True), ("adviser", False), ("department_official", False),
            ("board_member", False),
        ],
    )  # fmt: skip
    def test_a_draft_is_the_councils_alone(
        self, role: str, reads: bool, complete: Review, home: str, client_for: ClientFor,
        request: pytest.FixtureRequest,
    ) -> None:  # fmt: skip
        client = client_for(request.getfixturevalue(role))
        page = client.get(home).content.decode()
        assert ("Children are seen sooner." in page) is reads
        assert ("It is not submitted yet" in page) is not reads
        assert client.get(f"{home}document/").status_code == 404

    @pytest.mark.parametrize("role", ["owner", "chair", "adviser", "department_official", "board_member"])
    def test_once_submitted_everybody_reads_it(
        self,
        role: str,
        submitted: SelfAssessment,
        home: str,
        client_for: ClientFor,
        request: pytest.FixtureRequest,
    ) -> None:
        client = client_for(request.getfixturevalue(role))
        assert "Children are seen sooner." in client.get(home).content.decode()
        taken: Any = client.get(f"{home}document/")
        assert taken.headers["Content-Type"] == "application/pdf"
        assert b"".join(taken.streaming_content).startswith(b"%PDF-")

    @pytest.mark.parametrize("role", ["owner", "analyst", "chair", "adviser", "department_official"])
    def test_only_the_team_writes_and_submits(
        self, role: str, complete: Review, home: str, first: Objective, client_for: ClientFor,
        request: pytest.FixtureRequest,
    ) -> None:  # fmt: skip
        client = client_for(request.getfixturevalue(role))
        for address in (f"{home}write/", f"{home}objectives/{first.pk}/", f"{home}submit/"):
            assert client.get(address).status_code == client.post(address, {}).status_code == 403

    def test_another_councils_is_not_there(
        self, home: str, improver: User, outsider: User, client_for: ClientFor
    ) -> None:
        theirs = f"/councils/fernshire/reviews/{ReviewFactory().pk}/assessment/"
        for more in ("", "write/", "submit/", "document/"):
            assert client_for(outsider).get(f"{home}{more}").status_code == 404
            assert client_for(improver).get(f"{theirs}{more}").status_code == 404

    def test_many_objectives_take_as_many_queries_as_few(
        self, complete: Review, home: str, plan: Plan, improver: User, client_for: ClientFor,
        queries_of: Callable[[Client, str], int],
    ) -> None:  # fmt: skip
        client = client_for(improver)
        client.get(home)
        few = queries_of(client, home)
        for objective in ObjectiveFactory.create_batch(6, plan=plan):
            assess(complete, objective, improver)
        assert queries_of(client, home) == few


class TestSubmitting:
    def test_what_it_lacks_is_named_and_nothing_is_frozen(
        self, review: Review, home: str, first: Objective, improver: User, client_for: ClientFor
    ) -> None:
        assess(review, first, improver)
        client = client_for(improver)
        page = client.get(f"{home}submit/").content.decode()
        for words in ("Progress as a whole", "What staff say: surveys", "Objective 02: Good assessments"):
            assert words in page
        assert "Objective 01" not in page
        assert 'name="sure"' not in page
        answer = client.post(f"{home}submit/", {"sure": "on", "revision": 1}).content.decode()
        assert "This is still missing: Progress as a whole; " in answer
        kept = SelfAssessment.objects.get()
        assert (kept.submitted_at, kept.content, kept.document) == (None, None, None)
        assert not Discharge.objects.exists()

    def test_it_is_frozen_printed_kept_as_evidence_and_recorded_at_once(
        self, complete: Review, duties: ReviewDuties, home: str, improver: User, client_for: ClientFor
    ) -> None:
        page = client_for(improver).post(f"{home}submit/", {"sure": "on", "revision": 2}, follow=True)
        kept = SelfAssessment.objects.get()
        assert kept.submitted_by == improver
        assert kept.sha256 == sha256_of(kept.content)
        assert [each["judgement_word"] for each in kept.content["objectives"]] == [
            "Some progress",
            "Not assessed",
        ]
        assert kept.content["objectives"][0]["plan"]["overdue"] == 1
        with kept.document.file.open("rb") as file:
            document = file.read()
        assert document.startswith(b"%PDF-")
        assert kept.document.sha256 == hashlib.sha256(document).hexdigest()
        assert kept.document.evidence.confidentiality == Evidence.Confidentiality.MAY_LEAVE
        discharge = kept.discharge
        assert (discharge.obligation, discharge.effective_on, discharge.for_event) == (
            duties.own_assessment, TODAY, complete.planned_event,
        )  # fmt: skip
        assert list(discharge.evidence.all()) == [kept.document.evidence]
        assert row_of(complete, duties, TODAY) == ("met", TODAY)
        # The day of the review comes and goes: the register goes on saying that it was before.
        assert row_of(complete, duties, dt.date(2026, 12, 20)) == ("met", TODAY)
        shown = page.content.decode()
        assert "It is frozen" in shown
        assert "due 16 December 2026" in shown
        assert kept.sha256 in shown

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"sure": ""}, "it cannot be changed afterwards"),
            ({"revision": "1"}, "changed this while you were editing"),
            ({"revision": "x"}, "revision"),
        ],
    )
    def test_it_is_submitted_only_as_it_was_seen_and_surely(
        self,
        changes: dict[str, str],
        message: str,
        complete: Review,
        home: str,
        improver: User,
        client_for: ClientFor,
    ) -> None:
        sent = {"sure": "on", "revision": "2", **changes}
        answer = client_for(improver).post(f"{home}submit/", sent)
        assert answer.status_code == 200
        assert message in answer.content.decode().lower() or message in answer.content.decode()
        assert SelfAssessment.objects.get().submitted_at is None

    @pytest.mark.parametrize("day", [DEC_17, dt.date(2026, 12, 18)])
    def test_on_the_day_of_the_review_it_is_too_late_and_both_pages_say_so(
        self,
        day: dt.date,
        complete: Review,
        duties: ReviewDuties,
        home: str,
        improver: User,
        client_for: ClientFor,
    ) -> None:
        with time_machine.travel(dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC)):
            client = client_for(improver)
            assert "does not come before the review" in client.get(f"{home}submit/").content.decode()
            client.post(f"{home}submit/", {"sure": "on", "revision": 2})
            page = client.get(home).content.decode()
            hub = client.get(f"/councils/fernshire/reviews/{complete.pk}/").content.decode()
        assert "on or after the day of the review, and so not before it" in page
        assert "Submitted late" in hub
        assert row_of(complete, duties, dt.date(2026, 12, 20)) == ("missed", None)

    def test_after_a_review_that_was_held_it_is_still_taken_in(
        self, complete: Review, duties: ReviewDuties, improver: User
    ) -> None:
        day = dt.date(2026, 12, 18)
        hold_review(review=complete, held_on=DEC_17, revision=1, by=improver, today=DEC_17)
        with time_machine.travel(dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC)):
            kept = submit_assessment(review=complete, revision=2, by=improver, today=day)
        assert kept.discharge is not None
        assert row_of(complete, duties, day) == ("missed", None)

    def test_for_a_review_that_does_not_count_the_register_stays_as_it_is(
        self, duties: ReviewDuties, first: Objective, improver: User, client_for: ClientFor
    ) -> None:
        peer = plan_review(
            notice=duties.notice, kind=Kind.PEER, planned_on=DEC_17, words=ReviewWords(), by=improver, today=TODAY
        )  # fmt: skip
        write_narrative(review=peer, narrative=SAID, proofs=Proofs(), revision=1, by=improver, today=TODAY)
        assess(peer, first, improver)
        home = f"/councils/fernshire/reviews/{peer.pk}/assessment/"
        client = client_for(improver)
        assert "nothing is owed before this review" in client.get(f"{home}submit/").content.decode()
        client.post(f"{home}submit/", {"sure": "on", "revision": 2})
        kept = SelfAssessment.objects.get()
        assert kept.is_submitted
        assert kept.discharge is None
        assert "nothing was owed before this review" in client.get(home).content.decode()

    def test_a_duty_that_is_not_owed_before_this_review_is_refused(
        self, complete: Review, duties: ReviewDuties, improver: User
    ) -> None:
        with pytest.raises(Refusal, match="Choose a duty that is owed before this review"):
            submit_assessment(
                review=complete, revision=2, by=improver, today=TODAY, obligation=duties.progress
            )
        assert SelfAssessment.objects.get().submitted_at is None


class TestFrozen:
    def test_no_address_writes_it_any_more(
        self, submitted: SelfAssessment, home: str, first: Objective, improver: User, client_for: ClientFor
    ) -> None:
        client, before = client_for(improver), SelfAssessment.objects.values().get()
        sent = {
            "progress": "Better than that", "staff_survey": "x", "supervision": "x", "judgement": "achieved",
            "words": "Better", "sure": "on", "revision": 3,
        }  # fmt: skip
        for address in (f"{home}write/", f"{home}objectives/{first.pk}/", f"{home}submit/"):
            answer = client.post(address, {**sent, "revision": 1 if "objectives" in address else 3})
            assert "was submitted on 22 November 2026 and is frozen" in answer.content.decode(), address
        assert SelfAssessment.objects.values().get() == before
        assert ObjectiveAssessment.objects.get(objective=first).words == "Two of three teams"

    def test_what_is_shown_is_what_was_frozen_whatever_the_plan_says_now(
        self, submitted: SelfAssessment, home: str, first: Objective, improver: User, client_for: ClientFor
    ) -> None:
        Objective.objects.filter(pk=first.pk).update(title="Another title")
        ObjectiveAssessment.objects.filter(objective=first).update(words="Written past the services")
        SelfAssessment.objects.update(progress="Written past the services")
        page = client_for(improver).get(home).content.decode()
        assert "Steady management" in page
        assert "Children are seen sooner." in page
        assert "Written past the services" not in page
        assert "Another title" not in page

    def test_the_same_content_gives_the_same_document(self, submitted: SelfAssessment) -> None:
        drawn = html_of(submitted.content, submitted.sha256)
        assert "Not assessed because:" in drawn
        assert "The audit is not back" in drawn
        assert html_of(submitted.content, submitted.sha256) == drawn

    def test_a_second_submission_is_told_that_there_was_a_first(
        self, submitted: SelfAssessment, complete: Review, improver: User
    ) -> None:
        with pytest.raises(Refusal, match="is frozen"):
            submit_assessment(review=complete, revision=submitted.revision, by=improver, today=TODAY)
        assert Discharge.objects.count() == 1

    def test_the_database_keeps_content_and_submission_together(self, review: Review) -> None:
        assessment = SelfAssessment(review=review, content={"format": 1}, sha256="0" * 64)
        with pytest.raises(ValidationError):
            assessment.validate_constraints()


def test_nothing_to_assess_is_a_gap_too(duties: ReviewDuties, improver: User) -> None:
    review = plan_review(
        notice=duties.notice, kind=Kind.PROGRESS, planned_on=DEC_17, words=ReviewWords(), by=improver, today=TODAY
    )  # fmt: skip
    assert "no objective to assess" in own_assessment_of(review, today=TODAY).gaps[-1].words
