"""Loads whole series of indicators with what they are judged by, and works out their statistics: constant queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from digests.models import Definition, Indicator, Reading, Rebase, Target
from digests.months import month_of, months_on
from digests.reckoning import Reckoning
from digests.selectors.definitions import Definitions, definitions_of
from digests.spc import Direction, Series, analyse_many
from digests.standing import in_force_on
from digests.telling import UNTESTED


@dataclass(frozen=True)
class KnownSeries:
    """What is known of an indicator up to a month: `values` from `first` on, a missing month as None.

    A month that was measured in another unit than `month` is missing among them: it cannot be compared. `first_given`
    is the first month with a figure in any unit. `rebases` has why mean and limits start anew, by month, and
    `redefined` why it means something else.
    """

    indicator: Indicator
    definitions: Definitions
    first: dt.date
    values: tuple[Decimal | None, ...]
    targets: tuple[Target, ...]
    first_given: dt.date | None = None
    rebases: Mapping[dt.date, str] = field(default_factory=dict)
    redefined: Mapping[dt.date, str] = field(default_factory=dict)

    def meant_in(self, month: dt.date) -> Definition:
        return self.definitions.on(self.indicator, month)

    def turn_in(self, month: dt.date) -> str:
        """Why a chart turns in `month`, as sentences without a full stop; empty where it does not."""
        rebase, redefined = self.rebases.get(month), self.redefined.get(month)
        found = (
            f"Defined anew: {redefined}" if redefined else "",
            f"Limits start anew: {rebase}" if rebase else "",
        )
        return ". ".join(words.rstrip(".") for words in found if words)


def known_series(
    indicators: Sequence[Indicator], month: dt.date, *, known_on: dt.date | None = None
) -> list[KnownSeries]:
    """Return what was known of each of `indicators` on `known_on`, up to `month`."""
    definitions = definitions_of(indicators)
    values = _values(indicators, month, known_on)
    targets = _targets(indicators, month)
    rebases = _rebases(indicators, month, known_on)
    found = []
    for indicator in indicators:
        comparable = _comparable(values[indicator.pk], definitions, indicator, month)
        first = min(comparable, default=month)
        found.append(
            KnownSeries(
                indicator=indicator,
                definitions=definitions,
                first=first,
                values=_by_month(comparable, first, month),
                targets=tuple(targets[indicator.pk]),
                first_given=min(values[indicator.pk], default=None),
                rebases=rebases[indicator.pk],
                redefined=dict(_redefined(definitions, indicator, known_on)),
            )
        )
    return found


def reckonings_of(known: Sequence[KnownSeries], month: dt.date) -> list[Reckoning | None]:
    """Return each series with its statistics; None for one that has no figure or must not be tested."""
    tested = [each for each in known if each.values and each.meant_in(month).period_type not in UNTESTED]
    analysed = analyse_many([_series(each, month) for each in tested])
    found = {
        each.indicator.pk: Reckoning(each.first, each.values, analysis, _reasons(each))
        for each, analysis in zip(tested, analysed, strict=True)
    }
    return [found.get(each.indicator.pk) for each in known]


def _series(known: KnownSeries, month: dt.date) -> Series:
    direction, target = Direction(known.meant_in(month).direction), in_force_on(known.targets, month)
    low, high = (target.at_least, target.at_most) if target else (None, None)
    held_against = {Direction.HIGHER: low, Direction.LOWER: high}.get(direction)
    return Series(
        values=known.values,
        direction=direction,
        target=held_against,
        band=(low, high) if direction == Direction.BAND and low is not None and high is not None else None,
        baseline_points=known.indicator.baseline_points,
        rebase_at=tuple(_reasons(known)),
        screen_outliers=known.indicator.screens_outliers,
        run_length=known.indicator.run_length,
    )


def _reasons(known: KnownSeries) -> dict[int, str]:
    """Return why mean and limits start anew, by the row of the series at which they do."""
    rows = {_months_between(known.first, month): reason for month, reason in known.rebases.items()}
    return {row: reason for row, reason in sorted(rows.items()) if 0 < row < len(known.values)}


def _comparable(
    values: dict[dt.date, Decimal | None], definitions: Definitions, indicator: Indicator, month: dt.date
) -> dict[dt.date, Decimal | None]:
    """Return the values that were measured in the unit of `month`."""
    if indicator.pk not in definitions.earlier:
        return values
    unit = definitions.on(indicator, month).unit
    return {at: value for at, value in values.items() if definitions.on(indicator, at).unit == unit}


def _by_month(
    values: Mapping[dt.date, Decimal | None], first: dt.date, month: dt.date
) -> tuple[Decimal | None, ...]:
    """Return one value for each month from `first` to `month`; none at all where no figure was ever given."""
    if not values:
        return ()
    rows: list[Decimal | None] = [None] * (_months_between(first, month) + 1)
    for at, value in values.items():
        rows[_months_between(first, at)] = value
    return tuple(rows)


def _months_between(first: dt.date, last: dt.date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _values(
    indicators: Sequence[Indicator], month: dt.date, known_on: dt.date | None
) -> dict[int, dict[dt.date, Decimal | None]]:
    found: dict[int, dict[dt.date, Decimal | None]] = defaultdict(dict)
    readings = (
        Reading.objects.known_on(known_on)
        .of_the_whole()
        .filter(indicator__in=[each.pk for each in indicators], month__lte=month)
    )
    for key, at, value in readings.order_by("version").values_list("indicator_id", "month", "value"):
        found[key][at] = value
    return found


def _targets(indicators: Sequence[Indicator], month: dt.date) -> dict[int, list[Target]]:
    found: dict[int, list[Target]] = defaultdict(list)
    for target in Target.objects.filter(
        indicator__in=[each.pk for each in indicators], effective_from__lte=month
    ):
        found[target.indicator_id].append(target)
    return found


def _rebases(
    indicators: Sequence[Indicator], month: dt.date, known_on: dt.date | None
) -> dict[int, dict[dt.date, str]]:
    rebases = Rebase.objects.filter(indicator__in=[each.pk for each in indicators], month__lte=month)
    if known_on is None:
        rebases = rebases.filter(withdrawn_at__isnull=True)
    else:
        rebases = rebases.filter(
            Q(withdrawn_at__isnull=True) | Q(withdrawn_at__date__gt=known_on), made_at__date__lte=known_on
        )
    found: dict[int, dict[dt.date, str]] = defaultdict(dict)
    for key, at, reason in rebases.order_by("made_at", "pk").values_list("indicator_id", "month", "reason"):
        found[key][at] = reason
    return found


def _redefined(
    definitions: Definitions, indicator: Indicator, known_on: dt.date | None
) -> Iterator[tuple[dt.date, str]]:
    """Yield the months from which the indicator means something else: the first that begins under it, and why."""
    for each in definitions.earlier.get(indicator.pk, ()):
        if known_on is None or timezone.localdate(each.replaced_at) <= known_on:
            from_month = month_of(each.replaced_from)
            yield (from_month if each.replaced_from.day == 1 else months_on(from_month, 1)), each.reason
