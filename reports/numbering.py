"""How an issued report is numbered, so that a letter can name it."""

import datetime as dt

from reports.kinds import kind_of


def number_of(kind: str, month: dt.date, version: int, *, sequence: int = 1) -> str:
    """Return the number of a report: `AR-2026-11 v1` for the first version of November's report to the adviser.

    `sequence` tells apart several of a kind in one month: the second is `AC-2026-11-2 v1`.
    """
    order = f"-{sequence}" if sequence > 1 else ""
    return f"{kind_of(kind).prefix}-{month:%Y-%m}{order} v{version}"


def filename_of(council_slug: str, number: str, *, ending: str = "pdf") -> str:
    """Return the name under which a numbered report is downloaded."""
    return f"{council_slug}-{number.replace(' ', '-')}.{ending}"
