"""Which published measure an indicator is compared with, and what is said where none can be told."""

import datetime as dt
from decimal import Decimal

import pytest

from digests.benchmarking.matching import Local, Match, Measure, match


def measure(pk: int, code: str, key: str) -> Measure:
    return Measure(pk, code, key, f"Measure {pk}", "lower", "Published in October", dt.date(2026, 10, 1))


MEASURES = [
    measure(1, "112", "CareLeaverAcc"),
    measure(2, "287", "Agency"),
    measure(3, "287", "Vacancies"),
    measure(4, "", "Guardianship"),
    measure(5, "15", "Repeat"),
    measure(6, "16", "Repeat"),
]


@pytest.mark.parametrize(
    ("code", "key", "state", "pk"),
    [
        ("112", "", Match.FOUND, 1),
        (" 112 ", "careleaveracc", Match.FOUND, 1),
        ("287", "", Match.SEVERAL, None),
        ("287", "Agency", Match.FOUND, 2),
        ("287", "Turnover", Match.NOT_PUBLISHED, None),
        ("", "Vacancies", Match.FOUND, 3),
        ("390", "Guardianship", Match.FOUND, 4),
        ("", "Repeat", Match.SEVERAL, None),
        ("16", "Repeat", Match.FOUND, 6),
        ("999", "", Match.NOT_PUBLISHED, None),
        ("", "", Match.NO_CODE, None),
        (" ", " ", Match.NO_CODE, None),
    ],
)
def test_match(code, key, state, pk):
    found, matched, to_do = match(code, key, MEASURES)
    assert (found, matched.pk if matched else None) == (state, pk)
    assert bool(to_do) == (state is not Match.FOUND)


@pytest.mark.parametrize(
    ("code", "key", "words"),
    [
        (
            "287",
            "",
            "Code 287 has 2 measures. Enter the short name of the one that is meant: Agency (Measure 2); "
            "Vacancies (Measure 3)",
        ),
        (
            "287",
            "Turnover",
            "Code 287 has no measure called Turnover. Enter one of these short names: Agency (Measure 2); "
            "Vacancies (Measure 3)",
        ),
        (
            "",
            "Repeat",
            "The short name Repeat stands under several codes (15, 16). Enter the indicator’s code",
        ),
        ("999", "", "No loaded release has code 999. Load one that has, or correct the indicator"),
        (
            "",
            "Nobody",
            "No loaded release has short name Nobody. Load one that has, or correct the indicator",
        ),
    ],
)
def test_what_to_do(code, key, words):
    assert match(code, key, MEASURES)[2].startswith(words)


@pytest.mark.parametrize(
    ("period_type", "month", "period"),
    [
        ("in_month", dt.date(2026, 10, 1), "Oct 2026 alone"),
        ("snapshot", dt.date(2026, 10, 1), "End of Oct 2026"),
        ("rolling_12", dt.date(2026, 10, 1), "12 months to Oct 2026"),
        ("year_to_date", dt.date(2026, 10, 1), "April 2026 to Oct 2026"),
        ("year_to_date", dt.date(2027, 3, 1), "April 2026 to Mar 2027"),
        ("year_to_date", dt.date(2026, 4, 1), "April 2026 to Apr 2026"),
    ],
)
def test_a_figure_of_our_own_says_which_time_it_covers(period_type, month, period):
    assert Local(month, Decimal(1), period_type).period == period
