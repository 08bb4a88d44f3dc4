"""Whether the time that papers must precede a meeting fits between two meetings."""

from typing import Any

import pytest

from notices.cadence import Cadence
from notices.leads import gap_in_days, lead_in_days, lead_outlasts_gap


def cadence(**terms: Any) -> Cadence:
    return Cadence.from_json(terms)


@pytest.mark.parametrize(
    ("lead", "unit", "days"),
    [
        (None, None, 1),
        (5, "days", 5),
        (5, "working_days", 7),
        (5, "clear_working_days", 7),
        (3, "working_days", 3),
        (12, "working_days", 16),
    ],
)
def test_a_lead_in_calendar_days(lead: int | None, unit: str | None, days: int) -> None:
    assert lead_in_days(cadence(type="before_each", lead=lead, lead_unit=unit)) == days


@pytest.mark.parametrize(
    ("terms", "days"),
    [
        ({"type": "at_least_every", "n": 4, "unit": "weeks"}, 28),
        ({"type": "every", "n": 2, "unit": "months"}, 56),
        ({"type": "each_calendar", "unit": "quarter"}, 90),
        ({"type": "each_calendar", "unit": "month"}, 28),
        ({"type": "every", "n": 10, "unit": "working_days"}, 10),
        ({"type": "on_request"}, None),
    ],
)
def test_the_gap_between_two_meetings(terms: dict[str, Any], days: int | None) -> None:
    assert gap_in_days(cadence(**terms)) == days


@pytest.mark.parametrize(("lead", "outlasts"), [(27, False), (28, False), (29, True)])
def test_a_lead_as_long_as_the_gap_still_fits(lead: int, outlasts: bool) -> None:
    papers = cadence(type="before_each", lead=lead, lead_unit="days")
    assert lead_outlasts_gap(papers, [cadence(type="at_least_every", n=4, unit="weeks")]) is outlasts


def test_a_meeting_without_a_period_bounds_no_lead() -> None:
    assert not lead_outlasts_gap(
        cadence(type="before_each", lead=400, lead_unit="days"), [cadence(type="on_request")]
    )
    assert not lead_outlasts_gap(cadence(type="at_each"), [cadence(type="each_calendar", unit="month")])
