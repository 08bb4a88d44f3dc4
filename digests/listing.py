"""The rows of the digest's exports: exactly the lines that the page shows."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from digests.rating import as_printed
from digests.standing import Line

COLUMNS = (
    "Code", "Indicator", "Key", "Month", "Numerator", "Denominator", "Value", "Unit", "Target", "Rating",
    "Distance from target", "Value the month before", "Movement", "Note on data quality",
)  # fmt: skip


def export_rows(lines: Iterable[Line]) -> Iterator[list[Any]]:
    """Yield one row for each line, in the order of `COLUMNS`; numbers stay numbers."""
    for line in lines:
        reading, decimals = line.reading, line.indicator.decimals
        yield [
            line.indicator.code,
            line.indicator.title,
            line.indicator.is_key,
            f"{line.now.month:%Y-%m}",
            _number(reading.numerator if reading else None),
            _number(reading.denominator if reading else None),
            _number(line.now.value, decimals),
            line.indicator.get_unit_display(),
            line.target_in_words,
            line.rated.word,
            _number(line.rated.distance, decimals),
            _number(line.before.value if line.before else None, decimals),
            line.movement_in_words,
            reading.quality_note if reading else "",
        ]


def _number(value: Decimal | None, decimals: int | None = None) -> float | None:
    if value is None:
        return None
    return float(value if decimals is None else as_printed(value, decimals))
