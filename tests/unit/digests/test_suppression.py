"""Small numbers are hidden, and nothing that is shown gives a hidden one away: worked cases, laws, and an attacker."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.months import months_up_to
from digests.suppression import (
    Counts,
    counts_of,
    has_small,
    hidden_groups,
    hidden_months,
    is_small,
    rule_in_words,
)


def percent(numerator: int, denominator: int) -> Counts:
    return counts_of("percent", numerator=Decimal(numerator), denominator=Decimal(denominator), value=None)


def count(number: int) -> Counts:
    return counts_of("count", numerator=Decimal(number), denominator=None, value=Decimal(number))


ONE_FIGURE = [
    ("zero is shown", percent(0, 20), False),
    ("1 is hidden", percent(1, 20), True),
    ("4 is hidden", percent(4, 20), True),
    ("5 is shown", percent(5, 20), False),
    ("all but 4 is hidden", percent(16, 20), True),
    ("all but 5 is shown", percent(15, 20), False),
    ("all of them is shown", percent(20, 20), False),
    ("a denominator of 4 is hidden, also over zero", percent(0, 4), True),
    ("nothing of nothing is shown", percent(0, 0), False),
    ("a count of 4", count(4), True),
    ("a count of 5", count(5), False),
    ("a count without its numerator", counts_of("count", numerator=None, denominator=None, value=Decimal(3)), True),
    # 6.25% of 32 is 2, and 3 for 6% is 50: whoever has two of the three has the third.
    ("the numerator that the percentage gives", counts_of(
        "percent", numerator=None, denominator=Decimal(32), value=Decimal("6.25")), True),
    ("the denominator that the percentage gives", counts_of(
        "percent", numerator=Decimal(46), denominator=None, value=Decimal(92)), True),
    ("a percentage alone", counts_of("percent", numerator=None, denominator=None, value=Decimal("33.3")), False),
    ("3 per 10,000", counts_of("rate", numerator=Decimal(3), denominator=Decimal(61000), value=None), True),
    ("days over 3 children", counts_of("days", numerator=Decimal(90), denominator=Decimal(3), value=None), True),
    ("3 days over 9 children", counts_of("days", numerator=Decimal(3), denominator=Decimal(9), value=None), False),
    ("no figure", Counts(), False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "hidden"), [case[1:] for case in ONE_FIGURE], ids=[case[0] for case in ONE_FIGURE]
)
def test_a_figure_is_hidden_for_any_small_number_in_it(counts: Counts, hidden: bool) -> None:
    assert has_small(counts, 5) is hidden


def test_each_month_of_a_series_is_judged_by_itself() -> None:
    months = months_up_to(dt.date(2026, 10, 1), 3)
    series = list(zip(months, [percent(9, 40), percent(2, 40), percent(0, 40)], strict=True))
    assert hidden_months(series, period_type="in_month") == {dt.date(2026, 9, 1)}


def year_to_date(first: dt.date, numbers: list[int | None]) -> frozenset[dt.date]:
    months = months_up_to(dt.date(first.year, first.month, 1), 1)
    series = []
    for offset, number in enumerate(numbers):
        whole = months[0].year * 12 + months[0].month - 1 + offset
        series.append(
            (dt.date(whole // 12, whole % 12 + 1, 1), Counts() if number is None else count(number))
        )
    return hidden_months(series, period_type="year_to_date")


APRIL = dt.date(2026, 4, 1)


def test_a_sum_over_the_year_is_hidden_where_the_month_follows_by_subtraction() -> None:
    # April 6; May 8 leaves 2; June 10 leaves 4 since April; July 16 leaves 6; August the same again leaves 0.
    assert year_to_date(APRIL, [6, 8, 10, 16, 16]) == {dt.date(2026, 5, 1), dt.date(2026, 6, 1)}
    assert year_to_date(APRIL, [3, 9, None, 11]) == {APRIL, dt.date(2026, 7, 1)}


def test_the_sum_begins_anew_in_april_and_a_year_that_began_before_the_series_is_hidden() -> None:
    # From February: both months before April are hidden; in April the sum starts again.
    assert year_to_date(dt.date(2026, 2, 1), [50, 60, 7]) == {dt.date(2026, 2, 1), dt.date(2026, 3, 1)}


BREAKDOWNS = [
    ("nothing small", count(30), [10, 20], "10 20"),
    ("one hidden, the next smallest with it", count(33), [3, 10, 20], "_ _ 20"),
    ("two that could be several", count(25), [3, 2, 20], "_ _ 20"),
    ("two that must be 4 each: a third goes", count(38), [4, 4, 10, 20], "_ _ _ 20"),
    ("two that must be 1 each: a third goes", count(32), [1, 1, 10, 20], "_ _ _ 20"),
    ("zero is shown and hides nothing", count(33), [3, 0, 10, 20], "_ 0 _ 20"),
    ("no other group but an empty one", count(8), [4, 4, 0], "_ _ _"),
    ("nothing that could hide it", count(8), [4, 4], "left out"),
    ("one group alone is its total", count(5), [5], "5"),
    ("the total holds 2 that are in no group", count(32), [10, 20], "_ 20"),
    ("the groups overlap and add up to no total", count(20), [3, 10, 20], "_ 10 20"),
    ("what was suppressed before is alone", count(33), [None, 10, 20], "_ _ 20"),
    ("all that was suppressed before", count(5), [None, None], "left out"),
]


@pytest.mark.parametrize(
    ("total", "groups", "expected"), [case[1:] for case in BREAKDOWNS], ids=[c[0] for c in BREAKDOWNS]
)
def test_a_breakdown(total: Counts, groups: list[int | None], expected: str) -> None:
    hidden = hidden_groups(total, [None if each is None else count(each) for each in groups])
    if hidden is None:
        assert expected == "left out"
    else:
        assert (
            " ".join("_" if gone else str(each) for each, gone in zip(groups, hidden, strict=True))
            == expected
        )


def test_of_a_percentage_what_is_left_of_the_denominator_counts_too() -> None:
    # 2 are left of 30: alone it would follow from the total, so the next smallest figure goes with it.
    hidden = hidden_groups(percent(70, 120), [percent(28, 30), percent(12, 30), percent(30, 60)])
    assert hidden == (True, True, False)


def test_a_threshold_that_would_tell_the_number_is_refused() -> None:
    with pytest.raises(ValueError, match="3 or more"):
        hidden_groups(count(10), [count(10)], threshold=2)


def test_the_rule_is_told_with_its_numbers() -> None:
    assert "is 1 to 4" in rule_in_words()[0]
    assert "is 1 to 9" in rule_in_words(10)[0]


def test_what_is_small() -> None:
    assert [is_small(number, 5) for number in (None, Decimal(0), Decimal("0.5"), Decimal(4), Decimal(5))] == [
        False, False, True, True, False,
    ]  # fmt: skip


# --- Laws -------------------------------------------------------------------------------------------------------------

pairs = st.tuples(st.integers(0, 9), st.integers(0, 9))
"""How many of a group were counted and how many were not."""
tables = st.lists(pairs, min_size=1, max_size=4)
thresholds = st.integers(3, 6)


def figures(table: list[tuple[int, int]]) -> tuple[Counts, list[Counts]]:
    groups = [percent(counted, counted + rest) for counted, rest in table]
    counted, rest = sum(row[0] for row in table), sum(row[1] for row in table)
    return percent(counted, counted + rest), groups


def worlds(cells: int, number: int) -> Iterator[list[int]]:
    """Yield every way to share out what is hidden among `cells` groups."""
    if cells == 1:
        yield [number]
        return
    for first in range(number + 1):
        for others in worlds(cells - 1, number - first):
            yield [first, *others]


@pytest.mark.parametrize("kind", [0, 1, 2], ids=["numerators", "denominators", "rests"])
@given(table=tables, threshold=thresholds)
def test_an_attacker_finds_at_least_two_values_for_every_small_number(
    kind: int, table: list[tuple[int, int]], threshold: int
) -> None:
    """The attacker has the total and every group shown, and even knows which of the hidden numbers are small."""
    total, groups = figures(table)
    hidden = None if has_small(total, threshold) else hidden_groups(total, groups, threshold=threshold)
    gone = [row for row, is_hidden in zip(table, hidden or (), strict=bool(hidden)) if is_hidden]
    small = [0 < numbers(row)[kind] < threshold for row in gone]
    in_question = {place for place, is_small_one in enumerate(small) if is_small_one}
    if not in_question:
        return
    # Whichever way one kind of number is shared out, the others can be shared out to go with it.
    for guessed in worlds(len(gone), sum(numbers(row)[kind] for row in gone)):
        if all(0 < number < threshold for number, known in zip(guessed, small, strict=True) if known):
            in_question -= {place for place in in_question if guessed[place] != numbers(gone[place])[kind]}
        if not in_question:
            return
    raise AssertionError(f"{in_question} of {gone} follow")


def numbers(row: tuple[int, int]) -> tuple[int, int, int]:
    return row[0], row[0] + row[1], row[1]


@given(tables, thresholds)
def test_no_small_number_is_shown_and_a_figure_without_one_is_hidden_only_beside_one(
    table: list[tuple[int, int]], threshold: int
) -> None:
    total, groups = figures(table)
    hidden = hidden_groups(total, groups, threshold=threshold)
    small = [has_small(each, threshold) for each in groups]
    if hidden is not None:
        assert all(gone for gone, is_hidden in zip(hidden, small, strict=True) if is_hidden)
    if not any(small):
        assert hidden == (False,) * len(groups)


@given(tables, thresholds)
def test_a_higher_threshold_never_shows_more(table: list[tuple[int, int]], threshold: int) -> None:
    total, groups = figures(table)
    lower, higher = (hidden_groups(total, groups, threshold=each) for each in (threshold, threshold + 1))
    if lower is None:
        assert higher is None
    elif higher is not None:
        assert all(above or not below for below, above in zip(lower, higher, strict=True))


@given(st.lists(st.integers(0, 12), min_size=1, max_size=14))
def test_of_sums_over_the_year_no_small_month_follows_from_what_is_shown(months: list[int]) -> None:
    sums = [sum(months[: place + 1]) for place in range(len(months))]
    hidden = year_to_date(APRIL, [*sums[:12]])
    shown = [0] + [
        number for place, number in enumerate(sums[:12])
        if dt.date(2026 + (place + 3) // 12, (place + 3) % 12 + 1, 1) not in hidden
    ]  # fmt: skip
    assert all(later - earlier == 0 or later - earlier >= 5 for earlier, later in pairwise(shown))
