"""Who was at a meeting: every seat of the day on one page, substitutes by name, others, and the quorum."""

import datetime as dt

import pytest

from boards.models import Attendance, Capacity
from tests.factories import PostHoldingFactory
from tests.factories_board_work import HOME, AttendanceFactory, a_board, held_meeting, meeting_on
from tests.factories_boards import AgencySeatFactory, SeatFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(council):
    return a_board(council, quorum=3)


@pytest.fixture
def meeting(board):
    return held_meeting(board)


@pytest.fixture
def seats(board):
    """Chair, member and agency, who count, and an adviser, who does not; in this order on the page."""
    chair = SeatFactory(board=board, capacity=Capacity.CHAIR, post__title="Chief Executive")
    PostHoldingFactory(post=chair.post, person__name="Cleo Marsh")
    member = SeatFactory(board=board, post__title="Director")
    adviser = SeatFactory(board=board, capacity=Capacity.ADVISER, post__title="Adviser")
    agency = AgencySeatFactory(board=board, organisation__name="Fernshire Police", person__name="Perry Stoke")
    SeatFactory(board=board, started_on=dt.date(2026, 1, 1), ended_on=dt.date(2026, 11, 10))
    SeatFactory(board=board, started_on=dt.date(2026, 11, 12))
    return [chair, member, adviser, agency]


def place(meeting):
    return f"{HOME}meetings/{meeting.pk}/attendance/record/"


def said(seats, states=("present", "present", "present", "present"), **changes):
    """What somebody fills in: each seat with a state and who holds it."""
    found = {"revision": 1, "not_quorate_because": ""}
    for seat, state in zip(seats, states, strict=True):
        found |= {
            f"seat_{seat.pk}_state": state,
            f"seat_{seat.pk}_name": "Somebody",
            f"seat_{seat.pk}_substitute": "",
        }
    for place in range(3):
        found |= {f"also_{place}_name": "", f"also_{place}_role": ""}
    return found | changes


def test_the_page_lists_every_seat_of_the_day_with_its_holder(improver, meeting, seats, client_for):
    page = client_for(improver).get(place(meeting))
    shown = page.context["form"].found.seats
    assert [each.membership for each in shown] == seats
    assert [each.holder for each in shown] == ["Cleo Marsh", "", "", "Perry Stoke"]
    assert "Fernshire Police, partner agency" in page.content.decode()


def test_it_is_recorded_with_a_substitute_and_whoever_else_was_there(improver, meeting, seats, client_for):
    chair, member, _, agency = seats
    states = ("present", "substitute", "apologies", "present")
    asked = said(
        seats, states, **{f"seat_{member.pk}_substitute": "Dee Wells", "also_0_name": "Ola Frith",
        "also_0_role": "Clerk", f"seat_{chair.pk}_name": "Cleo Marsh"},
    )  # fmt: skip
    client_for(improver).post(place(meeting), asked)
    rows = {each.membership_id: each for each in Attendance.objects.filter(meeting=meeting)}
    assert (rows[chair.pk].state, rows[chair.pk].name, rows[chair.pk].role) == (
        "present",
        "Cleo Marsh",
        "Chief Executive",
    )
    assert (rows[member.pk].state, rows[member.pk].substitute) == ("substitute", "Dee Wells")
    assert (rows[None].name, rows[None].role, rows[None].state) == ("Ola Frith", "Clerk", "observer")
    page = client_for(improver).get(f"{HOME}meetings/{meeting.pk}/attendance/")
    quorum = page.context["found"].quorum
    assert (quorum.present, quorum.seats, quorum.needed, quorum.is_met) == (3, 3, 3, True)
    assert "Quorate" in page.content.decode()
    assert "Substitute: Dee Wells" in page.content.decode()
    assert agency.pk in rows


def test_without_a_quorum_the_reason_is_needed_and_shown(improver, meeting, seats, client_for):
    client, states = client_for(improver), ("present", "absent", "present", "present")
    page = client.post(place(meeting), said(seats, states)).content.decode()
    assert page.count("2 of the 3 who make a quorum were there: enter why the meeting went ahead") == 2
    assert not Attendance.objects.exists()
    client.post(place(meeting), said(seats, states, not_quorate_because="the inspection could not wait"))
    shown = client.get(f"{HOME}meetings/{meeting.pk}/attendance/").content.decode()
    assert "Not quorate" in shown
    assert "It went ahead because the inspection could not wait." in shown
    client.post(place(meeting), said(seats, revision=2))
    meeting.refresh_from_db()
    assert meeting.not_quorate_because == ""


@pytest.mark.parametrize(
    ("part", "value", "message"),
    [
        ("state", "", "Choose how the seat was filled: Director, member"),
        ("state", "dancing", "Choose how the seat was filled from the list"),
        ("name", "", "Enter who holds the seat: Director, member"),
        ("name", "a\x00", "Who holds it holds a character that cannot be kept: type it again"),
        ("name", "x" * 201, "Who holds it must be 200 characters or fewer"),
    ],
)
def test_what_is_wrong_is_said_at_the_seat(improver, meeting, seats, client_for, part, value, message):
    asked = said(seats, **{f"seat_{seats[1].pk}_{part}": value})
    page = client_for(improver).post(place(meeting), asked).content.decode()
    assert page.count(message) == 2
    assert not Attendance.objects.exists()


def test_a_substitute_is_named_and_so_is_whoever_else_came(improver, meeting, seats, client_for):
    states = ("present", "substitute", "present", "present")
    page = client_for(improver).post(place(meeting), said(seats, states)).content.decode()
    assert page.count("Enter who came instead") == 2
    page = client_for(improver).post(place(meeting), said(seats, also_1_role="Clerk")).content.decode()
    assert "Enter the name of whoever else was there" in page


def test_saving_again_replaces_and_the_second_of_two_is_shown_both(improver, meeting, seats, client_for):
    client = client_for(improver)
    client.post(place(meeting), said(seats, also_0_name="Ola Frith"))
    states = ("apologies", "present", "present", "present")
    page = client.post(place(meeting), said(seats, states, not_quorate_because="x")).content.decode()
    assert "changed this while you were editing" in page
    assert Attendance.objects.filter(state="present").count() == 4
    client.post(place(meeting), said(seats, revision=2))
    assert Attendance.objects.filter(meeting=meeting).count() == 4, "Ola Frith was taken off"


def test_a_name_is_never_read_as_a_template(improver, board, meeting, client_for):
    SeatFactory(board=board, post__title="{% now 'Y' %} {{ form }} <b>Director</b>")
    page = client_for(improver).get(place(meeting)).content.decode()
    assert "{% now &#x27;Y&#x27; %}" in page
    assert "<b>Director</b>" not in page


def test_nothing_is_recorded_before_the_meeting_nor_after_its_minutes_are_agreed(
    improver, board, seats, client_for
):
    ahead = meeting_on(board, dt.date(2026, 11, 11))
    page = client_for(improver).post(place(ahead), said(seats)).content.decode()
    assert "has not begun" in page
    agreed = held_meeting(board, status="minutes_agreed")
    page = client_for(improver).post(place(agreed), said(seats)).content.decode()
    assert "are agreed, so nothing in them changes" in page
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("person", ["owner", "chair", "adviser", "department_official", "board_member"])
def test_everybody_reads_it_and_only_the_team_records_it(person, request, meeting, seats, client_for):
    client = client_for(request.getfixturevalue(person))
    assert client.get(f"{HOME}meetings/{meeting.pk}/attendance/").status_code == 200
    assert (
        client.get(place(meeting)).status_code == client.post(place(meeting), said(seats)).status_code == 403
    )


def test_for_an_outsider_it_is_not_there(outsider, meeting, client_for):
    assert client_for(outsider).get(place(meeting)).status_code == 404
    assert client_for(outsider).get(f"{HOME}meetings/{meeting.pk}/attendance/").status_code == 404


def test_many_seats_take_as_many_queries_as_few(improver, board, meeting, client_for, queries_of):
    client, address = client_for(improver), f"{HOME}meetings/{meeting.pk}/attendance/"

    def fill(number):
        for _ in range(number):
            seat = SeatFactory(board=board)
            PostHoldingFactory(post=seat.post)
            AttendanceFactory(meeting=meeting, membership=seat)
        client.get(address)
        return queries_of(client, address)

    assert fill(3) == fill(20)
