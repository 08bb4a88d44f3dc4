"""Two people doing the same thing with a meeting at the same moment: one lands, the other is told."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import Organisation, User
from boards.models import Board, BoardMembership, Invitation, Meeting
from boards.services.calling import call
from boards.services.holding import start
from boards.services.moving import cancel, move
from boards.services.planning import accept_proposals
from boards.services.seats import Seat, take_seat
from core.refusals import Refusal
from notices.models import Discharge, PlannedEvent
from tests.conftest import TODAY
from tests.factories import NoticeFactory, PostFactory
from tests.factories_boards import BoardFactory, MeetingFactory, MeetingSeriesFactory, monthly_duty, seated

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.services,
    # bin/run-tests runs the suite a second time on PostgreSQL; SQLite lets one writer in at a time anyway.
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="needs two writers at once: set DATABASE_URL"
    ),
]
D = dt.date


@pytest.fixture
def board(council: Organisation, chair: User) -> Board:
    board = BoardFactory(notice=NoticeFactory(council=council))
    seated(board, chair)
    return board


@pytest.fixture
def meeting(board: Board) -> Meeting:
    return MeetingFactory(board=board, planned_event__obligation=monthly_duty(board.notice))


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do the deeds in threads at one moment, and return what each was told (empty: done)."""
    together = Barrier(len(deeds))

    def attempt(deed: Callable[[], object]) -> str:
        together.wait(timeout=10)
        try:
            deed()
        except Refusal as refusal:
            return refusal.message
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(max_workers=len(deeds)) as pool:
        return sorted(future.result(timeout=30) for future in [pool.submit(attempt, deed) for deed in deeds])


def test_of_two_who_call_one_invites(meeting: Meeting, improver: User) -> None:
    done, told = at_once(*[lambda: call(meeting=meeting, by=improver, today=TODAY)] * 2)
    assert (done, told) == ("", "This meeting is called, so that cannot be done now")
    assert Invitation.objects.count() == 1


def test_of_two_who_record_it_as_held_one_discharges(meeting: Meeting, improver: User) -> None:
    done, told = at_once(
        *[lambda: start(meeting=meeting, held_on=D(2026, 11, 18), by=improver, today=TODAY)] * 2
    )
    assert (done, told) == ("", "This meeting is in progress, so that cannot be done now")
    assert Discharge.objects.count() == 1


def test_of_two_who_take_the_proposals_one_does(board: Board, improver: User) -> None:
    series = MeetingSeriesFactory(board=board, obligation=monthly_duty(board.notice))
    days = [D(2026, 12, 16), D(2027, 1, 20)]
    done, told = at_once(
        *[lambda: accept_proposals(series=series, days=days, proposed=days, by=improver, today=TODAY)] * 2
    )
    assert (done, told) == ("", "A meeting is already planned for 16 December 2026: choose another day")
    assert (Meeting.objects.count(), PlannedEvent.objects.count()) == (2, 2)


def test_two_take_one_chair(board: Board, improver: User) -> None:
    def sit(post_title: str) -> Callable[[], object]:
        post = PostFactory(organisation=board.notice.council, title=post_title)
        seat = Seat("chair", post=post, appointed_by="council")
        return lambda: take_seat(board=board, seat=seat, started_on=D(2026, 11, 1), by=improver)

    done, told = at_once(sit("Chief Executive"), sit("Director"))
    assert done == ""
    assert "The board has a chair from that day on" in told
    assert BoardMembership.objects.filter(capacity="chair").count() == 1


def test_one_moves_it_and_one_cancels_it(meeting: Meeting, improver: User) -> None:
    warned = ["December 2026 would close empty: missed on 31 December 2026."]
    told = at_once(
        lambda: move(
            meeting=meeting, to=D(2026, 12, 22), reason="Hall", revision=1, by=improver, today=TODAY
        ),
        lambda: cancel(meeting=meeting, reason="Snow", revision=1, by=improver, today=TODAY, warned=warned),
    )
    meeting.refresh_from_db()
    standing = PlannedEvent.objects.filter(cancelled_on=None).count()
    # Whoever comes second had seen another meeting than there is now, and no day is left without its meeting.
    assert (meeting.status, standing) in (("draft", 1), ("cancelled", 0))
    assert told[0] == ""
    assert told[1] != ""
