"""Shares some of Fernshire's figures out among teams and age bands, so that the groups add up to the whole."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from digests.models import Indicator, Reading
from digests.rating import value_of
from digests.services.parts import Part, give_parts
from digests.services.readings import Given
from reports.demo.days import FernshireDays, afternoon, figure_months, figures_given
from reports.demo.people import Cast
from reports.demo.tables import rows

MONTHS = 12
"""For how many months figures are broken down."""
Counts = tuple[int, int]
"""A numerator over a denominator."""


def keep_breakdowns(cast: Cast, made: dict[str, Indicator], days: FernshireDays) -> None:
    """Break the percentages of the table down for a year, the last month as people give them."""
    kept: list[Reading] = []
    for code, dimension in dict.fromkeys((row["code"], row["dimension"]) for row in rows("breakdowns")):
        groups = [row for row in rows("breakdowns") if row["code"] == code]
        totals = _totals(made[code], figure_months(days.today)[-MONTHS:])
        for total in totals[:-1]:
            kept += _readings(cast, total, dimension, groups)
        newest = totals[-1]
        give_parts(
            indicator=newest.indicator, month=newest.month, dimension=dimension, today=days.today,
            parts=[
                Part(group["group"], Given(Decimal(over), Decimal(under)))
                for group, (over, under) in zip(groups, _counts(newest, groups), strict=True)
            ],
            by=cast.people["analyst"],
        )  # fmt: skip
    Reading.objects.bulk_create(kept)


def _totals(indicator: Indicator, months: list[dt.date]) -> list[Reading]:
    current = Reading.objects.current().of_the_whole().select_related("indicator")
    return list(current.filter(indicator=indicator, month__in=months).order_by("month"))


def _readings(cast: Cast, total: Reading, dimension: str, groups: Sequence[dict[str, str]]) -> list[Reading]:
    return [
        Reading(
            indicator=total.indicator, month=total.month, dimension=dimension, group=group["group"],
            numerator=over, denominator=under,
            value=value_of(total.indicator.unit, Decimal(over), Decimal(under)),
            recorded_by=cast.people["analyst"], recorded_at=afternoon(figures_given(total.month)),
        )
        for group, (over, under) in zip(groups, _counts(total, groups), strict=True)
    ]  # fmt: skip


def _counts(total: Reading, groups: Sequence[dict[str, str]]) -> list[Counts]:
    shares = [float(group["share"]) for group in groups]
    leans = [float(group["lean"]) for group in groups]
    return shared_out((int(total.numerator or 0), int(total.denominator or 0)), shares, leans)


def shared_out(total: Counts, shares: Sequence[float], leans: Sequence[float]) -> list[Counts]:
    """Return the counts of groups, which add up to `total`.

    `shares` are those of its denominator, `leans` the points by which a group's rate is off the whole's.
    """
    over, under = total
    unders = [int(under * share) for share in shares]
    unders[unders.index(max(unders))] += under - sum(unders)
    rate = over / under if under else 0.0
    overs = [
        min(size, max(0, round(size * (rate + lean / 100)))) for size, lean in zip(unders, leans, strict=True)
    ]
    while sum(overs) != over:
        step = 1 if sum(overs) < over else -1
        # Whoever has the most room gives way, so that no group is emptied or filled by the rounding.
        room = [size - count if step > 0 else count for size, count in zip(unders, overs, strict=True)]
        overs[room.index(max(room))] += step
    return list(zip(overs, unders, strict=True))
