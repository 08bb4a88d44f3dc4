"""Asks for updates wherever the schedule of a council says so today, as the schedule does each working day."""

from core.management.scheduled import DoesScheduledWork


class Command(DoesScheduledWork):
    help = "Ask the owners of every live plan for their updates, where the council's schedule says so today."
    work = "open-update-cycles"
