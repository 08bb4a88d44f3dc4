"""Removes files of packs that no copy names: what a worker left that was killed, or whose transaction failed."""

import datetime as dt
from pathlib import Path

from django.core.files.storage import default_storage

from boards.models import PackCopy

FOLDER = "boards/packs"
GRACE = dt.timedelta(days=1)
"""A file lies in the store for a moment before its row: nothing younger than this is touched."""


def remove_unnamed_packs(now: dt.datetime) -> int:
    """Remove every file older than `GRACE` that no copy of a pack names; return how many."""
    before = (now - GRACE).timestamp()
    named = set(PackCopy.objects.values_list("file", flat=True))
    root = Path(default_storage.path(""))
    removed = 0
    for path in (root / FOLDER).rglob("*"):
        if (
            path.is_file()
            and path.relative_to(root).as_posix() not in named
            and path.stat().st_mtime < before
        ):
            path.unlink(missing_ok=True)
            removed += 1
    return removed
