"""A report's whole life with a real worker, and what happens when two people or a kill come in between."""

from typing import Any

import pytest

from tests.services.installation import Installation

ISSUED_ONCE = {
    "status": "issued",
    "job": "done",
    "evidence": 1,
    "discharges": 1,
    "deliveries": 1,
    "texts": 1,
    "issues": 1,
}
NOTHING = {"evidence": 0, "discharges": 0, "deliveries": 0, "texts": 0, "issues": 0}


def once(found: dict[str, Any]) -> dict[str, Any]:
    return {name: found[name] for name in ISSUED_ONCE}


@pytest.fixture(scope="module")
def worker(on_servers: Installation) -> int:
    return on_servers.start_worker()


def test_on_files_the_worker_renders_issues_and_delivers(on_files: Installation) -> None:
    on_files.start_worker()
    found = on_files.play("journey", "thornley")
    assert once(found) == ISSUED_ONCE, found["reason"]
    assert (found["begins"], found["kind"]) == ("%PDF-", "report")
    assert [found["number"] in letter for letter in on_files.letters()] == [True]
    on_files.stop_workers()


@pytest.mark.usefixtures("worker")
def test_on_servers_the_worker_renders_issues_and_delivers(on_servers: Installation) -> None:
    found = on_servers.play("journey", "fernshire")
    assert once(found) == ISSUED_ONCE, found["reason"]
    assert (found["begins"], found["kind"]) == ("%PDF-", "report")
    assert [found["number"] in letter for letter in on_servers.letters()] == [True]


@pytest.mark.usefixtures("worker")
def test_of_two_who_sign_at_once_one_wins_and_the_other_is_told(on_servers: Installation) -> None:
    found = on_servers.play("two_sign_at_once", "westmere")
    assert once(found) == ISSUED_ONCE, found["reason"]
    assert found["answers"][0] == found["number"]
    assert found["answers"][1].startswith("refused: This report is signed")
    assert found["signatures"] == 1


@pytest.mark.usefixtures("worker")
def test_of_two_who_prepare_at_once_both_come_to_one_draft(on_servers: Installation) -> None:
    assert on_servers.play("two_prepare_at_once", "alderbury") == {"same": True, "drafts": 1}


def test_a_worker_killed_while_it_issues_leaves_nothing_and_the_retry_issues_once(
    on_servers: Installation, worker: int
) -> None:
    killed = on_servers.play("killed_while_it_issues", "saltholme", str(worker))
    assert once(killed) == {
        "status": "signed", "job": "running", **NOTHING,
    }  # fmt: skip
    on_servers.start_worker()
    retried = on_servers.play("retry", "saltholme")
    assert retried["abandoned"] >= 1
    assert once(retried) == ISSUED_ONCE, retried["reason"]
