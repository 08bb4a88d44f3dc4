"""The worker issues a signed report: kept as evidence, discharged in the register, audited, all or nothing."""

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import pytest

from accounts.models import Role, User
from core import jobs
from core.models import AuditEntry, Job
from core.refusals import Refusal
from evidence.models import Evidence
from evidence.sweeping import remove_unnamed_files
from notices.models import Discharge, Notice, Obligation
from notices.selectors import register_as_at
from reports import background
from reports.models import ISSUE_JOB, Delivery, IssuedText, Report
from reports.rendering import TEMPLATE_VERSION
from reports.services import issuing, preparing
from tests.conftest import TODAY
from tests.factories import CadenceTermsFactory, DischargeFactory, MembershipFactory
from tests.integration.reports.conftest import issued_now

PDF = b"%PDF-1.7 October"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are not laid out, where a test is about what comes after."""
    monkeypatch.setattr(background, "document_for", lambda report, html: PDF)


def outcomes(notice: Notice) -> list[tuple[dt.date, str]]:
    register = register_as_at(notice, as_at=TODAY)
    rows = register.clauses[0].obligations[0].occurrences
    return [(row.due_on, str(row.outcome)) for row in rows]


def job_of(report: Report) -> Job | None:
    """The job of its issue; None as long as none was begun."""
    return Job.objects.filter(report=report, kind=ISSUE_JOB).first()


def stored_files(settings: Any) -> list[Path]:
    return [each for each in (Path(settings.MEDIA_ROOT) / "evidence").rglob("*") if each.is_file()]


def test_the_worker_issues_the_report_and_the_register_moves(signed: Report, notice: Notice) -> None:
    assert outcomes(notice)[0][1] == "overdue"
    assert background.issue_if_due(signed.pk)
    signed.refresh_from_db()
    assert (signed.status, signed.job.state) == (Report.Status.ISSUED, Job.State.DONE)
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
        "text": hashlib.sha256(b"<p>October</p>").hexdigest(), "template_version": "test", "sent_to": [],
    }  # fmt: skip


@pytest.mark.usefixtures("quick")
def test_a_task_delivered_twice_issues_once(signed: Report) -> None:
    assert [background.issue_if_due(signed.pk) for _ in range(2)] == [True, False]
    background.issue_signed(Report.objects.get(pk=signed.pk).job_id)
    assert (Evidence.objects.count(), Discharge.objects.count()) == (1, 1)
    assert AuditEntry.objects.filter(action="issued a report").count() == 1


def test_what_is_issued_already_is_left_as_it_is(issued: Report) -> None:
    again = issued_now(issued, document=b"%PDF-1.7 another")
    assert again.document_id == issued.document_id
    assert Evidence.objects.count() == 1


@pytest.mark.usefixtures("quick")
def test_when_the_register_refuses_nothing_is_half_made(
    signed: Report, duty: Obligation, improver: User, settings: Any
) -> None:
    duty.cadences.all().delete()
    CadenceTermsFactory(obligation=duty, terms={"type": "by_date", "date": "2026-11-30"})
    DischargeFactory(obligation=duty, effective_on=dt.date(2026, 11, 2))
    background.issue_if_due(signed.pk)
    signed.refresh_from_db()
    job = signed.job
    assert job.state == Job.State.FAILED
    assert "the register refuses it" in job.error
    assert (signed.status, signed.document) == (Report.Status.SIGNED, None)
    assert (Evidence.objects.count(), Discharge.objects.count(), Delivery.objects.count()) == (0, 1, 0)
    assert not IssuedText.objects.exists()
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
        background.issue_if_due(signed.pk)
    signed.refresh_from_db()
    assert (signed.status, signed.job.state) == (Report.Status.SIGNED, Job.State.FAILED)
    # The schedule leaves it to a person: it would only fail again.
    assert background.issue_due_reports() == []
    again = preparing.render_again(report=signed, by=improver)
    background.issue_signed(again.job_id)
    again.refresh_from_db()
    assert again.status == Report.Status.ISSUED


def test_a_report_that_nobody_signed_is_not_issued(submitted: Report) -> None:
    with pytest.raises(Refusal):
        issued_now(submitted)
    assert not Evidence.objects.exists()


def test_a_discharge_of_the_same_day_takes_the_pdf_as_its_evidence(signed: Report, duty: Obligation) -> None:
    by_hand = DischargeFactory(obligation=duty, effective_on=TODAY, what="Sent by e-mail")
    issued_now(signed)
    assert list(Discharge.objects.all()) == [by_hand]
    assert by_hand.evidence.get().kind == Evidence.Kind.REPORT


def test_a_report_that_discharges_nothing_is_issued_all_the_same(signed: Report) -> None:
    Report.objects.filter(pk=signed.pk).update(discharges=None)
    issued_now(signed)
    assert not Discharge.objects.exists()
    assert Evidence.objects.count() == 1


@pytest.mark.usefixtures("quick")
def test_a_worker_that_was_called_dead_and_comes_back_does_not_issue_twice(
    signed: Report, improver: User
) -> None:
    job = issuing.begin_issue(report_id=signed.pk)
    jobs.claim(job)
    jobs.fail(job, reason="The worker stopped")
    again = preparing.render_again(report=signed, by=improver)
    background.issue_signed(again.job_id)
    issued_now(signed, document=b"%PDF-1.7 late")
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


@pytest.mark.usefixtures("quick")
def test_what_was_issued_is_kept_byte_for_byte(signed: Report) -> None:
    background.issue_if_due(signed.pk)
    report = Report.objects.get(pk=signed.pk)
    assert report.document.sha256 == hashlib.sha256(PDF).hexdigest()
    text = report.issued_text
    assert text.sha256 == hashlib.sha256(text.html.encode()).hexdigest()
    assert "AR-2026-10 v1" in text.html
    assert report.template_version == TEMPLATE_VERSION


def test_the_row_of_an_issued_report_and_its_text_refuse_to_be_changed_or_deleted(issued: Report) -> None:
    issued.unready_reason = "Changed afterwards"
    with pytest.raises(TypeError, match="never changes"):
        issued.save()
    with pytest.raises(TypeError, match="never changes"):
        issued.delete()
    # One that was loaded before it was issued does not get past it either.
    stale = Report.objects.get(pk=issued.pk)
    stale.status = Report.Status.DRAFT
    with pytest.raises(TypeError, match="never changes"):
        stale.save()
    with pytest.raises(TypeError, match="written once"):
        issued.issued_text.save()


def test_a_recipient_with_two_roles_gets_it_once_and_the_role_is_kept(
    signed: Report, adviser: User, chair: User, board_member: User
) -> None:
    Report.objects.filter(pk=signed.pk).update(kind="digest")
    MembershipFactory(council=signed.notice.council, person=chair, role=Role.BOARD_MEMBER)
    report = issued_now(Report.objects.get(pk=signed.pk))
    assert sorted((each.email, each.role) for each in report.deliveries.all()) == [
        ("adviser@fernshire.example", "adviser"),
        ("board_member@fernshire.example", "board_member"),
        ("chair@fernshire.example", "chair"),
    ]


@pytest.mark.usefixtures("quick")
def test_the_schedule_issues_what_a_lost_task_left(signed: Report) -> None:
    assert background.issue_due_reports() == [signed]
    assert background.issue_due_reports() == []
