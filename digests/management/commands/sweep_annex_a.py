"""Removes uploaded Annex A workbooks that no worker took, as the schedule does every ten minutes."""

from core.management.scheduled import DoesScheduledWork


class Command(DoesScheduledWork):
    help = "Remove uploaded Annex A workbooks that have waited for a worker for more than an hour."
    work = "sweep-annex-a"
