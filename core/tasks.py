"""The task by which beat does scheduled work, whatever application it belongs to."""

import datetime as dt

from celery import shared_task

from core.audit import SYSTEM_NAME
from core.clock import today
from core.scheduled import run


# Not tried again by itself: the schedule comes back, and a person can try it again on the page of operations.
@shared_task(name="core.tasks.run_scheduled")
def run_scheduled(key: str, asked_by: str = SYSTEM_NAME, day: str | None = None) -> None:
    """Do the scheduled work `key` for today, or for `day` (as 2026-12-16), for the schedule or for who asked."""
    run(key, day=today() if day is None else dt.date.fromisoformat(day), asked_by=asked_by)
