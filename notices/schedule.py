"""Scheduled work on the register: what became overdue or was missed is told at once, and once."""

import datetime as dt

from core.scheduled import Did, counted, scheduled
from notices.breaches import find_breaches, notices_in_force
from notices.telling_breaches import send_waiting


@scheduled("tell-breaches")
def tell_breaches(today: dt.date) -> list[Did]:
    """Find the breaches of every notice in force and tell the improvement team and the chair."""
    did: list[Did] = []
    for notice in notices_in_force(today):
        found = find_breaches(notice=notice, today=today)
        did += counted(len(found), "breach found", "breaches found", scope=notice.council.slug)
    return did + counted(send_waiting(), "message sent", "messages sent")
