"""Two people or two workers at one report in the same moment, and a worker killed before its transaction."""

import pytest

from tests.services.installation import Installation
from tests.services.test_reports import ISSUED_ONCE, NOTHING, once


@pytest.fixture(scope="module")
def worker(on_servers: Installation) -> int:
    return on_servers.start_worker()


@pytest.mark.usefixtures("worker")
def test_of_two_who_submit_at_once_one_wins_and_the_other_is_told(on_servers: Installation) -> None:
    found = on_servers.play("two_submit_at_once", "alderbury")
    assert found["answers"][1] == "round 1"
    assert found["answers"][0].startswith("refused: This report is awaiting sign-off")
    assert found["signatures"] == 1


@pytest.mark.usefixtures("worker")
def test_of_two_workers_that_issue_at_once_one_begins_and_the_rows_are_there_once(
    on_servers: Installation,
) -> None:
    found = on_servers.play("two_issue_at_once", "westmere")
    assert {name: found[name] for name in ("status", *NOTHING)} == {
        name: ISSUED_ONCE[name] for name in ("status", *NOTHING)
    }
    assert sum(answer.startswith("began") for answer in found["answers"]) <= 1
    assert {answer.removeprefix("began, ") for answer in found["answers"]} == {found["number"]}


@pytest.mark.usefixtures("worker")
def test_signed_and_recalled_at_once_whichever_comes_first_stands(on_servers: Installation) -> None:
    found = on_servers.play("sign_and_recall_at_once", "thornley")
    assert sum(answer.startswith("refused") for answer in found["answers"]) == 1
    stands = next(answer for answer in found["answers"] if not answer.startswith("refused"))
    assert found["status"] == ("issued" if stands.startswith("signed") else "draft")


def test_a_worker_killed_before_its_transaction_leaves_nothing_and_the_schedule_goes_on_once(
    on_servers: Installation, worker: int
) -> None:
    killed = on_servers.play("killed_before_the_transaction", "saltholme", str(worker))
    assert once(killed) == {"status": "signed", "job": "running", **NOTHING}
    gone_on = on_servers.play("go_on", "saltholme")
    assert gone_on["abandoned"] >= 1
    assert gone_on["issued"] == [1, 0]
    assert once(gone_on) == ISSUED_ONCE, gone_on["reason"]
