"""Journeys from a notice to a register: pasted or uploaded, its decisions made, corrected, confirmed."""

import io
import re
from collections.abc import Callable

import pytest
from docx import Document
from playwright.sync_api import expect
from weasyprint import HTML

from notices.models import Notice, NoticeDraft
from tests import sample_files
from tests.integration.notices_drafts.notice_text import NOTICE

pytestmark = pytest.mark.django_db(transaction=True)

DESKTOP = 1280
NOTICES = "/councils/fernshire/notices/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_word() -> bytes:
    """The notice as a Word document, a paragraph for each line."""
    document, content = Document(), io.BytesIO()
    for line in NOTICE.splitlines():
        document.add_paragraph(line)
    document.save(content)
    return content.getvalue()


def as_pdf() -> bytes:
    """The notice as a PDF with text in it."""
    written: bytes = HTML(string=f"<pre style='font-size: 10px'>{NOTICE}</pre>").write_pdf()
    return written


def upload(name: str, media_type: str, made: Callable[[], bytes]) -> Callable[..., None]:
    def choose(window) -> None:
        file = {"name": name, "mimeType": media_type, "buffer": made()}
        window.get_by_label("File of the notice").set_input_files(file)

    return choose


def paste(window) -> None:
    window.get_by_label("Or paste its text").fill(NOTICE)


WAYS = {
    "pasted": (paste, True),
    "pasted without scripts": (paste, False),
    "Word": (upload("notice.docx", WORD, as_word), True),
    "PDF without scripts": (upload("notice.pdf", "application/pdf", as_pdf), False),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_notice_becomes_a_register(page_at, improver, way):
    give, scripts = WAYS[way]
    with page_at(DESKTOP, improver, scripts=scripts) as seen:
        window = seen.open(NOTICES)
        window.get_by_role("button", name="Add a notice").click()
        give(window)
        window.get_by_role("button", name="Read the notice").click()
        expect(window.get_by_role("heading", name="Clauses and duties")).to_be_visible()
        expect(window.get_by_role("article", name="Clause 2.b")).to_contain_text("social work practice")
        decide_everything(window)
        name_the_notice(window)
        window.get_by_role("button", name="Go on to confirm").click()
        window.get_by_role("button", name="Confirm the register").click()
        expect(window.get_by_role("heading", level=1)).to_have_text("The notice of January")
        expect(window.get_by_role("region", name="Position clause by clause")).to_contain_text("2.b")
        assert seen.complaints == []
    assert Notice.objects.get().title == "The notice of January"


def decide_everything(window) -> None:
    """Answer each question of the draft in turn: left undecided where that is possible."""
    open_ones = window.get_by_role("link", name=re.compile("^Decide"))
    while still_open := open_ones.count():
        open_ones.first.click()
        leave = window.get_by_label("Leave it undecided")
        if leave.count():
            leave.check()
        else:
            window.get_by_label("It is decided").check()
        window.get_by_label("What was decided").fill("As the covering letter says")
        window.get_by_role("button", name="Save the answer").click()
        expect(open_ones).to_have_count(still_open - 1)
    expect(window.get_by_text("Nothing is left to decide")).to_be_visible()


def name_the_notice(window) -> None:
    """Correct the head of the draft, after a slip that is named."""
    window.get_by_role("link", name="Correct the head").click()
    window.get_by_label("Title").fill("")
    window.get_by_role("button", name="Save").click()
    window.locator(".govuk-error-summary").get_by_role("link", name="Enter the title of the notice").click()
    expect(window.get_by_label("Title")).to_be_focused()
    window.get_by_label("Title").fill("The notice of January")
    window.get_by_role("button", name="Save").click()


UNREADABLE = {
    "nothing": (None, "Choose the file of the notice, or paste its text"),
    "prose": ("The Council is sorry. It will do better.", "number"),
    "two clauses with one number": (
        NOTICE.replace("7. The adviser", "6. The adviser"),
        "Clause 6 appears twice",
    ),
    "a day that does not exist": (
        NOTICE.replace("30 January", "31 February"),
        "“31 February 2026” is not a date",
    ),
    "an empty file": (("notice.txt", "text/plain", b""), "empty"),
    "a PDF by name only": (
        ("notice.pdf", "application/pdf", b"Not a PDF at all"),
        "The file is named .pdf, but it is a text file",
    ),
    "a PDF without text": (("scan.pdf", "application/pdf", sample_files.PDF), "PDF"),
    "a picture": (("notice.png", "image/png", sample_files.PNG), "PDF"),
}


@pytest.mark.parametrize("trouble", UNREADABLE)
def test_what_cannot_be_read_is_refused_in_words_and_leaves_nothing(page_at, improver, trouble):
    given, message = UNREADABLE[trouble]
    with page_at(DESKTOP, improver, scripts=False) as seen:
        window = seen.open(f"{NOTICES}drafts/add/")
        if isinstance(given, str):
            window.get_by_label("Or paste its text").fill(given)
        elif given:
            name, media_type, content = given
            file = {"name": name, "mimeType": media_type, "buffer": content}
            window.get_by_label("File of the notice").set_input_files(file)
        window.get_by_role("button", name="Read the notice").click()
        expect(window.locator(".govuk-error-summary")).to_contain_text(message)
        assert not NoticeDraft.objects.exists()
