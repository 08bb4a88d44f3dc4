"""Asks the worker for what a report needs next: a draft's PDF, the issue of a signed one, its e-mails."""

import logging
from typing import Any

from django.db import transaction
from kombu.exceptions import KombuError

from core import jobs
from reports.models import Report
from reports.tasks import deliver_report, issue_report, render_report

log = logging.getLogger(__name__)

UNREACHABLE = "The worker could not be reached. Nothing was changed: try again in a few minutes."


def ask_worker(report: Report) -> None:
    """Give `report` a new job and send its task once this transaction has landed."""
    is_signed = report.status == Report.Status.SIGNED
    task = issue_report if is_signed else render_report
    job = jobs.request_job(
        kind="report issue" if is_signed else "report draft", scope=report.notice.council.slug
    )
    report.job = job
    report.save(update_fields=["job"])

    def send() -> None:
        # What was asked for is in the database by now: a broker that does not answer fails the job and not the page.
        if not _sent(task, job.pk):
            jobs.fail(job.pk, reason=UNREACHABLE)

    transaction.on_commit(send)


def ask_delivery(report: Report) -> None:
    """Send the task that delivers `report` once this transaction has landed; the schedule makes good a lost one."""
    transaction.on_commit(lambda: _sent(deliver_report, report.pk))


def _sent(task: Any, key: int) -> bool:
    try:
        task.delay(key)
    except (KombuError, OSError):
        log.exception("%s could not be sent", task.name)
        return False
    return True
