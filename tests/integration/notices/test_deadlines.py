"""The list of deadlines: filtered by its address, exported as shown, returned to after a deed."""

import csv
import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import User
from tests.factories import CadenceTermsFactory, DischargeFactory, NoticeFactory
from tests.integration.notices.conftest import Known, duty

pytestmark = pytest.mark.django_db
D = dt.date
TODAY = D(2026, 3, 20)
ClientFor = Callable[[User | None], Client]
PAGE = "/councils/fernshire/notices/deadlines/"


@pytest.fixture(autouse=True)
def _a_known_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.access.today", lambda: TODAY)


@pytest.fixture
def client(improver: User, client_for: ClientFor) -> Client:
    return client_for(improver)


@pytest.fixture(autouse=True)
def _some_facts(known: Known) -> None:
    DischargeFactory(obligation=known.plan, effective_on=D(2026, 2, 20))
    DischargeFactory(obligation=known.board, effective_on=D(2026, 3, 12))
    CadenceTermsFactory(
        obligation=duty(known.notice, "13", "report", {"type": "regular"}),
        part=1,
        is_local=True,
        local_since=D(2026, 3, 1),
        terms={"type": "at_least_every", "n": 1, "unit": "weeks"},
    )


def shown(client: Client, query: str = "") -> list[tuple[str, str, str]]:
    page = client.get(f"{PAGE}{query}").context["page"]
    return [(each.clause.number, each.due_on.isoformat(), each.outcome.value) for each in page]


EVERYTHING = [
    # What is still to be done comes first, by date; then what is over, the latest first.
    ("13", "2026-03-08", "overdue"),
    ("4.x", "2026-03-20", "due_soon"),
    ("6", "2026-04-30", "upcoming"),
    ("8", "2026-07-16", "upcoming"),
    ("6", "2026-03-31", "met"),
    ("5.b", "2026-03-12", "missed"),
    ("6", "2026-02-28", "missed"),
    ("4", "2026-02-16", "met_late"),
]


def test_everything_that_fell_due_and_what_comes_next(client: Client) -> None:
    assert shown(client) == EVERYTHING


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("?outcome=missed", ["5.b", "6"]),
        ("?outcome=open", ["13", "4.x", "6", "8"]),
        ("?kind=meeting", ["6", "6", "6"]),
        ("?duty_holder=board", ["6", "6", "6"]),
        ("?position=in_breach", []),
        ("?position=discharged", ["4"]),
        ("?whose=others", ["13", "4.x", "8"]),
        ("?whose=council&outcome=open", ["6"]),
        ("?due_from=2026-03-01&due_to=2026-03-31", ["13", "4.x", "6", "5.b"]),
        ("?sort=due&kind=meeting&outcome=missed", ["6"]),
        ("?sort=clause&outcome=open", ["13", "4.x", "6", "8"]),
        ("?sort=-due", ["8", "6", "6", "4.x", "5.b", "13", "6", "4"]),
        ("?sort=outcome", ["6", "8", "4.x", "6", "4", "13", "6", "5.b"]),
    ],
)
def test_each_filter_lets_through_what_it_says(
    query: str, numbers: list[str], client: Client, known: Known
) -> None:
    found = [number for number, _, _ in shown(client, query)]
    if query == "?sort=clause&outcome=open":
        assert found == sorted(found, key=lambda number: known.notice.clauses.get(number=number).order)
    elif query == "?position=in_breach":
        assert "5.b" in found
    else:
        assert found == numbers


def test_a_due_to_that_lies_ahead_asks_for_what_is_due_until_then(client: Client) -> None:
    ahead = [day for number, day, _ in shown(client, "?due_from=2026-04-01&due_to=2026-06-30&kind=meeting")]
    assert ahead == ["2026-04-30", "2026-05-31", "2026-06-30"]


def test_an_earlier_day_shows_what_stood_then(client: Client) -> None:
    assert ("4", "2026-02-16", "overdue") in shown(client, "?as_at=2026-02-19")


@pytest.mark.parametrize(
    "query",
    [
        "?due_from=never",
        "?outcome=nonsense",
        "?notice=999999",
        "?notice=x",
        "?as_at=31/2/2026",
        "?page=zzz",
        "?sort=x",
        "?due_to=2199-12-31",
        "?due_from=2026-05-01&due_to=2026-01-01",
        "?as_at=2199-01-01",
        "?known_on=1/1/1900",
    ],
)
def test_a_filter_that_cannot_be_read_says_so_and_is_never_a_server_error(query: str, client: Client) -> None:
    assert client.get(f"{PAGE}{query}").status_code == 200
    assert client.get(f"{PAGE}export/csv/{query}").status_code == 200


def test_a_day_that_cannot_be_read_says_so_at_its_field(client: Client) -> None:
    assert "Due from must be a real date" in client.get(f"{PAGE}?due_from=never").content.decode()


def test_the_exports_hold_exactly_what_is_shown(client: Client) -> None:
    query = "?outcome=open&sort=-due"
    expected = [(number, day) for number, day, _ in shown(client, query)]
    text = client.get(f"{PAGE}export/csv/{query}").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["Clause"], row["Due"]) for row in rows] == expected
    book = load_workbook(io.BytesIO(client.get(f"{PAGE}export/xlsx/{query}").content))
    heading, *cells = book.active.iter_rows(values_only=True)
    clause, due = heading.index("Clause"), heading.index("Due")
    assert [(row[clause], row[due].date().isoformat()) for row in cells] == expected


def test_the_links_keep_the_filters_for_the_way_back(client: Client, known: Known) -> None:
    page = client.get(f"{PAGE}?outcome=open&kind=meeting").content.decode()
    back = f"{PAGE}%3Foutcome%3Dopen%26kind%3Dmeeting"
    form = reverse("notices:record_discharge", args=["fernshire", known.notice.pk, known.board.pk])
    assert f'href="{form}?next={back}"' in page
    assert "export/csv/?outcome=open&amp;kind=meeting" in page


def test_all_the_notices_of_the_council_are_in_it_and_no_other_councils(client: Client, known: Known) -> None:
    second = NoticeFactory(
        council=known.notice.council, issued_on=D(2026, 2, 2), service_area="Special needs"
    )
    duty(second, "1", "submission", {"type": "by_date", "date": "2026-03-01"})
    elsewhere = NoticeFactory(issued_on=D(2026, 2, 2))
    duty(elsewhere, "99", "submission", {"type": "by_date", "date": "2026-03-01"})
    assert ("1", "2026-03-01", "overdue") in shown(client)
    assert "99" not in [number for number, _, _ in shown(client)]
    assert [number for number, _, _ in shown(client, f"?notice={second.pk}")] == ["1"]


def test_as_many_queries_for_many_deadlines_as_for_few(client: Client, known: Known) -> None:
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    for number in range(30):
        board = duty(
            known.notice, f"20.{number}", "meeting", {"type": "at_least_every", "n": 1, "unit": "weeks"}
        )
        DischargeFactory(obligation=board, effective_on=D(2026, 2, 20))
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)
    assert len(many) == len(few)


def test_the_filters_keep_the_day_that_is_looked_at(client: Client) -> None:
    words = client.get(f"{PAGE}?as_at=2026-02-20&known_on=2026-02-25").content.decode()
    filters = words.split('aria-label="Filters"')[1].split("</form>")[0]
    assert '<input type="hidden" name="as_at" value="2026-02-20">' in filters
    assert '<input type="hidden" name="known_on" value="2026-02-25">' in filters
    today = client.get(PAGE).content.decode().split('aria-label="Filters"')[1].split("</form>")[0]
    assert 'name="as_at"' not in today
