"""The life of a version of the plan: which status follows which, which it had on a day, and the diagram of it."""

import datetime as dt
import itertools
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from improvement_plans.models import PlanVersion
from improvement_plans.plan_transitions import TRANSITIONS, VersionDates, as_page, may_follow, status_on

STATUSES = set(PlanVersion.Status.values)
PERMITTED = {
    ("draft", "submitted"),
    ("submitted", "fit"),
    ("submitted", "not_fit"),
    ("submitted", "superseded"),
    ("fit", "in_force"),
    ("fit", "superseded"),
    ("in_force", "superseded"),
}


@pytest.mark.parametrize(("before", "after"), sorted(itertools.product(STATUSES, STATUSES)))
def test_what_may_follow(before, after):
    assert may_follow(before, after) == ((before, after) in PERMITTED)


def test_the_table_speaks_of_the_statuses_that_there_are():
    assert {each.before for each in TRANSITIONS} | {each.after for each in TRANSITIONS} == STATUSES


def test_the_page_of_the_documents_shows_the_table():
    page = Path(settings.BASE_DIR) / "docs" / "plan-version-status.md"
    assert page.read_text(encoding="utf-8") == as_page(), "Run python manage.py draw_plan_version_status"


WHOLE_LIFE = VersionDates(
    opened_on=dt.date(2026, 1, 10),
    submitted_on=dt.date(2026, 2, 2),
    judged_on=dt.date(2026, 2, 20),
    in_force_from=dt.date(2026, 3, 1),
    superseded_on=dt.date(2026, 7, 1),
)
UNFIT = VersionDates(dt.date(2026, 1, 10), dt.date(2026, 2, 2), dt.date(2026, 2, 20), None, None, True)


@pytest.mark.parametrize(
    ("dates", "day", "status"),
    [
        (WHOLE_LIFE, dt.date(2026, 1, 9), None),
        (WHOLE_LIFE, dt.date(2026, 1, 10), "draft"),
        (WHOLE_LIFE, dt.date(2026, 2, 1), "draft"),
        (WHOLE_LIFE, dt.date(2026, 2, 2), "submitted"),
        (WHOLE_LIFE, dt.date(2026, 2, 20), "fit"),
        (WHOLE_LIFE, dt.date(2026, 2, 28), "fit"),
        (WHOLE_LIFE, dt.date(2026, 3, 1), "in_force"),
        (WHOLE_LIFE, dt.date(2026, 6, 30), "in_force"),
        (WHOLE_LIFE, dt.date(2026, 7, 1), "superseded"),
        (UNFIT, dt.date(2026, 2, 19), "submitted"),
        (UNFIT, dt.date(2026, 12, 1), "not_fit"),
    ],
)
def test_the_status_on_a_day(dates, day, status):
    assert status_on(dates, day) == status


days = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))


@given(days, st.tuples(*[st.none() | days] * 5))
def test_days_still_to_come_change_nothing(day, given_days):
    come = [each if each is not None and each <= day else None for each in given_days]
    assert status_on(VersionDates(*given_days), day) == status_on(VersionDates(*come), day)
