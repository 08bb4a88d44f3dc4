"""The chart of one indicator, drawn from the frozen cut and not from figures that may have changed since."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from digests.chart import Chart, Mark, line_chart
from digests.charting import AXIS_SIGNS


def trend_of(line: Mapping[str, Any]) -> Chart:
    """Return the chart of a line of a cut's digest; its months are days here, as `rendering.with_days` leaves them."""
    return line_chart(
        [_mark(each) for each in line["series"]],
        title=f"{line['code']} {line['title']}, by month",
        summary=line["summary"],
        unit_sign=AXIS_SIGNS.get(line["unit"], ""),
    )


def _mark(month: Mapping[str, Any]) -> Mark:
    day: dt.date = month["month"]
    return Mark(
        month=day,
        value=_decimal(month["value"]),
        at_least=_decimal(month["at_least"]),
        at_most=_decimal(month["at_most"]),
        words=month["words"],
    )


def _decimal(number: str | None) -> Decimal | None:
    return None if number is None else Decimal(number)
