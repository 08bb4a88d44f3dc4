"""Every indicator's chart in the small: who sees it, what the filters leave, and that it costs no more for more."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Organisation, User
from tests.factories import AreaFactory
from tests.factories_charts import STEADY, give_series, rebase
from tests.factories_indicators import many_indicators
from tests.factories_plan import IndicatorFactory, TargetFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
CHARTS = "/councils/fernshire/digest/charts/"


def fill(council: Organisation, indicators: int, months: int) -> None:
    for _ in range(indicators):
        indicator = IndicatorFactory(council=council)
        TargetFactory(indicator=indicator)
        rebase(indicator, dt.date(2026, 9, 1))
        give_series(indicator, [80 + month % 7 for month in range(months)])


def test_everybody_in_the_recovery_reads_it_and_nobody_else(
    council: Organisation, improver: User, board_member: User, outsider: User, client_for: ClientFor
) -> None:
    assert "There are no indicators yet" in client_for(improver).get(CHARTS).content.decode()
    fill(council, 1, 3)
    assert {client_for(each).get(CHARTS).status_code for each in (improver, board_member)} == {200}
    assert client_for(outsider).get(CHARTS).status_code == 404
    assert client_for(None).get(CHARTS).status_code == 302


def test_each_indicator_has_its_chart_its_words_and_its_tags(
    council: Organisation, board_member: User, client_for: ClientFor
) -> None:
    rising = IndicatorFactory(council=council, code="A1", title="Seen alone", is_key=True)
    TargetFactory(indicator=rising)
    give_series(rising, (*STEADY, 99))
    rolling = IndicatorFactory(council=council, code="B2", title="Moved twice", period_type="rolling_12")
    give_series(rolling, STEADY)
    IndicatorFactory(council=council, code="C3", title="Not begun")
    page = client_for(board_member).get(CHARTS).content.decode()
    assert page.index("A1 Seen alone") < page.index("B2 Moved twice") < page.index("C3 Not begun")
    assert page.count('role="img"') == 2
    assert (
        'aria-label="A1 Seen alone, by month. 12 of 13 months within limits; the latest is above the upper limit: '
        "improvement." in page
    )
    assert page.count("</svg> Improving</strong>") == 1
    assert page.count("</svg> May or may not meet its target</strong>") == 1
    assert page.count("Without limits: its months overlap.") == 1
    assert page.count("No figure in these months.") == 1
    assert page.count("</svg> Signal of improvement</li>") == 1
    assert "style=" not in page.split("<main", 1)[1]


def test_the_filters_are_those_of_the_digest_and_a_view_of_them_can_be_saved(
    council: Organisation, improver: User, client_for: ClientFor
) -> None:
    one = IndicatorFactory(council=council, code="A1", title="Seen alone", is_key=True)
    two = IndicatorFactory(council=council, code="B2", title="Moved twice")
    area = AreaFactory(notice__council=council)
    two.areas.add(area)
    give_series(one, STEADY)
    client = client_for(improver)
    for query, shown in [
        ("", [True, True]),
        ("key=True", [True, False]),
        (f"area={area.pk}", [False, True]),
        ("words=twice", [False, True]),
        ("rating=not_given", [False, True]),
        ("words=nothing", [False, False]),
        ("month=x&known_on=soon", [True, True]),
        ("month=2026-09&known_on=01/10/2026", [True, True]),
    ]:
        page = client.get(f"{CHARTS}?{query}").content.decode()
        found = [f"{each.code} {each.title}" in page for each in (one, two)]
        assert found == shown, query
    kept = client.get(f"{CHARTS}?words=twice").content.decode()
    assert "/people/views/digest-charts/save/?words=twice" in kept


def test_many_indicators_and_months_take_as_many_queries_as_few(
    council: Organisation, analyst: User, client_for: ClientFor, queries_of: Callable[[Client, str], int]
) -> None:
    client = client_for(analyst)
    fill(council, 1, 3)
    many_indicators(council, 9, months=12)
    client.get(CHARTS)
    few = queries_of(client, CHARTS)
    fill(council, 9, 40)
    many_indicators(council, 181, months=120)
    assert queries_of(client, CHARTS) == few
