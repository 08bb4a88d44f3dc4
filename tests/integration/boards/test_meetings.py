"""The list of meetings, the page of one and its calendar file, and one meeting put into the diary or changed."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from accounts.models import Organisation, User
from boards.models import Board, Invitation, Meeting
from core.models import AuditEntry
from notices.models import Obligation, PlannedEvent
from tests.factories import DischargeFactory, NoticeFactory, PlannedEventFactory
from tests.factories_boards import (
    BoardFactory,
    CalledMeetingFactory,
    HeldMeetingFactory,
    InvitationFactory,
    MeetingFactory,
    monthly_duty,
    seated,
    seated_for,
)

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/board/"
LIST = f"{HOME}meetings/"
D = dt.date
PLACE = {"starts_at": "10:00", "ends_at": "12:00", "venue": "Town Hall", "link": ""}


@pytest.fixture
def board(council: Organisation) -> Board:
    return BoardFactory(notice=NoticeFactory(council=council))


@pytest.fixture
def duty(board: Board) -> Obligation:
    return monthly_duty(board.notice)


@pytest.fixture
def meeting(board: Board, duty: Obligation) -> Meeting:
    return MeetingFactory(board=board, planned_event__obligation=duty)


def on(board: Board, day: dt.date, **facts: Any) -> Meeting:
    return MeetingFactory(board=board, planned_event__planned_on=day, **facts)


def shown(page: str) -> list[str]:
    return [each.split("</a>")[0].split(">")[-1] for each in page.split('rowheader"><a')[1:]]


def test_the_list_is_filtered_by_its_address(board: Board, improver: User, client_for: ClientFor) -> None:
    on(board, D(2027, 1, 20))
    CalledMeetingFactory(board=board)
    HeldMeetingFactory(board=board)
    on(board, D(2026, 10, 14), status="cancelled")
    client = client_for(improver)
    every = shown(client.get(LIST).content.decode())
    assert every == [
        "Wed 20 January 2027",
        "Wed 16 December 2026",
        "Wed 11 November 2026",
        "Wed 14 October 2026",
    ]
    for query, found in (
        ("when=ahead", [every[1], every[0]]), ("when=held", [every[2]]), ("when=cancelled", [every[3]]),
        ("status=called", [every[1]]), ("year=2027", [every[0]]), ("year=2026&when=ahead", [every[1]]),
    ):  # fmt: skip
        assert shown(client.get(f"{LIST}?{query}").content.decode()) == found, query


@pytest.mark.parametrize(
    "query", ["when=soon", "status=x", "year=abc", "year=99999999999", "page=0", "page=a%00", "board=1%00"]
)
def test_a_filter_that_cannot_be_read_is_never_an_error_of_ours(
    query: str, meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    assert client_for(improver).get(f"{LIST}?{query}").status_code == 200


def test_empty_lists_say_what_brings_a_meeting(
    council: Organisation, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    assert "There is no board yet" in client.get(LIST).content.decode()
    board = BoardFactory(notice=NoticeFactory(council=council))
    assert "A series proposes the days" in client.get(LIST).content.decode()
    on(board, D(2027, 1, 20))
    assert "No meeting is like that" in client.get(f"{LIST}?when=held").content.decode()


def test_many_meetings_come_in_pages(board: Board, improver: User, client_for: ClientFor) -> None:
    for day in range(30):
        on(board, D(2027, 1, 1) + dt.timedelta(days=day))
    client = client_for(improver)
    assert len(shown(client.get(LIST).content.decode())) == 25
    assert len(shown(client.get(f"{LIST}?page=2").content.decode())) == 5


def test_many_meetings_take_as_many_queries_as_few(
    board: Board, improver: User, client_for: ClientFor, queries_of: Callable[[Client, str], int]
) -> None:
    client = client_for(improver)

    def fill(count: int) -> int:
        for _ in range(count):
            on(board, D(2027, 1, 1) + dt.timedelta(days=Meeting.objects.count()))
        PlannedEventFactory(
            obligation=monthly_duty(board.notice, number=f"8.{count}"), planned_on=D(2027, 5, 5)
        )
        client.get(LIST)
        return queries_of(client, LIST)

    assert fill(1) == fill(8)


def test_the_page_of_a_meeting_says_what_comes_next(
    board: Board, duty: Obligation, improver: User, chair: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    for factory, day, button in (
        (MeetingFactory, D(2026, 12, 16), "Call this meeting"),
        (CalledMeetingFactory, D(2026, 11, 20), "Record that it is held"),
        (HeldMeetingFactory, D(2026, 11, 11), "Put the minutes up as a draft"),
    ):
        made = factory(board=board, planned_event=PlannedEventFactory(obligation=duty, planned_on=day))
        page = client.get(f"{LIST}{made.pk}/").content.decode()
        primary = page.split('class="govuk-button"')[1].split("</a>")[0]
        assert primary.endswith(button)
        assert "Clause 6" in page
        read = client_for(chair).get(f"{LIST}{made.pk}/").content.decode()
        assert "Call this meeting" not in read


def test_a_called_meeting_is_not_to_be_held_before_its_day(
    board: Board, improver: User, client_for: ClientFor
) -> None:
    made = CalledMeetingFactory(board=board)
    page = client_for(improver).get(f"{LIST}{made.pk}/").content.decode()
    assert 'class="govuk-button"' not in page
    assert "Record that it is held" in page


def test_a_day_that_the_register_gave_up_is_warned_of(
    meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    event = meeting.planned_event
    event.cancelled_on, event.cancelled_reason = D(2026, 11, 20), "The hall is closed."
    event.cancelled_recorded_at = dt.datetime.now(dt.UTC)
    event.save()
    page = client_for(improver).get(f"{LIST}{meeting.pk}/").content.decode()
    assert "This day was taken out of the register’s diary: The hall is closed." in page
    late = on(meeting.board, D(2026, 11, 18))
    assert "This day has passed" in client_for(improver).get(f"{LIST}{late.pk}/").content.decode()
    DischargeFactory(obligation=late.planned_event.obligation, effective_on=D(2026, 11, 18))
    counted = client_for(improver).get(f"{LIST}{late.pk}/").content.decode()
    assert "This day has passed" not in counted
    assert "The register has this meeting as held already" in counted


def test_the_calendar_file_of_a_meeting_reads_back(
    meeting: Meeting, chair: User, client_for: ClientFor
) -> None:
    answer = client_for(chair).get(f"{LIST}{meeting.pk}/calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="board-2026-12-16.ics"'
    calendar: Any = Calendar.from_ical(answer.content)
    (event,) = calendar.walk("VEVENT")
    assert str(calendar["METHOD"]) == "PUBLISH"
    assert str(event["SUMMARY"]) == "Improvement Board, Fernshire Council"
    assert (str(event["STATUS"]), int(event["SEQUENCE"]), "ATTENDEE" in event) == ("TENTATIVE", 0, False)
    meeting.status = Meeting.Status.CANCELLED
    meeting.save()
    InvitationFactory(meeting=meeting, sequence=3)
    calendar = Calendar.from_ical(client_for(chair).get(f"{LIST}{meeting.pk}/calendar.ics").content)
    (event,) = calendar.walk("VEVENT")
    assert (str(event["STATUS"]), int(event["SEQUENCE"])) == ("CANCELLED", 3)


def test_one_meeting_is_put_into_the_diary(
    board: Board, duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    client, page = client_for(improver), f"{HOME}boards/{board.pk}/meetings/add/"
    client.post(page, {**PLACE, "planned_on": "9/12/2026", "duty": duty.pk})
    made = Meeting.objects.get()
    assert (made.status, made.series, made.venue, made.starts_at) == ("draft", None, "Town Hall", dt.time(10))
    assert (made.planned_event.planned_on, made.planned_event.obligation) == (D(2026, 12, 9), duty)
    assert (
        AuditEntry.objects.get(action="put a meeting of the board into the diary").detail["on"]
        == "2026-12-09"
    )


def test_the_only_duty_to_meet_is_chosen_already(
    board: Board, duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    page = client_for(improver).get(f"{HOME}boards/{board.pk}/meetings/add/").content.decode()
    assert f'<option value="{duty.pk}" selected' in page


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"planned_on": ""}, "Enter the day of the meeting"),
        ({"planned_on": "12/1/2026"}, "must be on or after 16 January 2026"),
        ({"planned_on": "22/12/2028"}, "more than two years ahead"),
        ({"planned_on": "16/12/2026"}, "A meeting is already planned for 16 December 2026"),
        ({"duty": "99999999999"}, "Choose the duty to meet from the list"),
        ({"duty": "other"}, "Choose the duty to meet from the list"),
        ({"ends_at": "09:00"}, "The end must be after the start"),
        ({"starts_at": "", "ends_at": "09:00"}, "The end must be after the start"),
        ({"starts_at": "noon"}, "Start must be a time, such as 14:00"),
    ],
)
def test_what_plans_no_meeting_is_said_on_its_field(
    sent: dict[str, str],
    message: str,
    meeting: Meeting,
    duty: Obligation,
    improver: User,
    client_for: ClientFor,
) -> None:
    if sent.get("duty") == "other":
        sent = {"duty": str(monthly_duty(NoticeFactory()).pk)}
    answer = client_for(improver).post(
        f"{HOME}boards/{meeting.board_id}/meetings/add/",
        {**PLACE, "planned_on": "9/12/2026", "duty": duty.pk, **sent},
    )
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert (Meeting.objects.count(), PlannedEvent.objects.count()) == (1, 1)


def test_a_day_of_the_registers_diary_is_offered_and_taken_over(
    board: Board, duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    event = PlannedEventFactory(obligation=duty, planned_on=D(2027, 1, 13))
    client = client_for(improver)
    page = client.get(LIST).content.decode()
    place = f"{HOME}boards/{board.pk}/meetings/add/?day=2027-01-13&amp;duty={duty.pk}"
    assert place in page
    assert 'value="13/01/2027"' in client.get(place.replace("&amp;", "&")).content.decode()
    client.post(place, {**PLACE, "planned_on": "13/1/2027", "duty": duty.pk})
    assert Meeting.objects.get().planned_event == event
    assert "no meeting of a board yet" not in client.get(LIST).content.decode()


@pytest.mark.parametrize("query", ["day=x&duty=y", "day=%00&duty=%00", "duty=99999999999999999999999"])
def test_words_in_the_address_of_a_plan_are_never_an_error_of_ours(
    query: str, board: Board, duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    assert client_for(improver).get(f"{HOME}boards/{board.pk}/meetings/add/?{query}").status_code == 200


def test_time_and_place_of_a_draft_change_without_a_message(
    meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    client, page = client_for(improver), f"{LIST}{meeting.pk}/edit/"
    assert 'value="14:00"' in client.get(page).content.decode()
    client.post(
        page, {"starts_at": "", "ends_at": "", "venue": "", "link": "meet.example/b", "revision": "1"}
    )
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.venue, meeting.link) == (None, "", "https://meet.example/b")
    assert not Invitation.objects.exists()


def test_of_two_who_change_a_meeting_at_once_the_second_is_told(
    meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    client, page = client_for(improver), f"{LIST}{meeting.pk}/edit/"
    client.post(page, {**PLACE, "revision": "1"})
    assert (
        "What differs" in client.post(page, {**PLACE, "venue": "Elsewhere", "revision": "1"}).content.decode()
    )
    meeting.refresh_from_db()
    assert meeting.venue == "Town Hall"


def test_a_meeting_that_was_held_keeps_its_time_and_place(
    board: Board, improver: User, client_for: ClientFor
) -> None:
    made = HeldMeetingFactory(board=board)
    answer = client_for(improver).post(f"{LIST}{made.pk}/edit/", {**PLACE, "revision": "1"})
    assert "This meeting is in progress: its time and place stay" in answer.content.decode()


READ = ["", "meetings/", "meetings/{meeting}/", "meetings/{meeting}/calendar.ics", "boards/{board}/seats/"]
WRITE = ["boards/{board}/meetings/add/", "meetings/{meeting}/edit/", "meetings/{meeting}/call/",
         "meetings/{meeting}/start/", "meetings/{meeting}/move/", "meetings/{meeting}/cancel/"]  # fmt: skip
ROLES = ["owner", "analyst", "chair", "adviser", "department_official", "board_member", "administrator"]


@pytest.mark.parametrize("role", ROLES)
def test_everybody_in_the_recovery_reads_and_only_the_team_writes(
    role: str, meeting: Meeting, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(role))
    keys = {"meeting": meeting.pk, "board": meeting.board_id}
    assert [client.get(HOME + page.format(**keys)).status_code for page in READ] == [200] * len(READ)
    assert [client.get(HOME + page.format(**keys)).status_code for page in WRITE] == [403] * len(WRITE)
    assert [client.post(HOME + page.format(**keys)).status_code for page in WRITE] == [403] * len(WRITE)


def test_a_partner_reads_the_board_on_which_they_sit_and_no_other_partner_does(
    meeting: Meeting, partner: User, agency: Organisation, client_for: ClientFor
) -> None:
    client, keys = client_for(partner), {"meeting": meeting.pk, "board": meeting.board_id}
    assert [client.get(HOME + page.format(**keys)).status_code for page in READ] == [403] * len(READ)
    seat = seated_for(meeting.board, partner, agency)
    assert [client.get(HOME + page.format(**keys)).status_code for page in READ] == [200] * len(READ)
    assert [client.get(HOME + page.format(**keys)).status_code for page in WRITE] == [403] * len(WRITE)
    # What leads to the register, which is not a partner's to read, is words and no link.
    assert "/notices/" not in client.get(f"{LIST}{meeting.pk}/").content.decode().split("<main")[1]
    seat.ended_on = D(2026, 11, 21)
    seat.save()
    assert client.get(HOME).status_code == 403


def test_for_outsiders_and_another_councils_meetings_nothing_is_there(
    meeting: Meeting, improver: User, outsider: User, client_for: ClientFor
) -> None:
    foreign = MeetingFactory()
    for person, keys in (
        (outsider, {"meeting": meeting.pk, "board": meeting.board_id}),
        (improver, {"meeting": foreign.pk, "board": foreign.board_id}),
    ):
        client = client_for(person)
        pages = [page.format(**keys) for page in (*READ[2:], *WRITE)]
        assert [client.get(HOME + page).status_code for page in pages] == [404] * len(pages)
        assert {client.post(HOME + page.format(**keys)).status_code for page in WRITE} == {404}
    assert client_for(improver).get(f"{LIST}{10**25}/").status_code == 404


def test_whoever_holds_a_post_with_a_seat_reads_too(
    board: Board, partner: User, client_for: ClientFor
) -> None:
    seated(board, partner)
    assert client_for(partner).get(HOME).status_code == 200


def test_the_page_of_a_meeting_takes_as_many_queries_for_many_invited_as_for_few(
    meeting: Meeting, improver: User, client_for: ClientFor, queries_of: Callable[[Client, str], int]
) -> None:
    client, page = client_for(improver), f"{LIST}{meeting.pk}/"

    def fill(count: int) -> int:
        for _ in range(count):
            InvitationFactory(meeting=meeting)
        client.get(page)
        return queries_of(client, page)

    assert fill(1) == fill(9)
