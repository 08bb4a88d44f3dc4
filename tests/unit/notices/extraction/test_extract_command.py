"""`extract_notice FILE` prints the draft, or one line on standard error and nothing else."""

import io
import json
from pathlib import Path

import docx
import pytest
from django.core.management import CommandError, call_command
from weasyprint import HTML

from notices.extraction import extract
from tests.unit.notices.extraction.tables import NOTICES, differences, rows_of, table_of, text_of


def printed(path: Path, form: str = "json") -> str:
    out = io.StringIO()
    call_command("extract_notice", str(path), format=form, stdout=out)
    return out.getvalue()


def test_json_is_the_draft_of_the_file() -> None:
    path = NOTICES / "fernshire-send.txt"
    assert json.loads(printed(path)) == extract(path.read_text(encoding="utf-8")).to_json()


def test_text_is_a_line_for_each_duty() -> None:
    told = printed(NOTICES / "fernshire-send.txt", "text")
    assert "Council: Fernshire County Council" in told
    assert "at least every 6 weeks until 2026-03-03" in told


@pytest.mark.parametrize("name", ["larkmoor-modern.txt", "fernshire-send.txt", "thornley-page-break.txt"])
def test_a_notice_in_word_comes_to_the_same_table(name: str, tmp_path: Path) -> None:
    document = docx.Document()
    for paragraph in text_of(name).split("\n"):
        document.add_paragraph(paragraph)
    document.save(str(tmp_path / "notice.docx"))
    assert_table(name, tmp_path / "notice.docx")


@pytest.mark.parametrize("name", ["larkmoor-modern.txt", "whitcombe-lead-in.txt", "norwick-bare.txt"])
def test_a_notice_as_pdf_comes_to_the_same_table(name: str, tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text_of(name).split("\n\n"))
    HTML(string=f"<html><body>{paragraphs}</body></html>").write_pdf(str(tmp_path / "notice.pdf"))
    assert_table(name, tmp_path / "notice.pdf")


def assert_table(name: str, path: Path) -> None:
    from core.document_text import read_document

    draft = extract(read_document(path.read_bytes(), path.name).text)
    assert differences(table_of(name).rows, rows_of(draft)) == []


@pytest.mark.parametrize(("name", "content", "said"), [
    ("empty.txt", b"", "The file is empty"),
    ("letter.txt", b"Dear all, the council must meet.", "No numbered clauses"),
    ("list.txt", b"1. Eggs\n2. Milk\n", "No duty was found"),
    ("twice.txt", b"1. The council must meet.\n1. The board must meet.\n", "Clause 1 appears twice"),
    ("date.txt", b"1. The council must submit a plan by 31 February 2026.\n", "Line 1"),
    ("notice.pdf", b"1. The council must meet.\n", "named .pdf, but it is a text file"),
])  # fmt: skip
def test_what_is_no_notice_is_refused_on_one_line(
    name: str, content: bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandError) as caught:
        printed(tmp_path / name)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_file_that_cannot_be_opened_is_refused_on_one_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be opened"):
        printed(tmp_path / name)
