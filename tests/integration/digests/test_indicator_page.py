"""The page of one indicator: its chart and the same in words and in a table, its statistics, and the ways from it."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation, User
from digests.models import EarlierDefinition, Indicator
from digests.services.commentary import write_commentary
from tests.factories_charts import OCTOBER, STEADY, give_series, rebase
from tests.factories_plan import (
    ActionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    ReadingFactory,
    TargetFactory,
)
from tests.factories_publication import SAID, group_of

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
DIGEST = "/councils/fernshire/digest/"
RUN = (84, 85, 84, 86, 85, 84, 85)


@pytest.fixture
def indicator(council: Organisation) -> Indicator:
    """Nineteen months of which the last seven are above a mean that the first twelve fix."""
    indicator = IndicatorFactory(
        council=council, code="FS01", title="Visits in time", is_key=True, baseline_points=12
    )
    TargetFactory(indicator=indicator, at_least=Decimal(95))
    give_series(indicator, (*STEADY, *RUN))
    return indicator


def address(indicator: Indicator, query: str = "") -> str:
    return f"{DIGEST}indicators/{indicator.pk}/{query}"


def page_of(client: Client, indicator: Indicator, query: str = "") -> str:
    answer = client.get(address(indicator, query))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_the_page_says_in_words_and_in_a_table_what_the_chart_draws(
    indicator: Indicator, board_member: User, client_for: ClientFor
) -> None:
    page = page_of(client_for(board_member), indicator)
    words = "19 of 19 months within limits; the last 7 are above the mean: improvement."
    assert f'role="img" aria-label="FS01 Visits in time, by month. {words}' in page
    assert page.count(words) == 3, "in the wide chart, the narrow one and the text beside them"
    assert (
        "<title>October 2026: 85.0% (85 of 100). Red: off target (at least 95.0%). "
        "Run above the mean: improvement</title>" in page
    )
    assert 'data-label="Signal">Run above the mean: improvement</td>' in page
    assert 'data-label="Mean">83.3%</td>' in page
    assert 'data-label="Lower limit">74.8%</td>' in page
    assert 'data-label="Upper limit">91.7%</td>' in page
    assert "April 2026 to October 2026 (7 months): Improvement: run above the mean" in page
    assert "style=" not in page.split("<main", 1)[1]


def test_the_month_has_its_word_its_distance_the_reading_before_it_and_its_tags(
    indicator: Indicator, board_member: User, client_for: ClientFor
) -> None:
    page = page_of(client_for(board_member), indicator)
    assert (
        "At least 95.0%: 10.0 points below. The reading before it: 84.0% in September 2026, Red: off target."
        in page
    )
    assert "Improved since the month before." in page
    assert re.search(
        r"</svg> Improving</strong>.*</svg> Will miss its target</strong>.*as things stand", page
    )


def test_as_many_months_are_shown_as_are_asked_for_and_the_statistics_stay(
    indicator: Indicator, board_member: User, client_for: ClientFor
) -> None:
    client = client_for(board_member)
    for query, first, before in [
        ("?months=12", "November 2025", "October 2025"),
        ("", "November 2024", "October 2024"),
        ("?months=24", "November 2024", "October 2024"),
        ("?months=36", "November 2023", "October 2023"),
        ("?months=all", "April 2025", "March 2025"),
        ("?months=99", "November 2024", "October 2024"),
    ]:
        table = page_of(client, indicator, query).split("Figures by month</caption>")[1].split("</table>")[0]
        assert first in table, query
        assert before not in table, query
    assert 'data-label="Mean">83.3%</td>' in page_of(client, indicator, "?months=12")


def test_a_rebase_and_a_new_definition_are_marked_with_their_reasons(
    indicator: Indicator, analyst: User, client_for: ClientFor
) -> None:
    rebase(indicator, dt.date(2026, 4, 1), "A new <case> system")
    EarlierDefinition.objects.create(
        indicator=indicator, replaced_from=dt.date(2026, 1, 15), reason="Counted from the first day",
        title="Before", meaning="m", numerator_words="n", unit="percent", direction="higher",
    )  # fmt: skip
    page = page_of(client_for(analyst), indicator)
    assert "<strong>A</strong> February 2026: Defined anew: Counted from the first day" in page
    assert "<strong>B</strong> April 2026: Limits start anew: A new &lt;case&gt; system" in page
    assert 'data-label="Why it starts there">A new &lt;case&gt; system</td>' in page
    assert "The limits are trial limits: they rest on 7 months, and 12 make them firm." in page


def test_a_rolling_figure_has_no_limits_and_the_page_says_why(
    indicator: Indicator, analyst: User, client_for: ClientFor
) -> None:
    Indicator.objects.filter(pk=indicator.pk).update(period_type=Indicator.PeriodType.ROLLING_12)
    page = page_of(client_for(analyst), indicator)
    assert "Each figure covers twelve months" in page
    assert "What the statistics say" not in page
    assert 'data-label="Signal"' not in page


@pytest.mark.parametrize("values", [(), (None,), (90,), (0, 0, 0), (90,) * 30, (-5, 3), (9_999_999_999, 1)])
def test_few_none_constant_negative_and_huge_figures_are_drawn_without_a_fault(
    values: tuple[float | None, ...], council: Organisation, analyst: User, client_for: ClientFor
) -> None:
    one = IndicatorFactory(council=council, unit="count")
    for row, value in enumerate(values):
        ReadingFactory(
            indicator=one, month=dt.date(2024 + row // 12, row % 12 + 1, 1), numerator=None, denominator=None,
            value=None if value is None else Decimal(value),
        )  # fmt: skip
    page = page_of(client_for(analyst), one, "?months=all")
    assert ("No figure has been given in these months" in page) == (
        not any(value is not None for value in values)
    )


def test_the_analyst_sees_the_ways_to_a_figure_and_to_the_settings_others_do_not(
    indicator: Indicator, analyst: User, board_member: User, client_for: ClientFor
) -> None:
    ways = [
        address(indicator, "2026/10/"),
        address(indicator, "statistics/"),
        address(indicator, "statistics/rebase/"),
    ]
    for person, sees in [(analyst, True), (board_member, False)]:
        page = page_of(client_for(person), indicator)
        assert [f'href="{way}"' in page for way in ways] == [sees] * 3


def test_the_page_has_the_months_commentary_its_groups_and_the_quality_of_each_figure(
    indicator: Indicator, analyst: User, board_member: User, client_for: ClientFor
) -> None:
    write_commentary(indicator=indicator, month=OCTOBER, said=SAID, by=analyst)
    group_of(indicator, "North", 33, 50)
    indicator.readings.filter(month=OCTOBER, dimension="").update(
        quality="doubtful",
        problem="both",
        quality_note="Two teams count anew",
        version=2,
        revision_reason="Late",
    )
    words = "Doubtful. Recording and practice problem. Two teams count anew"
    writing = f'href="{address(indicator, "2026/10/commentary/")}"'
    page = page_of(client_for(analyst), indicator)
    assert f"<strong>Data quality:</strong> {words}.</p>" in page
    assert f'data-label="Note">{words}. Revised: Late</td>' in page
    assert "<strong>Practice problem.</strong> Two teams lost their managers." in page
    assert (
        "<strong>Will not meet the target as things stand:</strong> 85.0% now; target at least 95.0%" in page
    )
    assert writing in page
    assert re.search(r"By team</caption>.*North</th>.*66.0%</td>.*33 of 50</td>", page)
    # Whoever does not work on the month reads its commentary once it is published.
    page = page_of(client_for(board_member), indicator)
    assert words in page
    assert not [each for each in (SAID.cause, "Commentary</h2>", writing) if each in page]
    earlier = page_of(client_for(analyst), indicator, "?known_on=01/11/2026")
    assert SAID.cause not in earlier


def test_the_ways_lead_to_objectives_and_actions_and_back(
    indicator: Indicator, council: Organisation, improver: User, client_for: ClientFor
) -> None:
    objective = ObjectiveFactory(plan__notice__council=council)
    action = ActionFactory(objective=objective)
    indicator.objectives.add(objective)
    indicator.actions.add(action)
    client = client_for(improver)
    page = page_of(client, indicator)
    for thing in (f"objectives/{objective.pk}/", f"actions/{action.pk}/"):
        there = f"/councils/fernshire/plan/{thing}"
        assert f'href="{there}"' in page
        assert f'href="{address(indicator)}"' in client.get(there).content.decode()


def test_the_pages_lead_from_one_indicator_to_the_next_in_the_order_of_the_digest(
    indicator: Indicator, council: Organisation, improver: User, client_for: ClientFor
) -> None:
    second = IndicatorFactory(council=council, code="AA02")
    third = IndicatorFactory(council=council, code="BB03")
    IndicatorFactory(council=council, code="AB00", retired_on=dt.date(2026, 1, 1), retired_because="Merged")
    client = client_for(improver)
    beside = {}
    for each in (indicator, second, third):
        page = page_of(client, each, "?months=12")
        beside[each.code] = [
            found and int(found[1])
            for found in (
                re.search(rf'indicators/(\d+)/\?months=12" rel="{way}"', page) for way in ("prev", "next")
            )
        ]
    assert beside == {"FS01": [None, second.pk], "AA02": [indicator.pk, third.pk], "BB03": [second.pk, None]}


def queries(client: Client, where: str) -> int:
    client.get(where)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(where).status_code == 200
    return len(captured)


def test_many_months_and_indicators_take_as_many_queries_as_few(
    council: Organisation, analyst: User, client_for: ClientFor
) -> None:
    client = client_for(analyst)
    one, other = IndicatorFactory(council=council), IndicatorFactory(council=council)
    give_series(one, (80, 81))
    few = queries(client, address(one, "?months=all"))
    IndicatorFactory.create_batch(10, council=council)
    for month in (1, 3, 5):
        rebase(other, dt.date(2026, month, 1))
    give_series(other, [80 + row % 9 for row in range(120)])
    write_commentary(indicator=other, month=OCTOBER, said=SAID, by=analyst)
    for number in range(12):
        group_of(other, f"Team {number}", 5, 10)
    objective = ObjectiveFactory(plan__notice__council=council)
    other.actions.set(ActionFactory.create_batch(5, objective=objective))
    one.actions.set([ActionFactory(objective=objective)])
    assert queries(client, address(other, "?months=all")) == few
    assert queries(client, address(other, "?months=12")) == few
