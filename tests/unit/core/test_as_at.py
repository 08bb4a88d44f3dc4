"""The day that a page states comes from its address; what cannot be read is said, and the page falls back to today."""

import datetime as dt

import pytest
from django.test import RequestFactory

from core.as_at import AsAtMixin

TODAY = dt.date(2026, 11, 22)


class Base:
    def get_context_data(self, **kwargs):
        return kwargs


class Page(AsAtMixin, Base):
    def __init__(self, query: str) -> None:
        self.request, self.today = RequestFactory().get(f"/?{query}"), TODAY


def test_without_a_day_it_is_today_and_all_is_known():
    page = Page("")
    assert (page.as_at, page.known_on, page.as_at_query) == (TODAY, None, "")
    assert page.get_context_data()["is_today"]


@pytest.mark.parametrize("typed", ["30/6/2026", "2026-06-30", "30 June 2026"])
def test_an_earlier_day(typed):
    page = Page(f"as_at={typed}&known_on=1/8/2026")
    assert (page.as_at, page.known_on) == (dt.date(2026, 6, 30), dt.date(2026, 8, 1))
    assert page.as_at_query == "?as_at=2026-06-30&known_on=2026-08-01"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("31/2/2026", "Day of the position must be a real date, such as 16/12/2026"),
        ("%00", "Day of the position must be a real date, such as 16/12/2026"),
        ("23/11/2026", "The day of the position must be today or earlier"),
    ],
)
def test_a_day_that_cannot_be_states_today_and_says_why(typed, message):
    page = Page(f"as_at={typed}")
    assert page.as_at == TODAY
    assert page.as_at_form.errors["as_at"] == [message]


def test_one_wrong_day_leaves_the_other():
    page = Page("as_at=30/6/2026&known_on=soon")
    assert (page.as_at, page.known_on) == (dt.date(2026, 6, 30), None)


def test_as_known_today_is_all_that_is_known():
    assert Page("known_on=22/11/2026").known_on is None


def test_the_other_parts_of_the_address_stay():
    context = Page("kind=report&kind=meeting&as_at=30/6/2026&page=3").get_context_data()
    assert context["as_at_others"] == [("kind", "report"), ("kind", "meeting")]
