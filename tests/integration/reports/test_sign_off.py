"""/councils/…/reports/…/submit/, return/ and sign/: a post signs, out of turn nobody."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Organisation, Post, User
from core.models import AuditEntry, Job
from core.refusals import Refusal
from reports.models import Report
from reports.services import signing
from tests.conftest import TODAY
from tests.factories import PostFactory

Browser = Callable[..., Client]


def page_of(report: Report, deed: str = "") -> str:
    return f"/councils/fernshire/reports/{report.pk}/" + (f"{deed}/" if deed else "")


def test_a_ready_report_goes_before_the_post_with_a_pdf_of_its_text(
    written: Report, director_post: Post, improver: User, client_for: Browser
) -> None:
    earlier = written.job_id
    answer = client_for(improver).post(page_of(written, "submit"), {"post": director_post.pk})
    written.refresh_from_db()
    assert answer.headers["Location"] == page_of(written)
    assert (written.status, written.sign_off_post) == (Report.Status.AWAITING_SIGN_OFF, director_post)
    assert written.job_id != earlier
    assert written.job.kind == "report draft"


def test_an_unready_report_needs_a_reason_which_it_then_carries(
    draft: Report, director_post: Post, improver: User, client_for: Browser
) -> None:
    client = client_for(improver)
    page = client.post(
        page_of(draft, "submit"), {"post": director_post.pk, "unready_reason": "  "}
    ).content.decode()
    assert "Enter why the report goes out although something is missing" in page
    draft.refresh_from_db()
    assert draft.status == Report.Status.DRAFT
    client.post(page_of(draft, "submit"), {"post": director_post.pk, "unready_reason": "The analyst is ill."})
    draft.refresh_from_db()
    assert (draft.status, draft.unready_reason) == (Report.Status.AWAITING_SIGN_OFF, "The analyst is ill.")


@pytest.mark.parametrize("post", ["", "99999", "nonsense"])
def test_a_post_that_is_none_is_refused(
    post: str, written: Report, improver: User, client_for: Browser
) -> None:
    page = client_for(improver).post(page_of(written, "submit"), {"post": post}).content.decode()
    assert "Choose the post that signs" in page
    written.refresh_from_db()
    assert written.status == Report.Status.DRAFT


def test_a_post_of_another_council_is_refused(
    written: Report, improver: User, other_council: Organisation
) -> None:
    with pytest.raises(Refusal) as refused:
        signing.submit(report=written, post=PostFactory(organisation=other_council), by=improver, today=TODAY)
    assert refused.value.field == "post"


def test_a_report_is_not_submitted_twice(submitted: Report, director_post: Post, improver: User) -> None:
    with pytest.raises(Refusal, match="awaiting sign-off"):
        signing.submit(report=submitted, post=director_post, by=improver, today=TODAY)


def test_the_holder_of_the_post_signs_and_the_worker_is_asked_to_issue(
    submitted: Report, director: User, client_for: Browser
) -> None:
    client = client_for(director)
    assert "Sign and issue" in client.get(page_of(submitted)).content.decode()
    client.post(page_of(submitted, "sign"))
    submitted.refresh_from_db()
    assert (submitted.status, submitted.signed_by, submitted.number) == (
        Report.Status.SIGNED, director, "AR-2026-10 v1",
    )  # fmt: skip
    assert (submitted.job.kind, submitted.job.state) == ("report issue", Job.State.WAITING)
    assert AuditEntry.objects.filter(action="signed a report", actor_name=str(director)).count() == 1


@pytest.mark.parametrize("deed", ["sign", "return"])
def test_nobody_else_signs_or_returns_not_even_the_team(
    deed: str, submitted: Report, improver: User, client_for: Browser
) -> None:
    client = client_for(improver)
    assert "Sign and issue" not in client.get(page_of(submitted)).content.decode()
    page = client.post(page_of(submitted, deed), {"comment": "No."}, follow=True).content.decode()
    assert "Only whoever holds the post" in page
    submitted.refresh_from_db()
    assert submitted.status == Report.Status.AWAITING_SIGN_OFF
    assert submitted.number == ""


def test_nobody_signs_what_nobody_can_read_yet(
    written: Report, director_post: Post, director: User, improver: User, client_for: Browser
) -> None:
    signing.submit(report=written, post=director_post, by=improver, today=TODAY)
    client = client_for(director)
    assert "Sign and issue" not in client.get(page_of(written)).content.decode()
    assert "read it before you sign" in client.post(page_of(written, "sign"), follow=True).content.decode()
    written.refresh_from_db()
    assert written.status == Report.Status.AWAITING_SIGN_OFF


def test_a_report_is_not_signed_out_of_turn(written: Report, director: User) -> None:
    with pytest.raises(Refusal, match="This report is draft"):
        signing.sign(report=written, by=director, today=TODAY)


def test_nor_signed_twice(signed: Report, director: User) -> None:
    with pytest.raises(Refusal):
        signing.sign(report=signed, by=director, today=TODAY)
    assert Job.objects.filter(kind="report issue").count() == 1


def test_the_holder_returns_it_with_a_comment_and_it_can_be_written_again(
    submitted: Report, director: User, improver: User, client_for: Browser
) -> None:
    client = client_for(director)
    assert (
        "Enter what has to change"
        in client.post(page_of(submitted, "return"), {"comment": " "}).content.decode()
    )
    client.post(page_of(submitted, "return"), {"comment": "Say what became of the audits."})
    submitted.refresh_from_db()
    assert (submitted.status, submitted.return_reason) == (
        Report.Status.RETURNED, "Say what became of the audits.",
    )  # fmt: skip
    seen = client_for(improver).get(page_of(submitted)).content.decode()
    assert "Say what became of the audits." in seen
    assert "Write analysis" in seen
    assert (
        AuditEntry.objects.filter(action="returned a report").get().detail["comment"].startswith("Say what")
    )
