"""Two people submit the same own assessment, or hold, move or plan the same review, at one moment: one lands."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import Organisation, User
from core.models import AuditEntry
from core.refusals import Refusal
from evidence.models import Evidence
from improvement_plans.models import Objective
from notices.models import Discharge, PlannedEvent
from reviews.models import Judgement, Kind, Review, SelfAssessment
from reviews.services.assessing import Narrative, assess_objective, write_narrative
from reviews.services.holding import hold_review
from reviews.services.planning import ReviewWords, move_review, plan_review
from reviews.services.recording import Proofs
from reviews.services.submitting import submit_assessment
from tests.conftest import TODAY
from tests.factories_plan import ObjectiveFactory, PlanFactory
from tests.factories_reviews import ReviewDuties, review_duties

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.services,
    # bin/run-tests runs the suite a second time on PostgreSQL; SQLite lets one writer in at a time anyway.
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="needs two writers at once: set DATABASE_URL"
    ),
]
DEC_17 = dt.date(2026, 12, 17)


@pytest.fixture
def duties(council: Organisation) -> ReviewDuties:
    return review_duties(council, dt.date(2026, 7, 1))


@pytest.fixture
def objective(duties: ReviewDuties) -> Objective:
    return ObjectiveFactory(plan=PlanFactory(notice=duties.notice))


def planned(duties: ReviewDuties, by: User, day: dt.date = DEC_17) -> Review:
    return plan_review(
        notice=duties.notice, kind=Kind.PROGRESS, planned_on=day, words=ReviewWords(), by=by, today=TODAY
    )


def twice(deed: Callable[[], object]) -> list[str]:
    """Do the same in two threads at one moment, and return what each was told (empty: done)."""
    together = Barrier(2)

    def attempt() -> str:
        together.wait(timeout=10)
        try:
            deed()
        except Refusal as refusal:
            return refusal.message
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(max_workers=2) as pool:
        return sorted(future.result(timeout=60) for future in [pool.submit(attempt) for _ in range(2)])


def test_of_two_who_submit_one_wins_and_the_other_is_told(
    duties: ReviewDuties, objective: Objective, improver: User
) -> None:
    review = planned(duties, improver)
    write_narrative(
        review=review, narrative=Narrative("Better", "Asked in May", "Every four weeks"), proofs=Proofs(), revision=1,
        by=improver, today=TODAY,
    )  # fmt: skip
    assess_objective(
        review=review, objective=objective, judgement=Judgement.GOOD, words="Seen", proofs=Proofs(), revision=0,
        by=improver, today=TODAY,
    )  # fmt: skip
    told = twice(lambda: submit_assessment(review=review, revision=2, by=improver, today=TODAY))
    assert told[0] == ""
    assert "is frozen" in told[1]
    assert SelfAssessment.objects.get().is_submitted
    assert Evidence.objects.count() == Discharge.objects.count() == 1
    assert AuditEntry.objects.filter(action="submitted the own assessment").count() == 1


def test_of_two_who_begin_it_both_come_to_one(
    duties: ReviewDuties, objective: Objective, improver: User
) -> None:
    review = planned(duties, improver)
    told = twice(
        lambda: assess_objective(
            review=review,
            objective=objective,
            judgement=Judgement.GOOD,
            words="Seen",
            proofs=Proofs(),
            revision=0,
            by=improver,
            today=TODAY,
        )
    )
    assert told[0] == ""
    assert "changed this while you were editing" in told[1]
    assert SelfAssessment.objects.count() == 1


def test_of_two_who_record_it_as_held_the_register_has_one_record(
    duties: ReviewDuties, improver: User
) -> None:
    review = planned(duties, improver, dt.date(2026, 11, 20))
    told = twice(
        lambda: hold_review(
            review=review, held_on=dt.date(2026, 11, 20), revision=1, by=improver, today=TODAY
        )
    )
    assert [bool(each) for each in told] == [False, True]
    assert Discharge.objects.count() == 1


def test_of_two_who_move_it_one_wins(duties: ReviewDuties, improver: User) -> None:
    review = planned(duties, improver)
    told = twice(
        lambda: move_review(
            review=review,
            planned_on=dt.date(2026, 12, 18),
            reason="Rooms",
            revision=1,
            by=improver,
            today=TODAY,
        )
    )
    assert [bool(each) for each in told] == [False, True]
    assert PlannedEvent.objects.filter(cancelled_on=None).count() == 1


def test_of_two_who_plan_the_same_one_is_led_to_the_other(duties: ReviewDuties, improver: User) -> None:
    told = twice(lambda: planned(duties, improver))
    assert told[0] == ""
    assert "is planned for 17 December 2026 already" in told[1]
    assert Review.objects.count() == 1
