"""The chair's report to the Secretary of State: drafted by team and chair, signed last by the chair in person."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Post, User
from core.refusals import Refusal
from notices.models import Notice, Party
from reports.models import Report
from reports.services import preparing, signing
from reports.services.chains import set_chain
from tests.conftest import TODAY
from tests.factories import AppointmentFactory, PostFactory, PostHoldingFactory
from tests.integration.reports.conftest import OCTOBER, UNREADY, issued_now, with_a_pdf

Browser = Callable[..., Client]
COUNCIL = "/councils/fernshire/reports/"


@pytest.fixture
def chair_post(notice: Notice, chair: User) -> Post:
    """The chief executive's, appointed to chair the board; the chair holds it."""
    post = PostFactory(organisation=notice.council, title="Chief Executive")
    PostHoldingFactory(post=post, person=chair)
    AppointmentFactory(notice=notice, party=Party.BOARD_CHAIR, post=post)
    return post


@pytest.fixture
def progress(month_of_figures: Notice, chair_post: Post, improver: User) -> Report:
    return preparing.prepare(
        notice=month_of_figures, kind="state_progress", month=OCTOBER, by=improver, today=TODAY
    )


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [("improver", 200, 200), ("chair", 200, 200), ("owner", 404, 403), ("analyst", 404, 403),
     ("adviser", 404, 404), ("department_official", 404, 403), ("board_member", 404, 403)],
)  # fmt: skip
def test_the_team_and_the_chair_draft_it(
    role: str, reads: int, writes: int, progress: Report, request: Any, client_for: Browser
) -> None:
    client, place = client_for(request.getfixturevalue(role)), f"{COUNCIL}{progress.pk}/"
    assert client.get(place).status_code == reads
    assert client.get(f"{place}submit/").status_code == writes
    assert (place in client.get(COUNCIL).content.decode()) == (reads == 200)


def test_the_chair_is_proposed_signs_alone_and_it_goes_to_the_department(
    progress: Report, chair: User, improver: User, department_official: User
) -> None:
    report = with_a_pdf(signing.submit(report=progress, by=improver, today=TODAY, unready_reason=UNREADY))
    assert [str(row.post) for row in report.sign_offs.all()] == ["Chief Executive"]
    with pytest.raises(Refusal, match="Only whoever holds the post Chief Executive"):
        signing.sign(report=report, by=improver, today=TODAY)
    report = issued_now(signing.sign(report=report, by=chair, today=TODAY))
    assert report.number == "SP-2026-10 v1"
    assert [each.recipient for each in report.deliveries.all()] == [department_official]


def test_nobody_but_the_appointed_post_signs_it_last_and_nobody_in_its_place(
    notice: Notice, chair_post: Post, director_post: Post, improver: User
) -> None:
    def chain(*steps: Any) -> None:
        set_chain(
            council=notice.council,
            kind="state_progress",
            steps=steps,
            by=improver,
            today=TODAY,
            notice=notice,
        )

    with pytest.raises(Refusal, match="The board chair signs last: choose Chief Executive"):
        chain((chair_post, None), (director_post, None))
    with pytest.raises(Refusal, match="signs in person"):
        chain((director_post, None), (chair_post, director_post))
    chain((director_post, None), (chair_post, None))
    notice.appointments.update(ended_on=TODAY - dt.timedelta(days=1))
    with pytest.raises(Refusal, match="has no post yet"):
        chain((chair_post, None))


def test_a_chain_with_the_chair_of_before_is_refused_when_it_is_put_up(
    progress: Report, chair_post: Post, improver: User, client_for: Browser
) -> None:
    set_chain(
        council=progress.notice.council, kind="state_progress", steps=[(chair_post, None)], by=improver, today=TODAY,
        notice=progress.notice,
    )  # fmt: skip
    progress.notice.appointments.update(
        post=PostFactory(organisation=progress.notice.council, title="Commissioner")
    )
    client, address = client_for(improver), f"{COUNCIL}{progress.pk}/submit/"
    seen = client.get(address).context["chain"].seen
    page = client.post(address, {"seen_chain": seen, "unready_reason": UNREADY}).content.decode()
    assert "which is Commissioner and not Chief Executive: set the chain again" in page
    assert f"{COUNCIL}chains/state_progress/" in page
    progress.refresh_from_db()
    assert progress.status == Report.Status.DRAFT
