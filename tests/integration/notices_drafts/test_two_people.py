"""Two people at one draft: the second is warned and shown the difference, and nothing is overwritten."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Organisation, Role, User
from notices.models import NoticeDraft
from tests.factories import MembershipFactory, UserFactory
from tests.integration.notices_drafts.conftest import clause, duty, page


@pytest.fixture
def colleague(council: Organisation, client_for: Callable[..., Client]) -> Client:
    """The browser of a second person of the improvement team."""
    person: User = UserFactory(name="Colm Darrow", email="colm@fernshire.example")
    MembershipFactory(council=council, person=person, role=Role.IMPROVEMENT_TEAM)
    return client_for(person)


def words_of(draft: NoticeDraft, number: str) -> str:
    return str(clause(draft, number)["text"])


def typed(text: str) -> dict[str, str]:
    return {"revision": "1", "number": "1", "section": "Adviser", "text": text}


def test_the_second_is_warned_and_shown_both_versions(
    draft: NoticeDraft, team: Client, colleague: Client
) -> None:
    address = page(draft, "clause", clause(draft, "1")["key"])
    team.post(address, typed("First words"))
    answer = colleague.post(address, typed("Second words"))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Imogen Prowse" in text
    assert "First words" in text
    assert "Second words" in text
    assert words_of(draft, "1") == "First words"


def test_saving_again_knowingly_takes_effect(draft: NoticeDraft, team: Client, colleague: Client) -> None:
    address = page(draft, "clause", clause(draft, "1")["key"])
    team.post(address, typed("First words"))
    shown = colleague.post(address, typed("Second words"))
    assert 'name="revision" value="2"' in shown.content.decode()
    colleague.post(address, {**typed("Second words"), "revision": "2"})
    assert words_of(draft, "1") == "Second words"


def test_two_people_at_different_clauses_do_not_disturb_each_other(
    draft: NoticeDraft, team: Client, colleague: Client
) -> None:
    team.post(page(draft, "clause", clause(draft, "1")["key"]), typed("First words"))
    colleague.post(
        page(draft, "clause", clause(draft, "3")["key"]),
        {"revision": "1", "number": "3", "section": "", "text": "Third words"},
    )
    assert (words_of(draft, "1"), words_of(draft, "3")) == ("First words", "Third words")


def test_a_duty_changed_meanwhile_is_not_removed(draft: NoticeDraft, team: Client, colleague: Client) -> None:
    key = duty(draft, "2")["key"]
    team.post(page(draft, "cadence_fields", key, 0, "standing"), {"revision": "1"})
    answer = colleague.post(page(draft, "obligation_remove", key), {"revision": "1"})
    assert "Imogen Prowse changed this while you were editing" in answer.content.decode()
    assert duty(draft, "2")["key"] == key


def test_a_clause_that_somebody_removed_is_gone(draft: NoticeDraft, team: Client, colleague: Client) -> None:
    key = clause(draft, "7")["key"]
    team.post(page(draft, "clause_remove", key), {"revision": "1"})
    answer = colleague.post(page(draft, "clause", key), {"revision": "1", "number": "7", "text": "Words"})
    assert answer.status_code == 404


def test_a_register_is_not_confirmed_over_a_newer_revision(
    draft: NoticeDraft, team: Client, colleague: Client
) -> None:
    team.post(page(draft, "clause", clause(draft, "1")["key"]), typed("First words"))
    answer = colleague.post(page(draft, "confirm"), {"revision": "1"})
    assert "Imogen Prowse" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == "open"
