"""Two people take the same thing away, or one edits what the other took away: the second is told."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import Organisation, User
from core.models import AuditEntry
from core.refusals import Refusal
from reviews.models import Review
from reviews.services.findings import Found, edit_finding, remove_finding
from reviews.services.information import remove_information
from reviews.services.preparing import edit_preparation, record_done, remove_preparation
from reviews.services.questions import remove_question
from reviews.services.ratings import change_rating, remove_rating
from reviews.services.signs import rate_before, remove_sign
from tests.conftest import TODAY
from tests.factories import NoticeFactory
from tests.factories_reviews import (
    AreaRatingFactory,
    FindingFactory,
    InformationRequestFactory,
    PreparationFactory,
    QuestionFactory,
    ReviewFactory,
    SignOfRecoveryFactory,
)

pytestmark = pytest.mark.django_db
FOUND = Found(kind="priority", words="Plans are late")
TASK: dict[str, Any] = {"what": "Book", "owner_post": None, "due_on": None, "days_before": 3, "revision": 1}


@pytest.fixture
def review(council: Organisation) -> Review:
    notice = NoticeFactory(council=council, issued_on=dt.date(2026, 7, 1))
    return ReviewFactory(notice=notice, planned_on=dt.date(2026, 12, 17))


@pytest.mark.parametrize(
    ("made", "name", "remove", "change"),
    [
        (
            FindingFactory, "finding", remove_finding,
            lambda row, by: edit_finding(finding=row, found=FOUND, by=by, today=TODAY, revision=1),
        ),
        (QuestionFactory, "question", remove_question, None),
        (InformationRequestFactory, "request", remove_information, None),
        (
            PreparationFactory, "preparation", remove_preparation,
            lambda row, by: edit_preparation(preparation=row, by=by, today=TODAY, **TASK),
        ),
        (
            PreparationFactory, "preparation", remove_preparation,
            lambda row, by: record_done(preparation=row, done_on=TODAY, note="", by=by, today=TODAY),
        ),
        (
            SignOfRecoveryFactory, "sign", remove_sign,
            lambda row, by: rate_before(sign=row, level="seen", because="x", revision=1, by=by, today=TODAY),
        ),
        (
            AreaRatingFactory, "rated", remove_rating,
            lambda row, by: change_rating(rated=row, rating="strong", words="Seen", by=by, revision=1),
        ),
    ],
)  # fmt: skip
def test_the_second_is_told_that_it_is_gone(
    made: Any, name: str, remove: Callable[..., None], change: Callable[..., object] | None, review: Review,
    improver: User,
) -> None:  # fmt: skip
    row = made(review=review)
    seen_by_another = type(row).objects.get(pk=row.pk)
    remove(**{name: row}, by=improver)
    written = AuditEntry.objects.count()
    with pytest.raises(Refusal, match="Somebody took this away meanwhile"):
        remove(**{name: seen_by_another}, by=improver)
    if change is not None:
        with pytest.raises(Refusal, match="Somebody took this away meanwhile"):
            change(seen_by_another, improver)
    assert AuditEntry.objects.count() == written
