"""Plans and sends the one message of a day to each person, as the schedule does each half hour of the working day."""

from core.management.scheduled import DoesScheduledWork


class Command(DoesScheduledWork):
    help = "Send each person one message with what is asked of them today; run again, it sends nothing twice."
    work = "send-reminders"
