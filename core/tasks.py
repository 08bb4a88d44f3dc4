"""Scheduled work that belongs to no application."""

from celery import shared_task
from django.utils import timezone

from core import jobs


@shared_task(name="core.tasks.fail_abandoned_jobs")
def fail_abandoned_jobs() -> int:
    """Call failed every job whose worker was killed."""
    return jobs.fail_abandoned(timezone.now())
