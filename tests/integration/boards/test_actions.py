"""The board's actions: listed, filtered, exported, updated by their owners, closed, and owed on the home page."""

import datetime as dt
from io import BytesIO

import pytest
from openpyxl import load_workbook

from boards.models import BoardAction
from boards.selectors.actions import open_actions_of_posts
from tests.factories import PostHoldingFactory
from tests.factories_board_work import HOME, a_board, action_of, held_meeting, item_of, post_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
LIST = f"{HOME}actions/"


@pytest.fixture
def board(council):
    return a_board(council)


@pytest.fixture
def meeting(board):
    return held_meeting(board, dt.date(2026, 10, 14))


@pytest.fixture
def action(meeting, board, owner):
    """Open, and of a post that the action owner holds."""
    post = post_of(board, title="Head of Workforce")
    PostHoldingFactory(post=post, person=owner)
    return action_of(item_of(meeting, title="Recruitment"), reference="B-2026-10/1", owner_post=post)


@pytest.fixture
def several(board, meeting):
    """A1 overdue since yesterday, A2 due today, A3 later and of another meeting, A4 done, A5 dropped."""
    item, other = item_of(meeting), item_of(held_meeting(board))
    action_of(item, reference="A1", due_on=dt.date(2026, 11, 21), words="Write to parents")
    action_of(item, reference="A2", due_on=TODAY)
    action_of(other, reference="A3", due_on=dt.date(2026, 12, 1))
    closed = {"closed_on": dt.date(2026, 11, 1), "closing_words": "There."}
    action_of(item, reference="A4", due_on=dt.date(2026, 10, 20), state="done", **closed)
    action_of(item, reference="A5", due_on=dt.date(2026, 10, 21), state="dropped", **closed)
    return {"meeting": meeting.pk, "other": other.meeting.pk}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["A1", "A2", "A3", "A4", "A5"]),
        ("state=open", ["A1", "A2", "A3"]),
        ("state=overdue", ["A1"]),
        ("state=done", ["A4"]),
        ("state=dropped", ["A5"]),
        ("words=PARENTS", ["A1"]),
        ("words=a3", ["A3"]),
        ("meeting={other}", ["A3"]),
        ("meeting={meeting}&state=open", ["A1", "A2"]),
        ("state=nonsense", ["A1", "A2", "A3", "A4", "A5"]),
        ("meeting=999999999999999999999999", ["A1", "A2", "A3", "A4", "A5"]),
        ("owner=x&words=%00", ["A1", "A2", "A3", "A4", "A5"]),
        ("page=9999999999999", ["A1", "A2", "A3", "A4", "A5"]),
    ],
)
def test_the_filters_live_in_the_address_and_the_exports_follow(improver, several, client_for, query, found):
    client, query = client_for(improver), query.format(**several)
    page = client.get(f"{LIST}?{query}")
    assert [each.action.reference for each in page.context["lines"]] == found
    rows = client.get(f"{HOME}actions.csv?{query}").content.decode("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == found
    book = load_workbook(BytesIO(client.get(f"{HOME}actions.xlsx?{query}").content))
    assert [row[0].value for row in list(book.active.rows)[1:]] == found


def test_overdue_is_counted_in_days_and_a_due_day_is_still_on_time(improver, several, client_for):
    page = client_for(improver).get(LIST)
    late = {each.action.reference: (each.state, each.days_overdue) for each in page.context["lines"]}
    assert late == {
        "A1": ("Overdue", 1), "A2": ("Open", 0), "A3": ("Open", 0), "A4": ("Done", 0), "A5": ("Dropped", 0),
    }  # fmt: skip
    assert "by 1 day" in page.content.decode()


def test_an_owner_filter_offers_the_owners(improver, several, client_for):
    post = BoardAction.objects.get(reference="A2").owner_post
    page = client_for(improver).get(f"{LIST}?owner={post.pk}")
    assert [each.action.reference for each in page.context["lines"]] == ["A2"]


def test_empty_lists_say_why(improver, board, client_for):
    client = client_for(improver)
    assert "The board has given no actions yet" in client.get(LIST).content.decode()
    assert "No board action is like that" in client.get(f"{LIST}?words=x").content.decode()


def test_long_lists_have_pages(improver, meeting, client_for):
    item = item_of(meeting)
    for _ in range(51):
        action_of(item)
    client = client_for(improver)
    assert len(client.get(LIST).context["lines"]) == 50
    assert len(client.get(f"{LIST}?page=2").context["lines"]) == 1


def test_two_hundred_take_as_many_queries_as_ten(improver, board, meeting, client_for, queries_of):
    client, item = client_for(improver), item_of(meeting)

    def fill(number):
        for _ in range(number):
            given = action_of(item)
            PostHoldingFactory(post=given.owner_post)
            given.updates.create(words="Half done", given_on=TODAY)
        client.get(LIST)
        return queries_of(client, LIST), queries_of(client, f"{HOME}actions.csv")

    few = fill(10)
    assert fill(190) == few


# One action


def test_its_owner_says_where_it_stands_and_closes_it(owner, action, client_for):
    client, base = client_for(owner), f"{LIST}{action.pk}/"
    assert "Say where it stands" in client.get(base).content.decode()
    client.post(f"{base}update/", {"words": "Two of six posts are filled.", "given_on": "20/11/2026"})
    client.post(f"{base}update/", {"words": "Four are filled.", "given_on": "21/11/2026"})
    page = client.get(base).content.decode()
    assert page.index("Four are filled.") < page.index("Two of six posts are filled.")
    done = {"state": "done", "words": "All are filled.", "closed_on": "22/11/2026", "revision": 1}
    client.post(f"{base}close/", done)
    action.refresh_from_db()
    assert (action.state, action.closed_on, action.closed_by, action.closing_words) == (
        "done", TODAY, owner, "All are filled.",
    )  # fmt: skip
    said = client.post(f"{base}update/", {"words": "x", "given_on": "22/11/2026"}).content.decode()
    assert "B-2026-10/1 is done already" in said


@pytest.mark.parametrize(
    ("deed", "asked", "message"),
    [
        ("update", {"words": " "}, "Enter where it stands"),
        ("update", {"given_on": "23/11/2026"}, "The day must be today or earlier"),
        (
            "update",
            {"given_on": "13/10/2026"},
            "must be on or after 14 October 2026, when the board gave the action",
        ),
        ("update", {"given_on": "x"}, "must be a real date"),
        ("close", {"state": ""}, "Choose whether it is done or dropped"),
        ("close", {"state": "open"}, "Choose whether it is done or dropped from the list"),
        ("close", {"words": ""}, "Enter what came of it"),
        ("close", {"closed_on": "1/1/2199"}, "The day must be today or earlier"),
        ("reopen", {}, "This action is open, so there is nothing to open again"),
    ],
)
def test_each_has_its_refusals(owner, action, client_for, deed, asked, message):
    given = {
        "words": "Said", "given_on": "20/11/2026", "closed_on": "20/11/2026", "state": "done", "because": "x",
        "revision": 1, **asked,
    }  # fmt: skip
    page = client_for(owner).post(f"{LIST}{action.pk}/{deed}/", given).content.decode()
    assert message in page
    action.refresh_from_db()
    assert (action.state, action.updates.count()) == ("open", 0)


def test_of_two_who_close_at_once_the_second_is_told(improver, owner, action, client_for):
    given = {"state": "dropped", "words": "No money.", "closed_on": "20/11/2026", "revision": 1}
    client_for(owner).post(f"{LIST}{action.pk}/close/", given)
    page = client_for(improver).post(f"{LIST}{action.pk}/close/", given | {"state": "done"}).content.decode()
    assert "B-2026-10/1 is dropped already: look at it again" in page
    action.refresh_from_db()
    assert action.state == "dropped"


def test_a_closed_one_is_opened_again_and_that_it_was_closed_stays_on_record(improver, action, client_for):
    client, base = client_for(improver), f"{LIST}{action.pk}/"
    client.post(
        f"{base}close/", {"state": "done", "words": "All filled.", "closed_on": "20/11/2026", "revision": 1}
    )
    client.post(f"{base}reopen/", {"because": "One left", "revision": 2})
    action.refresh_from_db()
    assert (action.state, action.closed_on, action.closing_words) == ("open", None, "")
    words = action.updates.get().words
    assert "One left" in words
    assert "All filled." in words
    page = client.post(f"{base}reopen/", {"because": "", "revision": 3}).content.decode()
    assert "Enter why it is open again" in page


@pytest.mark.parametrize("person", ["analyst", "chair", "adviser", "department_official", "board_member"])
def test_everybody_follows_and_only_the_owner_and_the_team_update(person, request, action, client_for):
    client, base = client_for(request.getfixturevalue(person)), f"{LIST}{action.pk}/"
    assert client.get(LIST).status_code == client.get(base).status_code == 200
    assert "Say where it stands" not in client.get(base).content.decode()
    for deed in ("update", "close", "reopen"):
        assert client.get(f"{base}{deed}/").status_code == 403
        assert client.post(f"{base}{deed}/", {"words": "x", "given_on": "20/11/2026"}).status_code == 403
    assert action.updates.count() == 0


def test_another_owner_does_not_update_it(owner, board, meeting, client_for):
    theirs = action_of(item_of(meeting), owner_post=post_of(board))
    answer = client_for(owner).post(f"{LIST}{theirs.pk}/update/", {"words": "x", "given_on": "20/11/2026"})
    assert answer.status_code == 403
    assert theirs.updates.count() == 0


def test_a_partner_without_a_seat_opens_their_own_and_no_other(partner, agency, board, meeting, client_for):
    from tests.factories import PostFactory

    post = PostFactory(organisation=agency)
    PostHoldingFactory(post=post, person=partner)
    own, other = action_of(item_of(meeting), owner_post=post), action_of(item_of(meeting))
    client = client_for(partner)
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{own.pk}/").status_code == 200
    assert client.get(f"{LIST}{other.pk}/").status_code == 404
    client.post(f"{LIST}{own.pk}/update/", {"words": "Half done", "given_on": "20/11/2026"})
    assert own.updates.get().given_by == partner


def test_for_an_outsider_none_is_there(outsider, action, client_for):
    client = client_for(outsider)
    for council in ("fernshire", "marlow-vale"):
        assert client.get(f"/councils/{council}/board/actions/{action.pk}/").status_code == 404
        assert client.post(f"/councils/{council}/board/actions/{action.pk}/update/", {}).status_code == 404
    assert client.get(f"/councils/fernshire/board/actions/{10**30}/").status_code == 404


# What is owed


def test_the_open_actions_of_posts_are_those_of_the_council_alone(
    council, other_council, action, board, meeting
):
    action_of(
        item_of(meeting), owner_post=action.owner_post, state="done", closed_on=TODAY, closing_words="x"
    )
    action_of(item_of(meeting))
    assert list(open_actions_of_posts([action.owner_post_id], council)) == [action]
    assert list(open_actions_of_posts([action.owner_post_id], other_council)) == []
    assert list(open_actions_of_posts([], council)) == []


def test_the_home_page_says_what_its_owner_owes(owner, action, client_for):
    BoardAction.objects.filter(pk=action.pk).update(due_on=dt.date(2026, 11, 20))
    page = client_for(owner).get("/councils/fernshire/?show=overdue").content.decode()
    assert "Bring a paper" in page
    assert "Board, action B-2026-10/1, due 20 November 2026" in page
    assert "Overdue by 2 days" in page
    assert f"{LIST}{action.pk}/" in page
