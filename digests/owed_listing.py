"""How the figures of a month are listed: the counts with the lists behind them, and the rows of an export."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from digests.selectors.lateness import OwedFigure, State

COLUMNS = (
    "Month", "Code", "Indicator", "Owner", "State", "Due on", "Late since", "Days late", "Value", "Unit", "Suppressed",
    "Data quality", "Kind of problem", "Note on data quality",
)  # fmt: skip


def counts_of(figures: Sequence[OwedFigure]) -> list[tuple[State, int]]:
    """Return how many figures stand in each way."""
    return [(state, sum(each.state == state for each in figures)) for state in State]


def export_rows(figures: Iterable[OwedFigure]) -> Iterator[list[Any]]:
    """Yield one row for each figure, in the order of `COLUMNS`."""
    for each in figures:
        indicator, reading = each.indicator, each.reading
        yield [
            f"{each.month:%B %Y}",
            indicator.code,
            indicator.title,
            each.owner,
            each.state.words,
            each.due_on,
            each.late_since,
            each.days_late,
            reading.value if reading else None,
            indicator.get_unit_display(),
            reading.is_suppressed if reading else None,
            reading.get_quality_display() if reading else "",
            reading.get_problem_display() if reading else "",
            reading.quality_note if reading else "",
        ]
