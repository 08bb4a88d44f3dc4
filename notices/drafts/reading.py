"""Starts a draft from a document: its text is read first, and an unreadable one leaves nothing behind."""

from typing import Protocol

from django.conf import settings

from accounts.models import Organisation, User
from core.document_text import UnreadableDocument, read_document
from core.refusals import Refusal
from notices.drafts.services import start_draft
from notices.models import NoticeDraft


class Readable(Protocol):
    """An open file, of which nothing but its bytes is wanted."""

    def read(self) -> bytes: ...


def draft_from_document(
    *, council: Organisation, content: Readable, size: int, filename: str, by: User | None
) -> NoticeDraft:
    """Read a PDF, a Word document or a text file and start the draft of the notice in it.

    `size` is in bytes. Raises Refusal, naming the trouble and the page or line, for a file that is too large,
    cannot be read or holds no notice.
    """
    if size > settings.EVIDENCE_SIZE_LIMIT_MB * 1024 * 1024:
        raise Refusal(
            f"The file is larger than {settings.EVIDENCE_SIZE_LIMIT_MB} MB. Choose the notice alone",
            field="file",
        )
    try:
        document = read_document(content.read(), filename)
    except UnreadableDocument as trouble:
        raise Refusal(str(trouble), field="file") from trouble
    try:
        return start_draft(council=council, text=document.text, source_name=filename, by=by)
    except Refusal as refusal:
        raise Refusal(refusal.message, field="file", link=refusal.link) from refusal
