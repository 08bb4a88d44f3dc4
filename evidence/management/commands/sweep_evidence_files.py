"""Removes files that no evidence names, as the schedule does every night."""

from core.management.scheduled import DoesScheduledWork


class Command(DoesScheduledWork):
    help = "Remove files of the evidence store that no evidence names and that are older than a day."
    work = "sweep-evidence-files"
