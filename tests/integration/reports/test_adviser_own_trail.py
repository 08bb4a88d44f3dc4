"""The adviser's own report in the audit trail: the council learns of it with its issue, and reads no word of it."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core.models import AuditEntry
from notices.models import Notice
from reports.models import Report
from reports.services import preparing
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.integration.reports.conftest import issued_now, with_a_pdf

TRAIL = "/administration/core/auditentry/"
NOVEMBER = dt.date(2026, 11, 1)
SIGNED = {"unready_reason": "SECRET gap"}
BEFORE_ISSUE = {
    "prepared a report", "wrote a section of a report", "commented on a section of a report", "asked for the PDF",
    "signed a report", "recalled a report",
}  # fmt: skip


def trail_of(client: Client) -> str:
    """Return every page of the trail that `client` may open: the list, and each entry with its detail."""
    pages = [client.get(TRAIL)]
    for entry in pages[0].context["cl"].queryset:
        pages.append(client.get(f"{TRAIL}{entry.pk}/change/"))
    assert {each.status_code for each in pages} == {200}
    return "".join(each.content.decode() for each in pages)


@pytest.fixture
def keeper(administrator: User, client_for: Any) -> Client:
    """The administrator of the council, let into the administration."""
    administrator.is_staff = True
    administrator.save()
    client: Client = client_for(administrator)
    return client


@pytest.fixture
def recalled(month_of_figures: Notice, adviser: User, client_for: Any, settings: Any) -> Report:
    """His draft, written, commented on, signed and recalled: a draft again."""
    report = preparing.prepare(
        notice=month_of_figures, kind="adviser_concern", month=NOVEMBER, by=adviser, today=TODAY
    )
    client, place = client_for(adviser), f"/councils/fernshire/reports/{report.pk}/"
    client.post(f"{place}write/concern/", {"text": "SECRET concern", "revision": 1})
    client.post(f"{place}write/concern/comments/", {"words": "SECRET comment"})
    with_a_pdf(Report.objects.get(pk=report.pk))
    client.post(f"{place}render/")
    with_a_pdf(Report.objects.get(pk=report.pk))
    settings.RECALL_WINDOW = dt.timedelta(minutes=10)
    client.post(f"{place}sign-own/", SIGNED)
    client.post(f"{place}recall/", {"reason": "SECRET slip"})
    settings.RECALL_WINDOW = dt.timedelta(0)
    return Report.objects.get(pk=report.pk)


def test_until_it_is_issued_the_councils_trail_does_not_know_of_it(recalled: Report, keeper: Client) -> None:
    done = set(AuditEntry.objects.filter(scope="").values_list("action", flat=True))
    assert done == BEFORE_ISSUE
    page = trail_of(keeper)
    assert "took the figures of a month" in page
    for word in ("SECRET", "eport of the adviser", "report to the Department", "oncern", *BEFORE_ISSUE):
        assert word not in page, word


def test_whoever_runs_the_service_finds_the_deeds_and_not_what_they_are_about(
    recalled: Report, client_for: Any
) -> None:
    page = trail_of(client_for(UserFactory(is_staff=True, is_superuser=True)))
    assert "A report of the adviser" in page
    for deed in BEFORE_ISSUE:
        assert deed in page
    for word in ("SECRET", "report to the Department", "oncern"):
        assert word not in page, word


def test_with_its_issue_it_is_in_the_trail_and_its_correction_is_not(
    recalled: Report, adviser: User, keeper: Client, client_for: Any
) -> None:
    client, place = client_for(adviser), f"/councils/fernshire/reports/{recalled.pk}/"
    client.post(f"{place}sign-own/", SIGNED)
    issued_now(Report.objects.get(pk=recalled.pk))
    client.post(f"{place}correct/", {"reason": "SECRET error"})
    assert Report.objects.filter(kind="adviser_concern", version=2).exists()
    page = trail_of(keeper)
    assert "issued a report" in page
    assert "report to the Department, November 2026" in page
    for word in ("SECRET", "opened a correction of a report", "version 2", *BEFORE_ISSUE):
        assert word not in page, word
