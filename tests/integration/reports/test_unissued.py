"""A report that everybody signed and that was not issued: it is seen where people look, told, and tried again."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from accounts.models import User
from core import jobs
from core.jobs import ABANDONED
from core.models import Job
from improvement_plans import reminding
from notices.models import Notice
from reports import background
from reports.models import Report
from reports.selectors.unissued import Unissued
from reports.services import issuing, preparing, signing
from tests.conftest import TODAY
from tests.integration.conftest import NOON
from tests.integration.reports.conftest import UNREADY, with_a_pdf

Browser = Callable[..., Client]
HOME = "/councils/fernshire/"
BECAUSE = "The report was not issued, because the register refuses it: it was recorded already"
SEEN_BY_THE_TEAM = ["reports/", "reports/?status=draft", "dashboard/", "operations/", ""]


def failed_to_issue(report: Report, because: str = BECAUSE) -> Report:
    job = issuing.begin_issue(report_id=report.pk)
    assert job is not None
    jobs.claim(job)
    jobs.fail(job, reason=because)
    return Report.objects.select_related("job").get(pk=report.pk)


@pytest.fixture
def failed(signed: Report) -> Report:
    return failed_to_issue(signed)


@pytest.fixture
def own_failed(month_of_figures: Notice, adviser: User) -> Report:
    """The adviser's own report, which could not be issued."""
    own = preparing.prepare(
        notice=month_of_figures,
        kind="adviser_concern",
        month=dt.date(2026, 11, 1),
        by=adviser,
        today=TODAY,
    )
    signed = signing.sign_own(report=with_a_pdf(own), by=adviser, today=TODAY, unready_reason=UNREADY)
    return failed_to_issue(signed)


def seen(client: Client, place: str) -> str:
    return " ".join(client.get(HOME + place).content.decode().split())


@pytest.mark.parametrize("place", SEEN_BY_THE_TEAM)
def test_the_team_finds_it_wherever_it_looks(
    place: str, failed: Report, improver: User, client_for: Browser
) -> None:
    page = seen(client_for(improver), place)
    assert "AR-2026-10 v1 could not be issued" in page
    assert f"/councils/fernshire/reports/{failed.pk}/" in page


@pytest.mark.parametrize("place", ["reports/", "operations/"])
def test_from_there_its_authors_try_again(
    place: str, failed: Report, improver: User, client_for: Browser
) -> None:
    client, button = client_for(improver), f'action="{HOME}reports/{failed.pk}/render/"'
    page = seen(client, place)
    assert button in page
    assert BECAUSE in page
    said = client.post(f"{HOME}reports/{failed.pk}/render/", follow=True).content.decode()
    assert "AR-2026-10 v1 is being issued." in said
    again = Report.objects.select_related("job").get(pk=failed.pk)
    assert (again.job_id != failed.job_id, again.job.state) == (True, Job.State.WAITING)
    assert button not in seen(client, place)


def test_who_only_reads_it_has_no_button_and_who_may_not_read_it_a_name_on_operations_alone(
    failed: Report, analyst: User, administrator: User, adviser: User, client_for: Browser
) -> None:
    listed = seen(client_for(analyst), "reports/")
    assert "AR-2026-10 v1 could not be issued" in listed
    assert "Try again" not in listed
    operations = seen(client_for(administrator), "operations/")
    assert "AR-2026-10 v1 could not be issued" in operations
    assert f"/reports/{failed.pk}/" not in operations
    for person in (administrator, adviser):
        for place in ("reports/", "dashboard/", ""):
            assert "AR-2026-10" not in seen(client_for(person), place)


def test_the_advisers_own_is_his_alone_to_find_and_to_hear_of(
    own_failed: Report,
    adviser: User,
    improver: User,
    administrator: User,
    client_for: Browser,
    notice: Notice,
) -> None:
    for person in (improver, administrator):
        for place in SEEN_BY_THE_TEAM:
            assert "AC-2026-11" not in seen(client_for(person), place)
    assert "AC-2026-11 v1 could not be issued" in seen(client_for(adviser), "reports/")
    assert "AC-2026-11 v1 could not be issued" in seen(client_for(adviser), "dashboard/")
    assert morning_of(23) == [
        ("adviser@fernshire.example", "AC-2026-11 v1 was signed and could not be issued")
    ]


def test_a_worker_that_does_not_come_is_seen_as_well(
    signed: Report, improver: User, client_for: Browser
) -> None:
    client = client_for(improver)
    assert "is being issued" in seen(client, "reports/")
    assert "Signed and not issued" not in seen(client, "reports/")
    with time_machine.travel(NOON + dt.timedelta(hours=3)):
        for place in ("reports/", "dashboard/", "operations/", f"reports/{signed.pk}/"):
            assert "AR-2026-10 v1 should have left at 12:00 on 22 November" in seen(client, place)


def test_as_at_an_earlier_day_the_dashboard_says_nothing_of_today(
    failed: Report, improver: User, client_for: Browser
) -> None:
    assert "AR-2026-10" not in seen(client_for(improver), "dashboard/?as_at=2026-11-01")


@pytest.mark.parametrize(
    ("minutes", "words", "is_stuck"),
    [
        (0, "leaves at 12:10 on 22 November", False),
        (9, "leaves at 12:10 on 22 November", False),
        (10, "is being issued", False),
        (25, "is being issued", False),
        (26, "should have left at 12:10 on 22 November", True),
    ],
)
def test_how_far_it_is(minutes: int, words: str, is_stuck: bool) -> None:
    report = Report(status=Report.Status.SIGNED, signed_at=NOON, leaves_at=NOON + dt.timedelta(minutes=10))
    found = Unissued(report, NOON + dt.timedelta(minutes=minutes))
    assert (found.words, found.is_stuck) == (words, is_stuck)


def test_a_stopped_worker_is_not_a_failure_that_waits_for_a_person(signed: Report, improver: User) -> None:
    stopped = failed_to_issue(signed, ABANDONED)
    assert not stopped.could_not_be_issued
    assert morning_of(23) == []


def morning_of(day: int) -> list[tuple[str, str]]:
    """Sweep at eight on a morning of November 2026, and return (address, what was said of a failed issue)."""
    mail.outbox.clear()
    with time_machine.travel(dt.datetime(2026, 11, day, 8, tzinfo=dt.UTC)):
        reminding.sweep(dt.date(2026, 11, day))
    told = [
        (message.to[0], line.partition(":")[0])
        for message in mail.outbox
        for line in str(message.body).splitlines()
        if "could not be issued" in line and "was signed" in line
    ]
    return sorted(told)


def test_the_team_and_the_signer_are_told_of_each_failure_once(
    failed: Report, improver: User, director: User, owner: User, monkeypatch: Any
) -> None:
    said = "AR-2026-10 v1 was signed and could not be issued"
    both = [("chair@fernshire.example", said), ("improvement_team@fernshire.example", said)]
    assert morning_of(23) == both
    bodies = [str(message.body) for message in mail.outbox]
    assert all(BECAUSE in " ".join(body.split()) for body in bodies)
    assert all(f"/councils/fernshire/reports/{failed.pk}/" in body for body in bodies)
    assert morning_of(24) == []
    # Tried again, it fails for another reason: that is news.
    again = preparing.render_again(report=failed, by=improver)
    monkeypatch.setattr(background, "html_of", lambda report: 1 / 0)
    background.issue_signed(again.job_id)
    assert morning_of(25) == both


def test_once_it_was_recalled_nothing_is_said_of_it(
    failed: Report, improver: User, client_for: Browser
) -> None:
    client_for(improver).post(f"{HOME}reports/{failed.pk}/recall/", {"reason": "The date was wrong."})
    assert Report.objects.get(pk=failed.pk).status == Report.Status.DRAFT
    assert morning_of(23) == []
    assert "could not be issued" not in seen(client_for(improver), "reports/")


def test_the_list_asks_no_more_for_many_of_them(
    failed: Report, improver: User, client_for: Browser, queries_of: Any
) -> None:
    client = client_for(improver)
    few = queries_of(client, f"{HOME}reports/"), queries_of(client, f"{HOME}operations/")
    for kind in ("digest", "scrutiny_update", "lifting"):
        job = Job.objects.create(
            kind=failed.job.kind, state="failed", error=BECAUSE, finished_at=NOON, scope="fernshire"
        )
        Report.objects.create(
            notice=failed.notice, kind=kind, month=failed.month, cut=failed.cut, job=job, number=f"{kind} v1",
            status=Report.Status.SIGNED, signed_by=improver, signed_at=NOON, leaves_at=NOON,
        )  # fmt: skip
    assert (queries_of(client, f"{HOME}reports/"), queries_of(client, f"{HOME}operations/")) == few
