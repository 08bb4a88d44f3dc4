"""The chart of one indicator and the figures behind it, from the frozen cut and not from what has changed since."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from digests.chart import PAPER, Chart
from digests.charting import AXIS_SIGNS
from digests.publication.page import chart_of_line, quality_of_month
from digests.rating import as_printed
from digests.standing import plain
from digests.telling import signal_in_words


@dataclass(frozen=True)
class Month:
    """One month behind a chart, as the table and the file beside it show it; "" for what is not there."""

    month: dt.date
    value: str
    parts: str
    target: str
    mean: str
    limits: str
    signal: str
    rating: str
    note: str


@dataclass(frozen=True)
class Trend:
    """An indicator's line of the cut with its chart. `statistics` is what they say of the latest month."""

    line: Mapping[str, Any]
    chart: Chart
    months: tuple[Month, ...]

    @property
    def statistics(self) -> str:
        found = self.line["statistics"]
        if not found:
            return str(self.line["untested_because"])
        said = [found["word"], found["assurance_word"]]
        if found["mean"]:
            said.append(f"Mean {found['mean']}" + (f", limits {found['limits']}" if found["limits"] else ""))
        return " ".join(f"{each}." for each in said if each)


def trend_of(line: Mapping[str, Any]) -> Trend:
    """Return the chart of a line of a cut's digest; its months are days, as `core.frozen.with_days` leaves them."""
    return Trend(line, chart_of_line(line, PAPER), tuple(_month(month, line) for month in line["series"]))


def _month(month: Mapping[str, Any], line: Mapping[str, Any]) -> Month:
    numbers = [month["numerator"], month["denominator"]]
    parts = " of ".join(plain(Decimal(each)) for each in numbers if each is not None)
    limits = [_printed(month.get(each), line) for each in ("lower_limit", "upper_limit")]
    target = month["target_words"].removeprefix("Target: ")
    return Month(
        month=month["month"],
        value=month["value_words"],
        parts=parts if None not in numbers else "",
        target=target[:1].upper() + target[1:],
        mean=_printed(month.get("mean"), line),
        limits=" to ".join(limits) if all(limits) else "",
        signal=signal_in_words(month.get("signal", ""), month.get("meaning", "")),
        rating=month["word"],
        note=quality_of_month(dict(month)),
    )


def _printed(value: str | None, line: Mapping[str, Any]) -> str:
    if value is None:
        return ""
    return f"{as_printed(Decimal(value), line['decimals']):,f}{AXIS_SIGNS.get(line['unit'], '')}"
