"""The pages that read the digest: who may open them, what they show, filters, exports and query counts."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import Organisation, User
from digests.models import Indicator
from digests.months import months_up_to
from tests.factories import AreaFactory
from tests.factories_indicators import many_indicators
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


def test_everybody_in_the_recovery_reads_the_digest(
    indicator: Indicator, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    for role in ("improver", "owner", "analyst", "chair", "adviser", "department_official", "board_member"):
        client = client_for(request.getfixturevalue(role))
        assert {client.get(address).status_code for address in addresses(indicator)} == {200}, role


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


def test_a_large_digest_takes_no_more_queries_than_a_small_one(
    indicator: Indicator, analyst: User, client_for: ClientFor, queries_of: Callable[[Client, str], int]
) -> None:
    client = client_for(analyst)
    client.get(HOME)

    def asked() -> list[int]:
        return [queries_of(client, address) for address in addresses(indicator)]

    many_indicators(indicator.council, 9, months=12)
    few = asked()
    many_indicators(indicator.council, 190, months=120)
    for month in months_up_to(dt.date(2026, 9, 1), 119):
        ReadingFactory(indicator=indicator, month=month, recorded_by=analyst)
    assert asked() == few
