"""Opens the drafts of the month that has ended, as the schedule does every hour of the day."""

from core.management.scheduled import DoesScheduledWork


class Command(DoesScheduledWork):
    help = "Draft the reports that are owed for the last whole month, all on one cut."
    work = "open-month"
