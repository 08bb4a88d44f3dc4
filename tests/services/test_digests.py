"""A published digest's PDFs with a real worker: both made, and nothing half when it is killed."""

from typing import Any

from tests.services.installation import Installation

BOTH = {
    "job": "done", "files": 2,
    "whole": {"named": True, "small": True}, "copy": {"named": True, "small": False},
}  # fmt: skip


def play(installation: Installation, scene: str, *arguments: str) -> dict[str, Any]:
    return installation.play(scene, *arguments, of="scenes_digests")


def test_on_files_the_worker_makes_the_digest_and_its_copy_for_scrutiny(on_files: Installation) -> None:
    on_files.start_worker()
    assert play(on_files, "published", "thornley") == BOTH
    on_files.stop_workers()


def test_a_worker_killed_while_it_renders_leaves_nothing_half_and_can_be_asked_again(
    on_servers: Installation,
) -> None:
    worker = on_servers.start_worker()
    killed = play(on_servers, "killed_while_it_renders", "saltholme", str(worker))
    assert killed == {"job": "running", "files": 0, "whole": None, "copy": None}
    on_servers.start_worker()
    assert play(on_servers, "again", "saltholme") == {**BOTH, "abandoned": 1, "digests": 1}
    on_servers.stop_workers()
