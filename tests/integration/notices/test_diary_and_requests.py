"""Meetings planned, cancelled and withdrawn, and requests: through their forms, and refused with the reason."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.refusals import Refusal
from notices.cadence import Outcome
from notices.models import Discharge, Notice, Obligation, Party, PlannedEvent, Request
from notices.selectors import register_as_at
from notices.services import plan_event, record_discharge, record_request, withdraw_fact
from tests.factories import DischargeFactory, PlannedEventFactory
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


def outcomes(obligation: Obligation, as_at: dt.date = TODAY) -> list[Outcome]:
    standing = register_as_at(Notice.objects.get(pk=obligation.clause.notice_id), as_at=as_at).standing_of(
        obligation
    )
    return [row.outcome for row in standing.occurrences]


def test_a_meeting_is_planned_and_its_report_is_due_that_day(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    answer = client_for(improver).post(
        address("plan_event", known, known.board.pk), {"planned_on": "9/12/2026"}
    )
    assert answer.status_code == 302
    assert PlannedEvent.objects.get().planned_on == D(2026, 12, 9)
    register = register_as_at(known.notice, as_at=TODAY)
    assert register.standing_of(known.report).next_due_on == D(2026, 12, 9)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter the date of the meeting"),
        ("9/13/2026", "Date of the meeting must be a real date, such as 16/12/2026"),
        (
            "1/1/2026",
            "The date of the meeting must be on or after 16 January 2026, when the notice came into force",
        ),
        ("10/12/2026", "One is already planned for 10 December 2026"),
    ],
)
def test_a_day_that_cannot_be_planned_is_refused(
    typed: str, message: str, known: Known, improver: User, client_for: ClientFor
) -> None:
    PlannedEventFactory(obligation=known.board, planned_on=D(2026, 12, 10))
    answer = client_for(improver).post(address("plan_event", known, known.board.pk), {"planned_on": typed})
    assert answer.context["form"].errors == {"planned_on": [message]}
    assert PlannedEvent.objects.count() == 1


def test_only_meetings_and_reviews_are_planned(known: Known, improver: User) -> None:
    with pytest.raises(Refusal, match="Only a meeting or a review"):
        plan_event(obligation=known.plan, planned_on=D(2026, 12, 1), by=improver)


def test_a_cancelled_meeting_makes_what_hangs_on_it_not_applicable(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    event = PlannedEventFactory(obligation=known.board, planned_on=D(2026, 11, 10))
    assert outcomes(known.report) == [Outcome.MISSED]
    page = address("cancel_event", known, event.pk)
    answer = client_for(improver).post(page, {"cancelled_on": "5/11/2026", "reason": "No quorum"})
    assert answer.status_code == 302
    assert outcomes(known.report) == [Outcome.NOT_APPLICABLE]


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"cancelled_on": "", "reason": "x"}, "cancelled_on", "Enter the date it was cancelled"),
        ({"cancelled_on": "5/11/2026", "reason": ""}, "reason", "Enter why it was cancelled"),
        ({"cancelled_on": "23/11/2026", "reason": "x"}, "cancelled_on", "must be today or earlier"),
        ({"cancelled_on": "1/1/2026", "reason": "x"}, "cancelled_on", "on or after 16 January 2026"),
    ],
)
def test_a_cancellation_that_cannot_be_is_refused(
    typed: dict[str, str], field: str, message: str, known: Known, improver: User, client_for: ClientFor
) -> None:
    event = PlannedEventFactory(obligation=known.board, planned_on=D(2026, 11, 10))
    answer = client_for(improver).post(address("cancel_event", known, event.pk), typed)
    assert message in str(answer.context["form"].errors[field])
    event.refresh_from_db()
    assert event.cancelled_on is None


def test_a_meeting_that_was_held_or_cancelled_is_not_cancelled(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    record_discharge(
        obligation=known.board, effective_on=D(2026, 11, 10), what="Met", by=improver, today=TODAY
    )
    held = known.board.planned_events.get()
    typed = {"cancelled_on": "5/11/2026", "reason": "No quorum"}
    answer = client_for(improver).post(address("cancel_event", known, held.pk), typed)
    assert "recorded as held" in str(answer.context["form"].errors)
    other = PlannedEventFactory(obligation=known.board, planned_on=D(2026, 12, 1))
    client_for(improver).post(address("cancel_event", known, other.pk), typed)
    answer = client_for(improver).post(address("cancel_event", known, other.pk), typed)
    assert "already cancelled on 5 November 2026" in str(answer.context["form"].errors)


def test_withdrawing_a_meeting_keyed_in_error_takes_its_entry_in_the_diary_with_it(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    record_discharge(
        obligation=known.board, effective_on=D(2026, 11, 10), what="Met", by=improver, today=TODAY
    )
    assert outcomes(known.report) == [Outcome.MISSED]
    fact = Discharge.objects.get()
    page = address("withdraw", known, "discharge", fact.pk)
    assert client_for(improver).post(page, {"reason": ""}).context["form"].errors == {
        "reason": ["Enter why the record is wrong"]
    }
    answer = client_for(improver).post(page, {"reason": "It was the scrutiny committee"}, follow=True)
    assert "The record is withdrawn." in str(next(iter(answer.context["messages"])))
    assert outcomes(known.report) == []
    shown = answer.content.decode()
    assert "<s>10 November 2026: Met</s>" in shown
    assert "It was the scrutiny committee" in shown
    again = client_for(improver).post(page, {"reason": "Twice"})
    assert "already withdrawn" in str(again.context["form"].errors)


def test_an_entry_that_was_in_the_diary_before_stays_when_the_record_is_withdrawn(
    known: Known, improver: User
) -> None:
    planned = PlannedEventFactory(obligation=known.board, planned_on=D(2026, 11, 10))
    held = record_discharge(
        obligation=known.board, effective_on=D(2026, 11, 10), what="Met", by=improver, today=TODAY
    )
    withdraw_fact(fact=held, reason="Not held", by=improver)
    planned.refresh_from_db()
    assert planned.withdrawn_at is None


def test_an_entry_on_which_a_record_rests_is_not_withdrawn(known: Known, improver: User) -> None:
    event = PlannedEventFactory(obligation=known.board, planned_on=D(2026, 11, 10))
    DischargeFactory(
        obligation=known.report, effective_on=D(2026, 11, 10), for_event=event, what="Report sent"
    )
    with pytest.raises(Refusal, match="Report sent"):
        withdraw_fact(fact=event, reason="Wrong day", by=improver)


@pytest.fixture
def asked_for(known: Known) -> Obligation:
    return duty(known.notice, "9", "report", {"type": "on_request"})


REQUEST = {
    "requested_by": "Department",
    "requested_on": "2/11/2026",
    "due_on": "20/11/2026",
    "reference": "E-mail",
}


def test_a_request_makes_it_due_on_the_day_that_it_names(
    known: Known, asked_for: Obligation, improver: User, client_for: ClientFor
) -> None:
    page = address("record_request", known, asked_for.pk)
    assert client_for(improver).post(page, REQUEST).status_code == 302
    assert Request.objects.get().due_on == D(2026, 11, 20)
    assert outcomes(asked_for) == [Outcome.OVERDUE]


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"due_on": ""}, "due_on", "Enter the date by which it was asked for"),
        ({"requested_on": ""}, "requested_on", "Enter the date of the request"),
        ({"requested_on": "23/11/2026", "due_on": "1/12/2026"}, "requested_on", "must be today or earlier"),
        ({"requested_on": "15/1/2026"}, "requested_on", "on or after 16 January 2026"),
        ({"due_on": "1/11/2026"}, "due_on", "on or after the date of the request"),
        ({"requested_by": ""}, "requested_by", "Choose who asked"),
    ],
)
def test_a_request_that_cannot_be_is_refused(
    changed: dict[str, str],
    field: str,
    message: str,
    known: Known,
    asked_for: Obligation,
    improver: User,
    client_for: ClientFor,
) -> None:
    answer = client_for(improver).post(address("record_request", known, asked_for.pk), {**REQUEST, **changed})
    assert message in str(answer.context["form"].errors[field])
    assert not Request.objects.exists()


def test_a_request_for_what_nobody_may_ask_for_and_one_without_a_date_are_refused(
    known: Known, asked_for: Obligation, improver: User
) -> None:
    given = {"requested_on": D(2026, 11, 2), "requested_by": Party.DEPARTMENT, "by": improver, "today": TODAY}
    with pytest.raises(Refusal, match="does not say that this can be asked for"):
        record_request(obligation=known.plan, due_on=D(2026, 12, 1), **given)
    with pytest.raises(Refusal, match="Enter the date by which"):
        record_request(obligation=asked_for, due_on=None, **given)
    record_request(obligation=asked_for, due_on=D(2026, 12, 1), **given)
    with pytest.raises(Refusal, match="already recorded"):
        record_request(obligation=asked_for, due_on=D(2026, 12, 1), **given)


def test_an_adviser_asks_in_nobody_elses_name(
    known: Known, asked_for: Obligation, adviser: User, client_for: ClientFor
) -> None:
    page = address("record_request", known, asked_for.pk)
    answer = client_for(adviser).post(page, REQUEST)
    assert answer.context["form"].errors == {"requested_by": ["Choose who asked from the list"]}
    assert client_for(adviser).post(page, {**REQUEST, "requested_by": "adviser"}).status_code == 302
