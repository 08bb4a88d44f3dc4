"""The digest of a month: the target of that month, the month before, what was known when, in constant queries."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Organisation
from digests.charting import chart_of, summary_of
from digests.models import Indicator
from digests.months import months_up_to
from digests.rating import Movement, Standing
from digests.selectors import digest_for, line_for, months_with_figures, newest_month
from tests.factories import AreaFactory, CouncilFactory
from tests.factories_plan import IndicatorFactory, ObjectiveFactory, ReadingFactory, TargetFactory

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER = dt.date(2026, 9, 1), dt.date(2026, 10, 1)


def at(day: str) -> dt.datetime:
    return timezone.make_aware(dt.datetime.fromisoformat(f"{day}T12:00"))


def test_a_line_has_value_target_rating_and_the_month_before() -> None:
    indicator = IndicatorFactory()
    TargetFactory(indicator=indicator)
    ReadingFactory(indicator=indicator, month=SEPTEMBER, numerator=Decimal(80), denominator=Decimal(100))
    ReadingFactory(indicator=indicator, month=OCTOBER, numerator=Decimal(86), denominator=Decimal(100))
    line = line_for(indicator, OCTOBER)
    assert (line.value_in_words, line.parts_in_words, line.before_in_words) == ("86.0%", "86 of 100", "80.0%")
    assert (line.rated.standing, line.distance_in_words) == (Standing.NEAR_TARGET, "4.0 points below")
    assert (line.movement, line.target_in_words) == (Movement.IMPROVED, "At least 90.0%")


def test_each_month_is_held_against_the_target_of_its_first_day() -> None:
    indicator = IndicatorFactory()
    TargetFactory(
        indicator=indicator, effective_from=dt.date(2026, 4, 1), at_least=Decimal(80), tolerance=Decimal(0)
    )
    TargetFactory(
        indicator=indicator, effective_from=dt.date(2026, 9, 2), at_least=Decimal(95), tolerance=Decimal(0)
    )
    for month in (dt.date(2026, 3, 1), SEPTEMBER, OCTOBER):
        ReadingFactory(indicator=indicator, month=month)
    by_month = {point.month: point.rated.standing for point in line_for(indicator, OCTOBER).series}
    assert by_month[dt.date(2026, 3, 1)] == Standing.NO_TARGET
    assert by_month[SEPTEMBER] == Standing.ON_TARGET
    assert by_month[OCTOBER] == Standing.OFF_TARGET


def test_a_revision_is_known_from_its_day_and_the_earlier_figure_before() -> None:
    indicator = IndicatorFactory()
    ReadingFactory(
        indicator=indicator,
        month=OCTOBER,
        numerator=Decimal(80),
        recorded_at=at("2026-11-03"),
        superseded_at=at("2026-11-10"),
    )
    ReadingFactory(
        indicator=indicator, month=OCTOBER, numerator=Decimal(88), version=2, revision_reason="Two teams late",
        recorded_at=at("2026-11-10"),
    )  # fmt: skip
    known = {
        day: line_for(indicator, OCTOBER, known_on=dt.date.fromisoformat(day)).value_in_words
        for day in ("2026-11-02", "2026-11-03", "2026-11-09", "2026-11-10")
    }
    assert known == {
        "2026-11-02": "No figure given", "2026-11-03": "80.0%", "2026-11-09": "80.0%", "2026-11-10": "88.0%",
    }  # fmt: skip
    assert line_for(indicator, OCTOBER).value_in_words == "88.0%"


def test_no_value_suppressed_and_not_given_are_three_things_and_none_is_zero() -> None:
    council = CouncilFactory()
    zero, over_nothing, hidden, missing = (IndicatorFactory(council=council, code=code) for code in "abcd")
    ReadingFactory(indicator=zero, numerator=Decimal(0))
    ReadingFactory(indicator=over_nothing, numerator=Decimal(0), denominator=Decimal(0), value=None)
    ReadingFactory(indicator=hidden, numerator=None, denominator=None, value=None, is_suppressed=True)
    digest = digest_for(council, OCTOBER)
    assert [line.value_in_words for line in digest.lines] == [
        "0.0%",
        "No value",
        "Suppressed",
        "No figure given",
    ]
    assert [line.indicator for line in digest.not_given] == [missing]
    assert digest.by_standing[Standing.NOT_GIVEN] == 1


def test_key_indicators_come_first_then_codes() -> None:
    council = CouncilFactory()
    for code, is_key in [("a", False), ("b", True), ("c", False), ("d", True)]:
        IndicatorFactory(council=council, code=code, is_key=is_key)
    IndicatorFactory()
    digest = digest_for(council, OCTOBER)
    assert [line.indicator.code for line in digest.lines] == ["b", "d", "a", "c"]
    assert [line.indicator.code for line in digest.key_lines] == ["b", "d"]


def test_the_series_ends_with_the_month_and_never_looks_ahead() -> None:
    indicator = IndicatorFactory()
    ReadingFactory(indicator=indicator, month=dt.date(2026, 11, 1), numerator=Decimal(1))
    line = line_for(indicator, OCTOBER, months=24)
    assert tuple(point.month for point in line.series) == months_up_to(OCTOBER, 24)
    assert all(point.reading is None for point in line.series)
    assert "1.0%" not in chart_of(line).summary


def test_the_newest_month_is_that_of_the_newest_figure_or_the_last_whole_month() -> None:
    council, today = CouncilFactory(), dt.date(2026, 11, 22)
    assert newest_month(council, today=today) == OCTOBER
    ReadingFactory(indicator__council=council, month=dt.date(2026, 8, 1))
    assert newest_month(council, today=today) == dt.date(2026, 8, 1)
    assert months_with_figures(council) == [dt.date(2026, 8, 1)]


def test_the_summary_says_what_the_chart_shows() -> None:
    indicator = IndicatorFactory()
    TargetFactory(indicator=indicator)
    for month, numerator in [(7, 70), (8, 95), (10, 90)]:
        ReadingFactory(indicator=indicator, month=dt.date(2026, month, 1), numerator=Decimal(numerator))
    summary = summary_of(line_for(indicator, OCTOBER, months=4))
    assert summary == (
        "July 2026 to October 2026: from 70.0% in July 2026 to 90.0% in October 2026. "
        "Lowest 70.0% in July 2026, highest 95.0% in August 2026. "
        "On target in 2 of 3 rated months; target now: at least 90.0%. No value for September 2026."
    )


WORDS = [
    (Indicator.Unit.COUNT, 0, Decimal(1204), "1,204"),
    (Indicator.Unit.DAYS, 0, Decimal(1), "1 day"),
    (Indicator.Unit.DAYS, 1, Decimal("31.25"), "31.3 days"),
    (Indicator.Unit.RATE, 1, Decimal("536.04"), "536.0"),
    (Indicator.Unit.SCORE, 1, Decimal("14.05"), "14.1"),
]


@pytest.mark.parametrize(("unit", "decimals", "value", "words"), WORDS)
def test_a_value_is_printed_in_its_unit(unit: str, decimals: int, value: Decimal, words: str) -> None:
    indicator = IndicatorFactory(unit=unit, decimals=decimals)
    ReadingFactory(indicator=indicator, value=value)
    assert line_for(indicator, OCTOBER).value_in_words == words


def fill(council: Organisation, indicators: int, months: int) -> None:
    for _ in range(indicators):
        indicator = IndicatorFactory(council=council)
        indicator.areas.set(
            [
                AreaFactory(
                    notice__council=council,
                    notice__issued_on=dt.date(2025, 1, 1) + dt.timedelta(days=indicator.pk),
                )
            ]
        )
        indicator.objectives.set([ObjectiveFactory(plan__notice=indicator.areas.get().notice)])
        TargetFactory(indicator=indicator)
        for month in months_up_to(OCTOBER, months):
            ReadingFactory(indicator=indicator, month=month)


def queries(council: Organisation, months: int) -> int:
    with CaptureQueriesContext(connection) as captured:
        digest = digest_for(council, OCTOBER, months=months)
        assert [(line.value_in_words, list(line.indicator.areas.all())) for line in digest.lines]
        assert [chart_of(line) for line in digest.lines]
    return len(captured)


def test_many_indicators_and_months_take_as_many_queries_as_few() -> None:
    small, large = CouncilFactory(), CouncilFactory()
    fill(small, 1, 2)
    fill(large, 8, 14)
    assert queries(small, 2) == queries(large, 24)
