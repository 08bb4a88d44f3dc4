"""Background jobs: asked for, claimed once, moved along, finished or failed with a reason."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from core.models import Job

# A worker that was killed leaves its job running for ever; after this long without a sign it is called failed.
SILENCE_ALLOWED = dt.timedelta(minutes=15)
ABANDONED = "The worker stopped before it was finished. Nothing was changed: start it again."


def request_job(*, kind: str, scope: str = "") -> Job:
    """Return a new waiting job; the caller sends the task on commit."""
    return Job.objects.create(kind=kind, scope=scope, message="Waiting for the worker")


def claim(job_id: int) -> bool:
    """Take a waiting job for this worker; False when another has it already or it is over."""
    now = timezone.now()
    return bool(
        Job.objects.filter(pk=job_id, state=Job.State.WAITING).update(
            state=Job.State.RUNNING, started_at=now, moved_at=now, message="Started"
        )
    )


def move(job_id: int, *, percent: int, message: str) -> None:
    """Say how far a running job is: `percent` from 0 to 100."""
    Job.objects.filter(pk=job_id, state=Job.State.RUNNING).update(
        percent=percent, message=message, moved_at=timezone.now()
    )


def finish(job_id: int) -> None:
    """Mark a running job as done."""
    Job.objects.filter(pk=job_id, state=Job.State.RUNNING).update(
        state=Job.State.DONE, percent=100, message="Done", finished_at=timezone.now()
    )


def fail(job_id: int, *, reason: str) -> None:
    """Mark a job that is not over as failed, with a reason that a person can act on."""
    Job.objects.filter(pk=job_id).exclude(state__in=[Job.State.DONE, Job.State.FAILED]).update(
        state=Job.State.FAILED, error=reason, message="Failed", finished_at=timezone.now()
    )


def fail_abandoned(now: dt.datetime) -> int:
    """Fail every job of which nothing was heard for `SILENCE_ALLOWED`; return how many."""
    silent_since = now - SILENCE_ALLOWED
    silent = Job.objects.exclude(state__in=[Job.State.DONE, Job.State.FAILED]).filter(
        Q(moved_at__lt=silent_since) | Q(moved_at__isnull=True, requested_at__lt=silent_since)
    )
    return silent.update(
        state=Job.State.FAILED,
        error=ABANDONED,
        message="Failed",
        finished_at=now,
    )
