"""Answers to what the digest's pages ask, each in a number of queries that does not grow with the data."""

from digests.selectors.lines import (
    current_reading,
    digest_for,
    line_for,
    lines_for,
    listed_beside,
    months_with_figures,
    newest_month,
    versions_of,
)

__all__ = [
    "current_reading",
    "digest_for",
    "line_for",
    "lines_for",
    "listed_beside",
    "months_with_figures",
    "newest_month",
    "versions_of",
]
