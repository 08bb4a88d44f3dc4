"""Judging standing duties, and what a council expects of itself."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.refusals import Refusal
from notices.models import Assessment, CadenceTerms
from notices.position import Position
from notices.selectors import register_as_at
from notices.services import assess, set_local_expectation
from tests.factories import AssessmentFactory
from tests.integration.notices.conftest import Known, duty

pytestmark = pytest.mark.django_db
D = dt.date
TODAY = D(2026, 11, 22)
ClientFor = Callable[[User | None], Client]


@pytest.fixture(autouse=True)
def _a_known_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.access.today", lambda: TODAY)


def address(name: str, known: Known, *args: object) -> str:
    return reverse(f"notices:{name}", args=["fernshire", known.notice.pk, *args])


GIVEN = {"judgement": "partly_met", "assessed_on": "1/11/2026", "reason": "Two visits were put off."}


def test_a_judgement_is_recorded_in_the_name_of_the_person(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    answer = client_for(improver).post(address("assess", known, known.cooperation.pk), GIVEN, follow=True)
    assessment = Assessment.objects.get()
    assert (assessment.assessed_by, assessment.judgement) == (improver, "partly_met")
    assert "was not assessed and is now at risk" in str(next(iter(answer.context["messages"])))
    assert "Two visits were put off." in answer.content.decode()


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"judgement": ""}, "judgement", "Choose whether the duty is being met"),
        ({"reason": ""}, "reason", "Enter the reason for the judgement"),
        ({"assessed_on": "23/11/2026"}, "assessed_on", "today or earlier"),
        ({"assessed_on": "15/1/2026"}, "assessed_on", "on or after 16 January 2026"),
        ({"assessed_on": "10/11/2026"}, "assessed_on", "already judged on that day"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused(
    changed: dict[str, str], field: str, message: str, known: Known, improver: User, client_for: ClientFor
) -> None:
    AssessmentFactory(obligation=known.cooperation, assessed_on=D(2026, 11, 10))
    answer = client_for(improver).post(address("assess", known, known.cooperation.pk), {**GIVEN, **changed})
    assert message in str(answer.context["form"].errors[field])
    assert Assessment.objects.count() == 1


def test_what_falls_due_by_dates_and_what_is_only_allowed_is_not_judged(known: Known, improver: User) -> None:
    may = duty(known.notice, "9", "standing", {"type": "standing"}, modality="may")
    for obligation in (known.plan, known.consequence, may):
        with pytest.raises(Refusal, match="not judged"):
            assess(
                obligation=obligation,
                judgement="met",
                assessed_on=D(2026, 11, 1),
                reason="x",
                by=improver,
                today=TODAY,
            )
    content = assess(
        obligation=known.content,
        judgement="met",
        assessed_on=D(2026, 11, 1),
        reason="Seen",
        by=improver,
        today=TODAY,
    )
    assert content.pk


def test_a_maximum_age_is_local_and_can_be_taken_away(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    client, page = client_for(improver), address("expectation", known, known.record.pk)
    assert client.post(page, {"max_age_days": "35"}).status_code == 302
    terms = CadenceTerms.objects.get(obligation=known.record, is_local=True)
    assert (terms.terms, terms.local_since) == ({"type": "kept_up_to_date", "max_age_days": 35}, TODAY)
    standing = register_as_at(known.notice, as_at=TODAY).standing_of(known.record)
    assert (standing.position, standing.answer.position) == (Position.AT_RISK, Position.ON_TRACK)
    assert (
        "local: the council’s own"
        in client.get(address("clause", known, known.record.clause_id)).content.decode()
    )
    assert client.post(page, {"max_age_days": ""}).status_code == 302
    assert not CadenceTerms.objects.filter(is_local=True).exists()
    answer = client.post(page, {"max_age_days": ""})
    assert "There is no local expectation to remove" in str(answer.context["form"].errors)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("many", "How many days old it may be must be a whole number"),
        ("0", "How many days old it may be must be 1 or more"),
        ("1001", "How many days old it may be must be 1000 or less"),
    ],
)
def test_an_age_that_is_none_is_refused(
    typed: str, message: str, known: Known, improver: User, client_for: ClientFor
) -> None:
    answer = client_for(improver).post(
        address("expectation", known, known.record.pk), {"max_age_days": typed}
    )
    assert answer.context["form"].errors == {"max_age_days": [message]}


def test_regular_takes_an_interval_and_what_the_notice_dates_takes_none(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    regular = duty(known.notice, "13", "report", {"type": "regular"})
    page = address("expectation", known, regular.pk)
    assert client_for(improver).post(page, {"n": "6", "unit": "weeks"}).status_code == 302
    kept = CadenceTerms.objects.get(obligation=regular, is_local=True)
    assert kept.terms == {"type": "at_least_every", "n": 6, "unit": "weeks"}
    with pytest.raises(Refusal, match="takes no local expectation"):
        set_local_expectation(
            obligation=known.plan,
            cadence={"type": "kept_up_to_date", "max_age_days": 3},
            by=improver,
            today=TODAY,
        )
    with pytest.raises(Refusal, match="n must be"):
        set_local_expectation(
            obligation=regular, cadence={"type": "at_least_every", "unit": "weeks"}, by=improver, today=TODAY
        )
