"""Asks the worker for what a report needs next: a draft's PDF, the issue of a signed one, its e-mails."""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from kombu.exceptions import KombuError

from core import jobs
from core.models import Job
from core.tasks import run_scheduled
from reports.models import DRAFT_JOB, ISSUE_JOB, Report
from reports.tasks import deliver_report, issue_report, issue_when_due, render_report

log = logging.getLogger(__name__)

UNREACHABLE = "The worker could not be reached. Nothing was changed: try again in a few minutes."


def ask_worker(report: Report) -> None:
    """Give `report` a new job and send its task once this transaction has landed."""
    task = issue_report if report.status == Report.Status.SIGNED else render_report
    job = new_job(report)

    def send() -> None:
        # What was asked for is in the database by now: a broker that does not answer fails the job and not the page.
        if not _sent(task, job.pk):
            jobs.fail(job.pk, reason=UNREACHABLE)

    transaction.on_commit(send)


def new_job(report: Report) -> Job:
    """Give `report` a new job, of its issue once it is signed, and return it."""
    is_signed = report.status == Report.Status.SIGNED
    job = jobs.request_job(kind=ISSUE_JOB if is_signed else DRAFT_JOB, scope=report.notice.council.slug)
    report.job = job
    report.save(update_fields=["job"])
    return job


def ask_issue(report: Report) -> None:
    """Send the task that issues a report once it can no longer be recalled; the schedule makes good a lost one."""
    leaves_at = report.leaves_at
    eta = leaves_at if leaves_at is not None and leaves_at > timezone.now() else None
    transaction.on_commit(lambda: _sent(issue_when_due, report.pk, eta=eta))


def ask_delivery(report: Report) -> None:
    """Send the task that delivers `report` once this transaction has landed; the schedule makes good a lost one."""
    transaction.on_commit(lambda: _sent(deliver_report, report.pk))


def send_returns_told() -> None:
    """Send the task that tells authors of a return; the schedule makes good a lost one."""
    _sent(run_scheduled, "deliver-waiting")


def _sent(task: Any, *key: int | str, **options: Any) -> bool:
    try:
        if options.get("eta") is None:
            task.delay(*key)
        else:
            task.apply_async(key, **options)
    except (KombuError, OSError):
        log.exception("%s could not be sent", task.name)
        return False
    return True
