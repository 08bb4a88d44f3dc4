"""Scheduled work on the plan: asking for updates, and the one message of a day to each person."""

import datetime as dt

from core.scheduled import Did, counted, scheduled
from improvement_plans.reminding import sweep
from improvement_plans.services.cycle import open_due_cycles


@scheduled("open-update-cycles")
def open_update_cycles(today: dt.date) -> list[Did]:
    """Ask for updates wherever the schedule of a council says so today."""
    return [
        Did(f"Updates asked for, due on {cycle.due_on:%-d %B %Y}", cycle.plan.notice.council.slug)
        for cycle in open_due_cycles(today=today)
    ]


@scheduled("send-reminders")
def send_reminders(today: dt.date) -> list[Did]:
    """Plan and send the messages that are owed today."""
    return counted(sweep(today), "message sent", "messages sent")
