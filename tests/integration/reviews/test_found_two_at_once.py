"""Two people make the same finding a source, or sign the same answer off, at the same moment: one lands."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import Organisation, User
from core.models import AuditEntry
from core.refusals import Refusal
from improvement_plans.models import Source
from reviews.models import Finding, Question, Review
from reviews.services.becoming import make_sources
from reviews.services.questions import sign_off
from tests.conftest import TODAY
from tests.factories import NoticeFactory
from tests.factories_plan import PlanFactory, ReviewFactory
from tests.factories_reviews import FindingFactory, QuestionFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.services,
    # bin/run-tests runs the suite a second time on PostgreSQL; SQLite lets one writer in at a time anyway.
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="needs two writers at once: set DATABASE_URL"
    ),
]


@pytest.fixture
def review(council: Organisation) -> Review:
    plan = PlanFactory(notice=NoticeFactory(council=council))
    return ReviewFactory(notice=plan.notice, held_on=TODAY.replace(month=7))


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do the deeds in a thread each at one moment, and return what each was told (empty: done)."""
    together = Barrier(len(deeds))

    def attempt(deed: Callable[[], object]) -> str:
        together.wait(timeout=10)
        try:
            deed()
        except Refusal as refusal:
            return refusal.message
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(max_workers=len(deeds)) as pool:
        return sorted(future.result(timeout=30) for future in [pool.submit(attempt, each) for each in deeds])


def test_two_who_make_the_same_findings_sources_make_one_of_each(review: Review, improver: User) -> None:
    findings = FindingFactory.create_batch(3, review=review)

    def become() -> None:
        make_sources(
            review=review, findings=findings, received_on=TODAY, document="", by=improver, today=TODAY
        )

    done, told = at_once(become, become)
    assert done == ""
    assert "Already a source of the plan" in told
    assert Source.objects.count() == 3
    assert Finding.objects.filter(source__isnull=False).count() == 3


def test_two_who_sign_the_same_answer_off_sign_it_once(review: Review, improver: User, chair: User) -> None:
    question = QuestionFactory(review=review, answer="Twelve.")
    done, told = at_once(
        lambda: sign_off(question=question, by=improver, revision=1),
        lambda: sign_off(question=question, by=chair, revision=1),
    )
    assert done == ""
    assert "changed this while you were editing" in told
    assert Question.objects.get().signed_off_by in {improver, chair}
    assert AuditEntry.objects.filter(action="signed off an answer").count() == 1
