"""Two people publish a month, or comment on an indicator, at the same moment: one does it, the other hears of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import Organisation, User
from core.editing import ChangedMeanwhile
from core.refusals import Refusal
from digests.models import Commentary, Indicator, MonthlyDigest
from digests.services import publication
from digests.services.commentary import Said, write_commentary
from tests.conftest import TODAY
from tests.factories_publication import OCTOBER, a_month

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.services,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="needs two writers at once: set DATABASE_URL"
    ),
]


def at_once(deed: Callable[[User], object], people: tuple[User, User]) -> list[str]:
    """Return how the deed ended for each of two who do it together."""
    together = Barrier(2)

    def do(person: User) -> str:
        together.wait(timeout=10)
        try:
            deed(person)
        except Refusal as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(max_workers=2) as pool:
        return sorted(pool.map(do, people))


@pytest.fixture
def _in_memory() -> None:
    from config.celery import app

    app.conf.broker_url = "memory://"


@pytest.mark.usefixtures("_in_memory")
def test_one_publishes_and_one_corrects(council: Organisation, analyst: User, improver: User) -> None:
    a_month(council)
    digest = publication.open_digest(council=council, month=OCTOBER, by=analyst, today=TODAY)
    publication.mark_commented(digest=digest, by=analyst, today=TODAY, uncommented_because="Later")
    people = (analyst, improver)
    ended = at_once(lambda person: publication.publish(digest=digest, by=person, today=TODAY), people)
    assert ended == ["Refusal", "done"]
    assert MonthlyDigest.objects.get().published_by in people
    ended = at_once(lambda person: publication.correct(digest=digest, reason="Why", by=person), people)
    assert ended == ["Refusal", "done"]
    assert MonthlyDigest.objects.count() == 2


def test_one_opens_the_month_for_both(council: Organisation, analyst: User, improver: User) -> None:
    ended = at_once(
        lambda person: publication.open_digest(council=council, month=OCTOBER, by=person, today=TODAY),
        (analyst, improver),
    )
    assert ended == ["done", "done"]
    assert MonthlyDigest.objects.count() == 1


def test_one_comments_and_the_other_is_told(council: Organisation, analyst: User, improver: User) -> None:
    indicator: Indicator = a_month(council)["worse"]
    ended = at_once(
        lambda person: write_commentary(
            indicator=indicator, month=OCTOBER, said=Said(cause=str(person)), by=person
        ),
        (analyst, improver),
    )
    assert ended == [ChangedMeanwhile.__name__, "done"]
    assert Commentary.objects.count() == 1
