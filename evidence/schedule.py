"""Scheduled work on the evidence store."""

import datetime as dt

from django.utils import timezone

from core.scheduled import Did, counted, scheduled
from evidence.sweeping import remove_unnamed_files


@scheduled("sweep-evidence-files")
def sweep_evidence_files(today: dt.date) -> list[Did]:
    """Remove what uploads that came to nothing left behind."""
    return counted(remove_unnamed_files(timezone.now()), "file removed", "files removed")
