"""What is in a person's calendar feed: each application registers a source of its own, and they are put together.

The address of a feed opens without signing in, and calendars copy it to phones and to colleagues: nothing in it may be
confidential, whatever its person may see on the pages.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Event

from accounts.models import Organisation, User
from accounts.selectors import councils_of
from core.calendars import published

PRODUCT = "-//Recovery Register//Calendar of a person//EN"
BEHIND, AHEAD = dt.timedelta(days=366), dt.timedelta(days=548)
"""A year back and 18 months ahead."""
READ_AGAIN = dt.timedelta(hours=4)


@dataclass(frozen=True)
class Asked:
    """Whose feed is read and for which council: what lies between `first` and `last` is to be told, both included.

    `host` is the second part of every entry's name, `stamp` when the feed is read (UTC).
    """

    person: User
    council: Organisation
    today: dt.date
    stamp: dt.datetime

    @property
    def first(self) -> dt.date:
        return self.today - BEHIND

    @property
    def last(self) -> dt.date:
        return self.today + AHEAD

    @property
    def host(self) -> str:
        return urlsplit(settings.SITE_URL).hostname or "localhost"

    def covers(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


class CalendarSource(Protocol):
    """Gives the entries of one application; it asks the permissions itself, in a constant number of queries."""

    def __call__(self, asked: Asked) -> Iterable[Event]: ...


_sources: dict[str, CalendarSource] = {}


def register(name: str, source: CalendarSource) -> None:
    """Let `source` have its entries in every feed; an application says it as it starts."""
    _sources[name] = source


def registered() -> list[str]:
    """Return the names of every source."""
    return list(_sources)


def feed_for(person: User, *, today: dt.date, stamp: dt.datetime) -> bytes:
    """Return the feed of `person` as a calendar file; an empty one for somebody who has no role any more."""
    councils = list(councils_of(person, today=today))
    names = ", ".join(str(each) for each in councils)
    events = (
        event
        for council in councils
        for source in _sources.values()
        for event in source(Asked(person, council, today, stamp))
    )
    name = f"Recovery Register, {names}" if names else "Recovery Register"
    return published(name, PRODUCT, events, refresh=READ_AGAIN)
