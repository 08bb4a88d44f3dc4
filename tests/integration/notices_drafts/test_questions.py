"""The decisions that a draft needs: asked on top, answered by a named person, gone when their reason is mended."""

import datetime as dt

import pytest
from django.test import Client

from accounts.models import Organisation, User
from notices.drafts.content import open_questions
from notices.drafts.services import start_draft
from notices.models import NoticeDraft
from tests.integration.notices_drafts.conftest import duty, page
from tests.integration.notices_drafts.notice_text import NOTICE


def draft_of(text: str, council: Organisation, by: User) -> NoticeDraft:
    return start_draft(council=council, text=text, source_name="notice.txt", by=by)


def codes(draft: NoticeDraft, number: str) -> list[str]:
    key = duty(draft, number)["key"]
    return [question["code"] for question in draft.content["questions"] if question["obligation"] == key]


def test_what_is_open_stands_first_on_the_page(draft: NoticeDraft, team: Client) -> None:
    text = team.get(page(draft, "review")).content.decode()
    assert "1 question needs a decision" in text
    assert page(draft, "question", draft.content["questions"][0]["key"]) in text


def test_an_answer_is_kept_with_its_name_and_day(draft: NoticeDraft, team: Client) -> None:
    question = draft.content["questions"][0]
    answered = {"revision": "1", "state": "decided", "answer": "Every quarter, by the covering letter"}
    team.post(page(draft, "question", question["key"]), answered)
    draft.refresh_from_db()
    kept = draft.content["questions"][0]
    assert (kept["state"], kept["by"], kept["answer"]) == (
        "decided",
        "Imogen Prowse",
        "Every quarter, by the covering letter",
    )
    assert dt.date.fromisoformat(kept["on"])
    assert open_questions(draft.content) == []


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({"state": "decided"}, "Enter what was decided"),
        ({}, "Choose how you answer"),
        ({"state": "never"}, "from the list"),
    ],
)
def test_an_empty_answer_is_refused(
    draft: NoticeDraft, team: Client, answer: dict[str, str], message: str
) -> None:
    key = draft.content["questions"][0]["key"]
    assert message in team.post(page(draft, "question", key), {"revision": "1", **answer}).content.decode()
    draft.refresh_from_db()
    assert open_questions(draft.content)


def test_a_date_before_the_notice_needs_a_decision(council: Organisation, improver: User) -> None:
    draft = draft_of(NOTICE.replace("30 January 2026", "12 January 2026"), council, improver)
    asked = [
        question["text"] for question in open_questions(draft.content) if question["code"] == "before_notice"
    ]
    assert len(asked) == 1
    assert "12 January 2026" in asked[0]


def test_the_date_of_the_notice_itself_needs_none(council: Organisation, improver: User) -> None:
    assert codes(draft_of(NOTICE.replace("30 January 2026", "16 January 2026"), council, improver), "2") == []


def test_the_question_goes_with_its_reason(council: Organisation, improver: User, team: Client) -> None:
    draft = draft_of(NOTICE.replace("30 January 2026", "12 January 2026"), council, improver)
    address = page(draft, "cadence_fields", duty(draft, "2")["key"], 0, "by_date")
    team.post(address, {"revision": "1", "date": "30/1/2026"})
    assert codes(draft, "2") == []


def test_a_notice_that_names_no_areas_asks_for_them(
    council: Organisation, improver: User, team: Client
) -> None:
    plain = NOTICE.replace(
        " The plan must include\nactions to improve:\na. leadership;\nb. social work practice.", ""
    )
    draft = draft_of(plain, council, improver)
    assert "areas" in [question["code"] for question in open_questions(draft.content)]
    team.post(page(draft, "areas"), {"revision": "1", "areas": "a. Leadership"})
    draft.refresh_from_db()
    assert "areas" not in [question["code"] for question in open_questions(draft.content)]


def test_an_anchor_without_its_day_asks_for_it(draft: NoticeDraft, team: Client) -> None:
    key = duty(draft, "2")["key"]
    typed = {"revision": "1", "n": "12", "unit": "months", "counted_from": "publication"}
    team.post(page(draft, "cadence_fields", key, 0, "within"), typed)
    assert codes(draft, "2") == ["no_day"]
    head = {
        "title": "Notice",
        "service_area": "Children's social care",
        "trigger": "inspection",
        "issued_on": "16/1/2026",
    }
    team.post(page(draft, "header"), {**head, "revision": "2", "published_on": "16/1/2026"})
    assert codes(draft, "2") == []


def test_two_reviews_that_can_be_meant_are_asked_about(council: Organisation, improver: User) -> None:
    twice = NOTICE.replace(
        "Before each review the",
        "The Department will review progress every year.\n\n8. Before each review the",
    )
    draft = draft_of(twice.replace("\n7. The adviser", "\n9. The adviser"), council, improver)
    assert codes(draft, "8") == ["follows"]


def test_what_only_a_correction_mends_cannot_be_answered_in_words(draft: NoticeDraft, team: Client) -> None:
    for number in ("7", "6", "5", "4", "3", "2.b", "2.a", "2", "1"):
        for _ in range(2):
            draft.refresh_from_db()
            found = [
                entry
                for entry in draft.content["clauses"]
                if entry["number"] == number and entry["obligations"]
            ]
            if found:
                key = found[0]["obligations"][0]["key"]
                team.post(page(draft, "obligation_remove", key), {"revision": str(draft.revision)})
    draft.refresh_from_db()
    question = next(each for each in open_questions(draft.content) if each["code"] == "no_duty")
    answer = team.post(
        page(draft, "question", question["key"]), {"revision": str(draft.revision), "state": "left"}
    )
    assert "Choose how you answer from the list" in answer.content.decode()
