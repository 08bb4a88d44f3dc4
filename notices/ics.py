"""A notice's deadlines as a calendar file that people subscribe their own calendars to."""

import datetime as dt
from collections.abc import Iterable

from icalendar import Event

from core.calendars import WholeDay, component_of, published
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
    entries = (event_of(each, host=host, address=address, stamp=stamp) for each in deadlines)
    return published(str(notice), PRODUCT, entries)


def event_of(deadline: Deadline, *, host: str, address: str, stamp: dt.datetime) -> Event:
    """Return a deadline as an entry: for the file of its notice, or for a feed of many things."""
    return component_of(
        WholeDay(
            uid=uid_of(deadline, host),
            stamp=stamp,
            day=deadline.due_on,
            summary=f"{deadline.clause.number}: {deadline.obligation.summary}",
            description=_description(deadline),
            address=address,
            category=deadline.obligation.get_kind_display(),
            standing=deadline.outcome not in FALLEN_AWAY,
        )
    )


def _description(deadline: Deadline) -> str:
    owes = deadline.obligation.get_duty_holder_display()
    own = ["The council’s own expectation, not the notice’s."] if deadline.is_local else []
    return "\n".join(
        [f"Owed by: {owes}", f"{outcome_in_words(deadline.occurrence)} as at the day of this file", *own]
    )
