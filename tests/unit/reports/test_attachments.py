"""The files inside a report: figures as they were and as they are printed, and no formula that a spreadsheet runs."""

import csv
import datetime as dt
import io
from typing import Any

from reports.attachments import figures_behind
from reports.trends import trend_of


def month(day: dt.date, numerator: str | None, value: str | None) -> dict[str, Any]:
    return {
        "month": day, "value": value, "figure": value, "numerator": numerator, "denominator": numerator and "100",
        "at_least": "90", "at_most": None, "mean": "88.125", "lower_limit": "80", "upper_limit": "96.25",
        "words": "", "target_words": "Target: at least 90.0%", "signal": "", "meaning": "common",
        "value_words": f"{value}.0%" if value else "No figure given", "word": "Red: off target", "note": "",
    }  # fmt: skip


LINE: dict[str, Any] = {
    "code": "FS01", "title": "=cmd|' /C calc'!A1", "unit": "percent", "decimals": 1, "is_key": True,
    "areas": [{"letter": "a", "title": "Leadership"}], "summary": "It fell.", "statistics": None,
    "untested_because": "", "value_words": "84.0%", "parts": "84 of 100", "before_words": "88.0%",
    "movement": "Worse", "target": "At least 90.0%", "distance_words": "6.0 points below",
    "word": "Red: off target", "quality": {"word": "", "problem": "", "note": ""},
    "series": [month(dt.date(2026, 9, 1), None, None), month(dt.date(2026, 10, 1), "84", "84")],
}  # fmt: skip


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_each_month_of_each_chart_is_a_row() -> None:
    charts, indicators = figures_behind([trend_of(LINE)], [LINE])
    assert (charts.name, indicators.name) == ("figures-behind-the-charts.csv", "indicators.csv")
    september, october = rows_of(charts.content)
    assert (september["Month"], september["Figure"], september["As printed"]) == (
        "2026-09", "", "No figure given",
    )  # fmt: skip
    assert (october["Figure"], october["Numerator"], october["Denominator"]) == ("84", "84", "100")
    assert (october["Target"], october["Mean"], october["Lower limit"]) == ("At least 90.0%", "88.125", "80")


def test_no_cell_is_run_as_a_formula() -> None:
    for file in figures_behind([trend_of(LINE)], [LINE]):
        assert all(row["Indicator"].startswith("'=") for row in rows_of(file.content))


def test_a_document_without_charts_and_indicators_has_no_files() -> None:
    assert figures_behind([], []) == []


def test_what_stands_beside_a_chart_is_printed_as_the_digest_prints_it() -> None:
    october = trend_of(LINE).months[1]
    assert (october.parts, october.target) == ("84 of 100", "At least 90.0%")
    assert (october.mean, october.limits) == ("88.1%", "80.0% to 96.3%")
