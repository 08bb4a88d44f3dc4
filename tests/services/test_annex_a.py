"""An Annex A workbook with a real worker: counted, killed half way, and nothing of a child anywhere."""

from typing import Any

from tests.services.installation import Installation

MEASURES = 26
# Six whole months, of one measure that an indicator names.
COUNTED = {
    "job": "done", "worked_out": True, "measures": MEASURES, "readings": 6, "files": 0, "leaks": [],
    "would_be_found": True,
}  # fmt: skip


def play(installation: Installation, scene: str, *arguments: str) -> dict[str, Any]:
    return installation.play(scene, *arguments, of="scenes_annex_a")


def test_on_files_a_workbook_is_counted_and_no_child_is_to_be_found(on_files: Installation) -> None:
    on_files.start_worker()
    assert play(on_files, "journey", "thornley") == COUNTED
    on_files.stop_workers()


def test_on_servers_a_workbook_is_counted_and_no_child_is_to_be_found(on_servers: Installation) -> None:
    on_servers.start_worker()
    assert play(on_servers, "journey", "fernshire") == COUNTED
    on_servers.stop_workers()


def test_a_worker_killed_while_it_counts_leaves_no_file_and_no_half_load(on_servers: Installation) -> None:
    worker = on_servers.start_worker()
    killed = play(on_servers, "killed_while_it_counts", "saltholme", str(worker))
    assert killed == {"job": "running", "worked_out": False, "measures": 0, "readings": 0, "files": 0}
    on_servers.start_worker()
    retried = play(on_servers, "again", "saltholme")
    assert retried == {
        "job": "done", "worked_out": True, "measures": MEASURES, "readings": 0, "files": 0, "abandoned": 1, "loads": 2
    }  # fmt: skip
    on_servers.stop_workers()
