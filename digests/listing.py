"""The rows of the digest's files: exactly what its page shows, from the same content."""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from core.exports import Sheet
from digests.publication.page import in_full, quality_of_line, quality_of_month
from digests.publication.series import printed_number

COLUMNS = (
    "Code", "Indicator", "Key", "Month", "Numerator", "Denominator", "Value", "Unit", "Target", "Rating",
    "Distance from target", "Value the month before", "Movement", "Data quality", "Areas", "Statistics",
    "Target in reach", "Exceptions", "Kind of problem", "Cause", "Action taken", "Expected effect", "Expected by",
)  # fmt: skip
MONTHS = ("Code", "Indicator", "Month", "Numerator", "Denominator", "Value", "Unit", "Rating", "Target", "Signal",
          "Mean", "Lower limit", "Upper limit", "Data quality")  # fmt: skip
GROUPS = ("Code", "Indicator", "Breakdown", "Group", "Numerator", "Denominator", "Value", "Unit")
WORD = "Suppressed"
NO_COMMENTARY = dict.fromkeys(("problem", "cause", "action_taken", "expected_effect", "expected_by"))


def export_rows(lines: Iterable[dict[str, Any]]) -> Iterator[list[Any]]:
    """Yield one row for each line, in the order of `COLUMNS`; numbers stay numbers, hidden ones are a word."""
    for line in lines:
        decimals, hidden, statistics = line["decimals"], line["is_hidden"], line["statistics"] or {}
        said = line["commentary"] or NO_COMMENTARY
        yield [
            line["code"],
            line["title"],
            line["is_key"],
            str(line["series"][-1]["month"])[:7],
            _number(line["numerator"], hidden),
            _number(line["denominator"], hidden),
            _number(line["value"], hidden, decimals),
            line["unit_word"],
            line["target"],
            line["word"],
            _number(line["distance"], hidden, decimals),
            WORD if line["before_words"] == WORD else _number(line["before"], False, decimals),
            line["movement"],
            quality_of_line(line),
            "; ".join(area["letter"] for area in line["areas"]),
            statistics.get("word", ""),
            statistics.get("assurance_word", ""),
            "; ".join(in_full(found) for found in line["exceptions"]),
            said["problem"], said["cause"], said["action_taken"], said["expected_effect"], _day(said["expected_by"]),
        ]  # fmt: skip


def sheets_of(lines: list[dict[str, Any]]) -> list[Sheet]:
    """Return the workbook: the month, the series behind each chart, and the breakdowns where there are any."""
    groups = list(_group_rows(lines))
    sheets = [
        Sheet("Month", COLUMNS, export_rows(lines), "C2"),
        Sheet("Series", MONTHS, _month_rows(lines), "D2"),
    ]
    return [*sheets, Sheet("Breakdowns", GROUPS, groups)] if groups else sheets


def _month_rows(lines: Iterable[dict[str, Any]]) -> Iterator[list[Any]]:
    for line in lines:
        decimals = line["decimals"]
        for month in line["series"]:
            hidden = month["word"] == WORD
            yield [
                line["code"], line["title"], str(month["month"])[:7], _number(month["numerator"], hidden),
                _number(month["denominator"], hidden), _number(month["figure"], hidden, decimals),
                line["unit_word"], month["word"], month["target_words"].removeprefix("Target: "), month["signal"],
                _number(month["mean"], False, decimals), _number(month["lower_limit"], False, decimals),
                _number(month["upper_limit"], False, decimals), quality_of_month(month),
            ]  # fmt: skip


def _group_rows(lines: Iterable[dict[str, Any]]) -> Iterator[list[Any]]:
    for line in lines:
        for breakdown in line["breakdowns"]:
            for group in breakdown["groups"]:
                hidden = group["is_hidden"]
                yield [
                    line["code"], line["title"], breakdown["word"], group["group"],
                    _number(group["numerator"], hidden), _number(group["denominator"], hidden),
                    _number(group["value"], hidden, line["decimals"]), line["unit_word"],
                ]  # fmt: skip


def _day(kept: str | dt.date | None) -> dt.date | None:
    return dt.date.fromisoformat(kept) if isinstance(kept, str) else kept


def _number(kept: str | None, is_hidden: bool, decimals: int | None = None) -> float | str | None:
    if is_hidden:
        return WORD
    if kept is None:
        return None
    return float(Decimal(kept) if decimals is None else printed_number(kept, decimals) or 0)
