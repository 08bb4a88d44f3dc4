"""Scheduled work on the evidence store."""

from celery import shared_task
from django.utils import timezone

from evidence.sweeping import remove_unnamed_files


@shared_task(name="evidence.tasks.sweep_evidence_files")
def sweep_evidence_files() -> int:
    """Remove what uploads that came to nothing left behind."""
    return remove_unnamed_files(timezone.now())
