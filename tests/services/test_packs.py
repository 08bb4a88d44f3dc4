"""A pack made by a real worker, and what happens when two people, two workers or a kill come in between."""

from typing import Any

import pytest

from tests.services.installation import Installation

MADE_ONCE = {
    "job": "done", "reason": "", "made": True, "copies": [[False, 10], [True, 13]], "whole": True, "makings": 1,
}  # fmt: skip


def play(installation: Installation, scene: str, *arguments: str) -> dict[str, Any]:
    return installation.play(scene, *arguments, of="scenes_packs")


def letters_to(installation: Installation, slug: str) -> list[str]:
    """Return to whom of a council's board a letter went, each as often as one did."""
    lines = [line for letter in installation.letters() for line in letter.splitlines()]
    return sorted(
        line.removeprefix("To: ") for line in lines if line.startswith("To: ") and f"@{slug}." in line
    )


@pytest.fixture(scope="module")
def worker(on_servers: Installation) -> int:
    return on_servers.start_worker()


def test_on_files_the_worker_makes_and_sends(on_files: Installation) -> None:
    on_files.start_worker()
    assert play(on_files, "journey", "thornley") == {**MADE_ONCE, "sendings": 2}
    assert letters_to(on_files, "thornley") == ["board_member@thornley.example", "chair@thornley.example"]
    on_files.stop_workers()


@pytest.mark.usefixtures("worker")
def test_on_servers_the_worker_makes_and_sends(on_servers: Installation) -> None:
    assert play(on_servers, "journey", "fernshire") == {**MADE_ONCE, "sendings": 2}
    assert letters_to(on_servers, "fernshire") == [
        "board_member@fernshire.example",
        "chair@fernshire.example",
    ]


@pytest.mark.usefixtures("worker")
def test_of_two_who_ask_at_once_one_wins_and_the_other_is_told(on_servers: Installation) -> None:
    found = play(on_servers, "two_ask_at_once", "westmere")
    first, second = found.pop("answers")
    assert found == {**MADE_ONCE, "sendings": 0}
    assert first == "asked 0"
    assert second.startswith("refused: This pack is being made already")


def test_of_two_workers_one_makes_it(on_servers: Installation) -> None:
    assert play(on_servers, "two_workers_at_once", "alderbury") == {**MADE_ONCE, "sendings": 0}


@pytest.mark.usefixtures("worker")
def test_of_two_who_send_at_once_one_wins_and_each_is_written_to_once(on_servers: Installation) -> None:
    found = play(on_servers, "two_send_at_once", "marlow")
    assert found["sendings"] == 2
    assert found["answers"] == ["refused: Everybody who may open this pack was sent it", "sent to 2"]
    assert found["left"] == 0
    assert letters_to(on_servers, "marlow") == ["board_member@marlow.example", "chair@marlow.example"]


def test_a_worker_killed_in_the_middle_leaves_nothing_and_the_retry_makes_it_once(
    on_servers: Installation, worker: int
) -> None:
    killed = play(on_servers, "killed_while_it_keeps", "saltholme", str(worker))
    assert killed == {
        "job": "running", "reason": "", "made": False, "copies": [], "whole": True, "makings": 0, "sendings": 0,
    }  # fmt: skip
    on_servers.start_worker()
    retried = play(on_servers, "retry", "saltholme")
    assert retried.pop("abandoned") >= 1
    assert retried == {**MADE_ONCE, "sendings": 0}
