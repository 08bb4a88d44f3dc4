"""Answers what the parts of a month's figure are, and whether they add up to the whole: constant queries."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from digests.models import Indicator, Reading
from digests.parts import AddedUp, Counted, add_up


@dataclass(frozen=True)
class Breakdown:
    """The figures of one dimension in a month, by group, and what they come to beside the whole."""

    dimension: str
    words: str
    readings: tuple[Reading, ...]
    added_up: AddedUp


def breakdowns_of(
    indicator: Indicator, month: dt.date, *, known_on: dt.date | None = None
) -> list[Breakdown]:
    """Return the breakdowns of a month's figure, as known on a day, in the order of the dimensions."""
    known = Reading.objects.known_on(known_on).filter(indicator=indicator, month=month)
    by_dimension: dict[str, list[Reading]] = defaultdict(list)
    for reading in known.select_related("recorded_by").order_by("group", "version"):
        by_dimension[reading.dimension].append(reading)
    whole = by_dimension.pop("", [])
    counted = counted_in(whole[-1]) if whole else None
    return [
        Breakdown(
            dimension.value,
            str(dimension.label),
            tuple(by_dimension[dimension.value]),
            add_up([counted_in(reading) for reading in by_dimension[dimension.value]], counted),
        )
        for dimension in Reading.Dimension
        if by_dimension[dimension.value]
    ]


def current_parts(indicator: Indicator, month: dt.date, dimension: str) -> list[Reading]:
    """Return the figures that stand for the groups of a dimension in a month, by group."""
    current = Reading.objects.current().filter(indicator=indicator, month=month, dimension=dimension)
    return list(current.select_related("recorded_by").order_by("group"))


def groups_before(indicator: Indicator, month: dt.date, dimension: str) -> list[str]:
    """Return the groups of the newest month before `month` that has any in the dimension."""
    earlier = Reading.objects.current().filter(indicator=indicator, month__lt=month, dimension=dimension)
    newest = earlier.order_by("-month").values_list("month", flat=True)[:1]
    return list(earlier.filter(month__in=newest).order_by("group").values_list("group", flat=True))


def counted_in(reading: Reading) -> Counted:
    """Return the two numbers of a reading."""
    return Counted(reading.numerator, reading.denominator)
