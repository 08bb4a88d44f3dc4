"""Comparison with country, region and neighbours: worked cases by hand, and what holds for every set of figures."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.benchmarking.comparing import (
    Areas,
    Dated,
    Mean,
    Rank,
    area_key,
    compare,
    lag_in_words,
    mean_in,
    rank_in,
)

AREAS = Areas(
    own="Fernshire",
    region="South Wold",
    neighbours=("Aldermere", "Brackwell", "Dunmore"),
    subset=("Dunmore",),
)
NAMES = ("Aldermere", "Brackwell", "Dunmore", "Hallow", "Ingleby")


def published(**by_area: dict[int, str | None]) -> dict[tuple[str, int], Decimal | None]:
    """Figures by area and year; an underscore in a name stands for a space."""
    return {
        (area_key(area.replace("_", " ")), year): None if value is None else Decimal(value)
        for area, values in by_area.items()
        for year, value in values.items()
    }


FIGURES = published(
    England={2023: "86", 2024: "87", 2025: "88"},
    South_Wold={2024: "90"},
    Fernshire={2023: "80", 2024: "84", 2025: None},
    Aldermere={2024: "90", 2025: "91"},
    Brackwell={2024: "80", 2025: None},
    Dunmore={2024: "85", 2025: "86"},
)


def test_the_newest_common_year_with_each_value_of_its_own_year():
    found = compare(FIGURES, AREAS, direction="higher")
    assert found is not None
    assert (found.year, found.country) == (2025, Dated(Decimal(88), 2025))
    # (91 + 86) / 2: Brackwell is suppressed.
    assert found.neighbours == Mean(Decimal("88.5"), 2025, 2, 3)
    assert found.subset == Mean(Decimal(86), 2025, 1, 1)
    assert (found.region, found.own) == (Dated(Decimal(90), 2024), Dated(Decimal(84), 2024))
    # Its own figure of 2025 is suppressed, and one of 2024 is not ranked among those of 2025.
    assert found.rank is None


@pytest.mark.parametrize(
    ("figures", "year"),
    [
        ({}, None),
        (published(Fernshire={2024: None}), None),
        (published(Fernshire={2022: "1"}, South_Wold={2022: "1", 2023: "2"}), 2022),
        (published(England={2023: "1", 2025: "2"}, Aldermere={2024: "1"}), 2025),
        (published(England={2023: "1", 2025: "2"}, Aldermere={2023: "1", 2024: "5"}), 2023),
        (published(Aldermere={2021: "1"}, Brackwell={2022: "1"}, Fernshire={2024: "1"}), 2022),
        (published(England={2025: "2"}, Hallow={2026: "9"}), 2025),
    ],
)
def test_which_year_is_compared(figures, year):
    found = compare(figures, AREAS, direction="higher")
    assert (found.year if found else None) == year


@pytest.mark.parametrize(
    ("direction", "own", "others", "rank"),
    [
        ("higher", "84", ["90", "80", "85"], Rank(3, 4)),
        ("lower", "84", ["90", "80", "85"], Rank(2, 4)),
        ("higher", "85", ["85", "85", "90"], Rank(2, 4)),
        ("lower", "85", ["85", "90", "85"], Rank(1, 4)),
        ("higher", "84", ["90", None, None], Rank(2, 2)),
        ("higher", "84", [None, None, None], None),
        ("higher", None, ["90", "80", "85"], None),
        ("neither", "84", ["90", "80", "85"], None),
        ("band", "84", ["90", "80", "85"], None),
        ("", "84", ["90", "80", "85"], None),
    ],
)
def test_rank(direction, own, others, rank):
    names = ("Aldermere", "Brackwell", "Dunmore")
    figures = published(
        Fernshire={2024: own}, **{name: {2024: value} for name, value in zip(names, others, strict=True)}
    )
    assert rank_in(figures, AREAS, 2024, direction=direction) == rank


@pytest.mark.parametrize(
    ("year", "words"), [(2026, "this year"), (2027, "this year"), (2025, "last year"), (2023, "3 years ago")]
)
def test_lag(year, words):
    assert lag_in_words(year, as_at=dt.date(2026, 11, 22)) == words


def test_names_are_compared_without_capitals_spaces_and_signs():
    assert area_key("Eskdale &  Firth") == area_key(" eskdale AND firth ")


numbers = st.decimals(min_value=-(10**6), max_value=10**6, places=4)
series = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.integers(2020, 2025)), st.none() | numbers, max_size=20
)


def keyed(figures):
    return {(area_key(name), year): value for (name, year), value in figures.items()}


@given(series, st.permutations(NAMES))
def test_the_order_of_the_neighbours_makes_no_difference(figures, order):
    ranked = Areas(own="Aldermere", neighbours=NAMES[1:])
    shuffled = Areas(own="Aldermere", neighbours=tuple(name for name in order if name != "Aldermere"))
    kept = keyed(figures)
    assert compare(kept, ranked, direction="lower") == compare(kept, shuffled, direction="lower")


@given(series)
def test_a_suppressed_figure_is_as_none_at_all(figures):
    areas = Areas(own="Aldermere", neighbours=NAMES[1:], subset=NAMES[2:4])
    given_only = {place: value for place, value in figures.items() if value is not None}
    without = compare(keyed(given_only), areas, direction="higher")
    assert compare(keyed(figures), areas, direction="higher") == without


@given(series, st.integers(1, 5), numbers)
def test_a_rank_outlives_every_growing_change_of_scale(figures, times, shift):
    areas = Areas(own="Aldermere", neighbours=NAMES[1:])
    changed = {place: None if value is None else value**3 * times + shift for place, value in figures.items()}
    for direction in ("higher", "lower"):
        before = rank_in(keyed(figures), areas, 2024, direction=direction)
        assert rank_in(keyed(changed), areas, 2024, direction=direction) == before


@given(series)
def test_a_mean_lies_between_the_least_and_the_most_and_counts_who_gave_one(figures):
    values = [value for (_, year), value in figures.items() if year == 2024 and value is not None]
    mean = mean_in(keyed(figures), NAMES, 2024)
    assert (mean is None) == (not values)
    if mean is not None:
        assert min(values) <= mean.value <= max(values)
        assert (mean.counted, mean.of) == (len(values), len(NAMES))
