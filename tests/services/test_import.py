"""An import with a real worker: on files, on servers, and killed half way."""

from typing import Any

from tests.services.installation import Installation

LOADED = {"state": "loaded", "job": "done", "reason": "", "objectives": 2, "actions": 2, "rows": 3}
# The one objective was there before the import.
NOTHING = {"objectives": 1, "actions": 0, "rows": 0}


def play(installation: Installation, scene: str, *arguments: str) -> dict[str, Any]:
    return installation.play(scene, *arguments, of="scenes_import")


def test_on_files_the_worker_loads_the_plan(on_files: Installation) -> None:
    on_files.start_worker()
    assert play(on_files, "journey", "thornley") == LOADED
    on_files.stop_workers()


def test_a_worker_killed_while_it_loads_leaves_nothing_and_the_load_can_be_started_again(
    on_servers: Installation,
) -> None:
    worker = on_servers.start_worker()
    killed = play(on_servers, "killed_while_it_loads", "saltholme", str(worker))
    assert killed == {"state": "loading", "job": "running", "reason": "", **NOTHING}
    on_servers.start_worker()
    assert play(on_servers, "retry", "saltholme") == LOADED
