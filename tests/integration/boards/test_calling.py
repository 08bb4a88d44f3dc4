"""A meeting is called: its papers get their day, everybody seated is invited once, and a change is sent anew."""

import datetime as dt
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from accounts.models import Organisation, User
from boards.inviting import send_for, send_waiting
from boards.models import Board, Invitation, Meeting
from core.models import AuditEntry
from notices.models import Obligation
from tests.factories import NoticeFactory
from tests.factories_boards import (
    BoardFactory,
    CalledMeetingFactory,
    HeldMeetingFactory,
    MeetingFactory,
    MeetingSeriesFactory,
    SeatFactory,
    monthly_duty,
    seated,
    seated_for,
)

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/board/meetings/"
D = dt.date


@pytest.fixture
def board(council: Organisation) -> Board:
    return BoardFactory(notice=NoticeFactory(council=council))


@pytest.fixture
def duty(board: Board) -> Obligation:
    return monthly_duty(board.notice)


@pytest.fixture
def meeting(board: Board, duty: Obligation, chair: User, partner: User, agency: Organisation) -> Meeting:
    """A draft for 16 December 2026, with the chair and a partner agency on the board."""
    seated(board, chair, capacity="chair")
    seated_for(board, partner, agency)
    return MeetingFactory(board=board, planned_event__obligation=duty)


def called(client: Client, meeting: Meeting) -> Meeting:
    assert client.post(f"{HOME}{meeting.pk}/call/").status_code == 302
    meeting.refresh_from_db()
    return meeting


def parts_of(message: Any) -> dict[str, Any]:
    read: EmailMessage = message.message()
    return {part.get_content_type(): part for part in read.walk()}


def event_in(message: Any) -> tuple[Any, Any]:
    part = parts_of(message)["text/calendar"]
    calendar: Any = Calendar.from_ical(part.get_payload(decode=True))
    return calendar, calendar.walk("VEVENT")[0]


def test_the_page_shows_who_will_be_invited_to_what(
    meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    page = client_for(improver).get(f"{HOME}{meeting.pk}/call/").content.decode()
    for words in (
        "Wednesday 16 December 2026",
        "2 people are invited",
        "Cheryl Harrow, chair",
        "Petra Longden",
        "8 December 2026",
    ):
        assert words in page


def test_calling_invites_everybody_seated_and_dates_the_papers(
    meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    """Five clear working days before Wednesday the 16th: 9, 10, 11, 14 and 15 lie between, so the 8th."""
    called(client_for(improver), meeting)
    assert (meeting.status, meeting.called_by, meeting.papers_due_on) == ("called", improver, D(2026, 12, 8))
    written = Invitation.objects.order_by("person__name")
    assert [(each.person.name, each.method, each.sequence) for each in written] == [
        ("Cheryl Harrow", "REQUEST", 0), ("Petra Longden", "REQUEST", 0),
    ]  # fmt: skip
    assert AuditEntry.objects.get(action="called a meeting").detail["invited"] == 2


def test_a_series_says_how_long_before_papers_are_sent(
    meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    """Three clear working days before the 16th: 11, 14, 15 lie between, so the 10th."""
    meeting.series = MeetingSeriesFactory(
        board=meeting.board, obligation=meeting.planned_event.obligation, papers_days=3
    )
    meeting.save()
    assert called(client_for(improver), meeting).papers_due_on == D(2026, 12, 10)


REFUSED = [
    ({"starts_at": None, "ends_at": None}, "Enter when the meeting starts before it is called"),
    ({"venue": "", "link": ""}, "Enter a venue, or a link to join"),
    ({"day": D(2026, 11, 20)}, "20 November 2026 has passed: record the meeting as held, or move it"),
    ({"day": D(2027, 1, 20), "ended": True}, "Nobody sits on the board on that day"),
    ({"cancelled": True}, "16 December 2026 was taken out of the register’s diary"),
    ({"status": "called", "called_at": timezone.now()}, "This meeting is called, so that cannot be done now"),
    ({"status": "cancelled"}, "This meeting is cancelled, so that cannot be done now"),
]


@pytest.mark.parametrize(("facts", "message"), REFUSED, ids=[words[:40] for _, words in REFUSED])
def test_what_cannot_be_called_says_why(
    facts: dict[str, Any], message: str, meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    event = meeting.planned_event
    if facts.pop("ended", False):
        meeting.board.memberships.update(ended_on=D(2026, 12, 31))
    if facts.pop("cancelled", False):
        event.cancelled_on, event.cancelled_recorded_at = D(2026, 11, 20), timezone.now()
    event.planned_on = facts.pop("day", event.planned_on)
    event.save()
    for name, value in facts.items():
        setattr(meeting, name, value)
    meeting.save()
    answer = client_for(improver).post(f"{HOME}{meeting.pk}/call/")
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not Invitation.objects.exists()


def test_the_task_is_asked_for_once_the_call_has_landed(
    meeting: Meeting,
    improver: User,
    client_for: ClientFor,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = True
    from config.celery import app

    app.conf.task_always_eager = True
    try:
        with django_capture_on_commit_callbacks(execute=True):
            called(client_for(improver), meeting)
    finally:
        app.conf.task_always_eager = False
    assert {message.to[0] for message in mail.outbox} == {
        "chair@fernshire.example",
        "partner@fernshire.example",
    }


def test_each_invitation_is_sent_once_with_an_entry_that_calendars_read(
    meeting: Meeting, improver: User, client_for: ClientFor, settings: Any
) -> None:
    settings.DEFAULT_FROM_EMAIL = "Recovery Register <register@fernshire.example>"
    called(client_for(improver), meeting)
    assert send_for(meeting.pk) == 2
    assert send_for(meeting.pk) == 0
    assert send_waiting() == 0
    (to_chair,) = [each for each in mail.outbox if each.to == ["chair@fernshire.example"]]
    assert (
        to_chair.subject
        == "Invitation: Improvement Board, Wednesday 16 December 2026, 14:00 (Fernshire Council)"
    )
    parts = parts_of(to_chair)
    assert {"text/plain", "text/html", "text/calendar", "application/ics"} <= set(parts)
    assert parts["text/calendar"].get_param("method") == "REQUEST"
    assert parts["application/ics"].get_filename() == "meeting.ics"
    assert "Papers are sent by: 8 December 2026" in parts["text/plain"].get_payload(decode=True).decode()
    calendar, event = event_in(to_chair)
    assert str(calendar["METHOD"]) == "REQUEST"
    assert event.decoded("DTSTART").isoformat() == "2026-12-16T14:00:00+00:00"
    assert str(event["ATTENDEE"]) == "MAILTO:chair@fernshire.example"
    assert str(event["ORGANIZER"]) == "MAILTO:register@fernshire.example"
    assert (int(event["SEQUENCE"]), str(event["STATUS"])) == (0, "CONFIRMED")
    assert str(event["LOCATION"]) == "Committee Room 4"
    page = client_for(improver).get(f"{HOME}{meeting.pk}/").content.decode()
    assert page.count("Invited, 22 November 2026") == 2


def test_a_change_of_place_is_sent_anew_under_the_same_name_with_a_higher_sequence(
    meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    called(client, meeting)
    send_waiting()
    first = str(event_in(mail.outbox[0])[1]["UID"])
    client.post(
        f"{HOME}{meeting.pk}/edit/",
        {
            "starts_at": "15:00",
            "ends_at": "16:00",
            "venue": "Room 9",
            "link": "",
            "revision": meeting.revision,
        },
    )
    assert send_waiting() == 2
    calendar, event = event_in(mail.outbox[-1])
    assert (str(event["UID"]), int(event["SEQUENCE"]), str(event["LOCATION"])) == (first, 1, "Room 9")
    assert str(calendar["METHOD"]) == "REQUEST"
    assert mail.outbox[-1].subject.startswith("Changed: ")


def test_saving_a_called_meeting_unchanged_sends_nothing(
    meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    called(client, meeting)
    send_waiting()
    same = {"starts_at": "14:00", "ends_at": "16:00", "venue": "Committee Room 4", "link": ""}
    client.post(f"{HOME}{meeting.pk}/edit/", {**same, "revision": meeting.revision})
    assert send_waiting() == 0


def test_a_called_meeting_keeps_a_time_and_a_place(
    meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    called(client, meeting)
    answer = client.post(
        f"{HOME}{meeting.pk}/edit/",
        {"starts_at": "14:00", "venue": "", "link": "", "revision": meeting.revision},
    )
    assert "Enter a venue, or a link to join" in answer.content.decode()


def test_what_never_left_is_replaced_and_who_sits_no_more_is_told(
    meeting: Meeting, improver: User, board_member: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    called(client, meeting)
    send_waiting()
    # The partner's seat ends, a member takes one: the change goes to the chair and the member, and takes back one.
    meeting.board.memberships.filter(capacity="partner_agency").update(ended_on=D(2026, 12, 1))
    seated(meeting.board, board_member)
    for venue in ("Room 8", "Room 9"):
        meeting.refresh_from_db()
        client.post(
            f"{HOME}{meeting.pk}/edit/",
            {"starts_at": "14:00", "ends_at": "16:00", "venue": venue, "revision": meeting.revision},
        )
    mail.outbox.clear()
    assert send_waiting() == 3
    told = {message.to[0].split("@")[0]: event_in(message) for message in mail.outbox}
    assert {who: str(calendar["METHOD"]) for who, (calendar, _) in told.items()} == {
        "chair": "REQUEST", "board_member": "REQUEST", "partner": "CANCEL",
    }  # fmt: skip
    assert str(told["chair"][1]["LOCATION"]) == "Room 9"
    assert str(told["partner"][1]["STATUS"]) == "CANCELLED"
    assert (
        "does not take place for you"
        in parts_of(mail.outbox[-1])["text/plain"].get_payload(decode=True).decode()
    )


def test_whoever_took_a_seat_since_is_invited_and_nobody_else_is_told_again(
    meeting: Meeting, improver: User, board_member: User, client_for: ClientFor
) -> None:
    client, page = client_for(improver), f"{HOME}{meeting.pk}/"
    called(client, meeting)
    send_waiting()
    assert "Tell them" not in client.get(page).content.decode()
    meeting.board.memberships.filter(capacity="partner_agency").update(ended_on=D(2026, 12, 1))
    seated(meeting.board, board_member)
    shown = client.get(page).content.decode()
    assert "Took a seat since, and not invited yet: Brandon Mews." in shown
    assert "Invited, and on the board no more on that day: Petra Longden." in shown
    mail.outbox.clear()
    client.post(f"{page}invite/")
    assert send_waiting() == 2
    told = {message.to[0].split("@")[0]: str(event_in(message)[0]["METHOD"]) for message in mail.outbox}
    assert told == {"board_member": "REQUEST", "partner": "CANCEL"}
    assert (
        "Everybody who sits on the board on that day is invited already"
        in client.post(f"{page}invite/", follow=True).content.decode()
    )


def test_only_the_team_invites_and_only_to_a_called_meeting(
    meeting: Meeting, improver: User, chair: User, outsider: User, client_for: ClientFor
) -> None:
    page = f"{HOME}{meeting.pk}/invite/"
    assert client_for(chair).post(page).status_code == 403
    assert client_for(outsider).post(page).status_code == 404
    assert client_for(improver).get(page).status_code == 405
    answer = client_for(improver).post(page, follow=True).content.decode()
    assert "This meeting is draft: nobody is invited to it now" in answer
    assert not Invitation.objects.exists()


def test_a_mail_server_that_fails_leaves_the_message_for_the_next_run(
    meeting: Meeting, improver: User, client_for: ClientFor, settings: Any
) -> None:
    called(client_for(improver), meeting)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(OSError, match=r".*"):
        send_waiting()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("deliver_waiting")
    assert len(mail.outbox) == 2


def test_the_names_of_a_board_add_no_header(meeting: Meeting, improver: User, client_for: ClientFor) -> None:
    meeting.board.name = "Board\r\nBcc: everybody@example.org"
    meeting.board.save()
    called(client_for(improver), meeting)
    send_waiting()
    assert "\n" not in mail.outbox[0].subject
    assert "everybody@example.org" not in mail.outbox[0].recipients()


def test_nobody_who_may_no_longer_sign_in_is_invited(
    meeting: Meeting, improver: User, chair: User, client_for: ClientFor
) -> None:
    chair.is_active = False
    chair.save()
    SeatFactory(board=meeting.board)  # a post that stands vacant
    called(client_for(improver), meeting)
    assert [each.person.name for each in Invitation.objects.all()] == ["Petra Longden"]


@pytest.mark.parametrize("factory", [CalledMeetingFactory, HeldMeetingFactory])
def test_the_page_of_one_that_was_called_stays_readable(
    factory: Any, board: Board, improver: User, client_for: ClientFor
) -> None:
    made = factory(board=board)
    assert client_for(improver).get(f"{HOME}{made.pk}/call/").status_code == 200


def test_a_called_meeting_to_which_all_come_later_says_that_nobody_is_invited_yet(
    council, improver, chair, client_for
):
    meeting = CalledMeetingFactory(board__notice__council=council)
    seated_for(meeting.board, chair, council)
    page = client_for(improver).get(f"/councils/fernshire/board/meetings/{meeting.pk}/").content.decode()
    assert "Nobody is invited yet." in page
    assert "Who is invited, and what they were sent last" not in page
