"""Reads the text out of an uploaded document, judged by its content: plain text, Markdown, PDF or Word."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

import pypdf

from core.word_text import UnreadableWord, word_text

# What a damaged PDF lacks is told once, in the refusal, and not by the reader's own warnings as well.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

PAGE_BREAK = "\f"
LARGEST_FILE = 20 * 1024 * 1024
MOST_PAGES = 300
_LARGEST_UNPACKED = 100 * 1024 * 1024
_MOST_PARTS = 5_000
_LEAST_LETTERS = 20

# What a file starts with, and what it then is; what is named here and not read is refused by its name.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "zip archive"),
    (b"PK\x05\x06", "zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office document"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"{\\rtf", "rich text document"),
    (b"MZ", "program"),
    (b"\x1f\x8b", "compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "compressed file"),
    (b"Rar!", "compressed file"),
)
_NAMED = {
    ".pdf": "PDF",
    ".docx": "Word document",
    ".txt": "text file",
    ".text": "text file",
    ".md": "text file",
    ".markdown": "text file",
}
_WAY_OUT = (
    "Give the notice as a PDF with text in it, a Word document (.docx) or plain text, or paste its text."
)


class UnreadableDocument(ValueError):
    """A document whose text cannot be read; `message` names the trouble and the way out."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class DocumentText:
    """The text of a document: pages told apart by form feeds, automatic list numbers written out.

    `kind` is "PDF", "Word document" or "text file"; `pages_without_text` are 1-based page numbers of a PDF whose
    pages hold only pictures, so that the reader can say what is missing.
    """

    text: str
    kind: str
    page_count: int
    pages_without_text: tuple[int, ...] = ()


def read_document(content: bytes, filename: str) -> DocumentText:
    """The document's text; raises `UnreadableDocument` for what is empty, locked, damaged or something else."""
    if not content.strip():
        raise UnreadableDocument("The file is empty. Choose the file that holds the notice.")
    if len(content) > LARGEST_FILE:
        raise UnreadableDocument(f"The file is larger than {LARGEST_FILE // 1024 // 1024} MB. {_WAY_OUT}")
    kind = kind_of(content)
    _refuse_unread_kinds(kind, filename)
    _refuse_wrong_name(kind, filename)
    return _READERS[kind](content)


def kind_of(content: bytes) -> str:
    """What the content is, whatever the file is called."""
    if b"%PDF" in content[:1024] and not content.lstrip()[:1].isalnum():
        return "PDF"
    for start, kind in _SIGNATURES:
        if content.startswith(start):
            return _kind_of_archive(content) if kind == "zip archive" else _kind_of_old(content, kind)
    if content.lstrip()[:200].lower().startswith((b"<!doctype html", b"<html")):
        return "web page"
    return "text file" if _decoded(content) is not None else "file of an unknown kind"


def _kind_of_archive(content: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "damaged archive"
    if "word/document.xml" in names:
        return "Word document"
    office = {"xl/workbook.xml": "spreadsheet", "ppt/presentation.xml": "presentation"}
    return next((kind for name, kind in office.items() if name in names), "zip archive")


def _kind_of_old(content: bytes, kind: str) -> str:
    if kind == "old Office document" and "EncryptedPackage".encode("utf-16-le") in content:
        return "password-protected Word document"
    return kind


def _refuse_unread_kinds(kind: str, filename: str) -> None:
    if kind in _READERS:
        return
    if kind == "password-protected Word document":
        raise UnreadableDocument(
            "The Word document is protected with a password. Save a copy without one and give that."
        )
    if kind == "damaged archive":
        raise UnreadableDocument(
            f"The file is damaged and cannot be opened. Fetch it again, or paste its text. {_WAY_OUT}"
        )
    if kind == "old Office document":
        raise UnreadableDocument(
            "The file is an old Word document (.doc). Save it as .docx or PDF and give that."
        )
    if kind == "picture":
        raise UnreadableDocument(
            "The file is a picture, which holds no text. Give a PDF with text in it, or paste the text."
        )
    named = PurePath(filename).suffix.lower()
    said = f"The file is named {named}, but it is a {kind}." if named in _NAMED else f"The file is a {kind}."
    raise UnreadableDocument(f"{said} {_WAY_OUT}")


def _refuse_wrong_name(kind: str, filename: str) -> None:
    suffix = PurePath(filename).suffix.lower()
    if suffix and _NAMED.get(suffix, kind) != kind:
        raise UnreadableDocument(
            f"The file is named {suffix}, but it is a {kind}. Give it its right name, or choose the right file."
        )


def _read_text(content: bytes) -> DocumentText:
    text = _decoded(content)
    if text is None or not text.strip():
        raise UnreadableDocument("The file has no text in it. Choose the file that holds the notice.")
    return DocumentText(text, "text file", text.count(PAGE_BREAK) + 1)


def _decoded(content: bytes) -> str | None:
    """The text of the bytes in UTF-8, UTF-16 with its mark, or Windows-1252; None where it is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded_as(content, "utf-16")
    for encoding in ("utf-8-sig", "cp1252"):
        text = _decoded_as(content, encoding)
        if text is not None:
            return text if _reads_as_text(text) else None
    return None


def _decoded_as(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _reads_as_text(text: str) -> bool:
    strange = sum(mark < " " and mark not in "\t\n\r\f\v\x1a" for mark in text)
    return "\0" not in text and strange <= len(text) // 50


def _read_pdf(content: bytes) -> DocumentText:
    try:
        return _pdf_text(pypdf.PdfReader(io.BytesIO(content)))
    except UnreadableDocument:
        raise
    except Exception as trouble:  # pypdf raises errors of many kinds on a damaged file
        raise UnreadableDocument(
            "The PDF is damaged and cannot be read. Fetch it again, or paste its text."
        ) from trouble


def _pdf_text(reader: pypdf.PdfReader) -> DocumentText:
    if reader.is_encrypted and not _unlocks(reader):
        raise UnreadableDocument(
            "The PDF is protected with a password. Save a copy without one and give that."
        )
    if not len(reader.pages):
        raise UnreadableDocument("The PDF has no pages. Choose the file that holds the notice.")
    if len(reader.pages) > MOST_PAGES:
        raise UnreadableDocument(f"The PDF has more than {MOST_PAGES} pages. Give the notice alone.")
    pages = [page.extract_text() for page in reader.pages]
    if sum(mark.isalnum() for page in pages for mark in page) < _LEAST_LETTERS:
        raise UnreadableDocument(
            "The PDF has no text in it: it looks like a scan. Give a PDF with text in it, or paste the text."
        )
    blank = tuple(number for number, page in enumerate(pages, start=1) if not page.strip())
    return DocumentText(PAGE_BREAK.join(page.strip("\f") for page in pages), "PDF", len(pages), blank)


def _unlocks(reader: pypdf.PdfReader) -> bool:
    """Whether the PDF opens without a password (some are locked against printing only)."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # an unknown cipher is as good as a password
        return False


def _read_word(content: bytes) -> DocumentText:
    _refuse_bomb(content)
    try:
        text = word_text(content)
    except UnreadableWord as trouble:
        raise UnreadableDocument(
            "The Word document is damaged and cannot be read. Save it again, or paste its text."
        ) from trouble
    if not text.strip():
        raise UnreadableDocument(
            "The Word document has no text in it. Choose the file that holds the notice."
        )
    return DocumentText(text, "Word document", text.count(PAGE_BREAK) + 1)


def _refuse_bomb(content: bytes) -> None:
    """A small archive can unpack to more than the machine holds; what it claims is checked before it is opened."""
    parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
        raise UnreadableDocument(f"The Word document is too large when unpacked. {_WAY_OUT}")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableDocument(
            "The Word document is protected with a password. Save a copy without one and give that."
        )


_READERS: dict[str, Callable[[bytes], DocumentText]] = {
    "PDF": _read_pdf,
    "Word document": _read_word,
    "text file": _read_text,
}
