"""Chart geometry: what is drawn where, in which shape, over which months, and what the legend explains."""

import datetime as dt
from decimal import Decimal
from math import inf

import pytest

from digests.chart import NARROW, SMALL, WIDE, Bounds, Chart, Layout, Mark, one_legend, sparkline, spc_chart
from digests.chart.axis import spread, tick_words, ticks_over
from digests.months import months_up_to

OCTOBER = dt.date(2026, 10, 1)


def marks(values: list[float | None], **terms: object) -> list[Mark]:
    months = months_up_to(OCTOBER, len(values))
    return [
        Mark(month, None if value is None else Decimal(str(value)), **terms)  # type: ignore[arg-type]
        for month, value in zip(months, values, strict=True)
    ]


def chart_of(given: list[Mark], layout: Layout = WIDE) -> Chart:
    return spc_chart(given, title="Title", summary="Summary", unit_sign="%", layout=layout)


def words_of(chart: Chart) -> list[str]:
    return [label.words for label in chart.labels]


def test_a_month_without_a_value_breaks_the_line() -> None:
    chart = chart_of(marks([1, 2, None, 3, 4]))
    assert [len(path.split()) for path in chart.paths] == [2, 2]
    assert len(chart.dots) == 4


def test_a_single_value_is_a_dot_without_a_line_and_no_value_an_empty_chart() -> None:
    chart = chart_of(marks([None, 3, None]))
    assert (len(chart.dots), chart.paths) == (1, ())
    assert chart_of(marks([None, None])).is_empty
    assert chart_of([]).is_empty


def test_a_suppressed_month_is_a_cross_with_its_words_and_no_other_missing_month_is() -> None:
    hidden = Mark(OCTOBER, None, is_suppressed=True, words="October 2026: Suppressed")
    chart = chart_of([*marks([1, None])[:1], hidden])
    assert [each.words for each in chart.hidden] == ["October 2026: Suppressed"]
    assert chart_of(marks([1, None])).hidden == ()


def test_targets_hold_for_their_own_months_and_say_which() -> None:
    low, high = Decimal(90), Decimal(95)
    given = [
        *marks([1, 2, 3, 4], at_least=low, target_words="Target: at least 90%")[:2],
        *marks([1, 2, 3, 4], at_least=high, target_words="Target: at least 95%")[2:3],
        *marks([4]),
    ]
    first, second = chart_of(given).targets
    assert first.x2 == pytest.approx(second.x, abs=0.2)
    assert first.width == pytest.approx(2 * second.width, abs=0.2)
    assert second.y < first.y
    assert first.words == "Target: at least 90%, July 2026 to August 2026"
    assert second.words == "Target: at least 95%, September 2026"


def test_a_band_has_two_edges_and_one_name() -> None:
    chart = chart_of(marks([42], at_least=Decimal(40), at_most=Decimal(45)))
    (stretch,) = chart.targets
    assert stretch.y2 is not None
    assert stretch.top == stretch.y2 < stretch.y
    assert stretch.height == pytest.approx(stretch.y - stretch.y2)
    assert "Band 40.0% to 45.0%" in words_of(chart)


def test_mean_and_limits_are_drawn_where_they_hold_and_named_at_the_end() -> None:
    before = marks([80, 82, 84, 86], mean=Decimal(81), lower_limit=Decimal(70), upper_limit=Decimal(92))
    after = marks([80, 82, 84, 86], mean=Decimal(85))
    chart = chart_of([*before[:2], *after[2:]])
    assert [(level.kind, level.words) for level in chart.levels] == [
        ("mean", "Mean 81.0%, July 2026 to August 2026"),
        ("mean", "Mean 85.0%, September 2026 to October 2026"),
        ("upper_limit", "Upper limit 92.0%, July 2026 to August 2026"),
        ("lower_limit", "Lower limit 70.0%, July 2026 to August 2026"),
    ]
    assert [words for words in words_of(chart) if "limit" in words or "Mean" in words] == ["Mean 85.0%"]


def test_where_nothing_was_tested_no_mean_and_no_limit_is_drawn() -> None:
    chart = chart_of(marks([80, 82, 84]))
    assert chart.levels == ()
    assert [key.words for key in chart.legend] == []


def test_a_turn_is_lettered_and_says_why_and_parts_equal_levels() -> None:
    given = marks([80, 80, 80, 80], mean=Decimal(80))
    turned = Mark(given[2].month, given[2].value, mean=Decimal(80), turn="Limits start anew: a new system")
    chart = chart_of([*given[:2], turned, given[3]])
    (turn,) = chart.turns
    assert (turn.letter, turn.words) == ("A", "September 2026: Limits start anew: a new system")
    assert turn.x == pytest.approx((chart.dots[1].x + chart.dots[2].x) / 2, abs=0.1)
    assert len(chart.levels) == 2
    assert "A" in words_of(chart)


SHAPES = [
    ("common", "", "#6f777b", "a"),
    ("improvement", "run_above", "#1d70b8", "L"),
    ("concern", "above_limit", "#b85400", "L"),
    ("neutral_low", "run_below", "#4c2c92", "L"),
]


@pytest.mark.parametrize(("meaning", "signal", "fill", "drawn_by"), SHAPES)
def test_a_meaning_has_its_colour_and_its_shape(meaning: str, signal: str, fill: str, drawn_by: str) -> None:
    (point,) = chart_of(marks([5], meaning=meaning, signal=signal)).dots
    assert point.fill == fill
    assert drawn_by in point.path


def test_shapes_differ_without_their_colour_and_an_improvement_points_to_where_it_went() -> None:
    paths = {
        chart_of(marks([5], meaning=meaning, signal=signal)).dots[0].path
        for meaning, signal in [
            ("common", ""), ("improvement", "above_limit"), ("improvement", "below_limit"),
            ("concern", "above_limit"), ("neutral_high", "above_limit"),
        ]
    }  # fmt: skip
    assert len(paths) == 5


def test_the_legend_explains_what_is_there_and_nothing_else() -> None:
    tested = marks(
        [80, 99], mean=Decimal(80), lower_limit=Decimal(70), upper_limit=Decimal(90), meaning="common"
    )
    plain = marks([80], at_least=Decimal(90), meaning="concern", signal="below_limit")
    legends = [chart_of(plain).legend, chart_of(tested).legend]
    assert [key.words for key in legends[1]] == ["No signal: common cause", "Mean", "Limits"]
    assert [key.words for key in one_legend(legends)] == [
        "No signal: common cause", "Signal of concern", "Mean", "Limits", "Target",
    ]  # fmt: skip


TICKS = [
    ([Decimal(70), Decimal(96)], [70, 80, 90, 100]),
    ([Decimal(0), Decimal(10)], [0, 2, 4, 6, 8, 10]),
    ([Decimal(5), Decimal(5)], [4, 4.5, 5, 5.5, 6]),
    ([Decimal(-3), Decimal(3)], [-4, -2, 0, 2, 4]),
    ([], [0, 0.2, 0.4, 0.6, 0.8, 1]),
]


@pytest.mark.parametrize(("values", "expected"), TICKS)
def test_ticks_are_round_numbers_around_the_values(values: list[Decimal], expected: list[float]) -> None:
    assert ticks_over(values) == pytest.approx(expected)


BOUNDED_TICKS = [
    # 98.4 would take the axis to 120 in steps of 20, were it not a percentage.
    ([Decimal(13), Decimal("98.4")], (0, 100), [0, 20, 40, 60, 80, 100]),
    ([Decimal(100), Decimal(100)], (0, 100), [99, 99.2, 99.4, 99.6, 99.8, 100]),
    ([Decimal(0), Decimal(0)], (0, 100), [0, 0.2, 0.4, 0.6, 0.8, 1]),
    # What a figure should not be is drawn all the same where one is.
    ([Decimal(90), Decimal(104)], (0, 100), [90, 95, 100, 105]),
    ([Decimal(-2), Decimal(3)], (0, inf), [-2, -1, 0, 1, 2, 3]),
]


@pytest.mark.parametrize(("values", "bounds", "expected"), BOUNDED_TICKS)
def test_ticks_keep_to_what_a_figure_can_be(
    values: list[Decimal], bounds: Bounds, expected: list[float]
) -> None:
    assert ticks_over(values, bounds=bounds) == pytest.approx(expected)


def test_a_limit_beyond_what_a_figure_can_be_is_named_with_an_arrow_and_not_drawn() -> None:
    # Twelve months about 94% with moves of some 4 points: the upper limit comes to 104.6%.
    given = marks(
        [92, 96, 98, 93], mean=Decimal("94.0"), lower_limit=Decimal("83.4"), upper_limit=Decimal("104.6")
    )
    chart = spc_chart(given, title="", summary="", unit_sign="%", bounds=(0, 100))
    assert [level.kind for level in chart.levels] == ["mean", "lower_limit"]
    assert {"Upper limit 104.6% ↑", "Lower limit 83.4%"} <= set(words_of(chart))
    values = [label.words for label in chart.labels if label.anchor == "end"]
    assert (values[0], values[-1]) == ("82.5%", "100.0%")
    # Of days the same limit is one like any other.
    days = spc_chart(given, title="", summary="", bounds=(0, inf))
    assert [level.kind for level in days.levels] == ["mean", "upper_limit", "lower_limit"]
    assert "Upper limit 104.6" in words_of(days)


def test_a_value_at_a_limit_beyond_the_bounds_is_drawn_with_its_limit() -> None:
    given = marks([95, 104], mean=Decimal(96), upper_limit=Decimal(104), lower_limit=Decimal(-3))
    chart = spc_chart(given, title="", summary="", bounds=(0, 100))
    assert len(chart.dots) == 2
    assert min(dot.y for dot in chart.dots) == next(
        level.y for level in chart.levels if level.kind == "upper_limit"
    )
    assert "Lower limit -3.0 ↓" in words_of(chart)


TICK_WORDS = [
    ([70.0, 80.0, 90.0], "%", ["70%", "80%", "90%"]),
    ([0.0, 0.25, 0.5], "", ["0", "0.25", "0.50"]),
    ([-500.0, 0.0, 500.0], "", ["-500", "0", "500"]),
    ([0.0, 5_000.0, 10_000.0], "", ["0", "5,000", "10,000"]),
    ([0.0, 500_000.0, 1_000_000.0], "", ["0", "0.5m", "1.0m"]),
    ([0.0, 2_000_000_000.0, 4_000_000_000.0], "", ["0", "2bn", "4bn"]),
    ([1_000_000.0, 1_000_005.0], "", ["1,000,000", "1,000,005"]),
]


@pytest.mark.parametrize(("ticks", "sign", "expected"), TICK_WORDS)
def test_numbers_on_the_axis_are_told_apart(ticks: list[float], sign: str, expected: list[str]) -> None:
    assert tick_words(ticks, sign) == expected


SPREAD = [
    ([10, 50, 90], [10, 50, 90]),
    ([50, 52, 54], [50, 65, 80]),
    ([98, 99], [85, 100]),
    ([2, 1], [1, 16]),
    ([100, 100, 100], [70, 85, 100]),
]


@pytest.mark.parametrize(("places", "expected"), SPREAD)
def test_names_of_lines_are_moved_apart_as_little_as_needed(
    places: list[float], expected: list[float]
) -> None:
    assert spread(places, apart=15, top=0, bottom=100) == expected


@pytest.mark.parametrize(("months", "named"), [(12, 12), (24, 12), (36, 12), (120, 10)])
def test_of_many_months_only_some_are_named_the_last_always(months: int, named: int) -> None:
    labels = [label for label in chart_of(marks([1.0] * months)).labels if label.anchor == "middle"]
    assert len(labels) == named
    assert labels[-1].words == "Oct 26"


def test_a_sparkline_has_limits_and_the_newest_month_in_its_shape() -> None:
    series = marks([80, 82, 99], mean=Decimal(81), lower_limit=Decimal(75), upper_limit=Decimal(90))
    newest = Mark(OCTOBER, Decimal(99), signal="above_limit", meaning="improvement", mean=Decimal(81))
    small = sparkline([*series[:2], newest])
    assert {level.kind for level in small.levels} == {"mean", "lower_limit", "upper_limit"}
    assert small.last is not None
    assert small.last.meaning == "improvement"


def test_a_small_chart_and_a_narrow_one_name_no_levels() -> None:
    given = marks([80, 82], mean=Decimal(81), at_least=Decimal(90))
    assert "Mean 81.0%" in words_of(chart_of(given, WIDE))
    for layout in (NARROW, SMALL):
        assert not {"Mean 81.0%", "Target 90.0%"} & set(words_of(chart_of(given, layout)))
