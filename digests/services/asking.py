"""Asks the worker for the PDFs of a published digest."""

import logging

from django.db import transaction
from kombu.exceptions import KombuError

from core import jobs
from digests.models import MonthlyDigest
from digests.tasks import render_digest

log = logging.getLogger(__name__)

UNREACHABLE = (
    "The worker could not be reached. The digest is published: ask for its PDF again in a few minutes."
)


def ask_worker(digest: MonthlyDigest) -> None:
    """Give `digest` a new job and send its task once this transaction has landed."""
    job = jobs.request_job(kind="digest PDF", scope=digest.council.slug)
    digest.job = job
    digest.save(update_fields=["job"])
    transaction.on_commit(lambda: _send(job.pk))


def _send(job_id: int) -> None:
    try:
        render_digest.delay(job_id)
    except (KombuError, OSError):
        # What was asked for is in the database by now: a broker that does not answer fails the job and not the page.
        log.exception("%s could not be sent", render_digest.name)
        jobs.fail(job_id, reason=UNREACHABLE)
