"""A board is made under a notice, named and given a quorum."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Organisation, User
from boards.models import Board
from core.models import AuditEntry
from notices.models import Notice
from tests.factories import NoticeFactory
from tests.factories_boards import BoardFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/board/"


@pytest.fixture
def notice(council: Organisation) -> Notice:
    return NoticeFactory(council=council)


def test_the_board_page_offers_to_make_one(
    notice: Notice, improver: User, chair: User, client_for: ClientFor
) -> None:
    make = f"{HOME}make/{notice.pk}/"
    assert make in client_for(improver).get(HOME).content.decode()
    assert make not in client_for(chair).get(HOME).content.decode()


def test_a_board_is_made_with_its_quorum(notice: Notice, improver: User, client_for: ClientFor) -> None:
    answer = client_for(improver).post(
        f"{HOME}make/{notice.pk}/", {"name": " Recovery Board ", "quorum": "5"}
    )
    board = Board.objects.get()
    assert answer["Location"] == f"{HOME}boards/{board.pk}/seats/"
    assert (board.notice, board.name, board.quorum, board.changed_by) == (
        notice,
        "Recovery Board",
        5,
        improver,
    )
    entry = AuditEntry.objects.get(subject_kind="boards.board")
    assert (entry.action, entry.actor_name, entry.scope) == ("made a board", "Imogen Prowse", "fernshire")


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"name": ""}, "Enter the name of the board"),
        ({"name": "x" * 201}, "must be 200 characters or fewer"),
        ({"name": "a\x00b"}, "holds a character that cannot be kept"),
        ({"name": "IMPROVEMENT board"}, "has a board called IMPROVEMENT board already"),
        ({"name": "Another", "quorum": "0"}, "Quorum must be 1 or more"),
        ({"name": "Another", "quorum": "9" * 30}, "Quorum must be 99 or less"),
        ({"name": "Another", "quorum": "many"}, "Quorum must be a whole number"),
    ],
)
def test_what_makes_no_board_is_said_on_its_field(
    sent: dict[str, str], message: str, notice: Notice, improver: User, client_for: ClientFor
) -> None:
    BoardFactory(notice=notice)
    answer = client_for(improver).post(f"{HOME}make/{notice.pk}/", sent)
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert Board.objects.count() == 1


def test_a_board_is_edited(notice: Notice, improver: User, client_for: ClientFor) -> None:
    board = BoardFactory(notice=notice, quorum=4)
    client, page = client_for(improver), f"{HOME}boards/{board.pk}/edit/"
    assert 'value="Improvement Board"' in client.get(page).content.decode()
    client.post(page, {"name": "Improvement Board", "quorum": "", "revision": "1"})
    board.refresh_from_db()
    assert (board.quorum, board.changed_by) == (None, improver)
    entry = AuditEntry.objects.get(action="changed a board")
    assert entry.detail == {"before": {"name": "Improvement Board", "quorum": 4}}


def test_of_two_who_edit_at_once_the_second_sees_the_difference(
    notice: Notice, improver: User, client_for: ClientFor
) -> None:
    board = BoardFactory(notice=notice)
    client, page = client_for(improver), f"{HOME}boards/{board.pk}/edit/"
    client.post(page, {"name": "First", "revision": "1"})
    answer = client.post(page, {"name": "Second", "revision": "1"}).content.decode()
    assert "What differs" in answer
    assert "First" in answer
    board.refresh_from_db()
    assert board.name == "First"


@pytest.mark.parametrize(
    "role", ["chair", "adviser", "board_member", "owner", "analyst", "department_official"]
)
def test_only_the_team_makes_and_edits(
    role: str, notice: Notice, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    board = BoardFactory(notice=notice)
    client = client_for(request.getfixturevalue(role))
    for page in (f"{HOME}make/{notice.pk}/", f"{HOME}boards/{board.pk}/edit/"):
        assert client.get(page).status_code == 403
        assert client.post(page, {"name": "Theirs", "revision": "1"}).status_code == 403
    assert set(Board.objects.values_list("name", flat=True)) == {"Improvement Board"}


def test_another_councils_board_and_notice_do_not_exist(
    council: Organisation, other_council: Organisation, improver: User, client_for: ClientFor
) -> None:
    foreign = BoardFactory(notice=NoticeFactory(council=other_council))
    client = client_for(improver)
    for page in (
        f"{HOME}make/{foreign.notice_id}/",
        f"{HOME}boards/{foreign.pk}/edit/",
        f"{HOME}boards/{foreign.pk}/seats/",
    ):
        assert client.get(page).status_code == 404
        assert client.post(page, {"name": "Ours"}).status_code in (404, 405)
    assert client.get(f"{HOME}make/99999999999999999999/").status_code == 404
