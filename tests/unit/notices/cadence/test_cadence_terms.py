"""Reading a cadence from its JSON, writing it back, and saying it in plain English."""

from typing import Any

import pytest

from notices.cadence import Cadence, CadenceError
from tests.unit.notices.cadence.asking import (
    AT_EACH,
    ON_REQUEST,
    REGULAR,
    STANDING,
    TO_BE_AGREED,
    before_each,
    by,
    calendar,
    fixed,
    in_month,
    ladder,
    rolling,
    within,
)

WORDS: list[tuple[dict[str, Any], str]] = [
    (by("2026-12-16"), "By 16 December 2026"),
    (within(4, "weeks"), "Within 4 weeks of publication"),
    (within(1, "working_days"), "Within 1 working day of publication"),
    (in_month("2026-01"), "In January 2026"),
    (calendar(), "Each calendar month"),
    (calendar("quarter", until="2027-06-30"), "Each calendar quarter, until 30 June 2027"),
    (rolling(4, "weeks"), "At least every 4 weeks, counted from the last one"),
    (
        rolling(1, "months", anchor="publication"),
        "At least every month, counted from the last one, at first from publication",
    ),
    (fixed(6, "weeks"), "Every 6 weeks on fixed dates, from the first day in force"),
    (before_each(), "Before each board meeting"),
    (
        before_each(lead=5, lead_unit="clear_working_days"),
        "Before each board meeting, at least 5 clear working days ahead",
    ),
    (AT_EACH, "At each board meeting"),
    (ON_REQUEST, "On request"),
    (TO_BE_AGREED, "To be agreed"),
    (REGULAR, "Regularly, with no period named"),
    ({"type": "kept_up_to_date"}, "Kept up to date"),
    ({"type": "kept_up_to_date", "max_age_days": 30}, "Kept up to date, no more than 30 days old"),
    (ladder(3, 6, 12, 18), "At 3, 6, 12 and 18 months from publication"),
    (STANDING, "At all times"),
]


@pytest.mark.parametrize(("terms", "words"), WORDS)
def test_in_words(terms: dict[str, Any], words: str) -> None:
    assert Cadence.from_json(terms).in_words() == words


@pytest.mark.parametrize("terms", [terms for terms, _ in WORDS])
def test_json_there_and_back(terms: dict[str, Any]) -> None:
    assert Cadence.from_json(terms).to_json() == terms


def test_nulls_and_fields_of_other_types_are_passed_over() -> None:
    terms = {"type": "each_calendar", "unit": "month", "until": None, "n": None, "date": "never"}
    assert Cadence.from_json(terms) == Cadence(type="each_calendar", unit="month")


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({}, "type must be one of by_date"),
        ({"type": "fortnightly"}, "type must be one of by_date"),
        (by("31 March"), "date must be a date written YYYY-MM-DD, not '31 March'"),
        (by("2026-02-31"), "date must be a day that exists"),
        ({"type": "by_date"}, "date must be a date written YYYY-MM-DD, it is missing"),
        (within(0, "weeks"), "n must be a whole number of 1 or more, not 0"),
        ({"type": "within", "n": None, "unit": None, "anchor": "publication"}, "n must be a whole number"),
        (rolling(True, "weeks"), "n must be a whole number of 1 or more, not True"),
        (rolling(4, "fortnights"), "unit must be one of days"),
        (in_month("2026-13"), "month must be a month that exists"),
        (calendar("week"), "unit must be one of month, quarter"),
        (before_each(lead=-1), "lead must be a whole number of 0 or more"),
        (before_each(lead_unit="months"), "lead_unit must be one of days"),
        ({**ladder(3), "n": []}, "n must be a list of whole numbers such as"),
        ({**ladder(3), "n": [3, "6"]}, "n must be a list of whole numbers of 1 or more"),
        ({**STANDING, "until": "the end"}, "until must be a date written YYYY-MM-DD"),
    ],
)
def test_terms_that_make_no_cadence_are_refused(terms: dict[str, Any], message: str) -> None:
    with pytest.raises(CadenceError, match=message):
        Cadence.from_json(terms)
