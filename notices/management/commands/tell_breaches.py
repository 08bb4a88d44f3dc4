"""Finds what is overdue or was missed and tells team and chair, as the schedule does all day."""

from core.management.scheduled import DoesScheduledWork


class Command(DoesScheduledWork):
    help = "Tell the improvement team and the chair of every breach that they have not been told of."
    work = "tell-breaches"
