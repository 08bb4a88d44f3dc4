"""Calls failed every job and run whose worker was killed, as the schedule does every five minutes."""

from core.management.scheduled import DoesScheduledWork


class Command(DoesScheduledWork):
    help = "Call failed every background job and scheduled run whose worker was killed."
    work = "fail-abandoned-jobs"
