"""/councils/…/reports/prepare/…/ with a meeting: a report that is owed to each meeting is prepared for one of them."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Organisation, User
from core.models import AuditEntry
from notices.models import Discharge, Notice, Obligation, Party, PlannedEvent
from reports.models import Report
from reports.services import preparing, signing
from tests.conftest import TODAY
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    NoticeFactory,
    ObligationFactory,
    PlannedEventFactory,
)
from tests.integration.reports.conftest import OCTOBER, UNREADY, issued_now, with_a_pdf

Browser = Callable[..., Client]
ADDRESS = "/councils/fernshire/reports/prepare/adviser_monthly/"
DECEMBER_1, DECEMBER_15 = dt.date(2026, 12, 1), dt.date(2026, 12, 15)


@pytest.fixture
def board(notice: Notice, month_of_figures: Notice) -> Obligation:
    return ObligationFactory(
        clause=ClauseFactory(notice=notice, number="6"),
        kind=Obligation.Kind.MEETING,
        summary="The board meets",
    )


@pytest.fixture
def meeting(board: Obligation, duty: Obligation) -> PlannedEvent:
    """Of 1 December: the report to the adviser is owed before each meeting as well."""
    CadenceTermsFactory(obligation=duty, part=1, terms={"type": "before_each"}, follows=board)
    return PlannedEventFactory(obligation=board, planned_on=DECEMBER_1)


def asked(duty: Obligation, event: PlannedEvent | None) -> dict[str, object]:
    return {"month": "2026-10", "obligation": duty.pk, "for_event": event.pk if event else ""}


def test_it_is_for_the_meeting_and_its_page_says_so(
    meeting: PlannedEvent, duty: Obligation, improver: User, client_for: Browser
) -> None:
    client = client_for(improver)
    page = client.post(ADDRESS, asked(duty, meeting), follow=True).content.decode()
    assert Report.objects.get().for_event == meeting
    assert "The board meets, 1 December 2026" in page


@pytest.fixture
def no_choice(
    request: pytest.FixtureRequest, meeting: PlannedEvent, notice: Notice, other_council: Organisation
) -> PlannedEvent:
    """A meeting that is none of the choices, by what is wrong with it."""
    board, now = meeting.obligation, timezone.now()
    elsewhere = NoticeFactory(council=other_council)
    made: dict[str, Callable[[], PlannedEvent]] = {
        "of another council": lambda: PlannedEventFactory(
            obligation=ObligationFactory(clause=ClauseFactory(notice=elsewhere), kind=Obligation.Kind.MEETING)
        ),
        "of another kind": lambda: PlannedEventFactory(
            obligation=ObligationFactory(
                clause=ClauseFactory(notice=notice, number="8"), kind=Obligation.Kind.REVIEW
            )
        ),
        "long past": lambda: PlannedEventFactory(obligation=board, planned_on=dt.date(2026, 10, 21)),
        "cancelled": lambda: PlannedEventFactory(
            obligation=board, planned_on=DECEMBER_15, cancelled_on=TODAY, cancelled_recorded_at=now
        ),
        "entered by mistake": lambda: PlannedEventFactory(
            obligation=board, planned_on=DECEMBER_15, withdrawn_at=now, withdrawn_reason="Another board's"
        ),
    }
    return made[request.param]()


@pytest.mark.parametrize(
    "no_choice",
    ["of another council", "of another kind", "long past", "cancelled", "entered by mistake"],
    indirect=True,
)
def test_another_meeting_is_no_choice_and_nothing_is_made(
    no_choice: PlannedEvent, duty: Obligation, improver: User, client_for: Browser
) -> None:
    answer = client_for(improver).post(ADDRESS, asked(duty, no_choice))
    assert answer.status_code == 200
    assert "Choose a meeting from the list" in answer.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize("words", ["nonsense", "9" * 40])
def test_a_key_that_is_none_is_no_choice(
    words: str, meeting: PlannedEvent, duty: Obligation, improver: User, client_for: Browser
) -> None:
    answer = client_for(improver).post(ADDRESS, {**asked(duty, None), "for_event": words})
    assert "Choose a meeting from the list" in answer.content.decode()
    assert not Report.objects.exists()


def test_a_meeting_on_which_the_chosen_duty_does_not_hang_is_refused_before_anybody_signs(
    meeting: PlannedEvent, notice: Notice, improver: User, client_for: Browser
) -> None:
    other = ObligationFactory(
        clause=ClauseFactory(notice=notice, number="9"), kind=Obligation.Kind.REPORT, duty_holder=Party.COUNCIL,
        summary="Report on money",
    )  # fmt: skip
    page = client_for(improver).post(ADDRESS, asked(other, meeting)).content.decode()
    assert "The duty “Report on money” does not hang on that meeting" in page
    assert not Report.objects.exists()


def test_a_duty_that_was_varied_to_hang_on_meetings_offers_them(
    board: Obligation, duty: Obligation, improver: User, client_for: Browser
) -> None:
    event = PlannedEventFactory(obligation=board, planned_on=DECEMBER_1)
    client = client_for(improver)
    assert "The board meets" not in client.get(ADDRESS).content.decode()
    duty.variations.create(
        agreed_by=Party.ADVISER, agreed_on=TODAY, effective_from=TODAY, terms={"type": "before_each"}, follows=board,
        reference="Letter",
    )  # fmt: skip
    client.post(ADDRESS, asked(duty, event))
    assert Report.objects.get().for_event == event


def test_a_draft_is_for_the_meeting_that_was_named_last(
    meeting: PlannedEvent, duty: Obligation, improver: User, client_for: Browser
) -> None:
    client = client_for(improver)
    client.post(ADDRESS, asked(duty, meeting))
    later = PlannedEventFactory(obligation=meeting.obligation, planned_on=DECEMBER_15)
    client.post(ADDRESS, asked(duty, later))
    assert Report.objects.get().for_event == later
    assert AuditEntry.objects.filter(action="said for which meeting a report is").count() == 1
    # Naming none leaves it where it is.
    client.post(ADDRESS, asked(duty, None))
    assert Report.objects.get().for_event == later


@pytest.fixture
def signed_for_it(
    meeting: PlannedEvent, duty: Obligation, chain: object, director: User, improver: User
) -> Report:
    report = preparing.prepare(
        notice=meeting.obligation.clause.notice, month=OCTOBER, by=improver, today=TODAY, obligation=duty,
        for_event=meeting,
    )  # fmt: skip
    report = with_a_pdf(signing.submit(report=report, by=improver, today=TODAY, unready_reason=UNREADY))
    return signing.sign(report=report, by=director, today=TODAY)


def test_a_correction_stays_with_its_meeting(
    signed_for_it: Report, meeting: PlannedEvent, duty: Obligation, improver: User, client_for: Browser
) -> None:
    issued = issued_now(signed_for_it)
    preparing.open_correction(report=issued, reason="A figure was wrong.", by=improver, today=TODAY)
    later = PlannedEventFactory(obligation=meeting.obligation, planned_on=DECEMBER_15)
    page = client_for(improver).post(ADDRESS, asked(duty, later)).content.decode()
    assert "it is for the same meeting as the report that it corrects" in page
    assert Report.objects.get(version=2).for_event == meeting


def test_issued_it_discharges_the_duty_for_the_meeting(signed_for_it: Report, meeting: PlannedEvent) -> None:
    issued_now(signed_for_it)
    assert Discharge.objects.get().for_event == meeting


def test_a_meeting_that_was_cancelled_meanwhile_does_not_hold_the_issue_up(
    signed_for_it: Report, meeting: PlannedEvent, improver: User, director: User
) -> None:
    PlannedEvent.objects.filter(pk=meeting.pk).update(
        cancelled_on=TODAY, cancelled_recorded_at=timezone.now()
    )
    issued = issued_now(signed_for_it)
    assert issued.status == Report.Status.ISSUED
    assert Discharge.objects.get().for_event is None
    second = preparing.open_correction(report=issued, reason="A figure was wrong.", by=improver, today=TODAY)
    second = with_a_pdf(signing.submit(report=second, by=improver, today=TODAY, unready_reason=UNREADY))
    three_days_on = TODAY + dt.timedelta(days=3)
    issued_now(
        signing.sign(report=second, by=director, today=TODAY), document=b"%PDF-1.7 two", today=three_days_on
    )
    assert Discharge.objects.get().evidence.count() == 2
