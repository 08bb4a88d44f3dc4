"""The template of a board's agenda: listed, added to, changed, put in order, taken from."""

import pytest

from boards.models import AgendaTemplateItem
from tests.factories import ClauseFactory, NoticeFactory
from tests.factories_board_work import HOME, TemplateItemFactory, a_board, post_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(council):
    return a_board(council)


@pytest.fixture
def address(board):
    return f"{HOME}boards/{board.pk}/template/"


def words(**changes):
    return {
        "title": "Voices of children", "kind": "item", "purpose": "discuss", "minutes": 15, "presenter_post": "",
        "clause": "", **changes,
    }  # fmt: skip


def titles(board):
    return [each.title for each in board.template_items.order_by("order")]


def test_a_board_without_one_shows_the_standard_agenda_and_begins_with_it(
    improver, board, address, client_for
):
    client = client_for(improver)
    page = client.get(address).content.decode()
    assert "This board has no template of its own" in page
    assert "Objectives that are slow to progress" in page
    said = client.post(f"{address}standard/", follow=True).content.decode()
    assert "The template has the 9 items of the standard agenda" in said
    assert board.template_items.count() == 9
    said = client.post(f"{address}standard/", follow=True).content.decode()
    assert "The board has a template already" in said
    assert board.template_items.count() == 9


def test_an_item_is_added_changed_moved_and_taken_off(improver, board, address, client_for):
    client, clause = client_for(improver), ClauseFactory(notice=board.notice)
    post = post_of(board)
    client.post(f"{address}add/", words(clause=clause.pk, presenter_post=post.pk))
    client.post(f"{address}add/", words(title="Any other business"))
    first, second = board.template_items.order_by("order")
    assert (first.title, first.minutes, first.clause, first.presenter_post) == (
        "Voices of children",
        15,
        clause,
        post,
    )
    client.post(f"{HOME}template-items/{second.pk}/up/")
    assert titles(board) == ["Any other business", "Voices of children"]
    client.post(f"{HOME}template-items/{second.pk}/up/")
    assert titles(board) == ["Any other business", "Voices of children"]
    client.post(f"{HOME}template-items/{second.pk}/down/")
    client.post(f"{HOME}template-items/{first.pk}/edit/", words(title="What children say", minutes=20))
    assert titles(board) == ["What children say", "Any other business"]
    client.post(f"{HOME}template-items/{second.pk}/remove/")
    assert titles(board) == ["What children say"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": " "}, "Enter the title"),
        ({"kind": "x"}, "Choose what it is about from the list"),
        ({"minutes": "481"}, "Minutes that it takes must be 480 or less"),
        ({"minutes": ""}, "Enter the minutes that it takes"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(improver, board, address, client_for, changes, message):
    page = client_for(improver).post(f"{address}add/", words(**changes)).content.decode()
    assert page.count(message) == 2
    assert not AgendaTemplateItem.objects.exists()


def test_a_clause_of_another_notice_is_not_offered(improver, other_council, board, address, client_for):
    theirs = ClauseFactory(notice=NoticeFactory(council=other_council))
    client_for(improver).post(f"{address}add/", words(clause=theirs.pk))
    assert not AgendaTemplateItem.objects.exists()


@pytest.mark.parametrize(
    "person", ["owner", "analyst", "chair", "adviser", "department_official", "board_member"]
)
def test_only_the_team_keeps_it(person, request, board, address, client_for):
    item, client = TemplateItemFactory(board=board), client_for(request.getfixturevalue(person))
    assert client.get(address).status_code == client.get(f"{address}add/").status_code == 403
    assert client.post(f"{address}add/", words()).status_code == 403
    for place in ("edit", "remove", "up"):
        assert client.post(f"{HOME}template-items/{item.pk}/{place}/", words()).status_code == 403
    assert titles(board) == [item.title]


def test_for_an_outsider_it_is_not_there(outsider, board, address, client_for):
    item, client = TemplateItemFactory(board=board), client_for(outsider)
    assert client.get(address).status_code == 404
    for council in ("fernshire", "marlow-vale"):
        place = f"/councils/{council}/board/template-items/{item.pk}/remove/"
        assert client.post(place).status_code == 404
    assert titles(board) == [item.title]
