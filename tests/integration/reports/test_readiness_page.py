"""What a report lacks stands on its page and on the form that submits it, each lack with the place that mends it."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from notices.models import Clause, Notice, Obligation, Party
from reports.models import Report
from reports.readiness import State
from reports.selectors.readiness import governing_clauses, readiness_of
from reports.services import preparing
from tests.conftest import TODAY
from tests.factories import ClauseFactory, ObligationFactory
from tests.factories_reports import DataCutFactory, ReportFactory
from tests.integration.reports.conftest import OCTOBER

PLAN, REPORTS = "/councils/fernshire/plan/", "/councils/fernshire/reports/"


@pytest.fixture
def bare(notice: Notice, duty: Obligation, improver: User) -> Report:
    """A draft with nothing in it: no plan, no figures, no text."""
    return preparing.prepare(notice=notice, month=OCTOBER, by=improver, today=TODAY, obligation=duty)


def links_in(page: str) -> set[str]:
    table = page[page.index("What is required") :]
    return set(re.findall(r'href="([^"#]+)', table[: table.index("</table>")]))


@pytest.mark.parametrize("place", ["", "submit/"])
def test_every_lack_leads_to_a_page_that_opens(
    place: str, bare: Report, chain: object, improver: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(improver)
    page = client.get(f"{REPORTS}{bare.pk}/{place}").content.decode()
    assert page.count(">Missing<") == 5
    places = links_in(page)
    assert places == {
        PLAN,
        f"{PLAN}voices/",
        "/councils/fernshire/digest/?month=2026-10",
        f"{REPORTS}{bare.pk}/write/analysis/",
        f"{REPORTS}{bare.pk}/write/recommendations/",
    }
    assert {each: client.get(each).status_code for each in places} == dict.fromkeys(places, 200)


def test_whoever_only_reads_the_draft_sees_its_lacks_without_links(
    bare: Report, owner: User, client_for: Callable[..., Client]
) -> None:
    page = client_for(owner).get(f"{REPORTS}{bare.pk}/").content.decode()
    assert page.count(">Missing<") == 5
    assert links_in(page) == set()


@pytest.mark.parametrize("kind", ["lifting", "escalation", "self_assessment", "cabinet_quarterly"])
def test_the_lacks_of_every_kind_lead_to_pages_that_open(
    kind: str, notice: Notice, improver: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(improver)
    september = dt.date(2026, 9, 1)
    report = preparing.prepare(notice=notice, kind=kind, month=september, by=improver, today=TODAY)
    places = links_in(client.get(f"{REPORTS}{report.pk}/").content.decode())
    assert places
    assert {each: client.get(each).status_code for each in places} == dict.fromkeys(places, 200)


def test_a_report_that_lacks_nothing_that_counts_says_so(written: Report, improver: User) -> None:
    states = {each.title: each.state for each in readiness_of(written, today=TODAY)}
    assert states.pop("Voices of staff, children and young people") is State.WANTING
    assert State.MISSING not in states.values()


def test_a_stale_cut_leads_to_where_the_figures_are_taken_again(
    written: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    DataCutFactory(notice=written.notice, month=OCTOBER)
    client = client_for(improver)
    page = client.get(f"{REPORTS}{written.pk}/").content.decode()
    assert "Another cut of the month was taken on 20 November 2026" in page
    refresh = f"{REPORTS}{written.pk}/refresh/"
    assert refresh in links_in(page)
    assert client.get(refresh).status_code == 200


def test_what_was_put_up_for_sign_off_shows_its_lacks_without_links(
    submitted: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    page = client_for(improver).get(f"{REPORTS}{submitted.pk}/").content.decode()
    assert links_in(page) == set()


def test_a_signed_report_is_past_readiness(signed: Report) -> None:
    assert readiness_of(signed, today=TODAY) == []


@pytest.fixture
def paragraph_five(notice: Notice) -> dict[str, Obligation]:
    """The duties in and about a paragraph 5, as `notices` keeps them once a person has confirmed them."""
    five = ClauseFactory(notice=notice, number="5", order=50, words="To show progress:")
    nine = ClauseFactory(notice=notice, number="9", order=90)

    def owed(
        number: str, kind: str, summary: str, parent: Clause | None = five, **more: object
    ) -> Obligation:
        clause = ClauseFactory(notice=notice, number=number, order=51 + len(made), parent=parent)
        made[number] = ObligationFactory(
            clause=clause, kind=kind, summary=summary, **{"duty_holder": Party.COUNCIL, **more}
        )
        return made[number]

    made: dict[str, Obligation] = {}
    owed("5.a", "standing", "Keep the plan, and the record of its progress, up to date")
    report = owed("5.b", "report", "Report to the adviser on progress", recipient=Party.ADVISER)
    owed("5.d", "content", "Include analysis, recommendations and trends", part_of=report)
    owed("5.e", "content", "Highlight what is slow")
    owed("5.g", "content", "Name the budget", part_of=owed("4", "submission", "Submit a plan", parent=None))
    owed("5.h", "standing", "Publish the views of children", duty_holder=Party.DEPARTMENT)
    owed("9.a", "content", "Set out the trends", parent=nine)
    owed("9.b", "content", "Explain the analysis", parent=nine, part_of=report)
    return made


def test_a_report_is_governed_by_its_own_clause_by_its_parts_and_by_those_beside_it(
    notice: Notice, paragraph_five: dict[str, Obligation]
) -> None:
    report = ReportFactory(notice=notice, discharges=paragraph_five["5.b"])
    assert [each.number for each in governing_clauses(report)] == ["5.a", "5.b", "5.d", "5.e", "9.b"]


def test_the_page_names_the_clause_that_asks(
    notice: Notice, paragraph_five: dict[str, Obligation], improver: User, client_for: Callable[..., Client]
) -> None:
    report = preparing.prepare(
        notice=notice, month=OCTOBER, by=improver, today=TODAY, obligation=paragraph_five["5.b"]
    )
    page = client_for(improver).get(f"{REPORTS}{report.pk}/").content.decode()
    for words in ("Clause 5.a", "Clauses 5.d and 9.b", "Clause 5.e", "This kind of report"):
        assert words in page


def test_a_report_that_discharges_nothing_is_governed_by_its_kind_alone(notice: Notice) -> None:
    assert governing_clauses(ReportFactory(notice=notice)) == []
