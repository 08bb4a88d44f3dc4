"""The chart that ranks areas: their order, where their points lie, and which totals are left out."""

from decimal import Decimal

import pytest

from digests.benchmarking.chart import (
    LEFT,
    RIGHT,
    Entry,
    Kind,
    decimals_of,
    in_order,
    printed,
    rank_chart,
    without_totals,
)


def entry(name: str, value: str | None, kind: Kind = Kind.NEIGHBOUR) -> Entry:
    return Entry(name, kind, None if value is None else Decimal(value))


ENTRIES = [
    entry("Aldermere", "20"),
    entry("Brackwell", None),
    entry("Dunmore", "10"),
    entry("Cawthorne Vale", "20"),
    entry("Fernshire", "30", Kind.OWN),
    entry("England", "25", Kind.COUNTRY),
]


@pytest.mark.parametrize(
    ("lowest_first", "names"),
    [
        (False, ["Fernshire", "England", "Aldermere", "Cawthorne Vale", "Dunmore", "Brackwell"]),
        (True, ["Dunmore", "Aldermere", "Cawthorne Vale", "England", "Fernshire", "Brackwell"]),
    ],
)
def test_order_and_those_without_a_figure_last(lowest_first, names):
    assert [each.name for each in in_order(ENTRIES, lowest_first=lowest_first)] == names


def test_points_lie_on_the_scale_in_proportion():
    chart = rank_chart(ENTRIES, title="T", summary="S", decimals=1, lowest_first=True, mean=Decimal(20))
    assert chart is not None
    at = {mark.name: mark.x for mark in chart.marks}
    # Between 10 and 30 lie equal steps; 20 is where the mean is.
    assert at["Fernshire"] - at["Aldermere"] == pytest.approx(at["Aldermere"] - at["Dunmore"], abs=0.2)
    assert at["Brackwell"] is None
    assert chart.mean_at == at["Aldermere"]
    assert all(LEFT <= x <= RIGHT for x in at.values() if x is not None)
    assert [mark.y for mark in chart.marks] == sorted(mark.y for mark in chart.marks)
    assert {mark.name: mark.printed for mark in chart.marks}["Brackwell"] == "no figure"


def test_shapes_differ_by_whose_value_it_is():
    alike = [entry(kind.value, "1", kind) for kind in Kind]
    chart = rank_chart(alike, title="T", summary="S", decimals=0, lowest_first=False)
    assert chart is not None
    assert (
        len(
            {
                mark.shape.count("L") + 10 * mark.shape.count("a") + 100 * mark.shape.count("h")
                for mark in chart.marks
            }
        )
        == 4
    )


def test_nothing_to_draw_is_no_chart():
    assert rank_chart([entry("A", None)], title="T", summary="S", decimals=0, lowest_first=True) is None


def test_a_total_is_left_out_and_a_rate_is_not():
    counts = [entry("Aldermere", "240"), entry("Fernshire", "377", Kind.OWN)]
    england, region = entry("England", "81770", Kind.COUNTRY), entry("South Wold", "500", Kind.REGION)
    drawn, totals = without_totals([england, region, *counts])
    assert (drawn, totals) == ([region, *counts], [england])


@pytest.mark.parametrize(
    ("values", "decimals"),
    [([], 0), (["88", "90.0"], 0), (["88", "90.5"], 1), (["1.25", "2"], 2), (["1.2345"], 2)],
)
def test_decimals(values, decimals):
    assert decimals_of([Decimal(value) for value in values]) == decimals


def test_printed():
    assert (printed(Decimal("81770"), 0), printed(Decimal("12.25"), 1), printed(None, 1)) == (
        "81,770",
        "12.3",
        "no figure",
    )
