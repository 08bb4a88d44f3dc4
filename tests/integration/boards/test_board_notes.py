"""What the boards ask of people in the message of the day, and the agendas that the schedule puts together."""

import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.daily_notes import board_notes
from boards.models import AgendaItem, BoardAction, Meeting
from boards.services.carrying import carry_forward
from core.scheduled import run
from improvement_plans.council_day import CouncilDay
from improvement_plans.reminding import sweep
from tests.factories import NoticeFactory, PostFactory, PostHoldingFactory
from tests.factories_boards import (
    AgendaItemFactory,
    BoardActionFactory,
    BoardFactory,
    CalledMeetingFactory,
    HeldMeetingFactory,
    MeetingFactory,
)

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture
def board(council):
    return BoardFactory(notice=NoticeFactory(council=council))


def noted(council, day):
    """Return (first name, step, words) of what would be said on a day."""
    return sorted(
        (person.name.split()[0], note.step, note.words.split(" of ")[0])
        for person, note in board_notes(CouncilDay(council, day))
    )


def of_actions(council, day):
    """The same without what the meeting needs in which the action was given."""
    return [each for each in noted(council, day) if "meeting" not in each[2] and "minutes" not in each[2]]


@pytest.mark.parametrize(
    ("day", "step"),
    [
        ("2026-11-24", None),
        ("2026-11-25", "soon"),
        ("2026-11-30", "due"),
        ("2026-12-01", "late"),
        ("2026-12-08", "late-1"),
    ],
)
def test_an_action_is_said_to_whoever_holds_the_post(board, council, owner, improver, day, step):
    post = PostFactory(organisation=council)
    PostHoldingFactory(post=post, person=owner)
    BoardActionFactory(board=board, owner_post=post, due_on=dt.date(2026, 11, 30), words="Report on the rota")
    expected = [] if step is None else [("Owen", step, "Report on the rota")]
    assert of_actions(council, dt.date.fromisoformat(day)) == expected


def test_an_action_of_an_empty_post_goes_to_the_team_and_a_closed_one_to_nobody(board, council, improver):
    due = dt.date(2026, 11, 24)
    BoardActionFactory(
        board=board, owner_post=PostFactory(organisation=council), due_on=due, words="Report on the rota"
    )
    BoardActionFactory(
        board=board, owner_post=PostFactory(organisation=council), due_on=due, state=BoardAction.State.DONE,
        closed_on=due, closing_words="Done",
    )  # fmt: skip
    assert of_actions(council, MONDAY) == [("Imogen", "soon", "Report on the rota")]


# A meeting on Wednesday 16 December 2026: five clear working days before it end on Tuesday the 8th.
@pytest.mark.parametrize(
    ("factory", "day", "words"),
    [
        (MeetingFactory, "2026-11-27", None),
        (MeetingFactory, "2026-11-28", "Call the meeting"),
        (CalledMeetingFactory, "2026-12-04", None),
        (CalledMeetingFactory, "2026-12-05", "Send the papers for the meeting"),
        (CalledMeetingFactory, "2026-12-16", "Record that the meeting was held"),
    ],
)
def test_the_team_hears_what_a_meeting_needs_next(board, council, improver, factory, day, words):
    factory(board=board)
    expected = [] if words is None else [words]
    assert [said for _, _, said in noted(council, dt.date.fromisoformat(day))] == expected


def test_minutes_are_asked_for_within_ten_days_of_a_meeting(board, council, improver):
    HeldMeetingFactory(board=board, held_on=dt.date(2026, 11, 11))
    asked = [noted(council, dt.date(2026, 11, day)) for day in (15, 16, 22)]
    words = "Draft the minutes"
    assert asked == [[], [("Imogen", "soon", words)], [("Imogen", "late", words)]]


@pytest.mark.parametrize("status", [Meeting.Status.CANCELLED])
def test_a_cancelled_meeting_needs_nothing(board, council, improver, status):
    MeetingFactory(board=board, status=status)
    assert noted(council, dt.date(2026, 12, 8)) == []


def test_it_comes_in_the_one_message_of_the_day_once(board, council, owner):
    post = PostFactory(organisation=council)
    PostHoldingFactory(post=post, person=owner)
    BoardActionFactory(board=board, owner_post=post, due_on=dt.date(2026, 11, 25), words="Report on the rota")
    sweep(MONDAY), sweep(MONDAY), sweep(MONDAY + dt.timedelta(days=1))
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        ([owner.email], "Fernshire Council: 1 thing for the board")
    ]


def test_an_agenda_is_put_together_three_weeks_before_and_once(board, council, improver):
    meeting = MeetingFactory(board=board)
    assert run("prepare-meetings", day=dt.date(2026, 11, 24)).did == []
    did = run("prepare-meetings", day=dt.date(2026, 11, 25)).did
    assert did == [{"scope": "fernshire", "words": "Agenda for 16 December 2026 put together"}]
    titles = list(AgendaItem.objects.filter(meeting=meeting).values_list("title", flat=True))
    assert titles
    assert run("prepare-meetings", day=dt.date(2026, 11, 26)).did == []
    assert list(AgendaItem.objects.filter(meeting=meeting).values_list("title", flat=True)) == titles


def test_an_agenda_that_somebody_began_is_left_to_them(board, council, improver):
    meeting = MeetingFactory(board=board)
    AgendaItem.objects.create(meeting=meeting, order=1, title="Only this")
    assert run("prepare-meetings", day=dt.date(2026, 12, 1)).did == []
    assert meeting.items.count() == 1


def test_an_agenda_to_which_only_something_was_carried_is_put_together(board, council, improver):
    """What is carried comes after the standard items, and before any other business."""
    meeting = MeetingFactory(board=board)
    left = AgendaItemFactory(meeting=HeldMeetingFactory(board=board))
    carry_forward(item=left, because="No time was left", by=improver)
    assert len(run("prepare-meetings", day=dt.date(2026, 12, 1)).did) == 1
    titles = list(meeting.items.order_by("order").values_list("title", flat=True))
    assert (titles[0], titles[-2:]) == (
        "Welcome, apologies and declarations of interest", [left.title, "Any other business"],
    )  # fmt: skip
    assert run("prepare-meetings", day=dt.date(2026, 12, 2)).did == []


def test_many_called_meetings_take_as_many_queries_as_one(board, council):
    def taken():
        with CaptureQueriesContext(connection) as found:
            noted(council, MONDAY)
        return len(found)

    CalledMeetingFactory(board=board)
    one = taken()
    CalledMeetingFactory(board=board), CalledMeetingFactory(board=board)
    assert taken() == one
