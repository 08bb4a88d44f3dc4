"""The digest of a month: the target of that month, the month before, what was known when, in constant queries."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Organisation
from digests.charting import chart_of, marks_of, summary_of, words_of
from digests.models import EarlierDefinition, Indicator, Reading, Rebase
from digests.months import months_up_to
from digests.rating import Movement, Standing
from digests.selectors import digest_for, line_for, months_with_figures, newest_month
from digests.standing import in_words
from tests.factories import AreaFactory, CouncilFactory, NoticeFactory
from tests.factories_charts import STEADY, give_series, rebase
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
    # The one move, from 70 to 95, puts the limits 66.5 either side of a mean of 85.
    assert summary == (
        "3 of 3 months within limits; the latest shows no real change. "
        "As things stand it may meet or miss its target from month to month. "
        "The limits are trial limits: they rest on 3 months, and 12 make them firm. "
        "July 2026 to October 2026: from 70.0% in July 2026 to 90.0% in October 2026. "
        "Lowest 70.0% in July 2026, highest 95.0% in August 2026. "
        "On target in 2 of 3 rated months; target now: at least 90.0%. No value for September 2026."
    )


def test_the_summary_names_a_gap_as_one_and_a_rolling_figure_as_untested() -> None:
    indicator = IndicatorFactory(period_type=Indicator.PeriodType.ROLLING_12)
    give_series(indicator, (80, 81, None, None, None, 82, None, 83))
    summary = summary_of(line_for(indicator, OCTOBER, months=8))
    assert summary.startswith("Each figure covers twelve months")
    assert summary.endswith("No value for May 2026 to July 2026, September 2026.")


def test_statistics_are_those_of_the_whole_series_however_much_is_shown() -> None:
    indicator = IndicatorFactory(baseline_points=12)
    give_series(indicator, (*STEADY, 84, 85, 84, 86, 85, 84, 85))
    for months, shown in [(3, 3), (12, 12), (36, 36), (None, 19)]:
        line = line_for(indicator, OCTOBER, months=months)
        assert len(line.series) == shown
        assert line.now.statistic is not None
        assert line.now.statistic.mean == Decimal("83.25")
        assert line.now.signal_in_words == "Run above the mean: improvement"
        assert line.analysis is not None
        assert len(line.analysis.points) == 19
    assert line_for(indicator, dt.date(2026, 3, 1), months=3).now.signal_in_words == "No signal"


def test_a_series_that_must_not_be_tested_or_has_no_figure_has_no_statistics() -> None:
    for period_type, is_tested in [
        ("in_month", True), ("snapshot", True), ("rolling_12", False), ("year_to_date", False),
    ]:  # fmt: skip
        indicator = IndicatorFactory(period_type=period_type)
        assert line_for(indicator, OCTOBER).analysis is None
        give_series(indicator, STEADY)
        line = line_for(indicator, OCTOBER)
        assert (line.analysis is not None) == is_tested == (not line.untested_because)
        assert (line.now.signal_in_words != "") == is_tested


def test_mean_and_limits_start_anew_where_it_was_known_that_they_do() -> None:
    indicator = IndicatorFactory()
    give_series(indicator, (*STEADY, 60, 62, 60))
    Reading.objects.update(recorded_at=at("2026-11-01"))
    kept = rebase(indicator, dt.date(2026, 8, 1), "A new case system")
    withdrawn = rebase(indicator, dt.date(2026, 3, 1), "By mistake")
    Rebase.objects.filter(pk=kept.pk).update(made_at=at("2026-11-10"))
    Rebase.objects.filter(pk=withdrawn.pk).update(made_at=at("2026-11-05"), withdrawn_at=at("2026-11-08"))
    reasons = {
        day: [era.reason for era in line_for(indicator, OCTOBER, known_on=day).reckoning.eras()]  # type: ignore[union-attr]
        for day in (
            dt.date(2026, 11, 4),
            dt.date(2026, 11, 6),
            dt.date(2026, 11, 8),
            dt.date(2026, 11, 10),
            None,
        )
    }
    assert list(reasons.values()) == [
        [""], ["By mistake", ""], [""], ["A new case system", ""], ["A new case system", ""],
    ]  # fmt: skip
    line = line_for(indicator, OCTOBER)
    assert [point.turn for point in line.series if point.turn] == ["Limits start anew: A new case system"]
    assert line.now.statistic is not None
    assert line.now.statistic.mean == Decimal("60.666667")


def test_the_stored_choices_of_an_indicator_are_followed() -> None:
    """The method's own example: 1 and 2 by turns with one 10 among them."""
    values = (1, 2, 1, 2, 10, *([1, 2] * 7)[:13])
    levels = {}
    for screens in (True, False):
        indicator = IndicatorFactory(screens_outliers=screens)
        give_series(indicator, values)
        statistic = line_for(indicator, OCTOBER).now.statistic
        assert statistic is not None
        levels[screens] = [round(float(level or 0), 2) for level in (statistic.mean, statistic.upper_limit)]
    assert levels == {True: [1.94, 4.6], False: [1.94, 6.95]}


def test_each_month_keeps_the_meaning_it_had_and_another_unit_is_not_compared() -> None:
    indicator = IndicatorFactory(unit="count", decimals=0)
    give_series(indicator, (50, 52, 7, 8))
    EarlierDefinition.objects.create(
        indicator=indicator, replaced_from=dt.date(2026, 9, 1), reason="Counted, not a share", title="Before",
        meaning="Share", numerator_words="n", unit="percent", decimals=1, direction="higher",
    )  # fmt: skip
    line = line_for(indicator, OCTOBER, months=4)
    assert [words_of(point).split(".")[0] for point in line.series][:1] == ["July 2026: 50"]
    assert [in_words(point.value, point.definition) for point in line.series] == ["50.0%", "52.0%", "7", "8"]
    assert [mark.value for mark in marks_of(line)] == [None, None, Decimal(7), Decimal(8)]
    assert line.series[2].turn == "Defined anew: Counted, not a share"
    assert line.analysis is not None
    assert len(line.analysis.points) == 2
    assert line_for(indicator, dt.date(2026, 9, 1)).movement is None


def test_the_reading_before_is_the_newest_earlier_one_with_its_rating() -> None:
    indicator = IndicatorFactory()
    TargetFactory(indicator=indicator)
    give_series(indicator, (95, 70, None, 90))
    line = line_for(indicator, OCTOBER)
    assert line.rating_before_in_words == "70.0% in August 2026, Red: off target"
    assert line.before_in_words == "No figure given"
    assert line_for(indicator, dt.date(2026, 7, 1)).rating_before_in_words == "none"


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
    for number in range(indicators):
        indicator = IndicatorFactory(council=council)
        notice = NoticeFactory(council=council, issued_on=dt.date(2025, 1, 1) + dt.timedelta(days=number))
        indicator.areas.set([AreaFactory(notice=notice)])
        indicator.objectives.set([ObjectiveFactory(plan__notice=notice)])
        TargetFactory(indicator=indicator)
        rebase(indicator, dt.date(2026, 9, 1))
        give_series(indicator, [80 + month % 7 for month in range(months)])


def queries(council: Organisation, months: int | None) -> int:
    with CaptureQueriesContext(connection) as captured:
        digest = digest_for(council, OCTOBER, months=months)
        assert [(line.value_in_words, list(line.indicator.areas.all())) for line in digest.lines]
        assert [(chart_of(line), line.assurance) for line in digest.lines]
    return len(captured)


def test_many_indicators_and_months_take_as_many_queries_as_few() -> None:
    small, large = CouncilFactory(), CouncilFactory()
    fill(small, 1, 2)
    fill(large, 8, 40)
    assert queries(small, 2) == queries(large, 24) == queries(large, None)
