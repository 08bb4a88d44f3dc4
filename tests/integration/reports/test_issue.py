"""The worker issues a signed report: kept as evidence, discharged in the register, audited, all or nothing."""

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from core import jobs
from core.models import AuditEntry, Job
from core.refusals import Refusal
from evidence.models import Evidence
from evidence.sweeping import remove_unnamed_files
from notices.models import Discharge, Notice, Obligation
from notices.selectors import register_as_at
from reports import background
from reports.models import Delivery, Report
from reports.services import issuing, preparing, signing, writing
from tests.conftest import TODAY
from tests.factories import CadenceTermsFactory, DischargeFactory
from tests.integration.reports.conftest import OCTOBER

PDF = b"%PDF-1.7 October"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are not laid out, where a test is about what comes after."""
    monkeypatch.setattr(background, "document_for", lambda report, html: PDF)


def outcomes(notice: Notice) -> list[tuple[dt.date, str]]:
    register = register_as_at(notice, as_at=TODAY)
    rows = register.clauses[0].obligations[0].occurrences
    return [(row.due_on, str(row.outcome)) for row in rows]


def stored_files(settings: Any) -> list[Path]:
    return [each for each in (Path(settings.MEDIA_ROOT) / "evidence").rglob("*") if each.is_file()]


def test_the_worker_issues_the_report_and_the_register_moves(signed: Report, notice: Notice) -> None:
    assert outcomes(notice)[0][1] == "overdue"
    background.issue_signed(signed.job_id)
    signed.refresh_from_db()
    assert (signed.status, Job.objects.get(pk=signed.job_id).state) == (Report.Status.ISSUED, Job.State.DONE)
    with signed.document.file.open("rb") as file:
        content = file.read()
    assert content.startswith(b"%PDF-")
    assert hashlib.sha256(content).hexdigest() == signed.document.sha256
    discharge = Discharge.objects.get()
    assert (discharge.effective_on, list(discharge.evidence.all())) == (TODAY, [signed.document.evidence])
    assert outcomes(notice)[0][1] == "met_late"
    assert outcomes(notice)[1][0] == dt.date(2026, 12, 22)


def test_the_issue_is_audited_with_what_was_issued(issued: Report) -> None:
    entry = AuditEntry.objects.get(action="issued a report")
    assert entry.actor_name == str(issued.signed_by)
    assert entry.detail == {
        "number": "AR-2026-10 v1", "sha256": hashlib.sha256(PDF).hexdigest(), "cut": issued.cut.sha256,
    }  # fmt: skip


@pytest.mark.usefixtures("quick")
def test_a_task_delivered_twice_issues_once(signed: Report) -> None:
    background.issue_signed(signed.job_id)
    background.issue_signed(signed.job_id)
    assert (Evidence.objects.count(), Discharge.objects.count()) == (1, 1)
    assert AuditEntry.objects.filter(action="issued a report").count() == 1


def test_what_is_issued_already_is_left_as_it_is(issued: Report) -> None:
    again = issuing.issue(report=issued, document=b"%PDF-1.7 another", today=TODAY)
    assert again.document_id == issued.document_id
    assert Evidence.objects.count() == 1


@pytest.mark.usefixtures("quick")
def test_when_the_register_refuses_nothing_is_half_made(
    signed: Report, duty: Obligation, improver: User, settings: Any
) -> None:
    duty.cadences.all().delete()
    CadenceTermsFactory(obligation=duty, terms={"type": "by_date", "date": "2026-11-30"})
    DischargeFactory(obligation=duty, effective_on=dt.date(2026, 11, 2))
    background.issue_signed(signed.job_id)
    signed.refresh_from_db()
    job = Job.objects.get(pk=signed.job_id)
    assert job.state == Job.State.FAILED
    assert "the register refuses it" in job.error
    assert (signed.status, signed.document) == (Report.Status.SIGNED, None)
    assert (Evidence.objects.count(), Discharge.objects.count(), Delivery.objects.count()) == (0, 1, 0)
    # The file that no evidence names is swept up a day later; asked again, the same bytes take its place.
    (stored,) = stored_files(settings)
    written = dt.datetime.fromtimestamp(stored.stat().st_mtime, dt.UTC)
    remove_unnamed_files(written + dt.timedelta(days=2))
    assert stored_files(settings) == []


@pytest.mark.usefixtures("quick")
def test_after_a_failure_the_report_can_be_issued_again(
    signed: Report, improver: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(background, "html_of", lambda report: 1 / 0)
        background.issue_signed(signed.job_id)
    signed.refresh_from_db()
    assert (signed.status, signed.job.state) == (Report.Status.SIGNED, Job.State.FAILED)
    again = preparing.render_again(report=signed, by=improver)
    background.issue_signed(again.job_id)
    again.refresh_from_db()
    assert again.status == Report.Status.ISSUED


def test_a_report_that_nobody_signed_is_not_issued(submitted: Report) -> None:
    with pytest.raises(Refusal):
        issuing.issue(report=submitted, document=PDF, today=TODAY)
    assert not Evidence.objects.exists()


def test_a_discharge_of_the_same_day_takes_the_pdf_as_its_evidence(signed: Report, duty: Obligation) -> None:
    by_hand = DischargeFactory(obligation=duty, effective_on=TODAY, what="Sent by e-mail")
    issuing.issue(report=signed, document=PDF, today=TODAY)
    assert list(Discharge.objects.all()) == [by_hand]
    assert by_hand.evidence.get().kind == Evidence.Kind.REPORT


def test_a_report_that_discharges_nothing_is_issued_all_the_same(signed: Report) -> None:
    Report.objects.filter(pk=signed.pk).update(discharges=None)
    issuing.issue(report=signed, document=PDF, today=TODAY)
    assert not Discharge.objects.exists()
    assert Evidence.objects.count() == 1


def test_a_corrected_version_is_numbered_on_and_does_not_set_the_clock_going_again(
    issued: Report, director: User, improver: User
) -> None:
    second = preparing.prepare(
        notice=issued.notice, month=OCTOBER, by=improver, today=TODAY, obligation=issued.discharges
    )
    assert (second.version, second.pk != issued.pk) == (2, True)
    writing.write(report=second, analysis="Corrected.", recommendations="As before.", seen=1, by=improver)
    signing.submit(report=second, post=issued.sign_off_post, by=improver, today=TODAY)
    background.render_draft(Report.objects.get(pk=second.pk).job_id)
    signed_again = signing.sign(report=second, by=director, today=TODAY)
    assert signed_again.number == "AR-2026-10 v2"
    later = TODAY + dt.timedelta(days=3)
    issuing.issue(report=signed_again, document=b"%PDF-1.7 corrected", today=later)
    discharge = Discharge.objects.get()
    assert (discharge.effective_on, discharge.evidence.count()) == (TODAY, 2)


@pytest.mark.usefixtures("quick")
def test_a_worker_that_was_called_dead_and_comes_back_does_not_issue_twice(
    signed: Report, improver: User
) -> None:
    jobs.claim(signed.job_id)
    jobs.fail(signed.job_id, reason="The worker stopped")
    again = preparing.render_again(report=signed, by=improver)
    background.issue_signed(again.job_id)
    issuing.issue(report=signed, document=b"%PDF-1.7 late", today=TODAY)
    assert (Evidence.objects.count(), Discharge.objects.count()) == (1, 1)


def test_a_broker_that_does_not_answer_fails_the_job_in_words(
    written: Report, improver: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def refuse(*args: Any) -> None:
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr("reports.services.asking.render_report.delay", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        preparing.refresh(report=written, by=improver, today=TODAY)
    written.refresh_from_db()
    assert written.job.state == Job.State.FAILED
    assert "could not be reached" in written.job.error
