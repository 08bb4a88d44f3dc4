"""How an issued report is numbered, so that a letter can name it."""

import datetime as dt

PREFIXES = {"adviser_monthly": "AR"}


def number_of(kind: str, month: dt.date, version: int) -> str:
    """Return the number of a report: `AR-2026-11 v1` for the first version of November's report to the adviser."""
    return f"{PREFIXES[kind]}-{month:%Y-%m} v{version}"


def filename_of(council_slug: str, number: str) -> str:
    """Return the name under which a numbered report is downloaded."""
    return f"{council_slug}-{number.replace(' ', '-')}.pdf"
