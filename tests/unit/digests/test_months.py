"""Months named by their first day."""

import datetime as dt

import pytest

from digests.months import last_whole_month, month_from_words, month_of, months_on, months_up_to


def test_months_run_over_the_end_of_a_year() -> None:
    assert months_up_to(dt.date(2026, 2, 1), 4) == (
        dt.date(2025, 11, 1), dt.date(2025, 12, 1), dt.date(2026, 1, 1), dt.date(2026, 2, 1),
    )  # fmt: skip
    assert months_on(dt.date(2026, 12, 1), 1) == dt.date(2027, 1, 1)
    assert months_on(dt.date(2026, 1, 1), -13) == dt.date(2024, 12, 1)


def test_the_last_whole_month_is_the_one_before_today() -> None:
    assert last_whole_month(dt.date(2026, 1, 31)) == dt.date(2025, 12, 1)
    assert month_of(dt.date(2026, 1, 31)) == dt.date(2026, 1, 1)


@pytest.mark.parametrize(
    "words",
    ["", "2026", "2026-13", "2026-00", "0000-01", "26-01", "2026-1", "２０２６-01", "2026-10-01", "x"],
)
def test_what_is_no_month_is_none(words: str) -> None:
    assert month_from_words(words) is None


def test_a_month_is_read_as_it_is_written() -> None:
    assert month_from_words("2026-10") == dt.date(2026, 10, 1)
