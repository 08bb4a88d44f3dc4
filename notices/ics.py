"""A notice's deadlines as a calendar file that people subscribe their own calendars to."""

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event

from notices.cadence import Outcome
from notices.models import Notice
from notices.selectors.deadlines import Deadline
from notices.wording import outcome_in_words

PRODUCT = "-//Recovery Register//Deadlines of a notice//EN"

FALLEN_AWAY = frozenset({Outcome.SUPERSEDED, Outcome.NOT_REQUIRED, Outcome.NOT_APPLICABLE})
"""What need not be done any more stays in people's calendars as cancelled."""


def uid_of(deadline: Deadline, host: str) -> str:
    """Return the name under which a deadline stays the same entry however often the file is read.

    It is made of what does not move while the deadline is the same: the obligation, its cadence and the due date.
    """
    own = "local" if deadline.is_local else str(deadline.occurrence.part)
    hangs_on = str(deadline.occurrence.parent or deadline.occurrence.rung or "").replace(" ", "-")
    place = f"notice-{deadline.notice.pk}-obligation-{deadline.obligation.pk}-{own}"
    return f"{place}-{deadline.due_on:%Y%m%d}-{hangs_on}@{host}"


def calendar_of(
    notice: Notice, deadlines: Iterable[Deadline], *, host: str, address: str, stamp: dt.datetime
) -> bytes:
    """Return the .ics file (RFC 5545) of a notice; `address` leads to its page, `stamp` says when it was made (UTC)."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", str(notice))
    for deadline in deadlines:
        calendar.add_component(_entry(deadline, host, address, stamp))
    content: bytes = calendar.to_ical()
    return content


def _entry(deadline: Deadline, host: str, address: str, stamp: dt.datetime) -> Event:
    entry = Event()
    entry.add("uid", uid_of(deadline, host))
    entry.add("dtstamp", stamp)
    # A whole day: it ends, by the standard, on the day after.
    entry.add("dtstart", deadline.due_on)
    entry.add("dtend", deadline.due_on + dt.timedelta(days=1))
    entry.add("summary", f"{deadline.clause.number}: {deadline.obligation.summary}")
    entry.add("description", _description(deadline))
    entry.add("url", address)
    entry.add("transp", "TRANSPARENT")
    entry.add("status", "CANCELLED" if deadline.outcome in FALLEN_AWAY else "CONFIRMED")
    entry.add("categories", [deadline.obligation.get_kind_display()])
    return entry


def _description(deadline: Deadline) -> str:
    owes = deadline.obligation.get_duty_holder_display()
    own = ["The council’s own expectation, not the notice’s."] if deadline.is_local else []
    return "\n".join(
        [f"Owed by: {owes}", f"{outcome_in_words(deadline.occurrence)} as at the day of this file", *own]
    )
