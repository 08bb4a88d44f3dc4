"""Answers what is published beside the council's own indicators, and who its neighbours are: constant queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.models import Organisation
from digests.benchmarking.comparing import Areas, Figures, area_key, compare
from digests.benchmarking.matching import Benchmark, Local, Match, Measure, match
from digests.models import (
    BenchmarkMeasure,
    BenchmarkRelease,
    BenchmarkValue,
    Indicator,
    NeighbourModel,
    Reading,
)

COUNTED = (Indicator.Unit.COUNT, Indicator.Unit.RATE)
"""Units in which a year comes to about twelve times a month."""


def benchmarks_for(indicators: Iterable[Indicator], *, as_at: dt.date) -> dict[int, Benchmark]:
    """Return each indicator's benchmark, by its primary key; all of one council, as known at the end of `as_at`."""
    asked = list(indicators)
    if not asked:
        return {}
    council_id = asked[0].council_id
    measures = measures_on(council_id, as_at=as_at)
    areas = areas_of(neighbours_on(council_id, as_at=as_at))
    matches = {each.pk: match(each.national_code, each.benchmark_key, measures) for each in asked}
    figures = figures_of({found.pk for _, found, _ in matches.values() if found}, areas)
    locals_ = newest_figures(asked, as_at=as_at)
    return {
        each.pk: _benchmark(each, matches[each.pk], figures, areas, locals_.get(each.pk), as_at)
        for each in asked
    }


def _benchmark(
    indicator: Indicator,
    matched: tuple[Match, Measure | None, str],
    figures: dict[int, Figures],
    areas: Areas,
    local: Local | None,
    as_at: dt.date,
) -> Benchmark:
    state, measure, to_do = matched
    comparison = (
        None
        if measure is None
        else compare(figures.get(measure.pk, {}), areas, direction=indicator.direction)
    )
    counts_months = indicator.period_type == Indicator.PeriodType.IN_MONTH and indicator.unit in COUNTED
    return Benchmark(state, to_do, as_at, measure, comparison, local, areas, counts_months)


def releases_of(council: Organisation) -> QuerySet[BenchmarkRelease]:
    """Return the releases of a council, checked, loaded and withdrawn ones, the newest first."""
    return BenchmarkRelease.objects.filter(council=council).select_related(
        "checked_by", "loaded_by", "withdrawn_by", "council"
    )


def measures_on(council_id: int, *, as_at: dt.date | None) -> list[Measure]:
    """Return the measures as the newest release that has each gives them, as known on `as_at` (None: now)."""
    releases = BenchmarkRelease.objects.filter(council_id=council_id)
    standing = releases.standing() if as_at is None else releases.known_on(as_at)
    rows = (
        BenchmarkMeasure.objects.filter(release__in=standing)
        .select_related("release")
        .order_by("-release__published_on", "-release__loaded_at", "code", "key")
    )
    newest: dict[tuple[str, str], Measure] = {}
    for row in rows:
        measure = measure_of(row)
        newest.setdefault(measure.identity, measure)
    return sorted(newest.values(), key=lambda each: (each.title.casefold(), each.pk))


def measure_of(row: BenchmarkMeasure) -> Measure:
    """Return a measure as pure modules take it."""
    release = row.release
    return Measure(row.pk, row.code, row.key, row.title, row.polarity, release.name, release.published_on)


def figures_of(measures: Iterable[int], areas: Areas | None = None) -> dict[int, Figures]:
    """Return the values of measures by primary key, of the areas of a comparison or (None) of all."""
    rows = BenchmarkValue.objects.filter(measure__in=measures).order_by()
    if areas is not None:
        rows = rows.filter(area_key__in=areas.keys)
    found: dict[int, dict[tuple[str, int], Decimal | None]] = defaultdict(dict)
    for measure, area, year, value in rows.values_list("measure", "area_key", "year", "value"):
        found[measure][area, year] = value
    return dict(found)


def neighbours_on(council_id: int, *, as_at: dt.date) -> NeighbourModel | None:
    """Return the neighbour model that holds on `as_at`, with its councils."""
    models = NeighbourModel.objects.filter(council_id=council_id, effective_from__lte=as_at)
    return models.prefetch_related("neighbours").order_by("-effective_from").first()


def neighbour_models_of(council: Organisation) -> QuerySet[NeighbourModel]:
    """Return a council's neighbour models with their councils, the newest first."""
    return council.neighbour_models.select_related("set_by").prefetch_related("neighbours")


def areas_of(model: NeighbourModel | None) -> Areas:
    """Return whom a council is compared with by a neighbour model; without one the country alone."""
    if model is None:
        return Areas()
    councils = list(model.neighbours.all())
    return Areas(
        own=model.own_area,
        region=model.region,
        neighbours=tuple(each.area for each in councils),
        subset=tuple(each.area for each in councils if each.is_in_subset),
    )


def newest_figures(indicators: Sequence[Indicator], *, as_at: dt.date) -> dict[int, Local]:
    """Return the newest monthly value of each indicator, of a month that began by `as_at`."""
    readings = Reading.objects.known_on(as_at).of_the_whole().filter(value__isnull=False, month__lte=as_at)
    newest = readings.filter(indicator=OuterRef("pk")).order_by("-month", "-version").values("pk")[:1]
    wanted = Indicator.objects.filter(pk__in=[each.pk for each in indicators]).order_by()
    rows = Reading.objects.filter(pk__in=wanted.values(newest=Subquery(newest)))
    found = rows.order_by().values_list("indicator", "month", "value", "indicator__period_type")
    return {
        indicator: Local(month, value, period_type)
        for indicator, month, value, period_type in found
        if value is not None
    }


def areas_published(council: Organisation) -> list[str]:
    """Return the names of the areas in the releases that stand, for somebody who types one."""
    standing = BenchmarkRelease.objects.filter(council=council).standing()
    names = BenchmarkValue.objects.filter(measure__release__in=standing).order_by("area")
    return list(names.values_list("area", flat=True).distinct())


def areas_lacking(model: NeighbourModel | None, published: Iterable[str]) -> list[str]:
    """Return the areas of a neighbour model that no release has under that name."""
    if model is None:
        return []
    areas, known = areas_of(model), {area_key(name) for name in published}
    named = [areas.own, areas.region, *areas.neighbours]
    return [name for name in named if name and area_key(name) not in known]
