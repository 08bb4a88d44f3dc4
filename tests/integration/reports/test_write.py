"""/councils/…/reports/…/write/: analysis and recommendations, and two people who write at once."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.models import AuditEntry
from core.refusals import Refusal
from reports.models import Report
from reports.services import preparing, writing
from tests.conftest import TODAY


@pytest.fixture
def address(draft: Report) -> str:
    return f"/councils/fernshire/reports/{draft.pk}/write/"


def test_what_is_written_is_kept_and_audited(
    address: str, draft: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    typed = {"revision": 1, "analysis": " Visits fell. ", "recommendations": "Fill the post."}
    answer = client_for(improver).post(address, typed)
    draft.refresh_from_db()
    assert answer.headers["Location"] == f"/councils/fernshire/reports/{draft.pk}/"
    assert (draft.analysis, draft.recommendations, draft.revision) == ("Visits fell.", "Fill the post.", 2)
    assert AuditEntry.objects.filter(action="wrote a report", actor_name=str(improver)).count() == 1


def test_the_second_of_two_writers_sees_both_versions_and_loses_nothing(
    address: str, draft: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    writing.write(report=draft, analysis="Theirs first.", recommendations="", seen=1, by=improver)
    client = client_for(improver)
    answer = client.post(address, {"revision": 1, "analysis": "Mine second.", "recommendations": ""})
    page = answer.content.decode()
    draft.refresh_from_db()
    assert draft.analysis == "Theirs first."
    assert "Theirs first." in page
    assert "Mine second." in page
    assert str(improver) in page
    assert answer.context["form"]["revision"].value() == "2"
    client.post(address, {"revision": 2, "analysis": "Both, put together.", "recommendations": ""})
    draft.refresh_from_db()
    assert draft.analysis == "Both, put together."


@pytest.mark.parametrize("revision", ["", "nonsense", "0", "-1"])
def test_a_revision_that_is_none_changes_nothing(
    revision: str, address: str, draft: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    answer = client_for(improver).post(
        address, {"revision": revision, "analysis": "x", "recommendations": ""}
    )
    draft.refresh_from_db()
    assert answer.status_code == 200
    assert draft.analysis == ""


def test_text_that_is_too_long_is_named_and_kept_in_the_form(
    address: str, draft: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    typed = {"revision": 1, "analysis": "a" * 20_001, "recommendations": ""}
    page = client_for(improver).post(address, typed).content.decode()
    assert "Analysis must be 20000 characters or fewer" in page
    assert "a" * 20_001 in page


def test_a_report_before_its_signing_post_is_not_written_any_more(
    submitted: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    typed = {"revision": 2, "analysis": "Another thing.", "recommendations": ""}
    address = f"/councils/fernshire/reports/{submitted.pk}/write/"
    page = client_for(improver).post(address, typed).content.decode()
    submitted.refresh_from_db()
    assert "awaiting sign-off, so it can no longer be changed" in page
    assert submitted.analysis == "Visits fell."


def test_nor_are_its_figures_taken_again(submitted: Report, improver: User) -> None:
    with pytest.raises(Refusal, match="can no longer be changed"):
        preparing.refresh(report=submitted, by=improver, today=TODAY)


def test_taking_the_figures_again_replaces_the_cut_and_asks_for_a_pdf(
    rendered: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    before = (rendered.cut_id, rendered.job_id)
    client_for(improver).post(f"/councils/fernshire/reports/{rendered.pk}/refresh/")
    rendered.refresh_from_db()
    assert rendered.cut_id != before[0]
    assert rendered.job_id != before[1]
