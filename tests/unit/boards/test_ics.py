"""A meeting as a calendar file: read back, and held against what Outlook and Google ask for."""

import datetime as dt
from typing import Any

import pytest
from icalendar import Calendar

from boards.ics import Attendee, Entry, calendar_of, uid_of

STAMP = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
ORGANISER = ("Improvement Board", "register@fernshire.example")
TO = Attendee("Cleo Marsh, “Chair”", "cleo@fernshire.example")


def entry(**given: Any) -> Entry:
    facts: dict[str, Any] = {
        "uid": uid_of(7, "register.example"), "summary": "Improvement Board", "day": dt.date(2026, 12, 16),
        "starts_at": dt.time(14), "ends_at": dt.time(16, 30), "place": "Committee Room 4",
        "description": "Papers: 8 Dec",
        "address": "https://register.example/meetings/7/", "sequence": 2, "status": "CONFIRMED", "stamp": STAMP,
    }  # fmt: skip
    return Entry(**{**facts, **given})


def read(content: bytes) -> tuple[Any, Any]:
    calendar: Any = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_an_invitation_reads_back_as_it_was_written() -> None:
    calendar, event = read(calendar_of(entry(), method="REQUEST", organiser=ORGANISER, attendee=TO))
    assert (str(calendar["METHOD"]), str(calendar["VERSION"])) == ("REQUEST", "2.0")
    assert str(event["UID"]) == "board-meeting-7@register.example"
    assert int(event["SEQUENCE"]) == 2
    assert event.decoded("DTSTAMP") == STAMP
    assert event.decoded("DTSTART").isoformat() == "2026-12-16T14:00:00+00:00"
    assert event.decoded("DTEND").isoformat() == "2026-12-16T16:30:00+00:00"
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert str(event["ORGANIZER"]) == "MAILTO:register@fernshire.example"
    assert event["ORGANIZER"].params["CN"] == "Improvement Board"
    assert str(event["ATTENDEE"]) == "MAILTO:cleo@fernshire.example"
    assert event["ATTENDEE"].params["ROLE"] == "REQ-PARTICIPANT"
    assert str(event["STATUS"]) == "CONFIRMED"
    assert str(event["LOCATION"]) == "Committee Room 4"


def test_the_zone_is_explained_and_summer_time_is_kept() -> None:
    content = calendar_of(entry(day=dt.date(2027, 6, 16)), method="PUBLISH", organiser=ORGANISER)
    calendar, event = read(content)
    (zone,) = calendar.walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/London"
    assert event.decoded("DTSTART").astimezone(dt.UTC).hour == 13
    assert "ATTENDEE" not in event


def test_the_file_keeps_to_the_letter_of_the_standard() -> None:
    content = calendar_of(
        entry(summary="x" * 200 + "; a, b\nc"), method="REQUEST", organiser=ORGANISER, attendee=TO
    )
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    _, event = read(content)
    assert str(event["SUMMARY"]) == "x" * 200 + "; a, b\nc"


def test_a_cancellation_frees_the_time() -> None:
    calendar, event = read(
        calendar_of(entry(status="CANCELLED", sequence=3), method="CANCEL", organiser=ORGANISER, attendee=TO)
    )
    assert str(calendar["METHOD"]) == "CANCEL"
    assert (str(event["STATUS"]), str(event["TRANSP"]), int(event["SEQUENCE"])) == (
        "CANCELLED",
        "TRANSPARENT",
        3,
    )


def test_without_a_time_it_takes_the_day_and_without_an_end_two_hours() -> None:
    _, event = read(calendar_of(entry(starts_at=None, ends_at=None), method="PUBLISH", organiser=ORGANISER))
    assert event.decoded("DTSTART") == dt.date(2026, 12, 16)
    assert event.decoded("DTEND") == dt.date(2026, 12, 17)
    _, event = read(calendar_of(entry(ends_at=None), method="PUBLISH", organiser=ORGANISER))
    assert event.decoded("DURATION") == dt.timedelta(hours=2)


def test_an_observer_may_come_and_need_not() -> None:
    observer = Attendee("Delia Farrant", "delia@department.example", must=False)
    _, event = read(calendar_of(entry(), method="REQUEST", organiser=ORGANISER, attendee=observer))
    assert event["ATTENDEE"].params["ROLE"] == "OPT-PARTICIPANT"


@pytest.mark.parametrize(
    ("method", "to"), [("REQUEST", None), ("CANCEL", None), ("PUBLISH", TO), ("REPLY", TO)]
)
def test_a_message_to_nobody_or_of_no_known_method_is_an_error(method: str, to: Attendee | None) -> None:
    with pytest.raises(ValueError, match=method):
        calendar_of(entry(), method=method, organiser=ORGANISER, attendee=to)
