"""The monthly request for updates with a real worker: each reminder once, whatever comes in between."""

import socket
from typing import Any

import pytest

from tests.services.installation import Installation

OWNERS = 5
ASKED_ONCE = {"cycles": 1, "requests": OWNERS, "reminders": OWNERS, "states": ["sent"], "messages": OWNERS}


def play(installation: Installation, scene: str, *arguments: str) -> dict[str, Any]:
    return installation.play(scene, *arguments, of="scenes_updates")


def letters_to(installation: Installation, slug: str) -> list[str]:
    """Return to whom of a council's owners a letter went, each as often as one did."""
    lines = [line for letter in installation.letters() for line in letter.splitlines()]
    return sorted(
        line.removeprefix("To: ") for line in lines if line.startswith("To: ") and f"@{slug}." in line
    )


def each_owner_once(slug: str) -> list[str]:
    return [f"owner{number}@{slug}.example" for number in range(OWNERS)]


@pytest.fixture
def worker(on_servers: Installation) -> Any:
    yield on_servers.start_worker()
    on_servers.stop_workers()


def test_on_files_the_worker_sends_each_reminder_once_however_often_it_is_told(
    on_files: Installation,
) -> None:
    on_files.start_worker()
    assert play(on_files, "asked_and_reminded", "thornley") == ASKED_ONCE
    assert letters_to(on_files, "thornley") == each_owner_once("thornley")
    on_files.stop_workers()


@pytest.mark.usefixtures("worker")
def test_on_servers_the_worker_sends_each_reminder_once_however_often_it_is_told(
    on_servers: Installation,
) -> None:
    assert play(on_servers, "asked_and_reminded", "fernshire") == ASKED_ONCE
    assert letters_to(on_servers, "fernshire") == each_owner_once("fernshire")


def test_of_two_who_ask_at_once_both_come_to_one_request(on_servers: Installation) -> None:
    found = play(on_servers, "two_ask_at_once", "westmere")
    assert (found["cycles"], found["requests"], found["same"]) == (1, OWNERS, True)


def test_two_sweeps_at_once_send_each_reminder_once(on_servers: Installation) -> None:
    found = play(on_servers, "two_sweep_at_once", "alderbury")
    assert found["as_many_as_were_marked"] == [True, True]
    assert (found["reminders"], found["messages"], found["states"]) == (2 * OWNERS, 2 * OWNERS, ["sent"])
    assert letters_to(on_servers, "alderbury") == sorted(2 * each_owner_once("alderbury"))


def test_of_a_worker_killed_while_it_sends_nothing_is_lost_and_nothing_sent_twice(
    on_servers: Installation,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    group = on_servers.start_worker(EMAIL_URL=f"smtp://127.0.0.1:{port}")
    killed = play(on_servers, "killed_while_it_sends", "saltholme", str(group), str(port))
    assert killed["states"] == ["sending", "waiting"]
    assert letters_to(on_servers, "saltholme") == []
    # While the claim holds the other four go out; once it has lapsed the fifth does.
    found = play(on_servers, "after_the_kill", "saltholme")
    assert found == {"before": OWNERS - 1, "after": OWNERS, "again": OWNERS}
    assert letters_to(on_servers, "saltholme") == each_owner_once("saltholme")
    on_servers.stop_workers()
