"""Two who prepare and write at once on PostgreSQL, and a process that dies while it saves: nobody's words are lost."""

from typing import Any

import pytest

from tests.services.installation import Installation

FOUND = {
    "two_write_at_once": {"saved": 1, "told": 1, "versions": 1, "text_is_the_version": True},
    "write_and_submit_at_once": {"submitted": True, "either": True, "text_agrees": True},
    "two_windows_keep_at_once": {"kept": 1, "told": 1, "drafts": True},
    "two_kinds_at_once": {"reports": 2, "cuts": 1, "drawn_on": 1},
    "two_correct_at_once": {"same": True, "versions": [1, 2]},
    "killed_while_it_saves": {
        "killed": True, "text": "", "versions": 0, "draft": "Half a thought", "revision": 2, "drafts": 0,
    },
}  # fmt: skip


@pytest.mark.parametrize(("number", "scene"), list(enumerate(FOUND)), ids=list(FOUND))
def test_of_two_at_once_neither_loses_anything(number: int, scene: str, on_servers: Installation) -> None:
    found: dict[str, Any] = on_servers.play(scene, f"council-{number}", of="scenes_writing")
    assert found == FOUND[scene]
