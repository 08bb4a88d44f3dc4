"""Scheduled work that belongs to no application: what killed workers left behind, and old records of runs."""

import datetime as dt

from django.utils import timezone

from core import jobs
from core.runs import fail_abandoned_runs, forget_old_runs
from core.scheduled import Did, counted, scheduled


@scheduled("fail-abandoned-jobs")
def fail_abandoned(today: dt.date) -> list[Did]:
    """Call failed every job and every run whose worker was killed."""
    now = timezone.now()
    return [
        *counted(jobs.fail_abandoned(now), "job called failed", "jobs called failed"),
        *counted(fail_abandoned_runs(now), "run called failed", "runs called failed"),
    ]


@scheduled("forget-old-runs")
def forget_runs(today: dt.date) -> list[Did]:
    """Remove the records of runs that no longer tell anything."""
    return counted(forget_old_runs(timezone.now()), "record removed", "records removed")
