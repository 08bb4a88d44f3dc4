"""/councils/…/reports/…/correct/: a new version with a reason goes along the chain again; the old one stays."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from notices.models import Discharge
from reports.models import Report
from reports.selectors import texts_of
from reports.services import preparing, signing, writing
from tests.conftest import TODAY
from tests.integration.reports.conftest import UNREADY, issued_now, with_a_pdf

Browser = Callable[..., Client]
REASON = "A team was counted twice."


def page_of(report: Report, deed: str = "") -> str:
    return f"/councils/fernshire/reports/{report.pk}/" + (f"{deed}/" if deed else "")


@pytest.fixture
def correction(issued: Report, improver: User) -> Report:
    return preparing.open_correction(report=issued, reason=REASON, by=improver, today=TODAY)


@pytest.fixture
def corrected(correction: Report, improver: User, director: User) -> Report:
    """Version 2, issued three days later."""
    writing.write_sections(report=correction, texts={"analysis": "Corrected."}, by=improver)
    report = with_a_pdf(signing.submit(report=correction, by=improver, today=TODAY, unready_reason=UNREADY))
    report = signing.sign(report=report, by=director, today=TODAY)
    return issued_now(report, document=b"%PDF-1.7 corrected", today=TODAY + dt.timedelta(days=3))


def test_it_begins_with_the_same_text_and_the_reason(
    issued: Report, improver: User, client_for: Browser
) -> None:
    client = client_for(improver)
    assert "Correct it" in client.get(page_of(issued)).content.decode()
    assert "Enter why" in client.post(page_of(issued, "correct"), {"reason": " "}).content.decode()
    answer = client.post(page_of(issued, "correct"), {"reason": REASON})
    second = Report.objects.get(version=2)
    assert answer.headers["Location"] == page_of(second)
    assert (second.status, second.correction_reason) == (Report.Status.DRAFT, REASON)
    assert texts_of(second) == {"analysis": "Visits fell.", "recommendations": "Fill the third post."}
    assert second.discharges == issued.discharges


def test_a_second_press_opens_the_same_draft(
    issued: Report, correction: Report, improver: User, client_for: Browser
) -> None:
    answer = client_for(improver).post(page_of(issued, "correct"), {"reason": "Another."})
    assert answer.headers["Location"] == page_of(correction)
    assert Report.objects.count() == 2


def test_it_is_numbered_on_and_adds_to_the_discharge_that_stands(corrected: Report) -> None:
    assert corrected.number == "AR-2026-10 v2"
    discharge = Discharge.objects.get()
    assert (discharge.effective_on, discharge.evidence.count()) == (TODAY, 2)


def test_the_old_version_stays_and_says_by_what_it_was_corrected(
    issued: Report, corrected: Report, improver: User, adviser: User, client_for: Browser
) -> None:
    page = client_for(adviser).get(page_of(issued)).content.decode()
    assert "This version was corrected by" in page
    assert "version 2, AR-2026-10 v2" in page
    assert REASON in page
    answer = client_for(adviser).get(page_of(issued, "download"))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 October"
    assert "Correct it" not in client_for(improver).get(page_of(issued)).content.decode()
    refused = client_for(improver).post(page_of(issued, "correct"), {"reason": "Again."}).content.decode()
    assert "Version 2 replaced this one" in refused


@pytest.mark.parametrize("person", ["owner", "analyst", "chair", "adviser"])
def test_only_its_authors_correct_it(
    person: str, issued: Report, request: pytest.FixtureRequest, client_for: Browser
) -> None:
    client = client_for(request.getfixturevalue(person))
    assert client.get(page_of(issued, "correct")).status_code == 403
    assert client.post(page_of(issued, "correct"), {"reason": REASON}).status_code == 403
    assert Report.objects.count() == 1


def test_what_was_not_issued_is_not_corrected(submitted: Report, improver: User, client_for: Browser) -> None:
    page = client_for(improver).post(page_of(submitted, "correct"), {"reason": REASON}).content.decode()
    assert "Only an issued report is corrected" in page
