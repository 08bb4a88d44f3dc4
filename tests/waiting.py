"""Waits for what another process or the browser brings about, and fails when it never does."""

import time
from collections.abc import Callable

PATIENCE = 45.0
"""Seconds after which something that was waited for counts as never coming."""


def wait_for(ready: Callable[[], bool], what: str) -> None:
    """Look every tenth of a second until `ready`; raises AssertionError when it never is."""
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > deadline:
            raise AssertionError(f"Waited {PATIENCE:.0f} seconds for {what}")
        time.sleep(0.1)
