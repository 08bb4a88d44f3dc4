"""/councils/…/reports/: the list, its filters, its export, and how many questions it asks."""

import csv
import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.models import User
from notices.models import Notice
from reports.models import Report
from tests.factories_reports import DataCutFactory, ReportFactory, issued_report

ADDRESS = "/councils/fernshire/reports/"
OCTOBER = dt.date(2026, 10, 1)


def some_reports(notice: Notice, count: int) -> None:
    """Drafts of `count` months, back from October 2026."""
    for back in range(count):
        year, month = divmod(2026 * 12 + 9 - back, 12)
        ReportFactory(notice=notice, month=dt.date(year, month + 1, 1))


def titles(client: Client, query: str = "") -> set[str]:
    return {str(each) for each in client.get(ADDRESS + query).context["page"]}


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


@pytest.fixture
def several(notice: Notice, improver: User, adviser: User) -> list[Report]:
    """October's report issued, September's in draft, October's update for scrutiny, and a draft of the adviser's."""
    october = DataCutFactory(notice=notice, month=OCTOBER)
    return [
        issued_report(improver, notice=notice, month=OCTOBER, cut=october),
        ReportFactory(notice=notice, month=dt.date(2026, 9, 1)),
        ReportFactory(notice=notice, kind="scrutiny_update", month=OCTOBER, cut=october),
        ReportFactory(notice=notice, kind="adviser_concern", month=OCTOBER, cut=october),
    ]


AR10, AR9 = "Monthly report to the adviser, October 2026", "Monthly report to the adviser, September 2026"
SU10, AC10 = "Monthly update for scrutiny, October 2026", "Adviser's report to the Department, October 2026"


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {AR10, AR9, SU10}),
        ("?kind=adviser_monthly", {AR10, AR9}),
        ("?month=2026-10", {AR10, SU10}),
        ("?status=draft", {AR9, SU10}),
        ("?status=issued", {AR10}),
        ("?year=2026", {AR10, AR9, SU10}),
        ("?year=2025", set()),
        ("?kind=adviser_monthly&month=2026-09&status=draft", {AR9}),
        ("?kind=adviser_concern", set()),
    ],
)
def test_filters_in_the_address_choose(
    query: str, shown: set[str], several: list[Report], improver: User, client_for: Callable[..., Client]
) -> None:
    assert titles(client_for(improver), query) == shown


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("improver", {AR10, AR9, SU10}),
        ("chair", {AR10, AR9, SU10}),
        ("adviser", {AR10, AC10}),
        ("department_official", {AR10}),
        ("board_member", {AR10}),
    ],
)
def test_each_person_finds_what_they_may_read(
    who: str,
    shown: set[str],
    several: list[Report],
    request: pytest.FixtureRequest,
    client_for: Callable[..., Client],
) -> None:
    client = client_for(request.getfixturevalue(who))
    assert titles(client) == shown
    answer = client.get(f"{ADDRESS}export/csv/").content.decode("utf-8-sig")
    assert {row["Report"] for row in csv.DictReader(io.StringIO(answer))} == shown


def test_a_filter_does_not_tell_of_months_in_which_only_the_adviser_writes(
    notice: Notice, improver: User, adviser: User, client_for: Callable[..., Client]
) -> None:
    ReportFactory(notice=notice, kind="adviser_concern", month=dt.date(2026, 8, 1))
    for person, months in ((improver, [""]), (adviser, ["", "2026-08"])):
        form = client_for(person).get(ADDRESS).context["form"]
        assert [value for value, _ in form.fields["month"].choices] == months


@pytest.mark.parametrize(
    "query",
    [
        "?status=nonsense",
        "?kind=nonsense",
        "?month=nonsense",
        "?month=2026-13",
        "?month=1999-01",
        "?month=%00",
        "?year=soon",
        "?year=0",
        "?page=99",
        "?page=x",
        "?year=9999999999",
        "?year=2026.5",
    ],
)
def test_a_wrong_filter_is_never_an_error_of_ours(
    query: str, draft: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(improver)
    assert client.get(ADDRESS + query).status_code == 200
    assert client.get(f"{ADDRESS}export/csv/{query}").status_code == 200


def test_an_empty_list_says_so(council: object, improver: User, client_for: Callable[..., Client]) -> None:
    assert "No report has been issued yet." in client_for(improver).get(ADDRESS).content.decode()


def test_what_no_filter_finds_is_said(
    several: list[Report], improver: User, client_for: Callable[..., Client]
) -> None:
    page = client_for(improver).get(f"{ADDRESS}?kind=lifting").content.decode()
    assert "No report is like that." in page
    assert "Download what is shown" not in page


def test_a_long_list_has_pages_and_keeps_its_filters(
    notice: Notice, improver: User, client_for: Callable[..., Client]
) -> None:
    some_reports(notice, 53)
    client = client_for(improver)
    first = client.get(f"{ADDRESS}?status=draft")
    assert (len(first.context["page"]), first.context["page"].paginator.num_pages) == (50, 2)
    assert "status=draft&amp;page=2" in first.content.decode()
    assert len(client.get(f"{ADDRESS}?status=draft&page=2").context["page"]) == 3


def test_the_export_is_what_is_shown_on_every_page(
    several: list[Report], improver: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(improver)
    page = client.get(f"{ADDRESS}?month=2026-10").content.decode()
    assert f'href="{ADDRESS}export/csv/?month=2026-10"' in page
    answer = client.get(f"{ADDRESS}export/csv/?month=2026-10")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="fernshire-reports-2026-11-22.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    issued = next(row for row in rows if row["Report"] == AR10)
    assert len(rows) == 2
    assert (issued["Number"], issued["Month"], issued["Status"]) == ("AR-2026-10 v1", "2026-10", "Issued")
    assert (issued["Figures as at"], issued["Signed by"]) == ("2026-10-31", "Imogen Prowse")
    book = load_workbook(io.BytesIO(client.get(f"{ADDRESS}export/xlsx/?month=2026-10").content))
    assert book.active is not None
    assert {row[0].value for row in book.active.iter_rows(min_row=2)} == {AR10, SU10}


@pytest.mark.parametrize("format", ["pdf", "nonsense"])
def test_another_format_does_not_exist(
    format: str, several: list[Report], improver: User, client_for: Callable[..., Client]
) -> None:
    assert client_for(improver).get(f"{ADDRESS}export/{format}/").status_code == 404


def test_the_list_of_another_council_does_not_exist(
    several: list[Report], outsider: User, partner: User, client_for: Callable[..., Client]
) -> None:
    for place in ("", "export/csv/"):
        assert client_for(outsider).get(ADDRESS + place).status_code == 404
        assert client_for(partner).get(ADDRESS + place).status_code == 403
