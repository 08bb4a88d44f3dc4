"""Every page of a draft: for the improvement team, closed to other members, and not there for outsiders."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from notices.models import NoticeDraft
from tests.integration.notices_drafts.conftest import clause, duty, page


def pages(draft: NoticeDraft) -> dict[str, str]:
    """Every address of a draft that can be opened, by name."""
    number, key = clause(draft, "2")["key"], duty(draft, "2")["key"]
    question = draft.content["questions"][0]["key"]
    place = [draft.council.slug]
    return {
        "list": reverse("drafts:list", args=place),
        "add": reverse("drafts:add", args=place),
        **{
            name: page(draft, name)
            for name in ("review", "confirm", "discard", "header", "areas", "clause_add")
        },
        "question": page(draft, "question", question),
        **{name: page(draft, name, number) for name in ("clause", "clause_remove", "obligation_add")},
        **{name: page(draft, name, key) for name in ("obligation", "obligation_remove")},
        "cadence": page(draft, "cadence", key, 0),
        **{f"cadence {kind}": page(draft, "cadence_fields", key, 0, kind) for kind in KINDS},
    }


KINDS = (
    "by_date",
    "within",
    "in_month",
    "each_calendar",
    "at_least_every",
    "every",
    "before_each",
    "at_each",
    "ladder",
    "standing",
)
NAMES = (
    "list",
    "add",
    "review",
    "confirm",
    "discard",
    "header",
    "areas",
    "clause_add",
    "question",
    "clause",
    "clause_remove",
    "obligation_add",
    "obligation",
    "obligation_remove",
    "cadence",
    *(f"cadence {kind}" for kind in KINDS),
)
POSTED_ONLY = ("clause_move", "cadence_remove")


@pytest.mark.parametrize("name", NAMES)
def test_the_improvement_team_opens_it(draft: NoticeDraft, team: Client, name: str) -> None:
    assert team.get(pages(draft)[name]).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_a_member_without_the_role_may_not(
    draft: NoticeDraft, client_for: Callable[..., Client], chair: User, name: str
) -> None:
    assert client_for(chair).get(pages(draft)[name]).status_code == 403


@pytest.mark.parametrize("name", NAMES)
def test_for_an_outsider_it_does_not_exist(
    draft: NoticeDraft, client_for: Callable[..., Client], outsider: User, name: str
) -> None:
    assert client_for(outsider).get(pages(draft)[name]).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_without_signing_in_one_is_sent_to_the_sign_in_page(
    draft: NoticeDraft, client_for: Callable[..., Client], name: str
) -> None:
    answer = client_for(None).get(pages(draft)[name])
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_a_draft_of_another_council_does_not_exist_under_ones_own(
    draft: NoticeDraft, client_for: Callable[..., Client], outsider: User
) -> None:
    address = reverse("drafts:review", args=["marlow-vale", draft.pk])
    assert client_for(outsider).get(address).status_code == 404


def test_the_buttons_are_closed_to_others_too(
    draft: NoticeDraft, client_for: Callable[..., Client], adviser: User
) -> None:
    move = page(draft, "clause_move", clause(draft, "2")["key"])
    assert client_for(adviser).post(move, {"direction": "up"}).status_code == 403
    draft.refresh_from_db()
    assert draft.revision == 1


@pytest.mark.parametrize(
    "name", ["clause", "clause_remove", "obligation", "question", "obligation_add", "cadence"]
)
def test_a_part_that_is_not_in_the_draft_is_not_found(draft: NoticeDraft, team: Client, name: str) -> None:
    more = [0] if name == "cadence" else []
    assert team.get(page(draft, name, 9999, *more)).status_code == 404
    assert team.post(page(draft, name, 9999, *more), {"revision": "1"}).status_code == 404
