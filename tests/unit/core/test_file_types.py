"""What an upload is follows from its bytes, whatever it is called."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import file_types
from core.file_types import KEPT, type_of
from core.storing import words_of_name
from tests import sample_files

OPEN_DOCUMENT_TEXT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (sample_files.PDF, file_types.PDF),
        (sample_files.PNG, file_types.PNG),
        (sample_files.JPEG, file_types.JPEG),
        (sample_files.word_document(), file_types.WORD),
        (sample_files.excel_workbook(), file_types.EXCEL),
        (sample_files.open_document(OPEN_DOCUMENT_TEXT), file_types.ODT),
        (sample_files.OUTLOOK_MESSAGE, file_types.OUTLOOK),
        (sample_files.MESSAGE, file_types.MESSAGE),
        (b"Area,Figure\r\nA,12\r\n", file_types.TEXT),
        ("Caf\u00e9 minutes".encode(), file_types.TEXT),
        ("Caf\u00e9 minutes".encode("cp1252"), file_types.TEXT),
    ],
)
def test_what_is_kept_is_known_by_its_content(tmp_path, content, kind):
    path = tmp_path / "upload"
    path.write_bytes(content)
    assert type_of(path) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        sample_files.PROGRAM,
        b"\x7fELF\x02\x01\x01",
        b"#!/bin/sh\nrm -rf /\n",
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"  \n<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<?xml version='1.0'?><html/>",
        sample_files.COMPOUND_FILE,
        sample_files.with_macros(),
        sample_files.package(a_txt=b"an archive"),
        sample_files.open_document("application/java-archive"),
        sample_files.word_document()[:200],
        b"words\x00and zeros",
    ],
)
def test_what_is_not_kept_is_refused_under_any_name(tmp_path, content):
    path = tmp_path / "minutes.pdf"
    path.write_bytes(content)
    assert type_of(path) is None


@settings(max_examples=300)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
)
def test_no_bytes_break_it(tmp_path_factory, content, start):
    path = tmp_path_factory.mktemp("upload") / "upload"
    path.write_bytes(start + content)
    assert type_of(path) is None or type_of(path) in KEPT


@pytest.mark.parametrize(
    ("given_name", "kept_name"),
    [
        ("Minutes.PDF", "Minutes.PDF"),
        ("minutes", "minutes.pdf"),
        ("minutes.exe", "minutes.exe.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\papers\\minutes.pdf", "minutes.pdf"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ('say "yes".pdf', "say yes.pdf"),
        ("", "file.pdf"),
        (".pdf", "pdf.pdf"),
        ("x" * 400 + ".pdf", "x" * 194 + ".pdf"),
    ],
)
def test_a_name_is_only_words(given_name, kept_name):
    assert words_of_name(given_name, file_types.PDF) == kept_name
