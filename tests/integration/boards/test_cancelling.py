"""A meeting is moved or cancelled: what that would breach is shown first, then it is done with the reason."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import Organisation, User
from boards.inviting import send_waiting
from boards.models import Board, Invitation, Meeting
from boards.selectors import consequences_of
from core.models import AuditEntry
from notices.models import Obligation, PlannedEvent
from tests.conftest import TODAY
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    DischargeFactory,
    NoticeFactory,
    ObligationFactory,
    PlannedEventFactory,
)
from tests.factories_boards import (
    AgendaItemFactory,
    BoardFactory,
    CalledMeetingFactory,
    HeldMeetingFactory,
    MeetingFactory,
    four_weekly_duty,
    monthly_duty,
    seated,
)

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/board/meetings/"
D = dt.date
EMPTY = "December 2026 would close empty: missed on 31 December 2026."


@pytest.fixture
def board(council: Organisation) -> Board:
    return BoardFactory(notice=NoticeFactory(council=council))


@pytest.fixture
def duty(board: Board) -> Obligation:
    duty = monthly_duty(board.notice)
    DischargeFactory(obligation=duty, effective_on=D(2026, 11, 11))
    return duty


@pytest.fixture
def meeting(board: Board, duty: Obligation) -> Meeting:
    """A draft for 16 December 2026, and another for 20 January 2027."""
    MeetingFactory(board=board, planned_event__obligation=duty, planned_event__planned_on=D(2027, 1, 20))
    return MeetingFactory(board=board, planned_event__obligation=duty)


@pytest.fixture
def report(duty: Obligation) -> Obligation:
    """A report that is due five clear working days before each meeting."""
    report = ObligationFactory(
        clause=ClauseFactory(notice=duty.clause.notice, number="5.b"),
        kind=Obligation.Kind.REPORT,
        summary="Report",
    )
    terms = {"type": "before_each", "of": "board meeting", "lead": 5, "lead_unit": "clear_working_days"}
    CadenceTermsFactory(obligation=report, follows=duty, terms=terms)
    return report


def warned_in(page: str) -> str:
    """What the form carries as warned of, as the browser would send it back."""
    found = re.search(r'name="warned"[^>]*value="([^"]*)"', page)
    return found[1].replace("&#x27;", "'").replace("&quot;", '"') if found else ""


def moved(client: Client, meeting: Meeting, to: str, **sent: Any) -> Any:
    page = f"{HOME}{meeting.pk}/move/?to={to}"
    asked = {
        "revision": meeting.revision,
        "reason": "The hall is closed.",
        "warned": warned_in(client.get(page).content.decode()),
    }
    return client.post(page, {**asked, **sent})


def cancelled(client: Client, meeting: Meeting, **sent: Any) -> Any:
    page = f"{HOME}{meeting.pk}/cancel/"
    asked = {
        "revision": meeting.revision,
        "reason": "No quorum.",
        "warned": warned_in(client.get(page).content.decode()),
    }
    return client.post(page, {**asked, **sent})


def test_the_new_day_is_asked_for_first(meeting: Meeting, improver: User, client_for: ClientFor) -> None:
    client, page = client_for(improver), f"{HOME}{meeting.pk}/move/"
    assert 'method="get"' in client.get(page).content.decode()
    for query, message in (
        ("to=", "Enter the new day of the meeting"), ("to=x", "must be a real date"),
        ("to=21/11/2026", "The new day must be today or later"), ("to=%00", "must be a real date"),
        ("to=23/11/2028", "within the next two years"),
    ):  # fmt: skip
        answer = client.get(f"{page}?{query}")
        assert answer.status_code == 200
        assert message in answer.content.decode(), query
        assert client.post(f"{page}?{query}", {"reason": "x", "revision": "1"}).status_code == 200
    assert Meeting.objects.filter(planned_event__planned_on=D(2026, 12, 16)).exists()


def test_what_a_move_would_breach_is_shown_before_it_is_made(
    meeting: Meeting, report: Obligation, improver: User, client_for: ClientFor
) -> None:
    """Five clear working days before Wednesday 6 January 2027: 4, 5 January and 29, 30, 31 December, so the 24th."""
    client = client_for(improver)
    page = client.get(f"{HOME}{meeting.pk}/move/?to=6/1/2027").content.decode()
    assert EMPTY in page
    assert "Clause 5.b, Report: due by 8 December 2026. It would be due by 24 December 2026." in page
    within = client.get(f"{HOME}{meeting.pk}/move/?to=22/12/2026").content.decode()
    assert "Nothing of the notice would be breached by this" in within
    assert (
        "is a weekend or a bank holiday"
        in client.get(f"{HOME}{meeting.pk}/move/?to=19/12/2026").content.decode()
    )


def test_a_report_that_would_be_too_late_at_once_is_a_breach_too(
    meeting: Meeting, report: Obligation
) -> None:
    """For a meeting on 25 November the report was due on 17 November; today is the 22nd."""
    found = consequences_of(meeting, today=TODAY, to=D(2026, 11, 25))
    assert found.warnings == (
        EMPTY,
        "Clause 5.b, “Report”, would be due by 17 November 2026, which has passed.",
    )


def test_what_a_rolling_duty_would_miss_is_said_in_days(board: Board) -> None:
    duty = four_weekly_duty(board.notice)
    DischargeFactory(obligation=duty, effective_on=D(2026, 11, 18))
    made = MeetingFactory(board=board, planned_event__obligation=duty)
    assert consequences_of(made, today=TODAY, to=D(2026, 12, 22)).warnings == (
        "Due by 16 December 2026: the meeting on 22 December 2026 would be 6 days late.",
    )
    assert consequences_of(made, today=TODAY, to=None).warnings == (
        "Due by 16 December 2026: no meeting would be in the diary by then.",
    )


def test_moving_cancels_one_day_in_the_register_and_plans_another(
    meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    old = meeting.planned_event
    answer = moved(client_for(improver), meeting, "22/12/2026")
    assert answer["Location"] == f"{HOME}{meeting.pk}/"
    meeting.refresh_from_db()
    old.refresh_from_db()
    assert (meeting.planned_event.planned_on, meeting.status) == (D(2026, 12, 22), "draft")
    assert (old.cancelled_on, old.cancelled_reason) == (
        TODAY,
        "Moved to 22 December 2026: The hall is closed.",
    )
    assert [each.planned_event_id for each in meeting.history.order_by("history_id")][-2:] == [
        old.pk, meeting.planned_event_id,
    ]  # fmt: skip
    entry = AuditEntry.objects.get(action="moved a meeting")
    assert entry.detail == {
        "moved_from": "2026-12-16", "moved_to": "2026-12-22", "reason": "The hall is closed.", "would_breach": [],
    }  # fmt: skip
    page = client_for(improver).get(f"{HOME}{meeting.pk}/").content.decode()
    assert "From 16 December 2026 to 22 December 2026" in page


def test_a_breach_is_accepted_with_its_reason_in_the_record(
    meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    moved(client_for(improver), meeting, "6/1/2027")
    assert AuditEntry.objects.get(action="moved a meeting").detail["would_breach"] == [EMPTY]
    page = client_for(improver).get(f"{HOME}{meeting.pk}/").content.decode()
    assert f"Accepted with it: {EMPTY}" in page


@pytest.mark.parametrize("deed", [moved, cancelled])
def test_a_breach_that_came_up_meanwhile_is_shown_first(
    deed: Any, meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    days = {"to": "6/1/2027"} if deed is moved else {}
    answer = deed(client, meeting, **days, warned="").content.decode()
    assert "Look at what this would breach, then confirm it" in answer
    assert warned_in(answer) == EMPTY
    meeting.refresh_from_db()
    assert meeting.planned_event.planned_on == D(2026, 12, 16)
    assert meeting.status == "draft"


MOVE_REFUSED = [
    ("16/12/2026", {}, "The meeting is on 16 December 2026 already"),
    ("20/1/2027", {}, "A meeting is already planned for 20 January 2027"),
    ("22/12/2026", {"reason": " "}, "Enter the reason"),
    ("22/12/2026", {"reason": "x" * 201}, "must be 200 characters or fewer"),
    ("22/12/2026", {"revision": ""}, "There is a problem"),
]


@pytest.mark.parametrize(("to", "sent", "message"), MOVE_REFUSED)
def test_a_move_that_cannot_be_made_changes_nothing(
    to: str, sent: dict[str, str], message: str, meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    answer = moved(client_for(improver), meeting, to, **sent)
    assert answer.status_code == 200
    assert message in answer.content.decode()
    meeting.planned_event.refresh_from_db()
    assert (meeting.planned_event.cancelled_on, PlannedEvent.objects.count()) == (None, 2)


def test_of_two_who_move_it_at_once_the_second_is_told(
    meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    moved(client, meeting, "22/12/2026")
    answer = moved(client, meeting, "23/12/2026")
    assert "changed this while you were editing" in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.planned_event.planned_on == D(2026, 12, 22)


def test_a_called_meeting_is_moved_with_its_papers_and_everybody_is_told(
    board: Board, duty: Obligation, chair: User, improver: User, client_for: ClientFor
) -> None:
    """Five clear working days before Tuesday 22 December: 15, 16, 17, 18 and 21 lie between, so the 14th."""
    seated(board, chair, capacity="chair")
    made = MeetingFactory(board=board, planned_event__obligation=duty)
    client = client_for(improver)
    client.post(f"{HOME}{made.pk}/call/")
    send_waiting()
    made.refresh_from_db()
    moved(client, made, "22/12/2026")
    made.refresh_from_db()
    assert (made.status, made.papers_due_on) == ("called", D(2026, 12, 14))
    assert send_waiting() == 1
    assert Invitation.objects.latest("sequence").sequence == 1
    assert "Tuesday 22 December 2026" in mail.outbox[-1].subject


def test_cancelling_warns_then_cancels_the_day_and_tells_the_invited(
    board: Board, duty: Obligation, chair: User, improver: User, client_for: ClientFor
) -> None:
    seated(board, chair, capacity="chair")
    made = MeetingFactory(board=board, planned_event__obligation=duty)
    client = client_for(improver)
    client.post(f"{HOME}{made.pk}/call/")
    send_waiting()
    made.refresh_from_db()
    assert EMPTY in client.get(f"{HOME}{made.pk}/cancel/").content.decode()
    cancelled(client, made)
    made.refresh_from_db()
    event = made.planned_event
    assert (made.status, event.cancelled_on, event.cancelled_reason) == ("cancelled", TODAY, "No quorum.")
    assert send_waiting() == 1
    assert mail.outbox[-1].subject.startswith("Cancelled: ")
    assert AuditEntry.objects.get(action="cancelled a meeting of the board").detail == {
        "on": "2026-12-16", "reason": "No quorum.", "would_breach": [EMPTY], "told": 1,
    }  # fmt: skip


def test_a_draft_is_cancelled_without_a_message(
    meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    cancelled(client_for(improver), meeting)
    meeting.refresh_from_db()
    assert meeting.status == "cancelled"
    assert not Invitation.objects.exists()


def test_invitations_that_never_left_are_taken_out(
    board: Board, duty: Obligation, chair: User, improver: User, client_for: ClientFor
) -> None:
    seated(board, chair, capacity="chair")
    made = MeetingFactory(board=board, planned_event__obligation=duty)
    client = client_for(improver)
    client.post(f"{HOME}{made.pk}/call/")
    made.refresh_from_db()
    cancelled(client, made)
    assert send_waiting() == 0


def test_cancelling_needs_a_reason(meeting: Meeting, improver: User, client_for: ClientFor) -> None:
    assert "Enter the reason" in cancelled(client_for(improver), meeting, reason="").content.decode()
    meeting.refresh_from_db()
    assert meeting.status == "draft"


def test_one_that_the_register_has_as_held_is_not_cancelled(
    meeting: Meeting, duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    event = meeting.planned_event
    event.planned_on = D(2026, 11, 18)
    event.save()
    DischargeFactory(obligation=duty, effective_on=D(2026, 11, 18), for_event=event)
    assert "This meeting is recorded as held" in cancelled(client_for(improver), meeting).content.decode()
    meeting.refresh_from_db()
    assert meeting.status == "draft"


def test_one_whose_day_the_register_gave_up_is_cancelled_or_moved_all_the_same(
    meeting: Meeting, board: Board, duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    other = MeetingFactory(
        board=board, planned_event__obligation=duty, planned_event__planned_on=D(2026, 12, 9)
    )
    for each in (meeting, other):
        event = each.planned_event
        event.cancelled_on, event.cancelled_recorded_at, event.cancelled_reason = (
            TODAY,
            timezone.now(),
            "Closed",
        )
        event.save()
    cancelled(client_for(improver), meeting)
    moved(client_for(improver), other, "9/12/2026")
    meeting.refresh_from_db()
    other.refresh_from_db()
    assert meeting.status == "cancelled"
    assert (other.planned_event.planned_on, other.planned_event.cancelled_on) == (D(2026, 12, 9), None)


@pytest.mark.parametrize("status", ["in_progress", "minutes_drafted", "minutes_agreed", "closed"])
@pytest.mark.parametrize("deed", [moved, cancelled])
def test_what_was_held_is_neither_moved_nor_cancelled(
    deed: Any, status: str, board: Board, improver: User, client_for: ClientFor
) -> None:
    made = HeldMeetingFactory(board=board, status=status)
    days = {"to": "22/12/2026"} if deed is moved else {}
    answer = deed(client_for(improver), made, **days).content.decode()
    assert "so it stays on its day" in answer or "so that cannot be done now" in answer


def test_the_warning_takes_as_many_queries_for_many_obligations_as_for_few(
    meeting: Meeting,
    board: Board,
    improver: User,
    client_for: ClientFor,
    queries_of: Callable[[Client, str], int],
) -> None:
    client, page = client_for(improver), f"{HOME}{meeting.pk}/cancel/"

    def fill(count: int) -> int:
        for number in range(count):
            hanging = ObligationFactory(
                clause=ClauseFactory(notice=board.notice, number=f"9.{count}{number}"),
                kind=Obligation.Kind.REPORT,
            )
            CadenceTermsFactory(
                obligation=hanging, follows=meeting.planned_event.obligation,
                terms={"type": "at_each", "of": "board meeting"},
            )  # fmt: skip
            PlannedEventFactory(
                obligation=meeting.planned_event.obligation,
                planned_on=D(2027, 2, 1) + dt.timedelta(days=count + number),
            )
        client.get(page)
        return queries_of(client, page)

    assert fill(1) == fill(8)


def test_a_called_meeting_whose_board_is_empty_can_still_be_called_off(
    board: Board, duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    made = CalledMeetingFactory(board=board, planned_event__obligation=duty)
    cancelled(client_for(improver), made)
    made.refresh_from_db()
    assert made.status == "cancelled"


def test_what_no_other_agenda_begins_with_goes_on_to_the_next_meeting(
    meeting: Meeting, board: Board, improver: User, client_for: ClientFor
) -> None:
    """An item carried to the meeting and one that was added; the standard ones are on every agenda anyway."""
    left = AgendaItemFactory(
        meeting=HeldMeetingFactory(board=board),
        title="Budget",
        state="carried_forward",
        carried_because="late",
    )
    AgendaItemFactory(meeting=meeting, title="Budget", carried_from=left)
    AgendaItemFactory(meeting=meeting, title="Caseloads", is_confidential=True, confidential_because="Names")
    AgendaItemFactory(meeting=meeting, title="Any other business")
    AgendaItemFactory(meeting=meeting, title="Progress report", kind="progress_report")
    AgendaItemFactory(meeting=meeting, title="Withdrawn", state="withdrawn")
    cancelled(client_for(improver), meeting)
    following = Meeting.objects.get(board=board, planned_event__planned_on=D(2027, 1, 20))
    assert [(each.title, each.is_confidential) for each in following.items.order_by("order")] == [
        ("Budget", False), ("Caseloads", True),
    ]  # fmt: skip
    page = client_for(improver).get(f"{HOME}{following.pk}/agenda/").content.decode()
    assert "Carried from 16 December 2026, because the meeting was cancelled; before that from" in page


def test_a_meeting_that_somebody_changed_meanwhile_is_not_cancelled_unseen(
    meeting: Meeting, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    moved(client, meeting, "17/12/2026")
    page = cancelled(client, meeting).content.decode()
    assert "changed this while you were editing" in page
    meeting.refresh_from_db()
    assert meeting.status == "draft"
    assert cancelled(client, meeting).status_code == 302
