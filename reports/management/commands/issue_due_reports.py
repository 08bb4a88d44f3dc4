"""Issues signed reports whose time for recall is over, as the schedule does every five minutes."""

from core.management.scheduled import DoesScheduledWork


class Command(DoesScheduledWork):
    help = "Issue each signed report that can no longer be recalled."
    work = "issue-due-reports"
