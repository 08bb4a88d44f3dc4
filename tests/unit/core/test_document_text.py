"""The text of a document is read by what it holds; what cannot be read is refused with a way out."""

import io
import zipfile

import docx
import pypdf
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from weasyprint import HTML

from core.document_text import LARGEST_FILE, UnreadableDocument, read_document
from tests.sample_files import JPEG, OUTLOOK_MESSAGE, PNG, PROGRAM

WORDS = "1. The council must meet the adviser every month.\n2. The council must publish its plan."


def pdf_of(*pages: str) -> bytes:
    body = "".join(f'<section style="break-after: page">{page}</section>' for page in pages)
    return HTML(string=f"<html><body>{body}</body></html>").write_pdf() or b""


def locked(content: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def word_of(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def refusal(content: bytes, filename: str) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(content, filename)
    return caught.value.message


@pytest.mark.parametrize(("encoding", "start"), [
    ("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("cp1252", b""),
])  # fmt: skip
def test_text_is_read_in_the_encodings_that_people_save_in(encoding: str, start: bytes) -> None:
    words = "1. The council’s plan – “the plan” – must be kept up to date."
    found = read_document(start + words.encode(encoding), "notice.txt")
    assert (found.text, found.kind) == (words, "text file")


def test_a_pdf_gives_its_text_page_by_page() -> None:
    found = read_document(
        pdf_of("1. The council must submit its improvement plan.", "2. The board must meet every month."),
        "notice.pdf",
    )
    pages = found.text.split("\f")
    assert found.page_count == 2
    assert ["submit" in page for page in pages] == [True, False]


def test_a_pdf_tells_which_pages_hold_no_text() -> None:
    found = read_document(
        pdf_of("1. The council must submit its improvement plan by May.", "<br>", "2. The board must meet."),
        "a.pdf",
    )
    assert found.pages_without_text == (2,)


def test_a_pdf_that_is_only_locked_against_changes_is_read() -> None:
    assert (
        "improvement plan"
        in read_document(locked(pdf_of("1. The council must submit its improvement plan."), ""), "a.pdf").text
    )


def numbered(document: docx.document.Document, levels: list[tuple[str, str]]) -> int:
    """Defines a list whose levels print as (format, pattern), and returns its number."""
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for depth, (style, pattern) in enumerate(levels):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for name, value in (("w:start", "1"), ("w:numFmt", style), ("w:lvlText", pattern)):
            part = OxmlElement(name)
            part.set(qn("w:val"), value)
            level.append(part)
        abstract.append(level)
    numbering.insert(0, abstract)
    return int(numbering.add_num(77).numId)


def add_numbered(document: docx.document.Document, num_id: int, items: list[tuple[int, str]]) -> None:
    for depth, words in items:
        properties = document.add_paragraph(words)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = num_id
        properties.get_or_add_ilvl().val = depth


def test_word_numbers_that_are_stored_nowhere_are_written_out() -> None:
    document = docx.Document()
    num_id = numbered(document, [("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "%3.")])
    add_numbered(
        document,
        num_id,
        [(0, "plan"), (1, "leaders"), (1, "staff"), (2, "pay"), (2, "hours"), (0, "meet"), (1, "monthly")],
    )
    assert read_document(saved(document), "a.docx").text.split("\n") == [
        "1. plan", "(a) leaders", "(b) staff", "i. pay", "ii. hours", "2. meet", "(a) monthly",
    ]  # fmt: skip


def test_word_prints_numbers_of_several_levels_and_bullets() -> None:
    document = docx.Document()
    num_id = numbered(document, [("decimal", "%1"), ("decimal", "%1.%2"), ("bullet", "")])
    add_numbered(
        document,
        num_id,
        [(0, "Plan"), (1, "submit"), (1, "publish"), (2, "online"), (0, "Board"), (1, "meet")],
    )
    assert read_document(saved(document), "a.docx").text.split("\n") == [
        "1 Plan", "1.1 submit", "1.2 publish", "• online", "2 Board", "2.1 meet",
    ]  # fmt: skip


def test_word_lists_by_style_are_numbered() -> None:
    document = docx.Document()
    for words in ("plan", "meet"):
        document.add_paragraph(words, style="List Number")
    assert read_document(saved(document), "a.docx").text == "1. plan\n2. meet"


def test_word_tables_keep_their_rows() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for place, words in enumerate(("To", "Fernshire Council", "1.", "The council must meet.")):
        table.cell(place // 2, place % 2).text = words
    assert read_document(saved(document), "a.docx").text.split("\n")[0] == "To | Fernshire Council"
    assert "1. The council must meet." in read_document(saved(document), "a.docx").text


def test_word_leaves_out_what_was_struck_in_a_tracked_change() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("1. The council must meet")._p
    deleted = OxmlElement("w:del")
    run = OxmlElement("w:r")
    struck = OxmlElement("w:delText")
    struck.text = " never"
    run.append(struck)
    deleted.append(run)
    paragraph.append(deleted)
    assert read_document(saved(document), "a.docx").text == "1. The council must meet"


@pytest.mark.parametrize(("content", "filename", "said"), [
    (b"", "notice.txt", "empty"),
    (b" \n\t ", "notice.txt", "empty"),
    (PNG, "notice.png", "picture"),
    (JPEG, "notice.pdf", "picture"),
    (PROGRAM, "notice.exe", "program"),
    (OUTLOOK_MESSAGE, "notice.doc", ".docx or PDF"),
    (b"{\\rtf1 The council must meet}", "notice.rtf", "rich text"),
    (b"<!DOCTYPE html><p>The council must meet</p>", "notice.html", "web page"),
    (WORDS.encode(), "notice.pdf", "named .pdf, but it is a text file"),
    (WORDS.encode(), "notice.docx", "named .docx, but it is a text file"),
    (b"\x01\x02\x00\x03" * 50, "notice.txt", "unknown kind"),
    (b"%PDF-1.7\n1 0 obj\n<< /Broken", "notice.pdf", "damaged"),
    (b"PK\x03\x04 this is no archive", "notice.docx", "damaged"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(content: bytes, filename: str, said: str) -> None:
    assert said in refusal(content, filename)


def test_a_pdf_with_a_password_is_refused() -> None:
    assert "password" in refusal(locked(pdf_of("1. The council must meet."), "secret"), "notice.pdf")


def test_a_scan_without_text_is_refused() -> None:
    assert "scan" in refusal(pdf_of("<br>"), "notice.pdf")


def test_a_pdf_cut_short_is_refused_or_read_whole() -> None:
    content = pdf_of("1. The council must submit its improvement plan by the end of May.")
    for size in range(200, len(content), 997):
        assert refusal(content[:size], "notice.pdf")


def test_a_word_document_under_a_wrong_name_is_refused() -> None:
    assert "named .pdf, but it is a Word document" in refusal(word_of(WORDS), "notice.pdf")


def test_a_pdf_under_a_wrong_name_is_refused() -> None:
    assert "named .docx, but it is a PDF" in refusal(pdf_of(WORDS), "notice.docx")


def test_a_word_document_without_a_word_is_refused() -> None:
    assert "no text" in refusal(word_of(), "notice.docx")


def test_a_word_document_with_a_password_is_refused() -> None:
    content = OUTLOOK_MESSAGE[:600] + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refusal(content, "notice.docx")


def test_a_spreadsheet_is_refused_by_its_kind() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "spreadsheet" in refusal(written.getvalue(), "notice.xlsx")


def test_a_word_document_whose_xml_is_broken_is_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", "<w:document")
    assert "damaged" in refusal(written.getvalue(), "notice.docx")


def test_an_archive_that_unpacks_to_more_than_the_machine_holds_is_refused_unopened() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:document/>")
        archive.writestr("word/media/image1.bmp", bytes(101 * 1024 * 1024))
    assert "too large when unpacked" in refusal(written.getvalue(), "notice.docx")


def test_a_file_too_large_is_refused() -> None:
    assert "larger than" in refusal(b"a" * (LARGEST_FILE + 1), "notice.txt")
