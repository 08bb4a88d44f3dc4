"""Scheduled work on the digest."""

import datetime as dt

from django.utils import timezone

from core.scheduled import Did, counted, scheduled
from digests.annex_a_uploads.waiting_files import sweep


@scheduled("sweep-annex-a")
def sweep_annex_a(today: dt.date) -> list[Did]:
    """Remove uploaded workbooks that no worker took within an hour."""
    return counted(sweep(timezone.now()), "workbook removed", "workbooks removed")
