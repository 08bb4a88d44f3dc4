"""Two people at the business of one meeting at once, on PostgreSQL: one wins, the other is told."""

from typing import Any

import pytest

from tests.services.installation import Installation


@pytest.fixture
def play(on_servers: Installation) -> Any:
    return lambda scene, slug: on_servers.play(scene, slug, of="scenes_board_work")


def test_of_two_who_agree_minutes_one_wins_and_the_other_is_told(play: Any) -> None:
    found = play("two_agree_at_once", "fernshire")
    assert found["answers"][0] == "agreed"
    assert found["answers"][1].startswith("refused: The meeting of")
    assert (found["status"], found["agreed"], found["kept"]) == ("minutes_agreed", 1, 1)


def test_of_two_who_close_a_meeting_one_wins_and_the_other_is_told(play: Any) -> None:
    found = play("two_close_at_once", "westmere")
    assert found["answers"][0] == "closed"
    assert found["answers"][1].startswith("refused: The meeting of")
    assert found["status"] == "closed"


def test_two_actions_given_at_once_have_references_of_their_own(play: Any) -> None:
    assert play("two_give_actions_at_once", "alderbury") == {"answers": ["1", "2"], "actions": 2}


def test_an_agenda_built_twice_at_once_has_each_item_once(play: Any) -> None:
    assert play("two_build_at_once", "thornley") == {"answers": ["0", "9"], "items": 9}


def test_of_two_who_record_who_was_there_the_second_is_told(play: Any) -> None:
    found = play("two_record_attendance_at_once", "marlow")
    assert found["answers"][0].startswith("refused: The team changed this while you were editing")
    assert found["answers"][1:] == ["saved"]
    assert found["rows"] == 1


def test_an_item_carried_twice_at_once_is_carried_once(play: Any) -> None:
    found = play("two_carry_at_once", "harrow")
    assert found["answers"][0] == "carried"
    assert found["answers"][1].startswith("refused: This item is carried forward already")
    assert found["copies"] == 1
