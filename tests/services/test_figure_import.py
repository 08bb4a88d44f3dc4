"""A load of figures with a real worker: on files, on servers, and killed half way."""

from typing import Any

from tests.services.installation import Installation

# Month, version, numerator, and whether it stands.
LOADED = {
    "state": "loaded", "job": "done", "reason": "",
    "figures": [[4, 1, 40, False], [4, 2, 41, True], [5, 1, 30, True]],
}  # fmt: skip
NOTHING = [[4, 1, 40, True]]


def play(installation: Installation, scene: str, *arguments: str) -> dict[str, Any]:
    return installation.play(scene, *arguments, of="scenes_figure_import")


def test_on_files_the_worker_loads_the_figures(on_files: Installation) -> None:
    on_files.start_worker()
    assert play(on_files, "journey", "wexcombe") == LOADED
    on_files.stop_workers()


def test_a_worker_killed_while_it_loads_leaves_nothing_and_the_load_can_be_started_again(
    on_servers: Installation,
) -> None:
    worker = on_servers.start_worker()
    killed = play(on_servers, "killed_while_it_loads", "harbury", str(worker))
    assert killed == {"state": "loading", "job": "running", "reason": "", "figures": NOTHING}
    on_servers.start_worker()
    assert play(on_servers, "retry", "harbury") == LOADED
