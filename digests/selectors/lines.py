"""Answers what a month's digest shows, how an indicator ran, which months there are: constant queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Max, QuerySet

from accounts.models import Organisation
from digests.models import Indicator, Reading
from digests.months import last_whole_month, month_of, months_up_to
from digests.rating import movement, rate
from digests.reckoning import Reckoning
from digests.selectors.series import KnownSeries, known_series, reckonings_of
from digests.standing import Digest, Line, Point, figure_of, in_force_on, terms_of

YEAR = 12


def newest_month(council: Organisation, *, today: dt.date) -> dt.date:
    """Return the newest month with a figure, or the last whole month before `today` where there is none."""
    readings = Reading.objects.current().of_the_whole()
    readings = readings.filter(indicator__council=council, month__lte=month_of(today))
    newest: dt.date | None = readings.aggregate(newest=Max("month"))["newest"]
    return newest or last_whole_month(today)


def months_with_figures(council: Organisation) -> list[dt.date]:
    """Return the months for which the council has any figure, the newest first."""
    readings = Reading.objects.current().of_the_whole().filter(indicator__council=council)
    return list(readings.order_by("-month").values_list("month", flat=True).distinct())


def digest_for(
    council: Organisation, month: dt.date, *, known_on: dt.date | None = None, months: int | None = YEAR
) -> Digest:
    """Return the digest of `month` (its first day) as known on `known_on`: key indicators first, by code.

    Each line carries the series of the `months` that end with `month`.
    """
    lines = lines_for(digest_order(council.pk, month), month, known_on=known_on, months=months)
    return Digest(council=council, month=month, known_on=known_on, lines=tuple(lines))


def line_for(
    indicator: Indicator, month: dt.date, *, known_on: dt.date | None = None, months: int | None = YEAR
) -> Line:
    """Return one indicator's line in the digest of `month`."""
    return lines_for(Indicator.objects.filter(pk=indicator.pk), month, known_on=known_on, months=months)[0]


def lines_for(
    indicators: QuerySet[Indicator],
    month: dt.date,
    *,
    known_on: dt.date | None = None,
    months: int | None = YEAR,
) -> list[Line]:
    """Return the lines of `indicators` in their order, each compared with the month before.

    Without a number of `months` each series begins with the first month that has a figure. The statistics are those of
    the whole series, however much of it is shown.
    """
    rows = list(indicators.select_related("owner_post").prefetch_related("areas", "objectives"))
    known = known_series(rows, month, known_on=known_on)
    longest = max((len(each.values) for each in known), default=0)
    readings = _readings_by_month(rows, months_up_to(month, max(months or longest, 2)), known_on)
    return [
        _line(each, month, months or max(len(each.values), 1), readings[each.indicator.pk], reckoning)
        for each, reckoning in zip(known, reckonings_of(known, month), strict=True)
    ]


def versions_of(indicator: Indicator) -> QuerySet[Reading]:
    """Return every version of every figure, the newest month and version first."""
    return (
        indicator.readings.filter(dimension="").select_related("recorded_by").order_by("-month", "-version")
    )


def listed_beside(indicator: Indicator, month: dt.date) -> tuple[Indicator | None, Indicator | None]:
    """Return the indicators before and after `indicator` in the digest of `month`, in the order of its list."""
    listed = list(digest_order(indicator.council_id, month).only("pk", "code", "title", "council_id"))
    place = next((place for place, each in enumerate(listed) if each.pk == indicator.pk), None)
    if place is None:
        return None, None
    return (listed[place - 1] if place else None), (listed[place + 1] if place + 1 < len(listed) else None)


def digest_order(council_id: int, month: dt.date) -> QuerySet[Indicator]:
    """Return the indicators reported in a month in the order of its digest: the key ones first, by code."""
    return Indicator.objects.reported_in(month).filter(council=council_id).order_by("-is_key", "code")


def current_reading(indicator: Indicator, month: dt.date) -> Reading | None:
    """Return the figure that stands for `month`, if one was given."""
    return (
        Reading.objects.current()
        .of_the_whole()
        .filter(indicator=indicator, month=month)
        .select_related("recorded_by")
        .first()
    )


def _readings_by_month(
    indicators: Sequence[Indicator], span: Sequence[dt.date], known_on: dt.date | None
) -> dict[int, dict[dt.date, Reading]]:
    found: dict[int, dict[dt.date, Reading]] = defaultdict(dict)
    readings = (
        Reading.objects.known_on(known_on)
        .of_the_whole()
        .filter(indicator__in=[indicator.pk for indicator in indicators], month__range=(span[0], span[-1]))
    )
    for reading in readings.order_by("version"):
        found[reading.indicator_id][reading.month] = reading
    return found


def _line(
    known: KnownSeries,
    month: dt.date,
    months: int,
    readings: dict[dt.date, Reading],
    reckoning: Reckoning | None,
) -> Line:
    points = [
        _point(known, each, readings.get(each), reckoning) for each in months_up_to(month, max(months, 2))
    ]
    now, before = points[-1], points[-2]
    return Line(
        indicator=known.indicator,
        series=tuple(points[-months:]),
        target=in_force_on(known.targets, month),
        movement=movement(
            now.value,
            before.value if before.definition.unit == now.definition.unit else None,
            direction=now.definition.direction,
            target=now.target,
            decimals=now.definition.decimals,
        ),
        before=before,
        reckoning=reckoning,
        first_given=known.first_given,
    )


def _point(known: KnownSeries, month: dt.date, reading: Reading | None, reckoning: Reckoning | None) -> Point:
    definition, terms = known.meant_in(month), terms_of(in_force_on(known.targets, month))
    return Point(
        month=month,
        definition=definition,
        reading=reading,
        target=terms,
        rated=rate(figure_of(reading), terms, decimals=definition.decimals),
        statistic=reckoning.at(month) if reckoning else None,
        turn=known.turn_in(month),
    )
