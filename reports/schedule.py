"""Scheduled work on reports, and the sending of whatever waits to be sent.

What draws PDFs is imported when it runs: every process of the application imports this module as it starts.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

from core.scheduled import Did, counted, in_turn, scheduled
from notices import telling_breaches
from notices.breaches import notices_in_force
from notices.models import Notice


@scheduled("open-month")
def open_months(today: dt.date) -> Iterator[Did]:
    """Open the drafts of the month that has ended, under every notice in force."""
    return in_turn(partial(_open_month, notice, today) for notice in notices_in_force(today))


def _open_month(notice: Notice, today: dt.date) -> list[Did]:
    from reports.opening_months import open_month

    return [Did(f"{report} drafted", notice.council.slug) for report in open_month(notice, today=today)]


@scheduled("issue-due-reports")
def issue_due(today: dt.date) -> list[Did]:
    """Issue every signed report whose time for recall is over."""
    from reports.background import issue_due_reports

    return [Did(f"{each.number} issued", each.notice.council.slug) for each in issue_due_reports()]


@scheduled("deliver-waiting")
def deliver_waiting(today: dt.date) -> Iterator[Did]:
    """Send what a lost task, a killed worker or a mail server left unsent; one that fails does not keep the others."""
    from boards import delivering as packs
    from boards import inviting
    from reports import delivering

    senders = {
        "message on reports": delivering.deliver_waiting,
        "invitation": inviting.send_waiting,
        "message on packs": packs.deliver_waiting,
        "message on breaches": telling_breaches.send_waiting,
    }
    return in_turn(partial(_sent, what, send) for what, send in senders.items())


def _sent(what: str, send: Callable[[], int]) -> list[Did]:
    return counted(send(), f"{what} sent", f"{_many(what)} sent")


def _many(what: str) -> str:
    noun, _, about = what.partition(" ")
    return f"{noun}s {about}".rstrip()
