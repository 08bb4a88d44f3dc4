"""A draft of a short notice, and the addresses of its pages."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation, User
from notices.drafts.content import LEFT, open_questions
from notices.drafts.questions import ways_to_answer
from notices.drafts.services import answer_question, start_draft
from notices.models import NoticeDraft
from tests.integration.notices_drafts.notice_text import NOTICE


@pytest.fixture
def draft(council: Organisation, improver: User) -> NoticeDraft:
    """An open draft of the council, as the notice was read."""
    return start_draft(council=council, text=NOTICE, source_name="notice.txt", by=improver)


@pytest.fixture
def team(client_for: Callable[..., Client], improver: User) -> Client:
    """The improvement team's browser."""
    return client_for(improver)


def page(draft: NoticeDraft, name: str, *args: object) -> str:
    """The address of a page of the draft."""
    return reverse(f"drafts:{name}", args=[draft.council.slug, draft.pk, *args])


def clause(draft: NoticeDraft, number: str) -> dict[str, Any]:
    """The clause of that number, as the draft now is."""
    draft.refresh_from_db()
    return next(entry for entry in draft.content["clauses"] if entry["number"] == number)


def duty(draft: NoticeDraft, number: str, place: int = 0) -> dict[str, Any]:
    """A duty of the clause of that number."""
    found: dict[str, Any] = clause(draft, number)["obligations"][place]
    return found


def decide_everything(draft: NoticeDraft, by: User) -> NoticeDraft:
    """Answer every question that can be answered in words: leave it undecided where that is possible."""
    for question in open_questions(draft.content):
        ways = ways_to_answer(question)
        draft = answer_question(
            draft=draft,
            key=question["key"],
            state=LEFT if LEFT in ways else ways[0],
            answer="As the letter says",
            by=by,
            today=dt.date(2026, 11, 22),
            seen=draft.revision,
        )
    return draft
