"""What a report is called: two versions of one month must be told apart in every list."""

import datetime as dt

import pytest

from reports.models import Report


@pytest.mark.parametrize(
    ("version", "title"),
    [
        (1, "Monthly report to the adviser, October 2026"),
        (2, "Monthly report to the adviser, October 2026, version 2"),
    ],
)
def test_a_later_version_says_so(version: int, title: str) -> None:
    assert str(Report(month=dt.date(2026, 10, 1), version=version)) == title
