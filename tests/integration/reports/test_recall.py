"""…/recall/ and …/send/: between the last signature and the issue there is a short time to think again."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from core import jobs
from core.models import AuditEntry
from core.refusals import Refusal
from reports import background
from reports.models import Recall, Report
from reports.services import issuing, preparing, recalling, signing
from tests.conftest import TODAY
from tests.integration.conftest import NOON
from tests.integration.reports.conftest import UNREADY, issued_now, with_a_pdf

Browser = Callable[..., Client]
Status = Report.Status
AFTERWARDS = NOON + dt.timedelta(minutes=11)


@pytest.fixture(autouse=True)
def _leaves_after_ten_minutes(settings: Any, _leaves_at_once: None) -> None:
    settings.RECALL_WINDOW = dt.timedelta(minutes=10)


def page_of(report: Report, deed: str = "") -> str:
    return f"/councils/fernshire/reports/{report.pk}/" + (f"{deed}/" if deed else "")


def fresh(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


def test_until_it_leaves_nothing_issues_it(signed: Report, director: User, client_for: Browser) -> None:
    assert signed.leaves_at - signed.signed_at == dt.timedelta(minutes=10)
    assert not background.issue_if_due(signed.pk)
    assert background.issue_due_reports() == []
    with pytest.raises(Refusal, match="can still be recalled"):
        issued_now(signed)
    page = client_for(director).get(page_of(signed)).content.decode()
    assert "AR-2026-10 v1 leaves at 12:10 on 22 November 2026." in page
    assert "Send it now" in page
    assert fresh(signed).status == Status.SIGNED


def test_when_that_time_is_over_it_is_issued(signed: Report) -> None:
    with time_machine.travel(AFTERWARDS):
        assert issuing.begin_issue(report_id=signed.pk)
        report = issued_now(signed)
    assert report.status == Status.ISSUED


def test_a_button_pressed_twice_recalls_it_once(signed: Report, director: User, client_for: Browser) -> None:
    browser = client_for(director)
    for _ in range(2):
        answer = browser.post(page_of(signed, "recall"), {"reason": "A figure was wrong."})
    assert "This report is a draft: look at it again before you go on" in answer.content.decode()
    assert Recall.objects.count() == 1


@pytest.mark.parametrize("person", ["director", "improver"])
def test_a_signer_and_the_team_recall_it_with_a_reason(
    person: str, signed: Report, request: Any, client_for: Browser
) -> None:
    client = client_for(request.getfixturevalue(person))
    assert "Recall it" in client.get(page_of(signed)).content.decode()
    empty = client.post(page_of(signed, "recall"), {"reason": " "}).content.decode()
    assert "Enter why you recall the report" in empty
    assert fresh(signed).status == Status.SIGNED
    client.post(page_of(signed, "recall"), {"reason": "A figure is wrong."})
    report = fresh(signed)
    assert (report.status, report.number, report.signed_by, report.signed_at, report.leaves_at) == (
        Status.DRAFT, "", None, None, None,
    )  # fmt: skip
    recall = Recall.objects.get()
    assert (recall.reason, recall.was_signed, recall.round) == ("A figure is wrong.", True, 1)
    page = " ".join(client.get(page_of(signed)).content.decode().split())
    assert "recalled it before it left<br>A figure is wrong." in page
    assert "(void: it came to nothing)" in page
    entry = AuditEntry.objects.get(action="recalled a report")
    assert entry.detail == {"number": "AR-2026-10 v1", "round": 1}


@pytest.mark.parametrize("person", ["owner", "analyst"])
def test_nobody_else_recalls_it(person: str, signed: Report, request: Any, client_for: Browser) -> None:
    client = client_for(request.getfixturevalue(person))
    assert client.post(page_of(signed, "recall"), {"reason": "No."}).status_code == 403
    assert fresh(signed).status == Status.SIGNED


def test_a_report_that_waits_for_a_signature_is_taken_back_as_well(
    submitted: Report, improver: User, director: User, client_for: Browser
) -> None:
    client_for(improver).post(page_of(submitted, "recall"), {"reason": "The chain was wrong."})
    assert fresh(submitted).status == Status.DRAFT
    with pytest.raises(Refusal, match="not before anybody for signature"):
        signing.sign(report=submitted, by=director, today=TODAY)


def test_what_was_recalled_is_put_up_signed_and_issued_anew_with_the_same_number(
    signed: Report, improver: User, director: User
) -> None:
    old = fresh(signed)
    recalling.recall(report=signed, reason="A figure is wrong.", by=director)
    assert not background.issue_if_due(signed.pk)
    again = with_a_pdf(signing.submit(report=signed, by=improver, today=TODAY, unready_reason=UNREADY))
    again = signing.sign(report=again, by=director, today=TODAY)
    assert (again.round, again.number) == (2, "AR-2026-10 v1")
    with time_machine.travel(AFTERWARDS):
        # A worker that had begun with the first signature does not issue what it had made.
        with pytest.raises(Refusal, match="signed anew"):
            issued_now(old)
        assert issued_now(again).status == Status.ISSUED


def test_once_it_is_issued_it_is_not_recalled(
    issued_late: Report, director: User, client_for: Browser
) -> None:
    page = client_for(director).post(page_of(issued_late, "recall"), {"reason": "No."}).content.decode()
    assert "correct it by a new version" in page
    assert fresh(issued_late).status == Status.ISSUED


@pytest.fixture
def issued_late(signed: Report) -> Report:
    with time_machine.travel(AFTERWARDS):
        return issued_now(signed)


def test_nor_while_it_is_being_issued(signed: Report, director: User) -> None:
    with time_machine.travel(AFTERWARDS):
        jobs.claim(issuing.begin_issue(report_id=signed.pk))
        with pytest.raises(Refusal, match="is being issued"):
            recalling.recall(report=signed, reason="No.", by=director)


def test_but_when_its_issue_has_failed_it_can_be_taken_back(signed: Report, director: User) -> None:
    with time_machine.travel(AFTERWARDS):
        job = issuing.begin_issue(report_id=signed.pk)
        jobs.fail(job, reason="The register refuses it")
        assert recalling.recall(report=signed, reason="No.", by=director).status == Status.DRAFT


def test_the_last_signer_sends_it_now(signed: Report, director: User, client_for: Browser) -> None:
    client_for(director).post(page_of(signed, "send"))
    assert issuing.begin_issue(report_id=signed.pk)
    assert AuditEntry.objects.filter(action="sent a report without waiting").count() == 1


def test_nobody_else_sends_it_now(signed: Report, improver: User, owner: User, client_for: Browser) -> None:
    page = client_for(improver).post(page_of(signed, "send"), follow=True).content.decode()
    assert "Only Cheryl Harrow, who signed last, can send it before its time" in page
    assert client_for(owner).post(page_of(signed, "send")).status_code == 403
    assert issuing.begin_issue(report_id=signed.pk) is None


def test_asking_for_its_pdf_does_not_issue_it_early(signed: Report, improver: User) -> None:
    with pytest.raises(Refusal, match="can still be recalled"):
        preparing.render_again(report=signed, by=improver)
