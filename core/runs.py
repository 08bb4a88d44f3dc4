"""What is asked of the record of runs: the newest of each work, and the tidying away of what tells nothing any more."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Max, QuerySet

from core.models import Run

SILENCE_ALLOWED = dt.timedelta(hours=1)
"""A run that was begun longer ago and has not ended lost its worker."""
IDLE_KEPT = dt.timedelta(days=2)
KEPT = dt.timedelta(days=400)
"""Runs that did something or failed are kept for longer than the year of a notice."""

STOPPED = (
    "The worker stopped before it was finished. What it had done stands; running it again does the rest."
)


def newest_runs(works: Iterable[str]) -> dict[str, Run]:
    """Return the newest run of each work that has one, by the work's key; in two queries."""
    newest = Run.objects.filter(work__in=list(works)).values("work").annotate(newest=Max("pk"))
    return {run.work: run for run in Run.objects.filter(pk__in=[row["newest"] for row in newest])}


def runs_of(work: str) -> QuerySet[Run]:
    """Return the runs of one work, newest first."""
    return Run.objects.filter(work=work)


def fail_abandoned_runs(now: dt.datetime) -> int:
    """Call failed every run whose worker was killed; return how many."""
    silent = Run.objects.filter(state=Run.State.RUNNING, started_at__lt=now - SILENCE_ALLOWED)
    return silent.update(state=Run.State.FAILED, error=STOPPED, finished_at=now)


def forget_old_runs(now: dt.datetime) -> int:
    """Remove runs that found nothing to do two days after, all others after 400 days; return how many.

    The newest run of a work stays, however old and idle: it says when the work last ran.
    """
    newest = Run.objects.values("work").annotate(newest=Max("pk")).values_list("newest", flat=True)
    old = Run.objects.filter(started_at__lt=now - KEPT)
    idle = Run.objects.filter(state=Run.State.DONE, did=[], started_at__lt=now - IDLE_KEPT)
    removed = 0
    for runs in (old, idle):
        removed += runs.exclude(pk__in=list(newest)).delete()[0]
    return removed
