"""What was said under each item, and what becomes of an item: done, carried forward with its history, open again."""

import datetime as dt

import pytest

from boards.models import AgendaItem, ItemMinute
from boards.services.agenda import build_agenda
from tests.factories_board_work import (
    HOME,
    AgendaLinkFactory,
    ItemMinuteFactory,
    a_board,
    held_meeting,
    item_of,
    meeting_on,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def board(council):
    return a_board(council)


@pytest.fixture
def meeting(board):
    return held_meeting(board)


@pytest.fixture
def item(meeting):
    return item_of(meeting, title="Recruitment", purpose="decide")


def minutes(meeting):
    return f"{HOME}meetings/{meeting.pk}/minutes/"


def place(item, deed):
    return f"{HOME}items/{item.pk}/{deed}/"


def carry(client, item, because="the paper came too late"):
    return client.post(place(item, "carry"), {"because": because}, follow=True).content.decode()


def test_what_was_said_is_written_and_read(improver, board_member, meeting, item, client_for):
    client = client_for(improver)
    client.post(place(item, "minutes"), {"words": "Six posts\nare empty.", "revision": 0, "is_done": "on"})
    item.refresh_from_db()
    assert (item.minute.words, item.minute.changed_by, item.state) == (
        "Six posts\nare empty.",
        improver,
        "done",
    )
    assert "Six posts" in client_for(board_member).get(minutes(meeting)).content.decode()
    client.post(place(item, "minutes"), {"words": "Six posts.", "revision": 1})
    item.refresh_from_db()
    assert item.state == "open", "the box was unticked"


def test_of_two_who_write_at_once_the_second_is_shown_what_the_first_wrote(improver, item, client_for):
    client = client_for(improver)
    client.post(place(item, "minutes"), {"words": "Theirs", "revision": 0})
    page = client.post(place(item, "minutes"), {"words": "Mine", "revision": 0}).content.decode()
    assert "changed this while you were editing" in page
    assert "Theirs" in page
    assert ItemMinute.objects.get().words == "Theirs"
    client.post(place(item, "minutes"), {"words": "Both", "revision": 1})
    assert ItemMinute.objects.get().words == "Both"


def test_nothing_is_written_before_the_meeting(improver, board, client_for):
    ahead = meeting_on(board, dt.date(2026, 12, 16))
    item, client = item_of(ahead), client_for(improver)
    page = client.post(place(item, "minutes"), {"words": "Said", "revision": 0}).content.decode()
    assert "The meeting of 16 December 2026 has not begun" in page
    assert not ItemMinute.objects.exists()
    assert client.get(minutes(ahead)).status_code == 404


def test_an_item_goes_to_the_next_meeting_with_its_history(improver, board, meeting, item, client_for):
    AgendaLinkFactory(item=item, words="About this")
    meeting_on(board, dt.date(2027, 1, 20))
    following = meeting_on(board, dt.date(2026, 12, 16))
    client = client_for(improver)
    assert "The item is on the agenda of 16 December 2026." in carry(client, item)
    copy = following.items.get()
    assert (copy.title, copy.purpose, copy.carried_from, copy.state) == (
        "Recruitment",
        "decide",
        item,
        "open",
    )
    assert [each.words for each in copy.links.all()] == ["About this"]
    item.refresh_from_db()
    assert (item.state, item.carried_because) == ("carried_forward", "the paper came too late")
    page = client.get(f"{HOME}items/{copy.pk}/").content.decode()
    assert "Carried from 11 November 2026, because the paper came too late" in page
    assert "On the agenda of 16 December 2026" in client.get(f"{HOME}items/{item.pk}/").content.decode()


def test_the_chain_is_shown_back_to_where_it_began(improver, board, client_for):
    first = item_of(
        held_meeting(board, dt.date(2026, 9, 9), status="closed"),
        state="carried_forward",
        carried_because="time ran out",
    )
    second = item_of(
        held_meeting(board, dt.date(2026, 10, 14), status="closed"),
        state="carried_forward", carried_because="the head was ill", carried_from=first,
    )  # fmt: skip
    third = item_of(held_meeting(board), carried_from=second)
    page = client_for(improver).get(f"{HOME}items/{third.pk}/").content.decode()
    assert (
        "Carried from 14 October 2026, because the head was ill; "
        "before that from 9 September 2026, because time ran out" in " ".join(page.split())
    )


def test_without_a_next_meeting_it_waits_for_one_and_comes_onto_its_agenda(
    improver, board, meeting, item, client_for
):
    client = client_for(improver)
    assert "There is no next meeting yet: the item waits" in client.get(place(item, "carry")).content.decode()
    assert "it waits for one" in carry(client, item)
    assert (
        "There is no next meeting yet: it waits for one"
        in client.get(f"{HOME}items/{item.pk}/").content.decode()
    )
    following = meeting_on(board, dt.date(2026, 12, 16))
    agenda = client.get(f"{HOME}meetings/{following.pk}/agenda/").content.decode()
    assert "Left unfinished by earlier meetings" in agenda
    assert "the paper came too late" in agenda
    built = build_agenda(meeting=following, by=improver, today=TODAY)
    assert built.carried == 1
    assert following.items.filter(carried_from=item).count() == 1
    assert build_agenda(meeting=following, by=improver, today=TODAY).carried == 0
    pending = following.items.get(kind="decisions").links.get()
    assert (pending.kind, pending.key) == ("item", item.pk), "a decision that is pending is named as one"


def test_it_is_carried_only_with_a_reason_and_only_once(improver, board, item, client_for):
    client = client_for(improver)
    page = client.post(place(item, "carry"), {"because": " "}).content.decode()
    assert page.count("Enter why it is carried forward") == 2
    meeting_on(board, dt.date(2026, 12, 16))
    carry(client, item)
    page = client.post(place(item, "carry"), {"because": "Again"}).content.decode()
    assert "This item is carried forward already" in page
    assert AgendaItem.objects.filter(carried_from=item).count() == 1


def test_a_cancelled_meeting_is_no_next_one(improver, board, item, client_for):
    meeting_on(board, dt.date(2026, 12, 9), status="cancelled")
    wanted = meeting_on(board, dt.date(2026, 12, 16))
    carry(client_for(improver), item)
    assert wanted.items.filter(carried_from=item).exists()


def test_an_item_is_done_and_open_again(improver, board, meeting, item, client_for):
    client = client_for(improver)
    client.post(place(item, "done"))
    item.refresh_from_db()
    assert item.state == "done"
    assert "This item is done already" in client.post(place(item, "done"), follow=True).content.decode()
    client.post(place(item, "reopen"))
    item.refresh_from_db()
    assert item.state == "open"
    carry(client, item)
    client.post(place(item, "reopen"))
    item.refresh_from_db()
    assert (item.state, item.carried_because) == ("open", "")
    meeting_on(board, dt.date(2026, 12, 16))
    carry(client, item)
    said = client.post(place(item, "reopen"), follow=True).content.decode()
    assert "It is on the agenda of 16 December 2026 already" in said


def test_every_open_item_is_done_at_once(improver, meeting, client_for):
    item_of(meeting)
    item_of(meeting, state="withdrawn")
    item_of(meeting, state="carried_forward", carried_because="x")
    page = client_for(improver).post(f"{minutes(meeting)}finish/", follow=True).content.decode()
    assert "1 item marked as done" in page
    states = sorted(meeting.items.values_list("state", flat=True))
    assert states == ["carried_forward", "done", "withdrawn"]


@pytest.mark.parametrize("deed", ["done", "reopen"])
@pytest.mark.parametrize(
    "person", ["owner", "analyst", "chair", "adviser", "department_official", "board_member"]
)
def test_only_the_team_takes_minutes(person, deed, request, meeting, item, client_for):
    client = client_for(request.getfixturevalue(person))
    assert client.get(minutes(meeting)).status_code == 200
    assert "Write what was said" not in client.get(minutes(meeting)).content.decode()
    assert client.post(place(item, deed)).status_code == 403
    for form in ("minutes", "carry"):
        assert client.get(place(item, form)).status_code == 403
        assert (
            client.post(place(item, form), {"words": "x", "revision": 0, "because": "x"}).status_code == 403
        )
    assert client.post(f"{minutes(meeting)}finish/").status_code == 403


def test_for_an_outsider_they_are_not_there(outsider, meeting, item, client_for):
    client = client_for(outsider)
    assert client.get(minutes(meeting)).status_code == 404
    assert client.get(place(item, "minutes")).status_code == 404
    assert client.post(place(item, "done")).status_code == 404


def test_the_minutes_of_forty_items_take_as_many_queries_as_those_of_five(
    improver, board, meeting, client_for, queries_of
):
    from boards.models import Outcome
    from tests.factories_board_work import ChallengeFactory, PaperFactory, action_of, post_of
    from tests.factories_boards import OutcomeFactory

    client = client_for(improver)

    def fill(number):
        for _ in range(number):
            item = item_of(meeting, presenter_post=post_of(board))
            ItemMinuteFactory(item=item)
            ChallengeFactory(item=item, action=action_of(item))
            OutcomeFactory(item=item, kind=Outcome.Kind.DECISION, decided_by="The board")
            PaperFactory(item=item)
        client.get(minutes(meeting))
        return queries_of(client, minutes(meeting))

    assert fill(5) == fill(35)
