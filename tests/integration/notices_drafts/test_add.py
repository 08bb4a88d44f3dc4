"""Adding a notice: pasted or uploaded, read into a draft or refused with nothing left behind."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation
from core.models import AuditEntry
from notices.models import Clause, Notice, NoticeDraft
from tests.integration.notices_drafts.notice_text import NOTICE


@pytest.fixture
def address(council: Organisation) -> str:
    return reverse("drafts:add", args=[council.slug])


def as_word(text: str) -> bytes:
    document = docx.Document()
    for paragraph in text.splitlines():
        document.add_paragraph(paragraph)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_pasted_text_becomes_a_draft_and_no_register(
    team: Client, address: str, council: Organisation
) -> None:
    answer = team.post(address, {"text": NOTICE})
    draft = NoticeDraft.objects.get()
    assert answer.status_code == 302
    assert answer.url == reverse("drafts:review", args=[council.slug, draft.pk])
    assert [clause["number"] for clause in draft.content["clauses"]] == [
        "1",
        "2",
        "2.a",
        "2.b",
        "3",
        "4",
        "5",
        "6",
        "7",
    ]
    assert (draft.state, draft.revision, draft.source_name) == ("open", 1, "Pasted text")
    assert not Notice.objects.exists()
    assert not Clause.objects.exists()


def test_who_started_a_draft_is_in_the_audit_trail(team: Client, address: str) -> None:
    team.post(address, {"text": NOTICE})
    entry = AuditEntry.objects.get(action="started the draft of a notice")
    assert (entry.actor_name, entry.scope) == ("Imogen Prowse", "fernshire")


@pytest.mark.parametrize(
    ("name", "content"),
    [("notice.txt", NOTICE.encode()), ("notice.docx", as_word(NOTICE))],
    ids=["text", "word"],
)
def test_a_file_becomes_a_draft(team: Client, address: str, name: str, content: bytes) -> None:
    team.post(address, {"file": SimpleUploadedFile(name, content)})
    draft = NoticeDraft.objects.get()
    assert draft.source_name == name
    assert len(draft.content["clauses"]) == 9


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"text": "   "}, "Choose the file of the notice, or paste its text"),
        ({"text": NOTICE, "file": SimpleUploadedFile("notice.txt", NOTICE.encode())}, "not both"),
        ({"text": "We thank you for your letter and will write again."}, "There is a problem"),
        ({"file": SimpleUploadedFile("notice.pdf", b"no such thing")}, "There is a problem"),
        ({"file": SimpleUploadedFile("notice.txt", b"")}, "The file that you chose is empty"),
        ({"text": NOTICE.replace("30 January 2026", "31 February 2026")}, "line"),
    ],
    ids=["nothing", "both", "no numbering", "not what its name says", "empty file", "no such day"],
)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(
    team: Client, address: str, data: dict[str, object], message: str
) -> None:
    answer = team.post(address, data)
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert message in answer.content.decode()
    assert not NoticeDraft.objects.exists()
    assert not AuditEntry.objects.exists()


def test_what_was_pasted_is_kept_beside_its_error(team: Client, address: str) -> None:
    answer = team.post(address, {"text": "We thank you for your letter and will write again."})
    assert "We thank you for your letter" in answer.content.decode()


def test_a_pasted_notice_is_told_the_line_and_no_page(team: Client, address: str) -> None:
    answer = team.post(address, {"text": NOTICE.replace("7. The adviser", "6. The adviser")})
    (message,) = answer.context["form"].errors["text"]
    assert "Clause 6 appears twice" in message
    assert "line" in message
    assert "page" not in message


def test_a_file_that_is_too_large_is_refused(team: Client, address: str, settings: object) -> None:
    settings.EVIDENCE_SIZE_LIMIT_MB = 0  # type: ignore[attr-defined]
    answer = team.post(address, {"file": SimpleUploadedFile("notice.txt", NOTICE.encode())})
    assert "larger than 0 MB" in answer.content.decode()
    assert not NoticeDraft.objects.exists()


def test_a_notice_to_another_council_asks_whether_that_is_right(team: Client, address: str) -> None:
    team.post(address, {"text": NOTICE.replace("Fernshire Council", "Marlow Vale Council")})
    asked = [question["text"] for question in NoticeDraft.objects.get().content["questions"]]
    assert any("Marlow Vale" in text and "Fernshire" in text for text in asked)
