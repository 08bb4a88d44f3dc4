"""Every address of a council for those who may open least: the partner, the outsider, and those who only read."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User
from improvement_plans.models import Action
from tests.factories import NoticeFactory
from tests.factories_plan import ActionFactory

COUNCIL = "councils/<slug:council>/"
FERNSHIRE = "/councils/fernshire/"
PATTERNS = {"[0-9]+": "{pk}", "[a-z]+": "actions"}
FILLED = {"int": "{pk}", "slug": "area", "str": "x", "uuid": "0b0e7e4e-0000-4000-8000-000000000000"}


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address below a council with its pattern."""
    for each in resolver.url_patterns:
        address = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each, address)
        elif address.startswith(COUNCIL):
            yield address, each


def filled(address: str) -> str:
    """Return the path of an address in Fernshire: every number is `{pk}`, every other argument some word."""
    path = address.removeprefix(COUNCIL).replace("^", "").replace("$", "").replace("\\.", ".")
    path = re.sub(r"\(\?P<\w+>([^)]+)\)", lambda found: PATTERNS.get(found[1], found[1].split("|")[0]), path)
    return FERNSHIRE + re.sub(r"<(?:(\w+):)?\w+>", lambda found: FILLED[found[1] or "str"], path)


ADDRESSES = list(addresses(get_resolver()))
PATHS = sorted({filled(address) for address, _ in ADDRESSES})
VIEWS: dict[str, Any] = {
    filled(address): pattern.callback.view_class  # type: ignore[attr-defined]
    for address, pattern in ADDRESSES
}

OPEN_TO_A_PARTNER = {FERNSHIRE, f"{FERNSHIRE}plan/contributions/", f"{FERNSHIRE}plan/asked/"}
"""What a partner opens, as pages that name nothing. Pages of one action follow below: they ask the very action."""

ASKING_THE_VERY_ACTION = {
    f"{FERNSHIRE}plan/actions/{{pk}}/",
    f"{FERNSHIRE}plan/actions/{{pk}}/contribute/",
    f"{FERNSHIRE}plan/actions/{{pk}}/contributions/{{pk}}/correct/",
}


@pytest.fixture
def action(council: Any) -> Action:
    """An action to which no agency contributes."""
    return ActionFactory(objective__plan__notice=NoticeFactory(council=council))


def test_the_walk_sees_the_pages_there_are() -> None:
    assert {f"{FERNSHIRE}notices/", f"{FERNSHIRE}plan/actions.csv", f"{FERNSHIRE}dashboard/"} <= set(PATHS)
    assert set(PATHS) >= ASKING_THE_VERY_ACTION | OPEN_TO_A_PARTNER


def expected_for_a_partner(path: str, method: str) -> set[int]:
    if path in OPEN_TO_A_PARTNER:
        return {200} if method == "get" else {405}
    if path in ASKING_THE_VERY_ACTION:
        return {404} if method == "get" else {404, 405}
    # A page about one thing may look for the thing first; a page that names nothing says that it is closed.
    return {403, 404} if "{pk}" in path else {403}


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_partner_meets_a_closed_door_everywhere_but_at_their_own(
    method: str, action: Action, partner: User, client_for: Any
) -> None:
    client = client_for(partner)
    answers = {path: getattr(client, method)(path.format(pk=action.pk)).status_code for path in PATHS}
    wrong = {path: code for path, code in answers.items() if code not in expected_for_a_partner(path, method)}
    assert wrong == {}


@pytest.mark.parametrize("method", ["get", "post"])
def test_for_an_outsider_no_address_exists(
    method: str, action: Action, outsider: User, client_for: Any
) -> None:
    client = client_for(outsider)
    answers = {path: getattr(client, method)(path.format(pk=action.pk)).status_code for path in PATHS}
    assert {path: code for path, code in answers.items() if code != 404} == {}


def test_whoever_is_not_signed_in_is_sent_to_sign_in(council: Any, client_for: Any) -> None:
    client = client_for(None)
    answers = {path: client.get(path.format(pk=1)) for path in PATHS}
    sent_to = {path: answer.headers.get("Location", "").split("?")[0] for path, answer in answers.items()}
    assert {path: where for path, where in sent_to.items() if where != "/accounts/login/"} == {}


ON_THE_VERY_REPORT = {"reports.comment_on_report", "reports.sign_report"}
"""Open to all who read reports; the report itself then asks whose draft it is, and whose turn to sign."""

WRITES = {
    "adviser": {
        "accounts.keep_views",
        "evidence.add_evidence",
        "improvement_plans.add_source",
        "improvement_plans.judge_version",
        "notices.record_request",
        "reports.prepare_report",
        "reports.write_report",
        "reviews.rate_at_review",
        "reviews.record_findings",
        *ON_THE_VERY_REPORT,
    },
    "department_official": {"accounts.keep_views", "notices.record_request", *ON_THE_VERY_REPORT},
    "board_member": {"accounts.keep_views", *ON_THE_VERY_REPORT},
    "administrator": {
        "accounts.keep_views",
        "accounts.try_work_again",
        "reports.keep_chains",
        *ON_THE_VERY_REPORT,
    },
    "partner": {"improvement_plans.contribute"},
}
"""The permissions behind every form that a role may send; on some of them the thing itself is asked as well."""


@pytest.mark.parametrize("role", sorted(WRITES))
def test_who_only_reads_sends_no_form_but_these(
    role: str, council: Any, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(role)
    sends = {
        view.permission
        for view in VIEWS.values()
        if hasattr(view, "post") and person.has_perm(view.permission, council)
    }
    assert sends == WRITES[role]
