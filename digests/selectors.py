"""Answers what a month's digest shows, how an indicator ran, which months there are: constant queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Max, QuerySet

from accounts.models import Organisation
from digests.models import Indicator, Reading, Target
from digests.months import last_whole_month, month_of, months_up_to
from digests.rating import movement, rate
from digests.standing import Digest, Line, Point, figure_of, in_force_on, terms_of

YEAR = 12


def newest_month(council: Organisation, *, today: dt.date) -> dt.date:
    """Return the newest month with a figure, or the last whole month before `today` where there is none."""
    readings = Reading.objects.current().filter(indicator__council=council, month__lte=month_of(today))
    newest: dt.date | None = readings.aggregate(newest=Max("month"))["newest"]
    return newest or last_whole_month(today)


def months_with_figures(council: Organisation) -> list[dt.date]:
    """Return the months for which the council has any figure, the newest first."""
    readings = Reading.objects.current().filter(indicator__council=council)
    return list(readings.order_by("-month").values_list("month", flat=True).distinct())


def digest_for(
    council: Organisation, month: dt.date, *, known_on: dt.date | None = None, months: int = YEAR
) -> Digest:
    """Return the digest of `month` (its first day) as known on `known_on`: key indicators first, by code.

    Each line carries the series of the `months` that end with `month`.
    """
    indicators = Indicator.objects.filter(council=council).order_by("-is_key", "code")
    lines = lines_for(indicators, month, known_on=known_on, months=months)
    return Digest(council=council, month=month, known_on=known_on, lines=tuple(lines))


def line_for(
    indicator: Indicator, month: dt.date, *, known_on: dt.date | None = None, months: int = YEAR
) -> Line:
    """Return one indicator's line in the digest of `month`."""
    return lines_for(Indicator.objects.filter(pk=indicator.pk), month, known_on=known_on, months=months)[0]


def lines_for(
    indicators: QuerySet[Indicator], month: dt.date, *, known_on: dt.date | None = None, months: int = YEAR
) -> list[Line]:
    """Return the lines of `indicators` in their order, each compared with the month before."""
    span = months_up_to(month, max(months, 2))
    rows = list(indicators.select_related("owner_post").prefetch_related("areas", "objectives"))
    readings = _readings_by_month(rows, span, known_on)
    targets: dict[int, list[Target]] = defaultdict(list)
    for target in Target.objects.filter(indicator__in=[row.pk for row in rows], effective_from__lte=month):
        targets[target.indicator_id].append(target)
    return [_line(row, span, months, readings[row.pk], targets[row.pk]) for row in rows]


def versions_of(indicator: Indicator) -> QuerySet[Reading]:
    """Return every version of every figure, the newest month and version first."""
    return indicator.readings.select_related("recorded_by").order_by("-month", "-version")


def current_reading(indicator: Indicator, month: dt.date) -> Reading | None:
    """Return the figure that stands for `month`, if one was given."""
    return (
        Reading.objects.current()
        .filter(indicator=indicator, month=month)
        .select_related("recorded_by")
        .first()
    )


def _readings_by_month(
    indicators: Sequence[Indicator], span: Sequence[dt.date], known_on: dt.date | None
) -> dict[int, dict[dt.date, Reading]]:
    found: dict[int, dict[dt.date, Reading]] = defaultdict(dict)
    readings = Reading.objects.known_on(known_on).filter(
        indicator__in=[indicator.pk for indicator in indicators], month__range=(span[0], span[-1])
    )
    for reading in readings.order_by("version"):
        found[reading.indicator_id][reading.month] = reading
    return found


def _line(
    indicator: Indicator,
    span: Sequence[dt.date],
    months: int,
    readings: dict[dt.date, Reading],
    targets: Iterable[Target],
) -> Line:
    kept = list(targets)
    points = [_point(indicator, month, readings.get(month), in_force_on(kept, month)) for month in span]
    now, before = points[-1], points[-2]
    return Line(
        indicator=indicator,
        series=tuple(points[-months:]),
        target=in_force_on(kept, span[-1]),
        movement=movement(
            now.value,
            before.value,
            direction=indicator.direction,
            target=now.target,
            decimals=indicator.decimals,
        ),
        before=before,
    )


def _point(indicator: Indicator, month: dt.date, reading: Reading | None, target: Target | None) -> Point:
    terms = terms_of(target)
    return Point(month, reading, terms, rate(figure_of(reading), terms, decimals=indicator.decimals))
