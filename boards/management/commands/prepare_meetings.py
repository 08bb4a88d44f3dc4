"""Puts together the agendas of the meetings to come, as the schedule does every hour of the day."""

from core.management.scheduled import DoesScheduledWork


class Command(DoesScheduledWork):
    help = "Put together the agenda of each meeting of the next three weeks that has none yet."
    work = "prepare-meetings"
