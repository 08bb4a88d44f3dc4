"""Series of figures for tests of charts and statistics."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from digests.models import Indicator, Reading, Rebase
from digests.months import months_up_to

OCTOBER = dt.date(2026, 10, 1)

STEADY = (82, 85, 81, 84, 86, 83, 80, 85, 84, 82, 86, 81)
"""Twelve months about a mean of 83.25 without a signal."""


def give_series(
    indicator: Indicator,
    values: Sequence[float | None],
    *,
    last: dt.date = OCTOBER,
    hidden: Iterable[int] = (),
) -> None:
    """Give an indicator one figure a month up to `last`; None leaves the month out, `hidden` rows are suppressed."""
    months = months_up_to(last, len(values))
    Reading.objects.bulk_create(
        Reading(indicator=indicator, month=month, is_suppressed=True)
        if row in hidden
        else Reading(
            indicator=indicator,
            month=month,
            numerator=Decimal(str(value)),
            denominator=Decimal(100),
            value=Decimal(str(value)),
        )
        for row, (month, value) in enumerate(zip(months, values, strict=True))
        if value is not None or row in hidden
    )


def rebase(indicator: Indicator, month: dt.date, reason: str = "A new case system") -> Rebase:
    """Start mean and limits of an indicator anew from a month."""
    return Rebase.objects.create(indicator=indicator, month=month, reason=reason)
