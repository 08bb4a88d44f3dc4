"""What a report lacks stands on its page and on the form that submits it, each lack with the place that mends it."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from notices.models import Notice, Obligation
from reports.models import Report
from reports.services import preparing
from tests.conftest import TODAY
from tests.integration.reports.conftest import OCTOBER


@pytest.fixture
def bare(notice: Notice, duty: Obligation, improver: User) -> Report:
    """A draft with nothing in it: no plan, no figures, no text."""
    return preparing.prepare(notice=notice, month=OCTOBER, by=improver, today=TODAY, obligation=duty)


@pytest.mark.parametrize("place", ["", "submit/"])
def test_every_lack_leads_to_a_page_that_opens(
    place: str, bare: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(improver)
    page = client.get(f"/councils/fernshire/reports/{bare.pk}/{place}").content.decode()
    assert page.count(">Missing<") == 5
    table = page[page.index("What is required") : page.index("</table>")]
    places = set(re.findall(r'href="([^"#]+)', table))
    assert places == {
        "/councils/fernshire/plan/",
        "/councils/fernshire/digest/",
        f"/councils/fernshire/reports/{bare.pk}/write/",
    }
    assert [client.get(each).status_code for each in sorted(places)] == [200, 200, 200]


def test_a_report_that_lacks_nothing_needs_no_reason(
    written: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    page = client_for(improver).get(f"/councils/fernshire/reports/{written.pk}/submit/").content.decode()
    assert ">Missing<" not in page
    assert "unready_reason" not in page
