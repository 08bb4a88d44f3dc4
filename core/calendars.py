"""Calendar files that people's own calendars read (RFC 5545): entries for a whole day, and a file of entries."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import category

from icalendar import Calendar, Event


@dataclass(frozen=True)
class WholeDay:
    """Something that takes no time and is due on a day.

    `uid` stays the same for as long as it is the same thing, whenever it falls. `stamp` is when the file was made, in
    UTC. One that is not `standing` stays in people's calendars as cancelled.
    """

    uid: str
    stamp: dt.datetime
    day: dt.date
    summary: str
    description: str
    address: str
    category: str
    standing: bool = True


def component_of(entry: WholeDay) -> Event:
    """Return the entry as a component."""
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.stamp)
    # A whole day: it ends, by the standard, on the day after.
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + dt.timedelta(days=1))
    event.add("summary", printable(entry.summary))
    event.add("description", printable(entry.description))
    event.add("url", entry.address)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED" if entry.standing else "CANCELLED")
    event.add("categories", [entry.category])
    return event


def published(
    name: str, product: str, events: Iterable[Event], *, refresh: dt.timedelta | None = None
) -> bytes:
    """Return a file that anybody's calendar may subscribe to; `refresh` says how often it is worth reading again."""
    calendar = Calendar()
    calendar.add("prodid", product)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", printable(name))
    if refresh is not None:
        calendar.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
        # Outlook reads the older name of the same thing.
        calendar.add("x-published-ttl", f"PT{int(refresh.total_seconds() // 60)}M")
    for event in events:
        calendar.add_component(event)
    # Outlook reads a time in a zone only where the file says what the zone is.
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def printable(words: str) -> str:
    """Return words without the signs that no calendar file may hold; lines stay apart, and so do words."""
    return "".join(map(_printable, words.replace("\r\n", "\n")))


def _printable(sign: str) -> str:
    if sign == "\n" or sign.isprintable():
        return sign
    # A no-break space or a tab is a space; a control sign is none, whatever Python says.
    return " " if sign == "\t" or category(sign).startswith("Z") else ""
