"""Journeys of a report: prepared, watched while it is made, downloaded, signed by one and read by another."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from core import jobs
from core.clock import today
from digests.months import last_whole_month
from notices.models import Discharge, Obligation, Party
from reports.background import issue_if_due, render_draft
from reports.models import Report
from reports.services import preparing, signing
from reports.services.chains import set_chain
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    NoticeFactory,
    ObligationFactory,
    PostFactory,
    PostHoldingFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

DESKTOP, PHONE = 1280, 375
REPORTS = "/councils/fernshire/reports/"


@pytest.fixture(autouse=True)
def _tasks_kept_in_memory(monkeypatch):
    """What is sent to the worker goes nowhere: the tests do its part while the page waits."""
    from config.celery import app

    monkeypatch.setattr(app.conf, "broker_url", "memory://")


@pytest.fixture(autouse=True)
def _leaves_at_once(settings):
    """What is signed cannot be recalled: no test waits for that."""
    settings.RECALL_WINDOW = dt.timedelta(0)


@pytest.fixture
def duty(council) -> Obligation:
    """To report to the adviser at least every month."""
    clause = ClauseFactory(notice=NoticeFactory(council=council), number="5")
    reporting = {"kind": Obligation.Kind.REPORT, "duty_holder": Party.COUNCIL, "recipient": Party.ADVISER}
    made = ObligationFactory(clause=clause, summary="Report progress to the adviser", **reporting)
    CadenceTermsFactory(obligation=made, terms={"type": "at_least_every", "n": 1, "unit": "months"})
    return made


@pytest.fixture
def submitted(duty, improver, chair) -> Report:
    """A report before the post that the chair holds, with a stand-in for its PDF."""
    post = PostFactory(organisation=duty.clause.notice.council, title="Chair of the board")
    PostHoldingFactory(post=post, person=chair)
    report = preparing.prepare(
        notice=duty.clause.notice,
        month=last_whole_month(today()),
        by=improver,
        today=today(),
        obligation=duty,
    )
    set_chain(
        council=duty.clause.notice.council,
        kind="adviser_monthly",
        steps=[(post, None)],
        by=improver,
        today=today(),
    )
    report = signing.submit(
        report=report, by=improver, today=today(), unready_reason="The plan is not yet agreed."
    )
    report.preview.save("draft.pdf", ContentFile(b"%PDF-1.7 a draft"))
    jobs.claim(report.job_id)
    jobs.finish(report.job_id)
    return report


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_report_is_prepared_watched_and_downloaded(page_at, improver, duty, scripts):
    with page_at(DESKTOP, improver, scripts=scripts) as seen:
        window = seen.open(REPORTS)
        window.get_by_role("button", name="Prepare report").click()
        window.get_by_role("link", name="Monthly report to the adviser").click()
        window.get_by_role("button", name="Prepare report").click()
        report = Report.objects.get()
        expect(window.get_by_role("progressbar")).to_have_attribute("value", "0")
        show_it_move(window, report, scripts=scripts)
        finish_as_the_worker_does(report)
        look_again(window, scripts=scripts)
        with window.expect_download() as download:
            window.get_by_role("link", name="Download").first.click()
        assert download.value.path().read_bytes().startswith(b"%PDF-")
        assert seen.complaints == []


def show_it_move(window, report: Report, *, scripts: bool) -> None:
    """The worker has begun, and the bar stands further on without a key pressed (or, without scripts, by the link)."""
    jobs.claim(report.job_id)
    jobs.move(report.job_id, percent=35, message="Writing the pages")
    look_again(window, scripts=scripts)
    expect(window.get_by_role("progressbar")).to_have_attribute("value", "35")
    expect(window.get_by_text("Writing the pages")).to_be_visible()


def finish_as_the_worker_does(report: Report) -> None:
    """Make the PDF by the worker's own function, from the beginning."""
    type(report.job).objects.filter(pk=report.job_id).update(state="waiting")
    render_draft(report.job_id)
    assert type(report.job).objects.get(pk=report.job_id).state == "done"


def look_again(window, *, scripts: bool) -> None:
    if not scripts:
        window.get_by_role("link", name="Look again").click()


def test_a_report_that_could_not_be_made_says_why_and_can_be_tried_again(page_at, improver, duty):
    report = preparing.prepare(
        notice=duty.clause.notice,
        month=last_whole_month(today()),
        by=improver,
        today=today(),
        obligation=duty,
    )
    jobs.fail(report.job_id, reason="The disk is full")
    with page_at(PHONE, improver, scripts=False) as seen:
        window = seen.open(f"{REPORTS}{report.pk}/")
        expect(window.get_by_role("alert")).to_contain_text("The disk is full")
        window.get_by_role("button", name="Try again").click()
        expect(window.get_by_role("progressbar")).to_be_visible()


def test_the_chair_signs_and_the_adviser_downloads(page_at, chair, adviser, submitted, duty):
    with page_at(PHONE, chair) as seen:
        window = seen.open("/councils/fernshire/")
        window.get_by_role("link", name=str(submitted)).click()
        window.get_by_role("button", name="Sign", exact=True).click()
        expect(window.get_by_role("main")).to_contain_text("Signed")
        assert seen.overflow() == 0
    assert issue_if_due(submitted.pk)
    with page_at(PHONE, adviser, scripts=False) as seen:
        window = seen.open(REPORTS)
        with window.expect_download() as download:
            window.get_by_role("link", name="Download").first.click()
        assert download.value.path().read_bytes().startswith(b"%PDF-")
    assert Discharge.objects.get().obligation == duty
