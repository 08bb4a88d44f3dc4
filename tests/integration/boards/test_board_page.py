"""The board's page: its members and meetings as at a day, and whether the notice was met."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Organisation, User
from boards.selectors import MeetingState, boards_as_at
from notices.models import Notice, Obligation
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    DischargeFactory,
    NoticeFactory,
    ObligationFactory,
    PlannedEventFactory,
    PostHoldingFactory,
)
from tests.factories_plan import BoardFactory, BoardMembershipFactory, MeetingFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/board/"
NOV_22 = dt.date(2026, 11, 22)


@pytest.fixture
def notice(council: Organisation) -> Notice:
    return NoticeFactory(council=council)


@pytest.fixture
def duty(notice: Notice) -> Obligation:
    duty = ObligationFactory(clause=ClauseFactory(notice=notice, number="6"), summary="Meet every month")
    CadenceTermsFactory(obligation=duty)
    return duty


@pytest.mark.parametrize(
    "role", ["improver", "owner", "analyst", "chair", "adviser", "department_official", "board_member"]
)
def test_everybody_in_the_recovery_reads_it(
    role: str, duty: Obligation, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    assert client_for(request.getfixturevalue(role)).get(HOME).status_code == 200


def test_for_an_outsider_it_is_not_there(duty: Obligation, outsider: User, client_for: ClientFor) -> None:
    assert client_for(outsider).get(HOME).status_code == 404
    assert client_for(None).get(HOME).status_code == 302


def test_empty_states_say_what_there_is_none_of(
    council: Organisation, improver: User, client_for: ClientFor
) -> None:
    assert "There is no notice yet" in client_for(improver).get(HOME).content.decode()
    NoticeFactory(council=council)
    page = client_for(improver).get(HOME).content.decode()
    for words in (
        "No board is entered for this notice yet",
        "No meeting is in the diary",
        "names no duty to meet",
    ):
        assert words in page


def test_members_are_those_of_the_day_with_their_holders(notice: Notice) -> None:
    board = BoardFactory(notice=notice)
    seat = BoardMembershipFactory(board=board, started_on=dt.date(2026, 6, 1), capacity="chair")
    BoardMembershipFactory(board=board, ended_on=dt.date(2026, 5, 31))
    PostHoldingFactory(post=seat.post, person__name="Cleo Marsh", started_on=dt.date(2026, 9, 1))
    (then,) = boards_as_at(notice.council, dt.date(2026, 7, 1))
    (now,) = boards_as_at(notice.council, NOV_22)
    assert [(each.membership, each.holders) for each in then.boards[0][1]] == [(seat, ())]
    assert [(each.membership, each.holders) for each in now.boards[0][1]] == [(seat, ("Cleo Marsh",))]


def test_each_meeting_has_its_state_as_at_the_day(duty: Obligation) -> None:
    held = PlannedEventFactory(obligation=duty, planned_on=dt.date(2026, 10, 14))
    DischargeFactory(obligation=duty, effective_on=dt.date(2026, 10, 14), for_event=held)
    forgotten = PlannedEventFactory(obligation=duty, planned_on=dt.date(2026, 11, 11))
    cancelled = PlannedEventFactory(
        obligation=duty,
        planned_on=dt.date(2026, 9, 9),
        cancelled_on=dt.date(2026, 9, 8),
        cancelled_recorded_at=timezone.now(),
    )
    PlannedEventFactory(
        obligation=duty,
        planned_on=dt.date(2026, 8, 9),
        withdrawn_at=timezone.now(),
        withdrawn_reason="Keyed twice",
    )
    ahead = PlannedEventFactory(obligation=duty, planned_on=dt.date(2026, 12, 9))
    MeetingFactory(board=BoardFactory(notice=duty.clause.notice), planned_event=ahead, venue="Room 4")
    council = duty.clause.notice.council
    states = {line.event: line.state for line in boards_as_at(council, NOV_22)[0].meetings}
    assert states == {
        held: MeetingState.HELD, forgotten: MeetingState.NOT_RECORDED,
        cancelled: MeetingState.CANCELLED, ahead: MeetingState.PLANNED,
    }  # fmt: skip
    earlier = {line.event: line.state for line in boards_as_at(council, dt.date(2026, 9, 7))[0].meetings}
    assert earlier[cancelled] == earlier[held] == MeetingState.PLANNED


def test_minutes_are_promised_only_of_a_meeting_that_can_have_them(
    duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    client, board = client_for(improver), BoardFactory(notice=duty.clause.notice)
    event = PlannedEventFactory(obligation=duty, planned_on=dt.date(2026, 10, 14))
    MeetingFactory(board=board, planned_event=event)
    discharge = DischargeFactory(obligation=duty, effective_on=event.planned_on, for_event=event)
    assert "Not agreed yet" in client.get(HOME).content.decode()
    discharge.delete()
    event.cancelled_on, event.cancelled_recorded_at = dt.date(2026, 10, 1), timezone.now()
    event.save()
    assert 'data-label="Minutes">None</td>' in client.get(HOME).content.decode()


def test_the_page_shows_whether_each_month_was_met(
    duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    DischargeFactory(obligation=duty, effective_on=dt.date(2026, 2, 11))
    page = client_for(improver).get(f"{HOME}?as_at=2026-04-01").content.decode()
    assert "Meet every month" in page
    assert page.index("1 March 2026 to 31 March 2026") < page.index("1 February 2026 to 28 February 2026")
    assert "Missed" in page
    assert "11 February 2026" in page


@pytest.mark.parametrize("query", ["as_at=x", "known_on=31/02/2026", "as_at=2199-01-01"])
def test_a_day_that_cannot_be_read_is_never_an_error_of_ours(
    query: str, duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    assert client_for(improver).get(f"{HOME}?{query}").status_code == 200


def test_many_meetings_and_members_take_as_many_queries_as_few(
    duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    client, board = client_for(improver), BoardFactory(notice=duty.clause.notice)

    def fill(months: range) -> int:
        for month in months:
            event = PlannedEventFactory(obligation=duty, planned_on=dt.date(2026, month, 9))
            DischargeFactory(obligation=duty, effective_on=event.planned_on, for_event=event)
            MeetingFactory(board=board, planned_event=event)
            PostHoldingFactory(post=BoardMembershipFactory(board=board).post)
        client.get(HOME)
        with CaptureQueriesContext(connection) as captured:
            client.get(HOME)
        return len(captured)

    assert fill(range(2, 3)) == fill(range(3, 11))
