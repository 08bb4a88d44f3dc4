"""What a change of the diary would breach, asked of the register before it is made."""

import datetime as dt

import pytest

from accounts.models import Organisation
from notices.models import Obligation
from notices.selectors.what_if import breached_by_change
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    DischargeFactory,
    NoticeFactory,
    ObligationFactory,
    PlannedEventFactory,
)
from tests.factories_reviews import review_duties

pytestmark = pytest.mark.django_db
JAN_12, JUN_10 = dt.date(2016, 1, 12), dt.date(2016, 6, 10)


def due(found: list) -> list[tuple[dt.date, dt.date | None]]:
    return [(each.due_on, each.held_on) for each in found]


@pytest.fixture
def review(council: Organisation) -> Obligation:
    """At least every six months from 16 December 2015: the first by 16 June 2016."""
    return review_duties(council).progress


def monthly(council: Organisation) -> Obligation:
    notice = NoticeFactory(council=council, issued_on=dt.date(2026, 1, 5))
    meeting = ObligationFactory(clause=ClauseFactory(notice=notice, number="6"))
    CadenceTermsFactory(obligation=meeting, terms={"type": "each_calendar", "unit": "month"})
    return meeting


@pytest.mark.parametrize(
    ("moved_to", "late"),
    [
        (dt.date(2016, 6, 9), []),
        (dt.date(2016, 6, 16), []),
        (dt.date(2016, 6, 17), [(dt.date(2016, 6, 16), dt.date(2016, 6, 17))]),
        (dt.date(2016, 6, 30), [(dt.date(2016, 6, 16), dt.date(2016, 6, 30))]),
    ],
)
def test_a_review_moved_past_its_six_months_would_be_late(
    review: Obligation, moved_to: dt.date, late: list
) -> None:
    event = PlannedEventFactory(obligation=review, planned_on=JUN_10)
    assert due(breached_by_change(review, today=JAN_12, take_away=[event], put_in=[moved_to])) == late


def test_a_review_cancelled_leaves_nothing_that_meets_its_date(review: Obligation) -> None:
    event = PlannedEventFactory(obligation=review, planned_on=JUN_10)
    found = breached_by_change(review, today=JAN_12, take_away=[event])
    assert due(found) == [(dt.date(2016, 6, 16), None)]
    assert "would not be met. It would not count against the council." in found[0].words


def test_a_review_cancelled_beside_another_in_time_breaches_nothing(review: Obligation) -> None:
    event = PlannedEventFactory(obligation=review, planned_on=JUN_10)
    PlannedEventFactory(obligation=review, planned_on=dt.date(2016, 6, 14))
    assert breached_by_change(review, today=JAN_12, take_away=[event]) == []


@pytest.mark.parametrize(
    ("moved_to", "late"),
    [(dt.date(2016, 6, 29), []), (dt.date(2016, 7, 1), [(dt.date(2016, 6, 16), dt.date(2016, 7, 1))])],
)
def test_what_is_late_already_is_blamed_on_a_change_that_makes_it_later(
    review: Obligation, moved_to: dt.date, late: list
) -> None:
    event = PlannedEventFactory(obligation=review, planned_on=dt.date(2016, 6, 30))
    found = breached_by_change(review, today=dt.date(2016, 6, 20), take_away=[event], put_in=[moved_to])
    assert due(found) == late


def test_what_is_due_before_a_review_would_be_late_at_once_where_it_is_moved_to_today(
    review: Obligation,
) -> None:
    event = PlannedEventFactory(obligation=review, planned_on=JUN_10)
    today = dt.date(2016, 6, 1)
    found = breached_by_change(review, today=today, take_away=[event], put_in=[today])
    clauses = [(each.obligation.clause.number, each.due_on) for each in found]
    day_before = dt.date(2016, 5, 31)
    assert clauses == [(number, day_before) for number in ("10.a", "10.b", "10.c", "10.d", "11")]


def test_a_month_without_its_meeting_is_named(council: Organisation) -> None:
    meeting = monthly(council)
    for day in (dt.date(2026, 1, 20), dt.date(2026, 2, 17)):
        DischargeFactory(obligation=meeting, effective_on=day)
    march = PlannedEventFactory(obligation=meeting, planned_on=dt.date(2026, 3, 17))
    PlannedEventFactory(obligation=meeting, planned_on=dt.date(2026, 4, 21))
    today = dt.date(2026, 3, 2)
    gone = breached_by_change(meeting, today=today, take_away=[march])
    moved = breached_by_change(meeting, today=today, take_away=[march], put_in=[dt.date(2026, 4, 1)])
    within = breached_by_change(meeting, today=today, take_away=[march], put_in=[dt.date(2026, 3, 31)])
    assert due(gone) == due(moved) == [(dt.date(2026, 3, 31), None)]
    assert within == []
