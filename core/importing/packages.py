"""Looks into a zipped workbook before anything reads it: is it one, how large is it really, is it encrypted."""

import zipfile
import zlib
from pathlib import Path

from core.importing.sheet import Limits
from core.refusals import Refusal

PIECE = 64 * 1024
ENCRYPTED = 0x1
LOCAL_HEADER = 30

BROKEN = "The file is damaged and cannot be read. Open it in Excel, save it as a new workbook and choose that"
PROTECTED = "The file is protected by a password. Remove the password in Excel, save it and choose it again"


def too_large(limits: Limits) -> Refusal:
    """Return the refusal of a file that is larger inside than it should be."""
    return Refusal(
        f"The file unpacks to far more than a {limits.holds} can hold, so it was not opened. Copy the sheet into a "
        "new workbook and save that",
        field="file",
    )


def check_package(path: Path, limits: Limits) -> None:
    """Raise Refusal on `file` for a package that is damaged, encrypted, or larger inside than it should be.

    What the directory of the package declares may be a lie: every part is unpacked once, and the bytes counted.
    """
    try:
        with zipfile.ZipFile(path) as package, path.open("rb") as file:
            entries = package.infolist()
            if len(entries) > limits.parts or sum(entry.file_size for entry in entries) > limits.unpacked:
                raise too_large(limits)
            room = limits.unpacked
            for entry in entries:
                size = _unpacked_size(file, entry, room)
                if size > room:
                    raise too_large(limits)
                room -= size
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise Refusal(BROKEN, field="file") from error


def _unpacked_size(file: object, entry: zipfile.ZipInfo, room: int) -> int:
    """Return the bytes that an entry comes to; counting ends as soon as they are more than `room`."""
    if entry.flag_bits & ENCRYPTED:
        raise Refusal(PROTECTED, field="file")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refusal(BROKEN, field="file")
    _to_content(file, entry)
    if entry.compress_type == zipfile.ZIP_STORED:
        return entry.compress_size
    return _inflated_size(file, entry.compress_size, room)


def _to_content(file: object, entry: zipfile.ZipInfo) -> None:
    file.seek(entry.header_offset)  # type: ignore[attr-defined]
    header = file.read(LOCAL_HEADER)  # type: ignore[attr-defined]
    if len(header) < LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise zipfile.BadZipFile(entry.filename)
    names = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    file.seek(names, 1)  # type: ignore[attr-defined]


def _inflated_size(file: object, packed: int, room: int) -> int:
    unpacker, size = zlib.decompressobj(-zlib.MAX_WBITS), 0
    while packed > 0 and not unpacker.eof:
        piece = file.read(min(PIECE, packed))  # type: ignore[attr-defined]
        if not piece:
            raise EOFError
        packed -= len(piece)
        while piece and not unpacker.eof:
            size += len(unpacker.decompress(piece, PIECE))
            piece = unpacker.unconsumed_tail
            if size > room:
                return size
    return size
