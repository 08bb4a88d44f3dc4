"""The files inside a report's PDF: the figures behind its charts, and all its indicators, as CSV."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from core.exports import csv_cell
from core.pdf import AttachedFile
from reports.trends import Trend

CHART_COLUMNS = (
    "Code", "Indicator", "Unit", "Month", "Figure", "Numerator", "Denominator", "As printed", "Target", "Mean",
    "Lower limit", "Upper limit", "Signal", "Rating", "Note",
)  # fmt: skip
INDICATOR_COLUMNS = (
    "Code", "Indicator", "Key indicator", "Areas", "Figure", "Made of", "Month before", "Movement", "Target",
    "Distance from target", "Rating", "Note",
)  # fmt: skip


def figures_behind(trends: Sequence[Trend], lines: Iterable[Mapping[str, Any]]) -> list[AttachedFile]:
    """Return the files for a document that shows `trends` and `lines`; what is hidden in these is hidden in them."""
    charted = [row for trend in trends for row in _months(trend)]
    listed = [_indicator(line) for line in lines]
    files = (
        ("figures-behind-the-charts.csv", "The figures behind the charts", CHART_COLUMNS, charted),
        ("indicators.csv", "All indicators of the month", INDICATOR_COLUMNS, listed),
    )
    return [AttachedFile(name, words, _csv(columns, rows)) for name, words, columns, rows in files if rows]


def _months(trend: Trend) -> Iterable[Sequence[Any]]:
    line = trend.line
    for kept, month in zip(line["series"], trend.months, strict=True):
        yield (
            line["code"], line["title"], line["unit"], f"{month.month:%Y-%m}", kept["figure"], kept["numerator"],
            kept["denominator"], month.value, month.target, kept.get("mean"), kept.get("lower_limit"),
            kept.get("upper_limit"), month.signal, month.rating, month.note,
        )  # fmt: skip


def _indicator(line: Mapping[str, Any]) -> Sequence[Any]:
    areas = ", ".join(area["letter"] for area in line["areas"])
    return (
        line["code"], line["title"], line["is_key"], areas, line["value_words"], line["parts"], line["before_words"],
        line["movement"], line["target"], line["distance_words"], line["word"], line["quality"]["note"],
    )  # fmt: skip


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
