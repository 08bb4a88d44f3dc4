"""Choosing indicators from the starter library: each once, audited, by those who keep the indicators."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.models import AuditEntry
from digests.library import entries
from digests.models import Indicator
from tests.factories_plan import IndicatorFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
PLACE = "/councils/fernshire/digest/indicators/library/"


@pytest.mark.parametrize(
    "role",
    ["improver", "owner", "analyst", "chair", "adviser", "department_official", "board_member", "partner"],
)
def test_who_chooses(role, council, client_for, request):
    client = client_for(request.getfixturevalue(role))
    may = role in {"improver", "analyst"}
    assert client.get(PLACE).status_code == (200 if may else 403)
    assert client.post(PLACE, {"keys": ["FD01"]}).status_code == (302 if may else 403)
    assert Indicator.objects.exists() == may


def test_an_outsider_finds_nothing(council, outsider, client_for):
    assert client_for(outsider).post(PLACE, {"keys": ["FD01"]}).status_code == 404
    assert client_for(None).post(PLACE, {"keys": ["FD01"]}).status_code == 302
    assert not Indicator.objects.exists()


def test_what_is_ticked_is_taken_whole_and_audited(council, analyst, client_for):
    page = client_for(analyst).post(PLACE, {"keys": ["CP03", "WF01"]}, follow=True).content.decode()
    assert "2 indicators are taken. Now adapt each" in page
    taken = Indicator.objects.get(library_key="CP03")
    assert (taken.code, taken.unit, taken.direction, taken.national_code) == (
        "CP03",
        "percent",
        "higher",
        "218",
    )
    assert (taken.benchmark_key, taken.annex_a_measure) == ("CP_conf_15days", "icpc_in_15_days")
    assert taken.denominator_words == "Initial conferences held in the month"
    assert [str(each.detail) for each in AuditEntry.objects.order_by("pk")] == [
        "{'entry': 'CP03'}", "{'entry': 'WF01'}",
    ]  # fmt: skip


def test_choosing_the_same_twice_changes_nothing(council, analyst, client_for):
    client = client_for(analyst)
    client.post(PLACE, {"keys": ["CP03"]})
    Indicator.objects.update(title="Our own words")
    page = client.post(PLACE, {"keys": ["CP03", "CP03"]}, follow=True).content.decode()
    assert "All of these were taken before" in page
    assert Indicator.objects.get().title == "Our own words"
    assert AuditEntry.objects.count() == 1


def test_a_code_that_is_in_use_is_not_taken_again(council, analyst, client_for):
    IndicatorFactory(council=council, code="cp03")
    IndicatorFactory(council=council, code="CP03-2")
    client_for(analyst).post(PLACE, {"keys": ["CP03"]})
    assert Indicator.objects.get(library_key="CP03").code == "CP03-3"


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ([], "Choose at least one indicator"),
        (["nothing"], "Choose indicators from the list"),
        (["FD01", "\x00"], "Choose indicators from the list"),
        (["FD01", "x" * 5000], "Choose indicators from the list"),
    ],
)
def test_what_is_refused_leaves_nothing(council, analyst, client_for, keys, message):
    answer = client_for(analyst).post(PLACE, {"keys": keys})
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert (Indicator.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_what_was_taken_is_shown_as_such_and_leads_to_its_own_page(council, analyst, client_for):
    taken = IndicatorFactory(council=council, library_key="CP13", code="OWN")
    page = client_for(analyst).get(PLACE, {"words": "seen ALONE\x00"}).content.decode()
    assert (
        f'<a class="govuk-link" href="/councils/fernshire/digest/indicators/{taken.pk}/">OWN Children seen alone'
        in page
    )
    assert 'value="CP13"' not in page
    assert 'value="FD01"' not in page


def test_another_councils_choice_is_none_here(council, analyst, client_for):
    IndicatorFactory(library_key="CP13")
    assert 'value="CP13"' in client_for(analyst).get(PLACE).content.decode()


def test_a_search_that_finds_nothing_says_so(council, analyst, client_for):
    assert "Nothing in the library" in client_for(analyst).get(PLACE, {"words": "zebra"}).content.decode()


def test_the_page_asks_the_same_with_nothing_and_with_everything_taken(
    council, analyst, client_for, queries_of
):
    client = client_for(analyst)
    client.get(PLACE)
    none = queries_of(client, PLACE)
    for entry in entries():
        IndicatorFactory(council=council, library_key=entry.key)
    assert queries_of(client, PLACE) == none
