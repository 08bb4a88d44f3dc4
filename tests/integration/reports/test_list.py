"""/councils/…/reports/: the list, its filters, and how many questions it asks."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from notices.models import Notice
from reports.models import DataCut, Report

ADDRESS = "/councils/fernshire/reports/"


def some_reports(notice: Notice, count: int) -> None:
    """Drafts of `count` months, back from October 2026."""
    for back in range(count):
        year, month = divmod(2026 * 12 + 9 - back, 12)
        first = dt.date(year, month + 1, 1)
        cut = DataCut.objects.create(notice=notice, month=first, as_at=first, content={}, sha256="0" * 64)
        Report.objects.create(notice=notice, month=first, cut=cut)


def test_thirty_reports_ask_no_more_than_three(
    notice: Notice,
    improver: User,
    client_for: Callable[..., Client],
    queries_of: Callable[[Client, str], int],
) -> None:
    client = client_for(improver)
    some_reports(notice, 3)
    few = queries_of(client, ADDRESS)
    Report.objects.all().delete()
    some_reports(notice, 30)
    assert queries_of(client, ADDRESS) == few


def test_filters_in_the_address_choose(
    draft: Report, notice: Notice, improver: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(improver)
    shown = {query: str(draft) in client.get(ADDRESS + query).content.decode() for query in (
        "", "?status=draft", "?status=issued", "?year=2026", "?year=2025", "?status=draft&year=2026",
    )}  # fmt: skip
    assert shown == {
        "": True, "?status=draft": True, "?status=issued": False, "?year=2026": True, "?year=2025": False,
        "?status=draft&year=2026": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    "query", ["?status=nonsense", "?year=soon", "?year=0", "?page=99", "?page=x", "?year=9999999999"]
)
def test_a_wrong_filter_is_never_an_error_of_ours(
    query: str, draft: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    assert client_for(improver).get(ADDRESS + query).status_code == 200


def test_an_empty_list_says_so(council: object, improver: User, client_for: Callable[..., Client]) -> None:
    assert "No report has been issued yet." in client_for(improver).get(ADDRESS).content.decode()
