"""Removes records of runs that no longer tell anything, as the schedule does every night."""

from core.management.scheduled import DoesScheduledWork


class Command(DoesScheduledWork):
    help = "Remove records of runs that found nothing to do, and very old ones."
    work = "forget-old-runs"
