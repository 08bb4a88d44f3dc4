"""Small files of many kinds, made on the spot: what people upload, and what they should not."""

import io
import zipfile

from docx import Document
from openpyxl import Workbook

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00"
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
OUTLOOK_MESSAGE = COMPOUND_FILE + "__properties_version1.0".encode("utf-16-le") + bytes(64)
MESSAGE = b"From: chair@fernshire.example\r\nSubject: Minutes\r\n\r\nAttached.\r\n"


def package(**entries: bytes) -> bytes:
    """Return a ZIP archive; in names a double underscore stands for a slash, a single one for a dot."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, entry in entries.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), entry)
    return content.getvalue()


def word_document() -> bytes:
    """Return a Word document without a word."""
    content = io.BytesIO()
    Document().save(content)
    return content.getvalue()


def excel_workbook() -> bytes:
    """Return an Excel workbook with one empty sheet."""
    content = io.BytesIO()
    Workbook().save(content)
    return content.getvalue()


def with_macros() -> bytes:
    """Return a Word document that carries a program."""
    content = io.BytesIO(word_document())
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"program")
    return content.getvalue()


def open_document(media_type: str) -> bytes:
    """Return an OpenDocument package of `media_type`."""
    return package(mimetype=media_type.encode(), content_xml=b"<office/>")
