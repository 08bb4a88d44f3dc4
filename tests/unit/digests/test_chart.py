"""Chart geometry: all lies inside, higher values lie higher, gaps break the line, targets hold for their months."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.chart import Chart, Mark, line_chart, sparkline, ticks_over
from digests.months import months_up_to

OCTOBER = dt.date(2026, 10, 1)


def marks(values: list[Decimal | None], target: Decimal | None = None) -> list[Mark]:
    months = months_up_to(OCTOBER, len(values))
    return [Mark(month, value, target, None, "words") for month, value in zip(months, values, strict=True)]


def chart_of(values: list[Decimal | None], target: Decimal | None = None) -> Chart:
    return line_chart(marks(values, target), title="Title", summary="Summary")


def test_a_month_without_a_value_breaks_the_line() -> None:
    chart = chart_of([Decimal(1), Decimal(2), None, Decimal(3), Decimal(4)])
    assert [len(path.split()) for path in chart.paths] == [2, 2]
    assert len(chart.dots) == 4


def test_a_single_value_is_a_dot_without_a_line() -> None:
    chart = chart_of([None, Decimal(3), None])
    assert (len(chart.dots), chart.paths) == (1, ())


def test_no_value_at_all_is_an_empty_chart() -> None:
    assert chart_of([None, None]).is_empty
    assert line_chart([], title="", summary="").is_empty


def test_targets_hold_for_their_own_months() -> None:
    changed = [
        *marks([Decimal(1), Decimal(2)], Decimal(90)),
        *marks([Decimal(3)], Decimal(95)),
        *marks([Decimal(4)], None),
    ]
    chart = line_chart(changed, title="", summary="")
    first, second = chart.targets
    assert first.x2 == pytest.approx(second.x, abs=0.2)
    assert first.width == pytest.approx(2 * second.width, abs=0.2)
    assert second.y < first.y


def test_a_band_has_two_edges() -> None:
    band = [Mark(OCTOBER, Decimal(42), Decimal(40), Decimal(45), "")]
    (stretch,) = line_chart(band, title="", summary="").targets
    assert stretch.y2 is not None
    assert stretch.top == stretch.y2 < stretch.y
    assert stretch.height == pytest.approx(stretch.y - stretch.y2)


TICKS = [
    ([Decimal(70), Decimal(96)], [70, 80, 90, 100]),
    ([Decimal(0), Decimal(10)], [0, 2, 4, 6, 8, 10]),
    ([Decimal(5), Decimal(5)], [4, 4.5, 5, 5.5, 6]),
    ([], [0, 0.2, 0.4, 0.6, 0.8, 1]),
]


@pytest.mark.parametrize(("values", "expected"), TICKS)
def test_ticks_are_round_numbers_around_the_values(values: list[Decimal], expected: list[float]) -> None:
    assert ticks_over(values) == pytest.approx(expected)


VALUES = st.lists(st.none() | st.decimals(min_value=0, max_value=100_000, places=2), min_size=1, max_size=40)


@given(values=VALUES, target=st.none() | st.decimals(min_value=0, max_value=100_000, places=1))
def test_everything_lies_inside_and_higher_values_lie_higher(
    values: list[Decimal | None], target: Decimal | None
) -> None:
    chart = chart_of(values, target)
    assert all(
        chart.left <= dot.x <= chart.right and chart.top <= dot.y <= chart.bottom for dot in chart.dots
    )
    assert all(chart.top <= stretch.y <= chart.bottom for stretch in chart.targets)
    given_values = [value for value in values if value is not None]
    by_height = sorted(zip(given_values, chart.dots, strict=True), key=lambda pair: pair[0])
    assert [dot.y for _, dot in by_height] == sorted((dot.y for dot in chart.dots), reverse=True)
    assert 2 <= len(chart.y_ticks) <= 9
    assert len(chart.x_ticks) <= 13


@given(values=VALUES)
def test_a_sparkline_stays_in_its_box_and_ends_with_the_newest_value(values: list[Decimal | None]) -> None:
    small = sparkline(values)
    places = [tuple(map(float, point.split(","))) for path in small.paths for point in path.split()]
    assert all(0 <= x <= small.width and 0 <= y <= small.height for x, y in places)
    assert (small.last is not None) == (values[-1] is not None)
