"""Takes an upload in: streamed, hashed and typed by content beside the store, and moved into it whole."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage

from core.file_types import FileType
from core.refusals import Refusal

LONGEST_NAME = 200
INCOMING = "incoming"


@dataclass(frozen=True)
class Keeping:
    """What one part of the store keeps: in which folder, and which kinds, by content; `names` says them in words."""

    folder: str
    type_of: Callable[[Path], FileType | None]
    names: str


@dataclass(frozen=True)
class StoredFile:
    """A file in the store: where it lies, what it is called, and what it is."""

    name: str
    filename: str
    kind: FileType
    size: int
    sha256: str


@contextmanager
def stored(upload: File, keeping: Keeping) -> Iterator[StoredFile]:
    """Keep an upload for as long as the block inside succeeds; whatever goes wrong, nothing of it is left.

    Raises Refusal (field `file`) for an upload that is empty, too large, or of a kind that is not kept.
    """
    incoming = _received(upload)
    try:
        kept, is_new = _moved(incoming, upload, keeping)
    finally:
        incoming.path.unlink(missing_ok=True)
    try:
        yield kept
    except BaseException:
        if is_new:
            default_storage.delete(kept.name)
        raise


@dataclass(frozen=True)
class _Incoming:
    path: Path
    size: int
    sha256: str


def _received(upload: File) -> _Incoming:
    folder = Path(default_storage.path(INCOMING))
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            size, sha256 = _copied(upload, file)
            # On the disk before the row that names it.
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return _Incoming(Path(name), size, sha256)


def _copied(upload: File, file: object) -> tuple[int, str]:
    limit = settings.EVIDENCE_SIZE_LIMIT_MB * 1024 * 1024
    size, digest = 0, hashlib.sha256()
    for chunk in upload.chunks():
        size += len(chunk)
        if size > limit:
            raise Refusal(f"The file must be smaller than {settings.EVIDENCE_SIZE_LIMIT_MB} MB", field="file")
        digest.update(chunk)
        file.write(chunk)  # type: ignore[attr-defined]
    if not size:
        raise Refusal("The file that you chose is empty", field="file")
    return size, digest.hexdigest()


def _moved(incoming: _Incoming, upload: File, keeping: Keeping) -> tuple[StoredFile, bool]:
    kind = keeping.type_of(incoming.path)
    if kind is None:
        raise Refusal(f"The file must be one of these: {keeping.names}", field="file")
    name = f"{keeping.folder}/{incoming.sha256[:2]}/{incoming.sha256}"
    target = Path(default_storage.path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    is_new = not target.exists()
    # Within one file system a move is whole or not at all; the same content lies in the same place.
    incoming.path.replace(target)
    kept = StoredFile(name, words_of_name(upload.name or "", kind), kind, incoming.size, incoming.sha256)
    return kept, is_new


def words_of_name(given: str, kind: FileType) -> str:
    """Return what the file is called: without folders and signs that do not print, ending as its kind does."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    printed = (
        "".join(sign for sign in last if sign.isprintable() and sign not in '"<>:|?*').strip(" .") or "file"
    )
    stem, dot, ending = printed.rpartition(".")
    if f".{ending.lower()}" in kind.endings and dot and stem:
        return f"{stem[: LONGEST_NAME - 6]}.{ending}"
    return f"{printed[: LONGEST_NAME - 6]}{kind.endings[0]}"
