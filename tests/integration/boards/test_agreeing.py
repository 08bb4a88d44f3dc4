"""Minutes from draft to agreed and frozen, and the meeting closed: in turn, once, and never changed after."""

import datetime as dt
import hashlib
import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from boards.models import AgreedMinutes, Capacity, Meeting
from boards.services import agreeing
from core.frozen import sha256_of
from core.models import AuditEntry
from core.refusals import Refusal
from evidence.models import Evidence
from tests.factories import DischargeFactory, LinkVersionFactory, PostHoldingFactory
from tests.factories_board_work import (
    HOME,
    AttendanceFactory,
    ChallengeFactory,
    ItemMinuteFactory,
    PaperFactory,
    a_board,
    action_of,
    confidential_item,
    held_meeting,
    item_of,
    meeting_on,
    post_of,
)
from tests.factories_boards import OutcomeFactory, SeatFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
HELD = dt.date(2026, 11, 11)


@pytest.fixture
def board(council):
    return a_board(council, quorum=1)


@pytest.fixture
def meeting(board):
    """Minutes drafted, one item done, everything in it that minutes can hold."""
    meeting = held_meeting(board, HELD, status="minutes_drafted", chaired_by="Cleo Marsh")
    seat = SeatFactory(board=board, capacity=Capacity.CHAIR, post__title="Chief Executive")
    AttendanceFactory(meeting=meeting, membership=seat, name="Cleo Marsh", role="Chief Executive")
    item = item_of(meeting, title="Recruitment", state="done", purpose="decide")
    ItemMinuteFactory(item=item, words="Six posts are empty.")
    OutcomeFactory(item=item, kind="decision", words="Pay an award.", decided_by="The board")
    post = post_of(board, title="Head of Workforce")
    PostHoldingFactory(post=post, person__name="Wanda Holt")
    action_of(item, words="Bring a plan", owner_post=post, reference="B-2026-11/1")
    ChallengeFactory(item=item)
    PaperFactory(item=item, title="Workforce plan")
    return meeting


def place(meeting, deed):
    return f"{HOME}meetings/{meeting.pk}/{deed}/"


def agree(client, meeting, **asked):
    given = {"agreed_at": "", "agreed_on": "20/11/2026", **asked}
    return client.post(place(meeting, "minutes/agree"), given, follow=True).content.decode()


def now(meeting):
    return Meeting.objects.get(pk=meeting.pk)


# In turn


def test_a_meeting_goes_from_progress_to_closed(improver, meeting, client_for):
    Meeting.objects.filter(pk=meeting.pk).update(status="in_progress")
    client = client_for(improver)
    assert (
        "The minutes are up as a draft."
        in client.post(place(meeting, "minutes/draft"), follow=True).content.decode()
    )
    assert now(meeting).status == "minutes_drafted"
    assert "The minutes are agreed and frozen." in agree(client, meeting)
    assert now(meeting).status == "minutes_agreed"
    assert "The meeting is closed." in client.post(place(meeting, "close"), follow=True).content.decode()
    assert now(meeting).status == "closed"
    deeds = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert [each for each in deeds if "minutes" in each or "closed" in each] == [
        "put minutes up as a draft", "agreed minutes", "closed a meeting",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "deed"),
    [
        ("minutes_drafted", "minutes/draft"),
        ("minutes_agreed", "minutes/draft"),
        ("in_progress", "minutes/agree"),
        ("minutes_agreed", "minutes/agree"),
        ("closed", "minutes/agree"),
        ("minutes_drafted", "close"),
        ("in_progress", "close"),
        ("closed", "close"),
    ],
)
def test_nothing_happens_out_of_turn(improver, meeting, client_for, status, deed):
    Meeting.objects.filter(pk=meeting.pk).update(status=status)
    asked = {"agreed_at": "", "agreed_on": "20/11/2026"}
    page = client_for(improver).post(place(meeting, deed), asked).content.decode()
    assert f"The meeting of 11 November 2026 is at “{now(meeting).get_status_display()}”" in page
    assert now(meeting).status == status
    assert not AgreedMinutes.objects.exists()


def test_minutes_are_not_put_up_before_anybody_was_recorded_as_there(improver, meeting, client_for):
    Meeting.objects.filter(pk=meeting.pk).update(status="in_progress")
    meeting.attendance.all().delete()
    page = client_for(improver).post(place(meeting, "minutes/draft")).content.decode()
    assert "Record who was there first" in page
    assert place(meeting, "attendance") in page


def test_with_an_item_still_open_they_are_not_agreed(improver, meeting, client_for):
    item_of(meeting)
    item_of(meeting)
    page = agree(client_for(improver), meeting)
    assert "2 items are still open: say of each whether it is done, carried forward or withdrawn." in page
    assert now(meeting).status == "minutes_drafted"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"agreed_on": ""}, "Choose the meeting that agreed them, or enter the day the chair agreed them"),
        ({"agreed_on": "10/11/2026"}, "must be from 11 November 2026, when the board met, to today"),
        ({"agreed_on": "23/11/2026"}, "must be from 11 November 2026, when the board met, to today"),
        ({"agreed_on": "x"}, "must be a real date"),
        ({"agreed_at": "9" * 30, "agreed_on": ""}, "Choose the meeting that agreed them from the list"),
    ],
)
def test_when_they_were_agreed_has_its_refusals(improver, meeting, client_for, asked, message):
    assert message in agree(client_for(improver), meeting, **asked)
    assert now(meeting).status == "minutes_drafted"


def test_a_later_meeting_agrees_them_and_the_day_is_its_day(improver, board, meeting, client_for):
    later = held_meeting(board, dt.date(2026, 11, 18))
    earlier = held_meeting(board, dt.date(2026, 10, 14))
    client = client_for(improver)
    assert "Choose the meeting that agreed them from the list" in agree(
        client, meeting, agreed_at=earlier.pk, agreed_on=""
    )
    both = agree(client, meeting, agreed_at=later.pk)
    assert "Choose the meeting or enter the chair’s day, and not both" in both
    page = agree(client, meeting, agreed_at=later.pk, agreed_on="")
    found = AgreedMinutes.objects.get()
    assert (found.agreed_at, found.agreed_on, found.agreed_by) == (later, dt.date(2026, 11, 18), improver)
    assert "at the meeting of 18 November 2026" in page


# What is frozen


def test_everything_that_was_said_is_frozen_with_its_hash(improver, meeting, client_for):
    agree(client_for(improver), meeting)
    frozen = AgreedMinutes.objects.get()
    assert frozen.sha256 == sha256_of(frozen.content)
    assert frozen.for_all == frozen.content, "nothing is confidential"
    (item,) = frozen.content["items"]
    assert (item["title"], item["said"], item["starts_at"]) == (
        "Recruitment",
        "Six posts are empty.",
        "14:00",
    )
    kinds = [each["kind"] for each in item["outcomes"]]
    assert kinds == ["decision", "action"]
    assert item["outcomes"][1]["action"]["owner"] == "Head of Workforce (Wanda Holt)"
    assert item["challenges"][0]["question"] == "Why is it late?"
    assert frozen.content["attendance"]["quorum"] == {"present": 1, "needed": 1, "is_met": True}


def test_what_is_shown_is_what_was_frozen_whatever_names_become(improver, meeting, client_for):
    client = client_for(improver)
    agree(client, meeting)
    meeting.items.update(title="Another title")
    board = meeting.board
    board.name = "Renamed board"
    board.save()
    page = client.get(place(meeting, "minutes")).content.decode()
    assert "1. Recruitment" in page
    assert "Another title" not in page
    assert "Agreed on 20 November 2026 by the chair" in " ".join(page.split())


def test_the_pdf_is_kept_as_evidence_and_says_what_was_said(
    improver, department_official, meeting, client_for
):
    agree(client_for(improver), meeting)
    kept = now(meeting).minutes
    assert (kept.kind, kept.effective_on, kept.may_leave) == (Evidence.Kind.MINUTES, HELD, True)
    assert AgreedMinutes.objects.get().whole is None
    answer = client_for(department_official).get(place(meeting, "minutes/download"))
    taken = b"".join(answer.streaming_content)
    assert hashlib.sha256(taken).hexdigest() == kept.versions.get().sha256
    reader = PdfReader(io.BytesIO(taken))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in ("Minutes of Improvement Board", "Six posts are empty.", "Pay an award.", "B-2026-11/1",
                  "Why is it late?", "Cleo Marsh", "Agreed on 20 November 2026 by the chair"):  # fmt: skip
        assert words in text, words
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"


def test_minutes_kept_only_as_a_link_lead_to_their_evidence(improver, council, meeting, client_for):
    """Such evidence has no file to be taken away: its page shows the link."""
    agree(client_for(improver), meeting)
    link = LinkVersionFactory(evidence__council=council).evidence
    Meeting.objects.filter(pk=meeting.pk).update(minutes=link)
    answer = client_for(improver).get(place(meeting, "minutes/download"))
    assert (answer.status_code, answer["Location"]) == (302, f"/councils/fernshire/evidence/{link.pk}/")


def test_a_copy_without_what_is_confidential_is_made_where_anything_is(improver, meeting, client_for):
    confidential_item(meeting, state="done")
    agree(client_for(improver), meeting)
    frozen = AgreedMinutes.objects.get()

    def words_of(evidence):
        with evidence.versions.get().file.open("rb") as file:
            reader = PdfReader(file)
            return " ".join(page.extract_text() for page in reader.pages)

    assert "SECRET decision" in words_of(frozen.whole)
    assert "SECRET" not in words_of(now(meeting).minutes)
    assert "Confidential item" in words_of(now(meeting).minutes)
    assert frozen.whole.confidentiality == Evidence.Confidentiality.COUNCIL_ONLY


def test_the_minutes_prove_that_the_board_met(improver, meeting, client_for):
    event = meeting.planned_event
    discharge = DischargeFactory(obligation=event.obligation, for_event=event, effective_on=HELD)
    agree(client_for(improver), meeting)
    assert list(discharge.evidence.all()) == [now(meeting).minutes]


# Never changed after


def test_every_write_after_it_is_refused_over_http(improver, meeting, client_for):
    client = client_for(improver)
    agree(client, meeting)
    item, outcome = meeting.items.get(), meeting.items.get().outcomes.get(kind="decision")
    challenge, paper, slug = item.challenges.get(), item.papers.get(), ["fernshire"]
    seat = meeting.attendance.get().membership
    frozen, content = AgreedMinutes.objects.get(), AgreedMinutes.objects.get().content
    item_words = {"title": "x", "purpose": "note", "minutes": 5, "revision": 1}
    action = item.outcomes.get(kind="action")
    attended = {f"seat_{seat.pk}_state": "absent", f"seat_{seat.pk}_name": "x", "not_quorate_because": "x"}
    owed = {"words": "x", "owner_post": action.action.owner_post_id, "due_on": "1/12/2026", "revision": 1}
    writes = [
        ("build_agenda", meeting, {}), ("add_item", meeting, item_words), ("edit_item", item, item_words),
        ("move_item", item, {}), ("withdraw_item", item, {}), ("finish_item", item, {}), ("reopen_item", item, {}),
        ("finish_items", meeting, {}), ("carry_forward", item, {"because": "x"}),
        ("write_minute", item, {"words": "x", "revision": 1}),
        ("record_attendance", meeting, attended | {"revision": now(meeting).revision}),
        ("add_decision", item, {"words": "x", "decided_by": "x", "revision": 1}),
        ("add_action", item, owed), ("edit_outcome", action, owed),
        ("add_information", item, {"words": "x", "revision": 1}),
        ("edit_outcome", outcome, {"words": "x", "decided_by": "x", "revision": 1}),
        ("remove_outcome", outcome, {}),
        ("add_challenge", item, {"asked_by": "x", "question": "x", "satisfied": "to_follow", "revision": 1}),
        ("edit_challenge", challenge, {"asked_by": "x", "question": "x", "satisfied": "to_follow", "revision": 1}),
        ("remove_challenge", challenge, {}), ("edit_paper", paper, {"title": "x"}),
        ("withdraw_paper", paper, {"because": "x"}),
    ]  # fmt: skip
    for name, row, given in writes:
        arguments = [*slug, row.pk, "up"] if name == "move_item" else [*slug, row.pk]
        page = client.post(reverse(f"board:{name}", args=arguments), given, follow=True).content.decode()
        assert "are agreed, so nothing in them changes" in page, name
    assert AgreedMinutes.objects.get().content == content
    assert (meeting.items.count(), item.outcomes.count(), item.challenges.count()) == (1, 2, 1)
    assert frozen.sha256 == sha256_of(content)


def test_a_correction_is_an_outcome_at_the_next_meeting(improver, board, meeting, client_for):
    client = client_for(improver)
    agree(client, meeting)
    following = item_of(held_meeting(board, dt.date(2026, 11, 18)))
    words = {"words": "The minutes of 11 November should say seven posts.", "revision": 1}
    client.post(f"{HOME}items/{following.pk}/information/add/", words)
    assert following.outcomes.get().words == words["words"]


def test_a_board_action_goes_on_after_its_minutes_are_frozen(improver, meeting, client_for):
    client = client_for(improver)
    agree(client, meeting)
    action = meeting.board.actions.get()
    client.post(f"{HOME}actions/{action.pk}/update/", {"words": "Half done", "given_on": "21/11/2026"})
    assert action.updates.get().words == "Half done"


# Two at once


def test_of_two_who_agree_with_the_same_page_before_them_the_second_is_told(improver, chair, meeting):
    first = Meeting.objects.get(pk=meeting.pk)
    second = Meeting.objects.get(pk=meeting.pk)
    agreeing.agree_minutes(meeting=first, by=chair, today=TODAY, agreed_on=TODAY)
    with pytest.raises(Refusal, match="look at it again before you go on"):
        agreeing.agree_minutes(meeting=second, by=improver, today=TODAY, agreed_on=TODAY)
    assert (
        AgreedMinutes.objects.count(),
        Evidence.objects.filter(kind="minutes", title__startswith="Minutes of").count(),
    ) == (1, 1)


def test_what_waits_comes_onto_the_next_agenda_when_the_minutes_are_put_up(
    improver, board, meeting, client_for
):
    Meeting.objects.filter(pk=meeting.pk).update(status="in_progress")
    item = item_of(meeting, state="carried_forward", carried_because="time ran out")
    following = meeting_on(board, dt.date(2026, 12, 16))
    client_for(improver).post(place(meeting, "minutes/draft"))
    assert following.items.get().carried_from == item


# Who may what


def test_the_chair_agrees_and_the_team_closes(chair, improver, meeting, client_for):
    assert "The minutes are agreed and frozen." in agree(client_for(chair), meeting)
    assert client_for(chair).post(place(meeting, "close")).status_code == 403
    client_for(improver).post(place(meeting, "close"))
    assert now(meeting).status == "closed"


@pytest.mark.parametrize("person", ["owner", "analyst", "adviser", "department_official", "board_member"])
def test_nobody_else_moves_it_on(person, request, meeting, client_for):
    client = client_for(request.getfixturevalue(person))
    for deed in ("minutes/draft", "minutes/agree", "close"):
        assert client.get(place(meeting, deed)).status_code == 403
        assert client.post(place(meeting, deed), {"agreed_on": "20/11/2026"}).status_code == 403
    assert client.get(place(meeting, "minutes/download")).status_code == 404, "there is none yet"
    assert now(meeting).status == "minutes_drafted"


def test_for_an_outsider_there_is_nothing_to_agree(outsider, improver, meeting, client_for):
    agree(client_for(improver), meeting)
    for council in ("fernshire", "marlow-vale"):
        base = f"/councils/{council}/board/meetings/{meeting.pk}/"
        for deed in ("minutes/", "minutes/download/", "minutes/agree/", "close/"):
            assert client_for(outsider).get(f"{base}{deed}").status_code == 404
