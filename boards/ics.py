"""A meeting as an entry of a calendar file (RFC 5545, RFC 5546): an invitation, a cancellation, a download."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//Recovery Register//Meetings of a board//EN"
LONDON = ZoneInfo("Europe/London")
METHODS = ("REQUEST", "CANCEL", "PUBLISH")


@dataclass(frozen=True)
class Attendee:
    """Whom an invitation is for. `must` tells those on whom the meeting waits from those who may come."""

    name: str
    email: str
    must: bool = True


@dataclass(frozen=True)
class Entry:
    """A meeting as a calendar shows it. The times are those of a clock in London; without a start it takes the day.

    `uid` stays the same for as long as the meeting is the same one, wherever it is moved to; `sequence` grows with
    each message, so that a calendar takes the newest. `stamp` is when the message was written, in UTC.
    """

    uid: str
    summary: str
    day: dt.date
    starts_at: dt.time | None
    ends_at: dt.time | None
    place: str
    description: str
    address: str
    sequence: int
    status: str
    stamp: dt.datetime


def uid_of(meeting_key: int, host: str) -> str:
    """Return the name under which a meeting stays the same entry in everybody's calendar."""
    return f"board-meeting-{meeting_key}@{host}"


def component_of(entry: Entry) -> Event:
    """Return the entry as a component: for a file of its own, or for a feed of many."""
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(dt.UTC))
    _put_time(event, entry)
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    if entry.place:
        event.add("location", entry.place)
    event.add("url", entry.address)
    event.add("status", entry.status)
    event.add("transp", "TRANSPARENT" if entry.status == "CANCELLED" or entry.starts_at is None else "OPAQUE")
    return event


def calendar_of(
    entry: Entry, *, method: str, organiser: tuple[str, str], attendee: Attendee | None = None
) -> bytes:
    """Return the file for one person, or (PUBLISH) for anybody; `organiser` is the (name, e-mail) that it comes from.

    Raises ValueError for a method that there is not, and for an invitation or a cancellation to nobody.
    """
    if method not in METHODS or (attendee is None) != (method == "PUBLISH"):
        raise ValueError(f"{method} needs {'nobody' if method == 'PUBLISH' else 'somebody'} to be sent to")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    event = component_of(entry)
    event.add("organizer", _address(*organiser))
    if attendee is not None:
        event.add("attendee", _attendee(attendee))
    calendar.add_component(event)
    # Outlook reads a time in a zone only where the file says what the zone is.
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _put_time(event: Event, entry: Entry) -> None:
    if entry.starts_at is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + dt.timedelta(days=1))
        return
    starts = dt.datetime.combine(entry.day, entry.starts_at, tzinfo=LONDON)
    event.add("dtstart", starts)
    if entry.ends_at is not None:
        event.add("dtend", dt.datetime.combine(entry.day, entry.ends_at, tzinfo=LONDON))
    else:
        event.add("duration", dt.timedelta(hours=2))


def _address(name: str, email: str) -> vCalAddress:
    address = vCalAddress(f"MAILTO:{email}")
    address.params["CN"] = vText(name)
    return address


def _attendee(attendee: Attendee) -> vCalAddress:
    address = _address(attendee.name, attendee.email)
    address.params["CUTYPE"] = vText("INDIVIDUAL")
    address.params["ROLE"] = vText("REQ-PARTICIPANT" if attendee.must else "OPT-PARTICIPANT")
    address.params["PARTSTAT"] = vText("NEEDS-ACTION")
    # Nobody reads what a calendar answers by itself: apologies go to the improvement team.
    address.params["RSVP"] = vText("FALSE")
    return address
