"""Laws of every chart: all that is drawn lies inside, no label stands on another, higher values lie higher."""

import datetime as dt
from decimal import Decimal
from itertools import combinations
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.chart import (
    NARROW,
    PAPER,
    SMALL,
    UNBOUNDED,
    WIDE,
    Bounds,
    Chart,
    Layout,
    Mark,
    mark_from_json,
    mark_to_json,
    sparkline,
    spc_chart,
)  # fmt: skip
from digests.months import months_up_to

OCTOBER = dt.date(2026, 10, 1)
LAYOUTS = [WIDE, NARROW, SMALL, PAPER]
NUMBERS = st.decimals(min_value=-1_000, max_value=10_000_000, places=2)
MAYBE = st.none() | NUMBERS
BOUNDS = st.sampled_from([UNBOUNDED, (0.0, 100.0), (0.0, inf)])
MEANINGS = st.sampled_from(["", "common", "improvement", "concern", "neutral_high", "neutral_low"])
TARGETS = st.sampled_from(
    [(None, None), (Decimal(90), None), (None, Decimal(10)), (Decimal(40), Decimal(45))]
)


@st.composite
def series(draw: st.DrawFn) -> list[Mark]:
    length = draw(st.sampled_from([1, 2, 3, 12, 24, 36, 120]))
    values = draw(st.lists(MAYBE, min_size=length, max_size=length))
    mean, lower, upper = draw(MAYBE), draw(MAYBE), draw(MAYBE)
    turns = draw(st.sets(st.integers(0, length - 1), max_size=4))
    meaning, (at_least, at_most) = draw(MEANINGS), draw(TARGETS)
    return [
        Mark(
            month, value, at_least, at_most, "words", mean=mean, lower_limit=lower, upper_limit=upper,
            meaning=meaning, is_suppressed=value is None and row % 2 == 0, turn="why" if row in turns else "",
        )
        for row, (month, value) in enumerate(zip(months_up_to(OCTOBER, length), values, strict=True))
    ]  # fmt: skip


def chart_of(marks: list[Mark], layout: Layout, bounds: Bounds = UNBOUNDED) -> Chart:
    return spc_chart(marks, title="", summary="", unit_sign="%", bounds=bounds, layout=layout)


def corners(path: str) -> list[tuple[float, float]]:
    """The corners of a polygon or the crosses' ends; of a circle only where it starts."""
    found = path.replace("M", "L").split("a")[0].rstrip("z").split("L")
    return [(float(x), float(y)) for x, y in (each.split(",") for each in found if each)]


@pytest.mark.parametrize("layout", LAYOUTS, ids=["wide", "narrow", "small", "paper"])
@settings(max_examples=40)
@given(marks=series(), bounds=BOUNDS)
def test_everything_lies_inside_and_no_label_stands_on_another(
    layout: Layout, marks: list[Mark], bounds: Bounds
) -> None:
    chart = chart_of(marks, layout, bounds)
    assert 0 < chart.left < chart.right < layout.width
    for dot in (*chart.dots, *chart.hidden):
        assert chart.left <= dot.x <= chart.right
        assert layout.top <= dot.y <= layout.bottom
        assert all(0 <= x <= layout.width and 0 <= y <= layout.height for x, y in corners(dot.path))
    for line in (*chart.levels, *chart.targets):
        assert chart.left - 0.1 <= line.x < line.x2 <= chart.right + 0.1
        assert layout.top <= line.y <= layout.bottom
    boxes = [label.box for label in chart.labels]
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert top >= 0
        assert right <= layout.width
        assert bottom <= layout.height
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@given(marks=series())
def test_higher_values_lie_higher_and_no_value_is_left_out(marks: list[Mark]) -> None:
    chart = chart_of(marks, WIDE)
    values = [mark.value for mark in marks if mark.value is not None]
    by_height = sorted(zip(values, chart.dots, strict=True), key=lambda pair: pair[0])
    assert [dot.y for _, dot in by_height] == sorted((dot.y for dot in chart.dots), reverse=True)
    assert 2 <= len(chart.grid) <= 10


@given(marks=series())
def test_a_sparkline_stays_in_its_box_and_ends_with_the_newest_value(marks: list[Mark]) -> None:
    small = sparkline(marks)
    places = [tuple(map(float, point.split(","))) for path in small.paths for point in path.split()]
    if small.last:
        places += corners(small.last.path)
    assert all(0 <= x <= small.width and 0 <= y <= small.height for x, y in places)
    assert (small.last is not None) == (marks[-1].value is not None)


@given(marks=series())
def test_a_month_kept_as_json_draws_as_it_did(marks: list[Mark]) -> None:
    assert [mark_from_json(mark_to_json(mark)) for mark in marks] == marks


def test_a_month_kept_before_there_were_statistics_still_draws() -> None:
    kept = {
        "month": OCTOBER,
        "value": "84.0",
        "at_least": "90",
        "at_most": None,
        "words": "October 2026: 84.0%",
    }
    assert mark_from_json(kept) == Mark(OCTOBER, Decimal("84.0"), Decimal(90), None, "October 2026: 84.0%")
