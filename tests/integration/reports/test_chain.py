"""/councils/…/reports/chains/…: which posts sign which kind, in what order, who holds them, and who may set that."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Organisation, Post, User
from core.models import AuditEntry
from core.refusals import Refusal
from notices.models import Notice
from reports.models import ChainStep
from reports.services.chains import set_chain
from tests.conftest import TODAY
from tests.factories import PostFactory, PostHoldingFactory

Browser = Callable[..., Client]
PAGE = "/councils/fernshire/reports/chains/"


@pytest.fixture
def head(council: Organisation, owner: User) -> Post:
    post = PostFactory(organisation=council, title="Head of Quality Assurance")
    PostHoldingFactory(post=post, person=owner)
    return post


def steps(kind: str = "digest") -> list[tuple[str, str | None]]:
    kept = ChainStep.objects.filter(kind=kind)
    return [(str(step.post), str(step.deputy_post) if step.deputy_post else None) for step in kept]


def test_the_team_sets_a_chain_with_a_deputy_and_the_order_is_that_of_the_places(
    notice: Notice, head: Post, director_post: Post, director: User, improver: User, client_for: Browser
) -> None:
    client = client_for(improver)
    asked = {"post_1": head.pk, "post_3": director_post.pk, "deputy_3": head.pk, "seen": ""}
    answer = client.post(f"{PAGE}digest/", asked)
    assert answer.headers["Location"] == PAGE
    assert steps() == [
        ("Head of Quality Assurance", None), ("Director of Children's Services", "Head of Quality Assurance"),
    ]  # fmt: skip
    page = " ".join(client.get(PAGE).content.decode().split())
    assert "<strong>Head of Quality Assurance</strong>: Owen Ashdown" in page
    entry = AuditEntry.objects.get(action="set a sign-off chain")
    assert entry.detail == {
        "kind": "digest", "before": [],
        "after": ["Head of Quality Assurance", "Director of Children's Services (or Head of Quality Assurance)"],
    }  # fmt: skip


def test_two_posts_change_places(
    notice: Notice, head: Post, director_post: Post, improver: User, client_for: Browser
) -> None:
    set_chain(
        council=notice.council,
        kind="digest",
        steps=[(head, None), (director_post, None)],
        by=improver,
        today=TODAY,
    )
    client = client_for(improver)
    form = client.get(f"{PAGE}digest/").context["form"]
    assert (form["post_1"].value(), form["post_2"].value()) == (head.pk, director_post.pk)
    asked = {"post_1": director_post.pk, "post_2": head.pk, "seen": form["seen"].value()}
    client.post(f"{PAGE}digest/", asked)
    assert [post for post, _ in steps()] == ["Director of Children's Services", "Head of Quality Assurance"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({}, "Choose at least one post that signs"),
        ({"post_1": "head", "post_2": "head"}, "stands in the chain twice"),
        ({"post_1": "head", "deputy_1": "head"}, "Choose another post to sign in its place, or none"),
        ({"deputy_1": "head"}, "Choose the post itself, or no post in its place"),
        ({"post_1": "99999"}, "Choose the first post from the list"),
        ({"post_1": "nonsense"}, "Choose the first post from the list"),
        ({"post_1": "foreign"}, "Choose the first post from the list"),
    ],
)
def test_a_wrong_chain_is_named_and_nothing_is_kept(
    asked: dict[str, str], message: str, notice: Notice, head: Post, other_council: Organisation, improver: User,
    client_for: Browser,
) -> None:  # fmt: skip
    foreign = PostFactory(organisation=other_council)
    keys = {"head": head.pk, "foreign": foreign.pk}
    sent = {name: keys.get(value, value) for name, value in asked.items()}
    page = client_for(improver).post(f"{PAGE}digest/", {**sent, "seen": ""}).content.decode()
    assert message in page
    assert steps() == []


def test_of_two_who_change_it_the_second_is_told(
    notice: Notice, head: Post, director_post: Post, improver: User, client_for: Browser
) -> None:
    client = client_for(improver)
    seen = client.get(f"{PAGE}digest/").context["form"]["seen"].value()
    set_chain(council=notice.council, kind="digest", steps=[(head, None)], by=improver, today=TODAY)
    page = client.post(f"{PAGE}digest/", {"post_1": director_post.pk, "seen": seen}).content.decode()
    assert "Somebody changed this chain while you were at it" in page
    assert steps() == [("Head of Quality Assurance", None)]


@pytest.mark.parametrize("kind", ["adviser_concern", "nonsense"])
def test_the_advisers_own_reports_go_along_no_chain(
    kind: str, notice: Notice, improver: User, client_for: Browser
) -> None:
    assert client_for(improver).get(f"{PAGE}{kind}/").status_code == 404


def test_nor_by_the_service(notice: Notice, head: Post, improver: User) -> None:
    with pytest.raises(Refusal, match="they go along no chain"):
        set_chain(
            council=notice.council, kind="adviser_concern", steps=[(head, None)], by=improver, today=TODAY
        )


def test_a_vacant_post_is_marked(
    notice: Notice, director_post: Post, head: Post, improver: User, client_for: Browser
) -> None:
    set_chain(council=notice.council, kind="digest", steps=[(director_post, head)], by=improver, today=TODAY)
    set_chain(council=notice.council, kind="lifting", steps=[(director_post, None)], by=improver, today=TODAY)
    page = client_for(improver).get(PAGE).content.decode()
    assert "Vacant: its deputy can sign" in page
    assert "Vacant: nobody can sign" in page


def test_many_chains_ask_no_more_than_none(
    notice: Notice, head: Post, director_post: Post, improver: User, client_for: Browser, queries_of: Any
) -> None:
    client = client_for(improver)
    set_chain(council=notice.council, kind="digest", steps=[(head, None)], by=improver, today=TODAY)
    few = queries_of(client, PAGE)
    for kind in ("lifting", "compliance", "escalation", "cabinet_quarterly", "scrutiny_update"):
        chain = [(head, director_post), (director_post, None)]
        set_chain(council=notice.council, kind=kind, steps=chain, by=improver, today=TODAY)
    assert queries_of(client, PAGE) == few


def test_a_council_without_a_notice_has_the_pages_all_the_same(
    council: Organisation, head: Post, improver: User, client_for: Browser
) -> None:
    client = client_for(improver)
    assert client.get(PAGE).status_code == 200
    assert client.get(f"{PAGE}digest/").status_code == 200
