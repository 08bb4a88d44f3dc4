"""The pages that read the digest: who may open them, what they show, filters, exports and query counts."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation, User
from digests.models import Indicator
from digests.months import months_up_to
from tests.factories import AreaFactory
from tests.factories_plan import IndicatorFactory, ReadingFactory, TargetFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/digest/"
OCTOBER = dt.date(2026, 10, 1)


@pytest.fixture
def indicator(council: Organisation) -> Indicator:
    indicator = IndicatorFactory(council=council, code="FS01", title="Visits in time", is_key=True)
    TargetFactory(indicator=indicator)
    ReadingFactory(indicator=indicator, numerator=Decimal(84))
    return indicator


def addresses(indicator: Indicator) -> list[str]:
    return [HOME, f"{HOME}digest.csv", f"{HOME}digest.xlsx", f"{HOME}indicators/{indicator.pk}/"]


@pytest.mark.parametrize(
    "role", ["improver", "owner", "analyst", "chair", "adviser", "department_official", "board_member"]
)
def test_everybody_in_the_recovery_reads_the_digest(
    role: str, indicator: Indicator, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(role))
    assert {client.get(address).status_code for address in addresses(indicator)} == {200}


def test_for_an_outsider_nothing_is_there_and_nobody_enters_unsigned(
    indicator: Indicator, outsider: User, client_for: ClientFor
) -> None:
    assert {client_for(outsider).get(address).status_code for address in addresses(indicator)} == {404}
    assert {client_for(None).get(address).status_code for address in addresses(indicator)} == {302}


def test_another_councils_indicator_is_not_there(
    council: Organisation, analyst: User, client_for: ClientFor
) -> None:
    assert client_for(analyst).get(f"{HOME}indicators/{IndicatorFactory().pk}/").status_code == 404


def test_without_indicators_the_page_says_so(
    council: Organisation, analyst: User, client_for: ClientFor
) -> None:
    client = client_for(analyst)
    assert "There are no indicators yet" in client.get(HOME).content.decode()
    assert client.get(f"{HOME}digest.csv").status_code == 200


def test_a_line_shows_value_parts_target_distance_and_word(
    indicator: Indicator, board_member: User, client_for: ClientFor
) -> None:
    page = client_for(board_member).get(HOME).content.decode()
    for words in (
        "October 2026",
        "84.0%",
        "84 of 100",
        "Red: off target",
        "At least 90.0%: 6.0 points below",
    ):
        assert words in page


def test_filters_narrow_page_and_export_alike(
    indicator: Indicator, analyst: User, client_for: ClientFor
) -> None:
    council = indicator.council
    other = IndicatorFactory(council=council, code="FS02", title="Contacts received", direction="neither")
    ReadingFactory(indicator=other, month=dt.date(2026, 9, 1))
    area = AreaFactory(notice__council=council)
    other.areas.add(area)
    client = client_for(analyst)
    expected = {
        "": ["FS01", "FS02"],
        "key=True": ["FS01"],
        "rating=off_target": ["FS01"],
        "rating=not_given": ["FS02"],
        "month=2026-09&rating=not_given": ["FS01"],
        f"area={area.pk}": ["FS02"],
        "words=contacts": ["FS02"],
        "words=nothing": [],
    }
    for query, codes in expected.items():
        rows = client.get(f"{HOME}digest.csv?{query}").content.decode("utf-8-sig").splitlines()[1:]
        assert [row.split(",")[0] for row in rows] == codes, query
        page = client.get(f"{HOME}?{query}").content.decode()
        assert [title in page for title in ("FS01 Visits in time", "FS02 Contacts received")] == [
            "FS01" in codes, "FS02" in codes,
        ]  # fmt: skip


def test_an_export_keeps_distances_as_numbers(
    indicator: Indicator, analyst: User, client_for: ClientFor
) -> None:
    text = client_for(analyst).get(f"{HOME}digest.csv").content.decode("utf-8-sig")
    assert (
        "FS01,Visits in time,Yes,2026-10,84.0,100.0,84.0,Percent,At least 90.0%,Red: off target,-6.0," in text
    )


@pytest.mark.parametrize(
    "query",
    ["month=x", "month=2026-13", "month=2199-01", "known_on=soon", "known_on=2199-01-01", "known_on=31/02/2026",
     "area=x", "area=999", "key=perhaps", "rating=mauve", "words=%00", "months=-1", "months=x", "month="],
)  # fmt: skip
def test_a_query_that_cannot_be_read_is_never_an_error_of_ours(
    query: str, indicator: Indicator, analyst: User, client_for: ClientFor
) -> None:
    client = client_for(analyst)
    assert {client.get(f"{address}?{query}").status_code for address in addresses(indicator)} == {200}


def test_as_known_on_an_earlier_day_the_figure_was_not_there(
    indicator: Indicator, analyst: User, client_for: ClientFor
) -> None:
    page = client_for(analyst).get(f"{HOME}?month=2026-10&known_on=01/10/2026").content.decode()
    assert "This is what was known on 1 October 2026" in page
    assert "84.0%" not in page


def test_the_indicator_page_says_in_words_and_in_a_table_what_the_chart_draws(
    indicator: Indicator, analyst: User, client_for: ClientFor
) -> None:
    ReadingFactory(indicator=indicator, month=dt.date(2026, 9, 1), quality_note="One team late")
    page = client_for(analyst).get(f"{HOME}indicators/{indicator.pk}/").content.decode()
    assert (
        'role="img" aria-label="FS01 Visits in time, by month. November 2024 to October 2026: from 90.0%'
        in page
    )
    assert "<title>October 2026: 84.0%. Red: off target (at least 90.0%)</title>" in page
    assert "One team late" in page
    assert "style=" not in page.split("<main", 1)[1]


def test_only_the_analyst_sees_the_way_to_a_figure(
    indicator: Indicator, analyst: User, improver: User, client_for: ClientFor
) -> None:
    where = f"{HOME}indicators/{indicator.pk}/"
    link = f"{where}2026/10/"
    assert link in client_for(analyst).get(where).content.decode()
    assert link not in client_for(improver).get(where).content.decode()


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("which", [0, 1, 2, 3])
def test_a_large_digest_takes_no_more_queries_than_a_small_one(
    which: int, indicator: Indicator, analyst: User, client_for: ClientFor
) -> None:
    client, address = client_for(analyst), addresses(indicator)[which]
    few = queries(client, address)
    for each in [indicator, *IndicatorFactory.create_batch(5, council=indicator.council)]:
        for month in months_up_to(dt.date(2026, 9, 1), 14):
            ReadingFactory(indicator=each, month=month)
    assert queries(client, address) == few
