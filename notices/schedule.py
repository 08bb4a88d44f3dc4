"""Scheduled work on the register: what became overdue or was missed is told at once, and once."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from core.scheduled import Did, counted, in_turn, scheduled
from notices.breaches import find_breaches, notices_in_force
from notices.models import Notice
from notices.telling_breaches import send_waiting


@scheduled("tell-breaches")
def tell_breaches(today: dt.date) -> Iterator[Did]:
    """Find the breaches of every notice in force and tell the improvement team and the chair."""
    return in_turn([*(partial(_find, notice, today) for notice in notices_in_force(today)), _send])


def _find(notice: Notice, today: dt.date) -> list[Did]:
    found = find_breaches(notice=notice, today=today)
    return counted(len(found), "breach found", "breaches found", scope=notice.council.slug)


def _send() -> list[Did]:
    return counted(send_waiting(), "message sent", "messages sent")
