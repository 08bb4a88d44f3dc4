"""A year under a notice by calendar months: a late report, a missed meeting, a variation, reviews and breaches."""

import datetime as dt
from collections import Counter

import pytest

from core.working_days import is_working_day
from tests.integration.year import table_fernshire as table
from tests.integration.year.driving import YearAsItWas, differing, played, told_by_day
from tests.integration.year.steps_fernshire import SCRIPT, STOOD_STILL, begin

# Nothing here asks the database once the year is over: the mark lets it be made for the year.
# One worker has them all, for otherwise each would play a year of its own.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("year by calendar month")]

BACK = dt.date(2026, 6, 1)
"""The first day after the week without the schedule."""
CAUGHT_UP = {
    # One message with the newest of what the week had brought: May's update, due on the 26th, now overdue.
    "head@fernshire.example": 1,
    # The meeting of 17 June is to be called: its papers are due on the 9th.
    "team@fernshire.example": 1,
}
LOOKED_AT = {*table.MONTH_ENDS, *table.LOOKED_AT}


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker, tmp_path_factory) -> YearAsItWas:
    """The whole year, played once for all the tests that look back at it."""
    with django_db_blocker.unblock():
        return played(SCRIPT, begin, looked_at=LOOKED_AT, files=tmp_path_factory.mktemp("year"))


def test_every_row_ends_as_the_table_says(year):
    assert differing(table.YEAR, year.rows) == {}


def test_late_and_missed_are_counted_and_what_others_owe_is_not(year):
    assert year.counts == table.COUNTS


def test_each_obligation_stands_where_the_table_says(year):
    assert {name: year.positions[name] for name in table.END} == table.END


@pytest.mark.parametrize("day", table.MONTH_ENDS, ids=str)
def test_the_notice_stands_at_the_end_of_each_month(year, day):
    assert year.evenings[day][0] == table.MONTH_ENDS[day]
    assert year.looked_back[day][0] == table.MONTH_ENDS[day]


@pytest.mark.parametrize("day", table.LOOKED_AT, ids=str)
def test_a_day_in_the_middle_reads_as_the_table_says(year, day):
    position, rows = table.LOOKED_AT[day]
    assert year.evenings[day][0] == position
    assert differing(rows, year.evenings[day][1]) == {}


@pytest.mark.parametrize("day", table.LOOKED_AT, ids=str)
def test_a_day_in_the_middle_reads_the_same_at_the_end_but_for_what_was_planned_since(year, day):
    position, rows = table.LOOKED_AT[day]
    assert year.looked_back[day][0] == position
    assert differing(rows | table.KNOWN_LATER[day], year.looked_back[day][1]) == {}


@pytest.mark.parametrize("day", sorted(LOOKED_AT), ids=str)
def test_a_day_as_known_on_it_reads_at_the_end_as_it_did_that_evening(year, day):
    assert year.looked_back_as_known[day] == year.evenings[day]


def test_each_breach_is_told_once_to_the_team_and_the_chair_on_its_first_day(year):
    expected = {
        day: dict.fromkeys(table.TOLD, frozenset(breaches)) for day, breaches in table.BREACHES.items()
    }
    assert told_by_day(year) == expected
    assert len(year.told) == 10
    assert len(year.found) == 6


def test_reports_are_numbered_and_each_is_sent_once_to_whom_it_is_for(year):
    assert year.issued == table.ISSUED
    for _, number in table.ISSUED:
        role = "adviser" if number.startswith("AR") else "department"
        assert year.delivered[number] == [f"{role}@fernshire.example"]


def test_a_report_is_put_up_again_after_its_return_and_a_deputy_signs_where_the_head_is_away(year):
    assert {number for number, rounds in year.rounds.items() if rounds == 2} == table.PUT_UP_TWICE
    assert {rounds for number, rounds in year.rounds.items() if number not in table.PUT_UP_TWICE} == {1}
    assert year.by_deputy == table.BY_DEPUTY


def test_every_meeting_and_review_ends_as_the_table_says(year):
    assert year.meetings == table.MEETINGS_END
    assert year.reviews == table.REVIEWS_HELD


def test_an_agenda_is_put_together_three_weeks_ahead_and_after_a_week_without_the_schedule(year):
    assert year.did["prepare-meetings"] == table.AGENDAS


def test_a_week_without_the_schedule_is_caught_up_without_a_flood(year):
    assert not [letter for letter in year.letters if letter[0] in STOOD_STILL]
    assert Counter(to for day, to, _ in year.letters if day == BACK) == CAUGHT_UP
    # Each month's report is drafted on its first day, the day after the week as well, and once.
    assert year.did["open-month"] == table.DRAFTED


def test_the_message_of_the_day_goes_out_on_working_days_and_once_a_day(year):
    assert {"team@fernshire.example", "head@fernshire.example"} <= {to for _, to in year.daily}
    assert all(is_working_day(day) for day, _ in year.daily)
    assert max(Counter(year.daily).values()) == 1


def test_no_scheduled_work_failed(year):
    assert year.failed == []
