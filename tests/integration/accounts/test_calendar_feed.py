"""A person's calendar feed: its address made, replaced and ended; what is in it for whom; that calendars read it."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from icalendar import Calendar

from accounts.feeds import feed_by_key, make_feed
from accounts.models import CalendarFeed, Membership, Organisation, Role, User
from boards.models import Meeting
from core.models import AuditEntry
from notices.models import Notice
from tests.conftest import TODAY
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    MembershipFactory,
    NoticeFactory,
    ObligationFactory,
    PostFactory,
    PostHoldingFactory,
    UserFactory,
)
from tests.factories_boards import (
    AgendaItemFactory,
    BoardActionFactory,
    BoardFactory,
    CalledMeetingFactory,
    InvitationFactory,
    MeetingFactory,
    seated_for,
)
from tests.factories_plan import ActionFactory, ObjectiveFactory
from tests.factories_reviews import ReviewFactory

PAGE = "/your-account/calendar/"
Clients = Callable[..., Client]


@pytest.fixture
def notice(council: Organisation) -> Notice:
    return NoticeFactory(council=council)


def made(client: Client) -> str:
    """Make an address and return its path, as the page shows it this once."""
    page = client.post(PAGE).content.decode()
    found = re.search(r"<textarea[^>]*>([^<]+)</textarea>", page)
    assert found
    return urlsplit(found[1]).path


def events(path: str) -> list[Any]:
    answer = Client().get(path)
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content).walk("VEVENT")  # type: ignore[union-attr]


def summaries(person: User) -> list[str]:
    return sorted(str(each["SUMMARY"]) for each in events(f"/calendar/{make_feed(by=person)}.ics"))


def test_an_address_is_made_shown_once_and_opens_without_signing_in(
    improver: User, client_for: Clients
) -> None:
    client = client_for(improver)
    assert "You have no calendar address yet" in client.get(PAGE).content.decode()
    path = made(client)
    assert re.fullmatch(r"/calendar/[A-Za-z0-9_-]{43,}\.ics", path)
    assert path not in client.get(PAGE).content.decode()
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"].startswith("private")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_only_the_hash_of_the_key_is_kept(improver: User, client_for: Clients) -> None:
    key = made(client_for(improver)).removeprefix("/calendar/").removesuffix(".ics")
    feed = CalendarFeed.objects.get()
    assert feed.key_sha256 == hashlib.sha256(key.encode()).hexdigest()
    entry = AuditEntry.objects.get(action="made a calendar address")
    assert entry.actor_name == "Imogen Prowse"
    assert key not in f"{entry.detail}{entry.subject_name}{feed}"


def test_the_page_that_shows_the_key_is_kept_by_no_browser(improver: User, client_for: Clients) -> None:
    answer = client_for(improver).post(PAGE)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "webcal://" in answer.content.decode()


def test_a_replaced_address_leads_nowhere(improver: User, client_for: Clients) -> None:
    client = client_for(improver)
    old = made(client)
    new = made(client)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    assert CalendarFeed.objects.filter(ended_at=None).count() == 1
    assert AuditEntry.objects.filter(action="replaced a calendar address").count() == 1


def test_an_ended_address_leads_nowhere(improver: User, client_for: Clients) -> None:
    client = client_for(improver)
    path = made(client)
    answer = client.post(f"{PAGE}end/", follow=True)
    assert "Your calendar address is ended" in answer.content.decode()
    assert Client().get(path).status_code == 404
    assert AuditEntry.objects.filter(action="ended a calendar address").count() == 1
    again = client.post(f"{PAGE}end/", follow=True)
    assert "there is none to end" in again.content.decode()


@pytest.mark.parametrize("key", ["unknown", "x" * 4000, "-"])
def test_an_unknown_key_is_not_found(db: None, key: str) -> None:
    assert Client().get(f"/calendar/{key}.ics").status_code == 404


def test_nobody_signed_in_is_sent_to_sign_in(db: None, client_for: Clients) -> None:
    assert client_for().get(PAGE).headers["Location"].startswith("/accounts/login/")
    assert client_for().post(PAGE).headers["Location"].startswith("/accounts/login/")
    assert client_for(UserFactory()).get(f"{PAGE}end/").status_code == 405


def test_somebody_who_may_no_longer_sign_in_has_no_calendar(improver: User) -> None:
    key = make_feed(by=improver)
    improver.is_active = False
    improver.save()
    assert feed_by_key(key) is None
    assert Client().get(f"/calendar/{key}.ics").status_code == 404


def test_somebody_who_lost_their_roles_has_an_empty_one(notice: Notice, improver: User) -> None:
    CalledMeetingFactory(board__notice=notice)
    assert summaries(improver)
    Membership.objects.filter(person=improver).update(ended_on=TODAY - dt.timedelta(days=1))
    assert summaries(improver) == []


def test_when_it_was_read_is_written_down_once_an_hour(improver: User) -> None:
    path = f"/calendar/{make_feed(by=improver)}.ics"
    Client().get(path)
    first = CalendarFeed.objects.get().last_read_at
    assert first is not None
    Client().get(path)
    assert CalendarFeed.objects.get().last_read_at == first
    CalendarFeed.objects.update(
        last_read_at=first - dt.timedelta(minutes=61), made_at=first - dt.timedelta(days=1)
    )
    Client().get(path)
    assert CalendarFeed.objects.get().last_read_at >= first


# What is in it


@pytest.fixture
def everything(notice: Notice, council: Organisation, owner: User) -> Meeting:
    """A meeting, a deadline, a review, and an action of the plan and of the board that are the owner's."""
    duty = ObligationFactory(
        clause=ClauseFactory(notice=notice, number="6"), summary="Report to the adviser", kind="report"
    )
    CadenceTermsFactory(obligation=duty, terms={"type": "by_date", "date": "2027-01-15"})
    ReviewFactory(notice=notice, planned_on=dt.date(2027, 1, 20))
    post = PostFactory(organisation=council, title="Head of Quality Assurance")
    PostHoldingFactory(post=post, person=owner)
    objective = ObjectiveFactory(plan__notice=notice)
    ActionFactory(
        objective=objective, reference="A1", title="Audit every team", owner_post=post,
        due_on=dt.date(2026, 12, 31),
    )  # fmt: skip
    ActionFactory(objective=objective, reference="A2", title="Somebody else’s", due_on=dt.date(2026, 12, 31))
    board = BoardFactory(notice=notice, name="Shadow Board")
    BoardActionFactory(board=board, reference="B001", words="Bring the figures", owner_post=post)
    BoardActionFactory(board=board, reference="B002", words="Somebody else’s too")
    return CalledMeetingFactory(board__notice=notice)


MEETING = "Improvement Board, Fernshire Council"
DEADLINE = "6: Report to the adviser"
REVIEW = "Review: Six-monthly progress review"


def of_the_case(found: list[str]) -> list[str]:
    """Leave out the meetings from which the board's actions came."""
    return [each for each in found if not each.startswith("Shadow Board")]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("improver", {MEETING, DEADLINE, REVIEW}),
        ("chair", {MEETING, DEADLINE, REVIEW}),
        ("adviser", {MEETING, DEADLINE, REVIEW}),
        (
            "owner",
            {
                MEETING, DEADLINE, REVIEW, "Action A1 due: Audit every team",
                "Board action B001 due: Bring the figures",
            },
        ),
        ("partner", set()),
        ("outsider", set()),
    ],
)  # fmt: skip
def test_each_finds_what_they_may_see_and_of_actions_their_own(
    everything: Meeting, who: str, expected: set[str], request: pytest.FixtureRequest
) -> None:
    assert set(of_the_case(summaries(request.getfixturevalue(who)))) == expected


def test_a_partner_with_a_seat_finds_the_meetings(
    everything: Meeting, partner: User, agency: Organisation
) -> None:
    seated_for(everything.board, partner, agency)
    assert set(of_the_case(summaries(partner))) == {MEETING}


def test_nothing_confidential_is_in_it(notice: Notice, council: Organisation, chair: User) -> None:
    meeting = CalledMeetingFactory(board__notice=notice)
    item = AgendaItemFactory(
        meeting=meeting,
        title="Suspension of a manager",
        is_confidential=True,
        confidential_because="Staffing",
    )
    post = PostFactory(organisation=council)
    PostHoldingFactory(post=post, person=chair)
    BoardActionFactory(
        board=meeting.board, reference="B007", words="Suspend the manager", owner_post=post, outcome__item=item,
        outcome__words="Suspend the manager",
    )  # fmt: skip
    content = Client().get(f"/calendar/{make_feed(by=chair)}.ics").content.decode()
    assert "Board action B007 due" in content
    assert "uspen" not in content


def test_what_is_long_gone_or_far_ahead_is_left_out(notice: Notice, improver: User) -> None:
    days = {
        dt.date(2025, 11, 21): True, dt.date(2025, 11, 20): False,
        dt.date(2028, 5, 23): True, dt.date(2028, 5, 24): False,
    }  # fmt: skip
    board = BoardFactory(notice=notice)
    for day in days:
        MeetingFactory(board=board, planned_event__planned_on=day)
    found = {each["DTSTART"].dt.date() for each in events(f"/calendar/{make_feed(by=improver)}.ics")}
    assert found == {day for day, expected in days.items() if expected}


def test_a_meeting_keeps_its_name_grows_its_sequence_and_is_cancelled(notice: Notice, improver: User) -> None:
    meeting = CalledMeetingFactory(board__notice=notice)
    path = f"/calendar/{make_feed(by=improver)}.ics"
    (before,) = events(path)
    assert (str(before["STATUS"]), int(before["SEQUENCE"])) == ("CONFIRMED", 0)
    InvitationFactory(meeting=meeting, sequence=3)
    Meeting.objects.filter(pk=meeting.pk).update(status=Meeting.Status.CANCELLED)
    (after,) = events(path)
    assert (str(after["STATUS"]), int(after["SEQUENCE"])) == ("CANCELLED", 3)
    assert str(after["UID"]) == str(before["UID"])


def test_the_file_is_what_the_standard_asks_for(everything: Meeting, owner: User) -> None:
    content = Client().get(f"/calendar/{make_feed(by=owner)}.ics").content
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    calendar: Any = Calendar.from_ical(content)
    assert str(calendar["VERSION"]) == "2.0"
    assert str(calendar["METHOD"]) == "PUBLISH"
    assert str(calendar["X-WR-CALNAME"]) == "Recovery Register, Fernshire Council"
    assert calendar["PRODID"]
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT4H" in lines
    assert [str(each["TZID"]) for each in calendar.walk("VTIMEZONE")] == ["Europe/London"]
    found = calendar.walk("VEVENT")
    uids = [str(each["UID"]) for each in found]
    assert len(set(uids)) == len(uids)
    assert all(each["DTSTAMP"].dt.tzinfo is not None for each in found)
    meeting = next(each for each in found if str(each["SUMMARY"]) == MEETING)
    assert meeting["DTSTART"].dt.isoformat() == "2026-12-16T14:00:00+00:00"
    assert str(meeting["DTSTART"].params["TZID"]) == "Europe/London"
    deadline = next(each for each in found if str(each["SUMMARY"]) == DEADLINE)
    assert (deadline["DTSTART"].dt, deadline["DTEND"].dt) == (dt.date(2027, 1, 15), dt.date(2027, 1, 16))
    assert str(deadline["TRANSP"]) == "TRANSPARENT"


def test_signs_that_do_not_print_do_not_break_the_file(
    notice: Notice, council: Organisation, owner: User
) -> None:
    post = PostFactory(organisation=council)
    PostHoldingFactory(post=post, person=owner)
    ActionFactory(
        objective__plan__notice=notice, reference="A9", title="Odd\x0b; signs, and\r\nBEGIN:VALARM lines",
        owner_post=post, due_on=dt.date(2026, 12, 31),
    )  # fmt: skip
    assert summaries(owner) == ["Action A9 due: Odd; signs, and\nBEGIN:VALARM lines"]


def test_it_asks_as_much_of_the_database_for_many_as_for_few(
    notice: Notice, council: Organisation, owner: User, queries_of: Callable[[Client, str], int]
) -> None:
    post = PostFactory(organisation=council)
    PostHoldingFactory(post=post, person=owner)
    board = BoardFactory(notice=notice)
    objective = ObjectiveFactory(plan__notice=notice)
    path = f"/calendar/{make_feed(by=owner)}.ics"

    def more(number: int) -> None:
        for each in range(number):
            MeetingFactory(board=board, planned_event__planned_on=TODAY + dt.timedelta(days=each))
            BoardActionFactory(board=board, owner_post=post)
            ReviewFactory(notice=notice, planned_on=TODAY + dt.timedelta(days=each))
            ActionFactory(objective=objective, owner_post=post, due_on=dt.date(2026, 12, 31))
            duty = ObligationFactory(clause=ClauseFactory(notice=notice))
            CadenceTermsFactory(obligation=duty)

    more(1)
    Client().get(path)
    few = queries_of(Client(), path)
    more(6)
    assert queries_of(Client(), path) == few


def test_two_councils_are_in_one_calendar(
    notice: Notice, council: Organisation, other_council: Organisation, improver: User
) -> None:
    CalledMeetingFactory(board__notice=notice)
    CalledMeetingFactory(board__notice=NoticeFactory(council=other_council))
    assert summaries(improver) == [MEETING]
    MembershipFactory(council=other_council, person=improver, role=Role.DEPARTMENT)
    assert summaries(improver) == [MEETING, "Improvement Board, Marlow Vale Council"]
