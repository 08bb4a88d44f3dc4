"""Compares a measure of one council with the country, its region and its statistical neighbours, year by year."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from core.importing.checked import fold
from digests.rating import STORED_PLACES

COUNTRY = "England"
Figures = Mapping[tuple[str, int], Decimal | None]
"""Published values by area (as `area_key` gives it) and year; None is suppressed or not available."""


def area_key(name: str) -> str:
    """Return an area's name as it is compared: capitals, spaces and the sign for "and" make no difference."""
    return fold(name.replace("&", " and "))


@dataclass(frozen=True)
class Areas:
    """Whom a council is compared with, by the names of the published file; the `subset` is among the neighbours."""

    own: str = ""
    region: str = ""
    neighbours: tuple[str, ...] = ()
    subset: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """Every area that a comparison looks at, as names are compared."""
        named = (COUNTRY, self.own, self.region, *self.neighbours)
        return frozenset(area_key(name) for name in named if name)


@dataclass(frozen=True)
class Dated:
    """A published value and the year it is of."""

    value: Decimal
    year: int


@dataclass(frozen=True)
class Mean:
    """A simple mean of the councils that published a value in `year`: `counted` of the `of` that there are."""

    value: Decimal
    year: int
    counted: int
    of: int


@dataclass(frozen=True)
class Rank:
    """A place among the neighbours and the council itself, the best first; equals share the better place."""

    place: int
    of: int


@dataclass(frozen=True)
class Comparison:
    """A measure in `year`, the newest common one. Whoever has no value then stands with an earlier year."""

    year: int
    country: Dated | None
    region: Dated | None
    own: Dated | None
    neighbours: Mean | None
    subset: Mean | None
    rank: Rank | None


def compare(figures: Figures, areas: Areas, *, direction: str) -> Comparison | None:
    """Return the comparison of the newest common year, or None where nobody has a value.

    `direction` is that of the indicator: only "higher" and "lower" make a rank.
    """
    year = newest_common_year(figures, areas)
    if year is None:
        return None
    return Comparison(
        year=year,
        country=newest_value(figures, COUNTRY, until=year),
        region=newest_value(figures, areas.region, until=year),
        own=newest_value(figures, areas.own, until=year),
        neighbours=newest_mean(figures, areas.neighbours, until=year),
        subset=newest_mean(figures, areas.subset, until=year),
        rank=rank_in(figures, areas, year, direction=direction),
    )


def newest_common_year(figures: Figures, areas: Areas) -> int | None:
    """Return the newest year in which both the country and a neighbour have a value.

    Where one of them has none in any year the other counts alone, and region and council where neither has. One
    council's suppressed figure does not hold the year back.
    """
    for named in ([(COUNTRY,), areas.neighbours], [(areas.region,), (areas.own,)]):
        published = [years for years in (years_with_value(figures, names) for names in named) if years]
        if published:
            return max(frozenset.intersection(*published) or frozenset.union(*published))
    return None


def years_with_value(figures: Figures, names: Iterable[str]) -> frozenset[int]:
    """Return the years in which any of the named areas has a value."""
    keys = {area_key(name) for name in names}
    return frozenset(year for (key, year), value in figures.items() if key in keys and value is not None)


def newest_value(figures: Figures, name: str, *, until: int) -> Dated | None:
    """Return the newest value of an area in `until` or before."""
    years = [year for year in years_with_value(figures, [name]) if year <= until]
    value = figures.get((area_key(name), max(years))) if years else None
    return None if value is None else Dated(value, max(years))


def newest_mean(figures: Figures, names: Sequence[str], *, until: int) -> Mean | None:
    """Return the mean of the newest year, `until` or before, in which any of the named areas has a value."""
    years = [year for year in years_with_value(figures, names) if year <= until]
    return mean_in(figures, names, max(years)) if years else None


def mean_in(figures: Figures, names: Sequence[str], year: int) -> Mean | None:
    """Return the simple mean of the named areas in `year`, which leaves out those without a value."""
    values = values_in(figures, names, year)
    if not values:
        return None
    mean = (sum(values, Decimal(0)) / len(values)).quantize(STORED_PLACES, ROUND_HALF_UP)
    return Mean(mean, year, len(values), len(names))


def values_in(figures: Figures, names: Iterable[str], year: int) -> list[Decimal]:
    """Return the values that the named areas have in `year`."""
    given = (figures.get((area_key(name), year)) for name in names)
    return [value for value in given if value is not None]


def rank_in(figures: Figures, areas: Areas, year: int, *, direction: str) -> Rank | None:
    """Return the council's place in `year`; None without its own value, without others', or without a better end."""
    own, others = values_in(figures, [areas.own], year), values_in(figures, areas.neighbours, year)
    if not own or not others or direction not in ("higher", "lower"):
        return None
    better = sum(other > own[0] if direction == "higher" else other < own[0] for other in others)
    return Rank(better + 1, len(others) + 1)


def lag_in_words(year: int, *, as_at: dt.date) -> str:
    """Return how long ago the year of a figure is: "this year", "last year", "2 years ago"."""
    years = as_at.year - year
    if years <= 0:
        return "this year"
    return "last year" if years == 1 else f"{years} years ago"
