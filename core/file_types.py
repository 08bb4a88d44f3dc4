"""Says what an uploaded file is by its content: its name is only what somebody called it."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

import puremagic

BYTES_LOOKED_AT = 8192
# A compound file of Microsoft's: an Outlook message is one, and so are Office documents before 2007.
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OUTLOOK_STREAM = "__properties_version1.0".encode("utf-16-le")
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
MARKUP_SIGNS = ("<!doctype", "<html", "<svg", "<?xml", "<script")
CONTROL_CHARACTERS = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")


@dataclass(frozen=True)
class FileType:
    """A kind of file that is kept: its name for people, its media type, and how such files' names may end."""

    name: str
    content_type: str
    endings: tuple[str, ...]


PDF = FileType("PDF", "application/pdf", (".pdf",))
PNG = FileType("PNG image", "image/png", (".png",))
JPEG = FileType("JPEG image", "image/jpeg", (".jpg", ".jpeg"))
MESSAGE = FileType("E-mail", "message/rfc822", (".eml",))
OUTLOOK = FileType("Outlook e-mail", "application/vnd.ms-outlook", (".msg",))
TEXT = FileType("Text", "text/plain", (".txt", ".csv"))
WORD = FileType("Word document", f"{OFFICE}wordprocessingml.document", (".docx",))
EXCEL = FileType("Excel workbook", f"{OFFICE}spreadsheetml.sheet", (".xlsx",))
POWERPOINT = FileType("PowerPoint slides", f"{OFFICE}presentationml.presentation", (".pptx",))
ODT = FileType("OpenDocument text", f"{OPEN_DOCUMENT}text", (".odt",))
ODS = FileType("OpenDocument spreadsheet", f"{OPEN_DOCUMENT}spreadsheet", (".ods",))
ODP = FileType("OpenDocument slides", f"{OPEN_DOCUMENT}presentation", (".odp",))

BY_SIGNATURE = {kind.content_type: kind for kind in (PDF, PNG, JPEG)}
BY_MAIN_PART = {"word/document.xml": WORD, "xl/workbook.xml": EXCEL, "ppt/presentation.xml": POWERPOINT}
BY_MIMETYPE_ENTRY = {kind.content_type: kind for kind in (ODT, ODS, ODP)}
KEPT = (PDF, WORD, EXCEL, POWERPOINT, ODT, ODS, ODP, PNG, JPEG, MESSAGE, OUTLOOK, TEXT)
NAMES = "PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, e-mail (.msg or .eml), text or CSV"
"""The kinds that are kept, for hints and refusals."""


def type_of(path: Path) -> FileType | None:
    """Return what the file at `path` is; None for a kind that is not kept (program, web page, macros, archive)."""
    with path.open("rb") as file:
        head = file.read(BYTES_LOOKED_AT)
    if head.startswith(b"PK\x03\x04"):
        return _type_of_package(path)
    if head.startswith(COMPOUND_FILE):
        return OUTLOOK if OUTLOOK_STREAM in path.read_bytes() else None
    return _type_by_signature(head) or _type_of_words(head)


def _type_of_package(path: Path) -> FileType | None:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return None
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                return BY_MIMETYPE_ENTRY.get(package.read("mimetype").decode("ascii", "replace").strip())
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for part, kind in BY_MAIN_PART.items() if part in names), None)


def _type_by_signature(head: bytes) -> FileType | None:
    try:
        candidates = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return None
    return next((BY_SIGNATURE[each.mime_type] for each in candidates if each.mime_type in BY_SIGNATURE), None)


def _type_of_words(head: bytes) -> FileType | None:
    if not head or CONTROL_CHARACTERS & set(head) or _is_known_by_its_bytes(head):
        return None
    words = head.decode("utf-8", "ignore").lstrip("\ufeff \t\r\n").lower()
    if words.startswith(MARKUP_SIGNS):
        return None
    return MESSAGE if words.startswith(("from:", "received:", "return-path:", "delivered-to:")) else TEXT


def _is_known_by_its_bytes(head: bytes) -> bool:
    """Whether the first bytes are no letters: a program's or an archive's that happens to hold no control character."""
    return head.startswith((b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"#!", b"{\\rtf"))
