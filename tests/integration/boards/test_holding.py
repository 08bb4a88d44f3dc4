"""A meeting is recorded as held: the register counts the duty to meet from that day, or nothing is changed."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Organisation, User
from boards.models import Board, Meeting
from core.models import AuditEntry
from notices.cadence import Outcome
from notices.models import Discharge, Obligation, PlannedEvent
from notices.selectors import register_as_at
from tests.conftest import TODAY
from tests.factories import DischargeFactory, NoticeFactory, PlannedEventFactory
from tests.factories_boards import (
    BoardFactory,
    CalledMeetingFactory,
    HeldMeetingFactory,
    MeetingFactory,
    SeatFactory,
    monthly_duty,
    seated,
)

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/board/meetings/"
D = dt.date
NOV_18 = D(2026, 11, 18)


@pytest.fixture
def board(council: Organisation, chair: User) -> Board:
    board = BoardFactory(notice=NoticeFactory(council=council), quorum=2)
    seated(board, chair, capacity="chair")
    SeatFactory(board=board)
    SeatFactory(board=board, capacity="partner_agency")
    SeatFactory(board=board, capacity="adviser")
    return board


@pytest.fixture
def duty(board: Board) -> Obligation:
    return monthly_duty(board.notice)


@pytest.fixture
def meeting(board: Board, duty: Obligation) -> Meeting:
    event = PlannedEventFactory(obligation=duty, planned_on=NOV_18)
    return CalledMeetingFactory(board=board, planned_event=event)


def held(client: Client, meeting: Meeting, **sent: Any) -> Any:
    return client.post(f"{HOME}{meeting.pk}/start/", {"held_on": "18/11/2026", "present": "3", **sent})


def outcome_of(duty: Obligation, month: int) -> Outcome:
    standing = register_as_at(duty.clause.notice, as_at=TODAY).standing_of(duty)
    return next(row.outcome for row in standing.occurrences if row.due_on.month == month)


def test_the_form_begins_with_the_day_planned_and_the_chair(
    meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    page = client_for(improver).get(f"{HOME}{meeting.pk}/start/").content.decode()
    assert 'value="18/11/2026"' in page
    assert 'value="Cheryl Harrow"' in page
    assert "2 must be there" in page


def test_holding_it_discharges_the_duty_on_that_day(
    meeting: Meeting, duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    assert outcome_of(duty, 11) == Outcome.DUE_SOON
    held(client_for(improver), meeting)
    meeting.refresh_from_db()
    assert (meeting.status, meeting.held_on, meeting.chaired_by) == ("in_progress", NOV_18, "Cheryl Harrow")
    discharge = Discharge.objects.get()
    assert (discharge.obligation, discharge.effective_on, discharge.for_event, discharge.what) == (
        duty, NOV_18, meeting.planned_event, "Improvement Board met",
    )  # fmt: skip
    assert outcome_of(duty, 11) == Outcome.MET
    entry = AuditEntry.objects.get(action="recorded a meeting as held")
    assert entry.detail == {"held_on": "2026-11-18", "present": 3}


def test_held_on_another_day_its_entry_in_the_diary_moves(
    meeting: Meeting, duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    old = meeting.planned_event
    held(client_for(improver), meeting, held_on="20/11/2026")
    meeting.refresh_from_db()
    old.refresh_from_db()
    assert (meeting.held_on, meeting.planned_event.planned_on) == (D(2026, 11, 20), D(2026, 11, 20))
    assert old.cancelled_reason == "Held on 20 November 2026 instead"
    assert Discharge.objects.get().for_event == meeting.planned_event


REFUSED = [
    ({"held_on": ""}, "Enter the day on which the meeting is held"),
    ({"held_on": "23/11/2026"}, "must be today or earlier"),
    ({"held_on": "12/1/2026"}, "must be on or after 16 January 2026"),
    ({"held_on": "30/2/2026"}, "must be a real date"),
    ({"present": ""}, "Enter how many who count towards the quorum are there"),
    ({"present": "4"}, "must be 3 or fewer: as many seats count towards the quorum"),
    ({"present": "1"}, "1 is there and 2 must be: enter why the meeting goes ahead"),
    ({"present": "1", "not_quorate_because": "  "}, "enter why the meeting goes ahead"),
    ({"present": "9" * 30}, "must be 99 or less"),
]


@pytest.mark.parametrize(("sent", "message"), REFUSED)
def test_what_is_not_held_leaves_the_register_as_it_was(
    sent: dict[str, str], message: str, meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    answer = held(client_for(improver), meeting, **sent)
    assert answer.status_code == 200
    assert message in answer.content.decode()
    meeting.refresh_from_db()
    assert (meeting.status, Discharge.objects.count(), PlannedEvent.objects.count()) == ("called", 0, 1)


def test_without_a_quorum_it_goes_ahead_with_a_reason(
    meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    held(client_for(improver), meeting, present="1", not_quorate_because="Snow; nothing was decided.")
    meeting.refresh_from_db()
    assert meeting.not_quorate_because == "Snow; nothing was decided."
    page = client_for(improver).get(f"{HOME}{meeting.pk}/").content.decode()
    assert "Without a quorum because" in page


def test_a_reason_with_a_quorum_is_not_kept(meeting: Meeting, improver: User, client_for: ClientFor) -> None:
    held(client_for(improver), meeting, not_quorate_because="None needed")
    meeting.refresh_from_db()
    assert meeting.not_quorate_because == ""


def test_a_board_without_a_quorum_is_not_asked(
    meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    meeting.board.quorum = None
    meeting.board.save()
    assert 'name="present"' not in client_for(improver).get(f"{HOME}{meeting.pk}/start/").content.decode()
    client_for(improver).post(f"{HOME}{meeting.pk}/start/", {"held_on": "18/11/2026"})
    meeting.refresh_from_db()
    assert meeting.status == "in_progress"


def test_what_the_register_recorded_already_stands(
    meeting: Meeting, duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    discharge = DischargeFactory(obligation=duty, effective_on=NOV_18, for_event=meeting.planned_event)
    held(client_for(improver), meeting)
    meeting.refresh_from_db()
    assert meeting.status == "in_progress"
    assert list(Discharge.objects.all()) == [discharge]


def test_a_day_that_the_register_recorded_in_place_of_the_planned_one_is_taken_over(
    meeting: Meeting, duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    old = meeting.planned_event
    old.cancelled_on, old.cancelled_reason, old.cancelled_recorded_at = NOV_18, "Held later", timezone.now()
    old.save()
    entry = PlannedEventFactory(obligation=duty, planned_on=D(2026, 11, 19))
    DischargeFactory(obligation=duty, effective_on=D(2026, 11, 19), for_event=entry)
    held(client_for(improver), meeting, held_on="19/11/2026")
    meeting.refresh_from_db()
    assert (meeting.status, meeting.planned_event) == ("in_progress", entry)


def test_the_day_of_another_meeting_is_refused_and_nothing_half_done(
    meeting: Meeting, board: Board, duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    other = PlannedEventFactory(obligation=duty, planned_on=D(2026, 11, 19))
    MeetingFactory(board=board, planned_event=other)
    answer = held(client_for(improver), meeting, held_on="19/11/2026")
    assert "Another meeting of the board is in the diary for 19 November 2026" in answer.content.decode()
    meeting.planned_event.refresh_from_db()
    assert (Discharge.objects.count(), meeting.planned_event.cancelled_on) == (0, None)


def test_one_that_was_never_called_can_be_held(
    board: Board, duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    """An extraordinary meeting: put into the diary for a day that is over, and recorded as held."""
    client = client_for(improver)
    client.post(
        f"/councils/fernshire/board/boards/{board.pk}/meetings/add/",
        {"planned_on": "17/11/2026", "duty": duty.pk},
    )
    made = Meeting.objects.get()
    held(client, made, held_on="17/11/2026")
    made.refresh_from_db()
    assert (made.status, made.held_on) == ("in_progress", D(2026, 11, 17))
    assert outcome_of(duty, 11) == Outcome.MET


@pytest.mark.parametrize(
    "status", ["in_progress", "minutes_drafted", "minutes_agreed", "closed", "cancelled"]
)
def test_out_of_turn_it_is_refused(status: str, board: Board, improver: User, client_for: ClientFor) -> None:
    factory = MeetingFactory if status == "cancelled" else HeldMeetingFactory
    made = factory(board=board, status=status)
    answer = held(client_for(improver), made)
    assert "so that cannot be done now" in answer.content.decode()
    assert not Discharge.objects.exists()


def test_pressed_twice_it_is_held_once(meeting: Meeting, improver: User, client_for: ClientFor) -> None:
    client = client_for(improver)
    held(client, meeting)
    assert "This meeting is in progress" in held(client, meeting).content.decode()
    assert Discharge.objects.count() == 1


def test_a_notice_that_has_ended_discharges_nothing(
    meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    notice = meeting.board.notice
    notice.status, notice.ended_on, notice.ended_recorded_at = (
        notice.Status.LIFTED,
        D(2026, 11, 10),
        timezone.now(),
    )
    notice.save()
    answer = held(client_for(improver), meeting)
    assert "must be before 10 November 2026, when the notice ended" in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.status == "called"
