"""Removes files that no evidence names: what an upload left whose server was stopped, or whose deed failed later."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from django.core.files.storage import default_storage

from core.storing import INCOMING
from evidence.models import EvidenceVersion
from evidence.storing import FOLDER

GRACE = dt.timedelta(days=1)
"""A file lies in the store for a moment before its row: nothing younger than this is touched."""


def remove_unnamed_files(now: dt.datetime) -> int:
    """Remove every file older than `GRACE` that no version of evidence names; return how many."""
    before = (now - GRACE).timestamp()
    named = set(EvidenceVersion.objects.exclude(file="").values_list("file", flat=True))
    removed = 0
    for name, path in _files():
        if name not in named and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _files() -> Iterator[tuple[str, Path]]:
    root = Path(default_storage.path(""))
    for folder in (FOLDER, INCOMING):
        for path in (root / folder).rglob("*"):
            if path.is_file():
                yield path.relative_to(root).as_posix(), path
