"""The journey of a month: updates asked for and given, the report written, signed by two posts, issued and read."""

import datetime as dt
import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from core.clock import today
from digests.models import MonthlyDigest
from digests.months import last_whole_month
from digests.services import publication
from improvement_plans.models import ActionUpdate
from notices.models import Discharge, Obligation, Party
from reports.background import issue_due_reports, render_draft
from reports.delivering import deliver
from reports.models import Report
from tests.factories import (
    PASSWORD,
    CadenceTermsFactory,
    ClauseFactory,
    NoticeFactory,
    ObligationFactory,
    PostFactory,
    PostHoldingFactory,
)
from tests.factories_plan import ActionFactory, IndicatorFactory, ObjectiveFactory, PlanFactory, TargetFactory
from tests.factories_publication import months_of

pytestmark = pytest.mark.django_db(transaction=True)

DESKTOP = 1280
HOME, REPORTS = "/councils/fernshire/", "/councils/fernshire/reports/"
PROGRESS = "Two of three teams have agreed it."
ANALYSIS = "Visits in time hold at nine in ten."
DIRECTOR, CHAIR = "Director of Children’s Services", "Chair of the board"
RECOMMENDATIONS = "The third team agrees the standard by the end of the month."


@pytest.fixture(autouse=True)
def _tasks_kept_in_memory(monkeypatch):
    """What is sent to the worker goes nowhere: the test does its part while the page waits."""
    from config.celery import app

    monkeypatch.setattr(app.conf, "broker_url", "memory://")


@pytest.fixture(autouse=True)
def _leaves_at_once(settings):
    """What is signed cannot be recalled: the test does not wait for that."""
    settings.RECALL_WINDOW = dt.timedelta(0)


@pytest.fixture
def duty(council, improver) -> Obligation:
    """To report to the adviser at least every month, under a notice of three months ago."""
    notice = NoticeFactory(council=council, issued_on=today() - dt.timedelta(days=90))
    made = ObligationFactory(
        clause=ClauseFactory(notice=notice, number="5"),
        summary="Report progress to the adviser",
        kind=Obligation.Kind.REPORT,
        duty_holder=Party.COUNCIL,
        recipient=Party.ADVISER,
    )
    CadenceTermsFactory(obligation=made, terms={"type": "at_least_every", "n": 1, "unit": "months"})
    return made


@pytest.fixture
def action(duty, owner):
    """An action under way, owned by the post that the owner holds."""
    objective = ObjectiveFactory(plan=PlanFactory(notice=duty.clause.notice), title="Steady management")
    made = ActionFactory(
        objective=objective, title="Agree a standard", original_due_on=today() + dt.timedelta(days=60)
    )
    PostHoldingFactory(post=made.owner_post, person=owner)
    return made


@pytest.fixture
def digest(council, analyst) -> MonthlyDigest:
    """The last whole month, with one steady indicator, published."""
    month = last_whole_month(today())
    visits = IndicatorFactory(council=council, code="FS01", title="Visits in time", is_key=True)
    TargetFactory(indicator=visits, at_least=80, tolerance=2)
    months_of(visits, [89, 91, 90, 92, 88, 91, 90, 89, 91, 90, 92, 90], last=month)
    opened = publication.open_digest(council=council, month=month, by=analyst, today=today())
    commented = publication.mark_commented(digest=opened, by=analyst, today=today())
    return publication.publish(digest=commented, by=analyst, today=today())


@pytest.fixture
def posts(council, owner, chair):
    """A director, who is the owner, and the chair of the board."""
    director = PostFactory(organisation=council, title=DIRECTOR)
    of_board = PostFactory(organisation=council, title=CHAIR)
    PostHoldingFactory(post=director, person=owner)
    PostHoldingFactory(post=of_board, person=chair)
    return director, of_board


def test_a_month_from_the_request_for_updates_to_the_report_in_the_advisers_hands(
    page_at, live_server, settings, improver, owner, chair, adviser, action, digest, posts, duty
):
    settings.SITE_URL = live_server.url
    with (
        page_at(DESKTOP, improver) as team,
        page_at(DESKTOP, owner) as director,
        page_at(DESKTOP, chair) as of_board,
    ):
        ask_for_updates(team)
        give_the_update(director)
        see_it_given(team)
        set_the_chain(team)
        prepare(team)
        write(team)
        submit(team)
        sign(director, f"1. {DIRECTOR}")
        sign(of_board, f"2. {CHAIR}")
        issue(team)
        with page_at(DESKTOP) as seen:
            read_it(seen, adviser, link_in_the_message(adviser, live_server))
            see_the_duty_discharged(seen)
            assert seen.complaints == []
        see_it_opened(team)
        assert [each.complaints for each in (team, director, of_board)] == [[], [], []]
    assert Discharge.objects.get().obligation == duty


def ask_for_updates(team) -> None:
    window = team.open(HOME)
    window.get_by_role("link", name="Plan", exact=True).first.click()
    window.get_by_role("link", name="Updates", exact=True).click()
    expect(window.get_by_text("Nobody has been asked for an update yet.")).to_be_visible()
    window.get_by_role("button", name="Ask for updates now").click()
    window.get_by_role("button", name="Ask for updates").click()
    expect(window.get_by_role("row", name="Agree a standard")).to_be_visible()


def give_the_update(director) -> None:
    """From the owner's own first page to what is asked, and one form."""
    window = director.open("/")
    window.get_by_role("link", name="Agree a standard").first.click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Give an update")
    window.get_by_label("Progress since the last update").fill(PROGRESS)
    window.get_by_label("Green").check()
    window.get_by_label("Reason for the rating").fill("On the dates agreed")
    window.get_by_role("button", name="Give this update").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Agree a standard")
    assert ActionUpdate.objects.get().narrative == PROGRESS


def see_it_given(team) -> None:
    window = team.page
    window.reload()
    expect(window.get_by_role("row", name="Agree a standard")).to_contain_text("Given")


def set_the_chain(team) -> None:
    """Set two posts to sign, the director before the chair of the board."""
    window = team.open(REPORTS)
    window.get_by_role("link", name="Who signs reports").click()
    signing = window.get_by_role("region", name="Monthly report to the adviser")
    signing.get_by_role("link", name="the chain").click()
    for place, post in (("First to sign", DIRECTOR), ("Second to sign", CHAIR)):
        window.get_by_role("group", name=place).get_by_label("Post", exact=True).select_option(label=post)
    window.get_by_role("button", name="Save the chain").click()
    expect(signing.get_by_role("listitem")).to_have_text(
        [f"{DIRECTOR}: Owen Ashdown", f"{CHAIR}: Cheryl Harrow"]
    )


def prepare(team) -> None:
    """Prepare the report: the duty that it discharges is found, and the worker makes the first PDF of the draft."""
    window = team.open(REPORTS)
    window.get_by_role("button", name="Prepare report").click()
    window.get_by_role("link", name="Monthly report to the adviser").click()
    window.get_by_role("button", name="Prepare report").click()
    expect(window.get_by_role("progressbar")).to_have_attribute("value", "0")
    make_the_pdf()
    expect(window.get_by_role("link", name="Download the draft (PDF)")).to_be_visible()
    expect(window.get_by_role("row", name="Analysis")).to_contain_text("Missing")


def make_the_pdf() -> None:
    """Do the worker's part."""
    job = Report.objects.get().job_id
    render_draft(job)


def write(team) -> None:
    """Write both sections; what the report lacks grows less."""
    window = team.page
    window.get_by_role("button", name="Write the report").click()
    for title, words in (("Analysis", ANALYSIS), ("Recommendations for action", RECOMMENDATIONS)):
        window.get_by_role("link", name=f"Write {title}").click()
        window.get_by_label(title).fill(words)
        window.get_by_role("button", name="Save").click()
        expect(window.get_by_text(f"“{title}” is saved.")).to_be_visible()


def submit(team) -> None:
    """Look at what the report has and lacks, and put it before the two posts."""
    window = team.page
    window.get_by_role("link", name=str(Report.objects.get())).first.click()
    for part in ("Analysis", "Recommendations for action"):
        expect(window.get_by_role("row", name=part)).not_to_contain_text("Missing")
    window.get_by_role("button", name="Submit for sign-off").click()
    expect(window.get_by_role("heading", name="Who signs, in this order")).to_be_visible()
    window.get_by_role("button", name="Confirm the chain and submit").click()
    expect(window.get_by_text(f"The report now waits for a signature: {DIRECTOR}.")).to_be_visible()
    make_the_pdf()


def sign(seen, part: str) -> None:
    """From what waits on the first page, read the PDF and sign."""
    window = seen.open(HOME)
    window.get_by_role("link", name=str(Report.objects.get())).first.click()
    with window.expect_download() as download:
        window.get_by_role("link", name="Download the draft (PDF)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    window.get_by_role("button", name="Sign", exact=True).click()
    expect(window.get_by_role("row", name=part)).to_contain_text("Signed")


def issue(team) -> None:
    """The time to recall it is over: the worker issues it and sends the e-mail, and the team sees to whom."""
    report = Report.objects.get()
    assert issue_due_reports() == [report]
    deliver(report.pk)
    window = team.page
    window.reload()
    sent = window.get_by_role("listitem").filter(has_text="Adam Visick, Adviser")
    expect(sent).to_contain_text("Not opened yet")


def link_in_the_message(adviser, live_server) -> str:
    """Return the address of the report in the one e-mail to the adviser, as a path of the live server."""
    (message,) = [each for each in mail.outbox if each.to == [adviser.email]]
    found = re.search(rf"{re.escape(live_server.url)}(/councils\S+)", message.body)
    assert found is not None, message.body
    return found[1]


def read_it(seen, adviser, address: str) -> None:
    """From the link in the e-mail, sign in and take the PDF away under the report's number."""
    window = seen.open(address)
    window.get_by_label("E-mail address").fill(adviser.email)
    window.get_by_label("Password", exact=True).fill(PASSWORD)
    window.get_by_role("button", name="Sign in", exact=True).click()
    expect(window.get_by_role("heading", level=1)).to_contain_text("Monthly report to the adviser")
    expect(window.get_by_role("main")).to_contain_text(ANALYSIS)
    with window.expect_download() as download:
        window.get_by_role("button", name="Download the report (PDF)").click()
    month = last_whole_month(today())
    assert download.value.suggested_filename == f"fernshire-AR-{month:%Y-%m}-v1.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def see_the_duty_discharged(seen) -> None:
    """From the report to the clause that it discharges: the register has it, with the report as its evidence."""
    window = seen.page
    window.get_by_role("link", name="Clause 5").click()
    expect(window.get_by_text("Position of the clause:")).to_contain_text("On track")
    met = window.get_by_role("row", name="Met")
    expect(met).to_contain_text(f"{today().day} {today():%b %Y}")
    number = f"AR-{last_whole_month(today()):%Y-%m} v1"
    expect(window.get_by_role("main")).to_contain_text(f"issued as {number}")
    window.get_by_role("link", name=number).click()
    expect(window.get_by_role("heading", level=1)).to_contain_text(number)


def see_it_opened(team) -> None:
    window = team.page
    window.reload()
    sent = window.get_by_role("listitem").filter(has_text="Adam Visick, Adviser")
    expect(sent).to_contain_text("Adam Visick first opened it on")
