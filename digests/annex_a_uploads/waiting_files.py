"""Keeps an uploaded Annex A workbook between web server and worker: private, without a name of its own, and briefly.

The worker takes the name away before it reads, so that whatever becomes of the worker, no file is left.
"""

import datetime as dt
import os
import secrets
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import File

LONGEST_WAIT = dt.timedelta(hours=1)


def keep(upload: "File[bytes]") -> str:
    """Keep a copy of an upload that nobody else may read, and return the token that it is found by."""
    folder = Path(settings.ANNEX_A_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    token = secrets.token_hex(32)
    handle = os.open(_path(token), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
    except BaseException:
        discard(token)
        raise
    return token


def take(token: str) -> BinaryIO | None:
    """Open a file that was kept and take its name away at once; None where it is gone."""
    try:
        file = _path(token).open("rb")
    except OSError:
        return None
    discard(token)
    return file


def discard(token: str) -> None:
    """Remove a file that was kept, if it is still there."""
    _path(token).unlink(missing_ok=True)


def sweep(now: dt.datetime) -> int:
    """Remove the files that no worker took within `LONGEST_WAIT` and return how many they were."""
    folder, removed = Path(settings.ANNEX_A_DIR), 0
    for path in folder.iterdir() if folder.exists() else ():
        try:
            kept_at = dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC)
        except FileNotFoundError:
            continue
        if kept_at < now - LONGEST_WAIT:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _path(token: str) -> Path:
    if not (len(token) == 64 and token.isascii() and token.isalnum()):
        raise ValueError("This is no token of a kept file.")
    return Path(settings.ANNEX_A_DIR) / token
