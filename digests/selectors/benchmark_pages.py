"""Answers what the pages on benchmarks show: indicators beside what is published, a measure by area and year."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.models import Organisation
from digests.benchmarking.chart import (
    Entry,
    Kind,
    RankChart,
    decimals_of,
    printed,
    rank_chart,
    without_totals,
)
from digests.benchmarking.comparing import (
    COUNTRY,
    Areas,
    Comparison,
    Figures,
    Mean,
    area_key,
    mean_in,
    newest_common_year,
    rank_in,
    values_in,
)
from digests.benchmarking.matching import Benchmark, Match, Measure
from digests.models import BenchmarkMeasure, Indicator, NeighbourModel
from digests.selectors.benchmarks import (
    areas_of,
    benchmarks_for,
    figures_of,
    measure_of,
    measures_on,
    neighbours_on,
)

COLUMNS = (
    "Code", "Indicator", "National code", "Short name", "Matched", "What to do", "Measure", "Release", "Year",
    "England", "Region", "Own published value", "Neighbours' mean", "Neighbours counted", "Neighbours",
    "Subset's mean", "Rank", "Ranked", "Newest own month", "Newest own value",
)  # fmt: skip
ORDER = (Match.SEVERAL, Match.NOT_PUBLISHED, Match.FOUND, Match.NO_CODE)


@dataclass(frozen=True)
class Beside:
    """An indicator and its benchmark."""

    indicator: Indicator
    benchmark: Benchmark


def indicators_beside(council: Organisation, *, as_at: dt.date) -> list[Beside]:
    """Return every indicator that is reported, beside its benchmark: those that need doing something first."""
    reported = Indicator.objects.filter(council=council, retired_on__isnull=True).order_by("code")
    indicators = list(reported)
    benchmarks = benchmarks_for(indicators, as_at=as_at)
    rows = [Beside(each, benchmarks[each.pk]) for each in indicators]
    return sorted(rows, key=lambda row: ORDER.index(row.benchmark.match))


def export_rows(rows: Iterable[Beside]) -> Iterator[list[Any]]:
    """Yield one row for each indicator, in the order of `COLUMNS`; numbers stay numbers."""
    for row in rows:
        indicator, found = row.indicator, row.benchmark
        yield [
            indicator.code, indicator.title, indicator.national_code, indicator.benchmark_key, found.word,
            found.to_do, found.measure.title if found.measure else "",
            found.measure.release if found.measure else "",
            *_compared(found.comparison),
            f"{found.local.month:%Y-%m}" if found.local else "",
            float(found.local.value) if found.local else None,
        ]  # fmt: skip


def _compared(found: Comparison | None) -> list[Any]:
    if found is None:
        return [None] * 10
    mean, rank = found.neighbours, found.rank
    means = [float(each.value) if each else None for each in (mean, found.subset)]
    return [
        found.year,
        *(float(each.value) if each else None for each in (found.country, found.region, found.own)),
        means[0],
        mean.counted if mean else None,
        mean.of if mean else None,
        means[1],
        rank.place if rank else None,
        rank.of if rank else None,
    ]


@dataclass(frozen=True)
class AreaRow:
    """An area's figures over the years, in words, each with a note; `place` says what it is to the council."""

    name: str
    place: str
    values: tuple[tuple[str, str], ...]
    is_mean: bool = False


@dataclass(frozen=True)
class MeasurePage:
    """A measure by area and year, and the comparison of one year. `newer` is what a later release has of it."""

    measure: Measure
    newer: Measure | None
    years: tuple[int, ...]
    year: int | None
    rows: tuple[AreaRow, ...]
    chart: RankChart | None
    entries: tuple[tuple[str, str, str], ...]
    rank_words: str
    has_neighbours: bool


def measure_page(row: BenchmarkMeasure, council: Organisation, *, as_at: dt.date, year: str) -> MeasurePage:
    """Return the page of a measure of any release; `year` is asked for in words, else the newest common one."""
    measure = measure_of(row)
    model = neighbours_on(council.pk, as_at=as_at)
    areas = areas_of(model)
    figures = figures_of([measure.pk], areas).get(measure.pk, {})
    years = tuple(sorted({each for _, each in figures}, reverse=True))
    shown = int(year) if year in {str(each) for each in years} else newest_common_year(figures, areas)
    decimals = decimals_of([value for value in figures.values() if value is not None])
    newest = next(
        (each for each in measures_on(council.pk, as_at=as_at) if each.identity == measure.identity), None
    )
    entries = _entries(figures, areas, shown)
    return MeasurePage(
        measure=measure,
        newer=newest if newest and newest.pk != measure.pk else None,
        years=years,
        year=shown,
        rows=tuple(_rows(figures, areas, model, years, decimals)),
        chart=_chart(measure, figures, areas, shown, entries, decimals),
        entries=tuple((each.name, each.kind.value, printed(each.value, decimals)) for each in entries),
        rank_words=_rank_words(measure, figures, areas, shown),
        has_neighbours=bool(areas.neighbours),
    )


def _named(areas: Areas) -> list[tuple[str, Kind]]:
    """Return whom the page shows: the country, the region, the council and its neighbours by rank."""
    named = [(COUNTRY, Kind.COUNTRY), (areas.region, Kind.REGION), (areas.own, Kind.OWN)]
    named += [(name, Kind.NEIGHBOUR) for name in areas.neighbours]
    return [(name, kind) for name, kind in named if name]


def _entries(figures: Figures, areas: Areas, year: int | None) -> list[Entry]:
    if year is None:
        return []
    return [Entry(name, kind, figures.get((area_key(name), year))) for name, kind in _named(areas)]


def _rows(
    figures: Figures, areas: Areas, model: NeighbourModel | None, years: Iterable[int], decimals: int
) -> Iterator[AreaRow]:
    places = _places(model)
    for name, kind in _named(areas):
        values = tuple((_in_table(figures.get((area_key(name), year)), decimals), "") for year in years)
        yield AreaRow(name, places.get(name, kind.value), values)
    for words, names in (("Mean of the neighbours", areas.neighbours), ("Mean of the subset", areas.subset)):
        if names:
            means = tuple(_mean_in_words(mean_in(figures, names, year), decimals) for year in years)
            yield AreaRow(words, "", means, is_mean=True)


def _in_table(value: Decimal | None, decimals: int) -> str:
    return "" if value is None else printed(value, decimals)


def _mean_in_words(mean: Mean | None, decimals: int) -> tuple[str, str]:
    if mean is None:
        return "", ""
    return printed(mean.value, max(decimals, 1)), f"{mean.counted} of {mean.of}"


def _places(model: NeighbourModel | None) -> dict[str, str]:
    """Return what each area is to the council, in words."""
    if model is None:
        return {COUNTRY: "Country"}
    places = {COUNTRY: "Country", model.region: "Region", model.own_area: "This council"}
    for each in model.neighbours.all():
        closeness = f", {each.get_closeness_display().lower()}" if each.closeness else ""
        subset = ", in the subset" if each.is_in_subset else ""
        places[each.area] = f"Neighbour {each.rank}{closeness}{subset}"
    return places


def _chart(
    measure: Measure, figures: Figures, areas: Areas, year: int | None, entries: list[Entry], decimals: int
) -> RankChart | None:
    if year is None:
        return None
    mean = mean_in(figures, areas.neighbours, year)
    drawn, totals = without_totals(entries)
    return rank_chart(
        drawn,
        title=measure.title,
        summary=_summary(drawn, totals, mean, year, decimals),
        decimals=decimals,
        lowest_first=measure.polarity == "lower",
        mean=mean.value if mean else None,
    )


def _summary(drawn: list[Entry], totals: list[Entry], mean: Mean | None, year: int, decimals: int) -> str:
    given = sum(each.value is not None for each in drawn)
    words = f"{given} areas in {year}"
    if given < len(drawn):
        words += f", {len(drawn) - given} without a figure"
    if mean is not None:
        printed_mean = printed(mean.value, max(decimals, 1))
        words += f"; the neighbours’ mean is {printed_mean}, of {mean.counted} of {mean.of}"
    if totals:
        words += f"; not drawn, for it is a total: {', '.join(each.name for each in totals)}"
    return f"{words}."


def _rank_words(measure: Measure, figures: Figures, areas: Areas, year: int | None) -> str:
    if year is None or not areas.own:
        return ""
    rank = rank_in(figures, areas, year, direction=measure.polarity)
    if rank is not None:
        return f"{areas.own} is ranked {rank.place} of {rank.of} in {year}, the best first."
    if not values_in(figures, [areas.own], year):
        return f"{areas.own} has no figure in {year}, so it has no rank."
    return (
        ""
        if measure.polarity
        else "The published file does not say which end is better, so there is no rank."
    )
