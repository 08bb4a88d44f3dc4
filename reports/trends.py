"""The chart of one indicator, drawn from the frozen cut and not from figures that may have changed since."""

from collections.abc import Mapping
from typing import Any

from digests.chart import PAPER, Chart
from digests.publication.page import chart_of_line


def trend_of(line: Mapping[str, Any]) -> Chart:
    """Return the chart of a line of a cut's digest; its months are days, as `core.frozen.with_days` leaves them."""
    return chart_of_line(line, PAPER)
