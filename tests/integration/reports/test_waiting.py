"""What waits for a signature: said in the daily message at once, after 24 and 72 hours; and shown with its age."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from accounts.models import Organisation, Post, User
from improvement_plans import reminding
from improvement_plans.council_day import CouncilDay
from reports.models import Report, SignOffReminder
from reports.selectors.waiting import age_in_words
from reports.services import signing
from reports.services.chains import set_chain
from reports.waiting_part import rung_of
from tests.conftest import TODAY
from tests.factories import PostFactory, PostHoldingFactory
from tests.integration.conftest import NOON
from tests.integration.reports.conftest import UNREADY, with_a_pdf

Browser = Callable[..., Client]
HOME = "/councils/fernshire/"


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (0, "asked"),
        (23.9, "asked"),
        (24, "after_24"),
        (71.9, "after_24"),
        (72, "after_72"),
        (999, "after_72"),
    ],
)
def test_which_reminder_is_due(hours: float, expected: str) -> None:
    assert rung_of(dt.timedelta(hours=hours)) == expected


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "less than an hour"),
        (1, "1 hour"),
        (2.5, "2 hours"),
        (47.9, "47 hours"),
        (48, "2 days"),
        (100, "4 days"),
    ],
)
def test_an_age_in_words(hours: float, words: str) -> None:
    assert age_in_words(dt.timedelta(hours=hours)) == words


@pytest.fixture
def deputy_post(council: Organisation, analyst: User) -> Post:
    post = PostFactory(organisation=council, title="Deputy Director")
    PostHoldingFactory(post=post, person=analyst)
    return post


@pytest.fixture
def asked(
    written: Report,
    council: Organisation,
    director_post: Post,
    director: User,
    deputy_post: Post,
    improver: User,
) -> Report:
    """Asked of the director at noon on Sunday the 22nd; the deputy director may sign in that place."""
    set_chain(
        council=council,
        kind="adviser_monthly",
        steps=[(director_post, deputy_post)],
        by=improver,
        today=TODAY,
    )
    report = with_a_pdf(signing.submit(report=written, by=improver, today=TODAY, unready_reason=UNREADY))
    # At noon to the second, however long it took to get here.
    report.sign_offs.update(asked_at=NOON)
    return report


def morning_of(day: int) -> list[tuple[str, str]]:
    """Sweep at eight on a morning of November 2026, and return (address, subject) of what went out about signatures."""
    mail.outbox.clear()
    with time_machine.travel(dt.datetime(2026, 11, day, 8, tzinfo=dt.UTC)):
        reminding.sweep(dt.date(2026, 11, day))
    mail.outbox[:] = [message for message in mail.outbox if "to sign" in message.subject]
    return sorted((message.to[0], message.subject) for message in mail.outbox)


def rungs() -> list[tuple[str, str]]:
    kept = SignOffReminder.objects.order_by("pk").select_related("message__person")
    return [(each.rung, each.message.person.name) for each in kept]


def test_each_reminder_is_said_once_and_the_deputy_hears_of_the_last(asked: Report) -> None:
    assert [to for to, _ in morning_of(23)] == ["chair@fernshire.example"]
    assert "1 report to sign" in mail.outbox[0].subject
    assert "Monthly report to the adviser, October 2026" in mail.outbox[0].body
    assert "Waiting for 20 hours" in mail.outbox[0].body
    assert f"/councils/fernshire/reports/{asked.pk}/" in mail.outbox[0].body
    assert morning_of(23) == []
    assert [to for to, _ in morning_of(24)] == ["chair@fernshire.example"]
    # On the 25th nothing new is due: it is 68 hours old.
    assert morning_of(25) == []
    assert [to for to, _ in morning_of(26)] == ["analyst@fernshire.example", "chair@fernshire.example"]
    assert any("(you may sign in its place)" in message.body for message in mail.outbox)
    assert morning_of(27) == []
    assert rungs() == [
        ("asked", "Cheryl Harrow"), ("after_24", "Cheryl Harrow"), ("after_72", "Cheryl Harrow"),
        ("after_72", "Anwen Lyle"),
    ]  # fmt: skip


def test_a_missed_week_is_not_made_good_by_a_flood(asked: Report) -> None:
    assert len(morning_of(30)) == 2
    assert {rung for rung, _ in rungs()} == {"after_72"}


def test_where_nobody_holds_the_post_its_deputy_hears_at_once(asked: Report, director_post: Post) -> None:
    director_post.holdings.update(ended_on=TODAY)
    assert [to for to, _ in morning_of(23)] == ["analyst@fernshire.example"]


def test_what_was_signed_before_the_message_went_is_not_said(asked: Report, director: User) -> None:
    with time_machine.travel(dt.datetime(2026, 11, 23, 7, tzinfo=dt.UTC)):
        reminding.plan_messages(CouncilDay(asked.notice.council, dt.date(2026, 11, 23)))
        signing.sign(report=asked, by=director, today=dt.date(2026, 11, 23))
    assert morning_of(23) == []


def test_the_next_post_is_reminded_from_when_it_was_asked(
    written: Report, council: Organisation, director_post: Post, director: User, deputy_post: Post,
    analyst: User, improver: User,
) -> None:  # fmt: skip
    set_chain(
        council=council, kind="adviser_monthly", by=improver, today=TODAY,
        steps=[(deputy_post, None), (director_post, None)],
    )  # fmt: skip
    report = with_a_pdf(signing.submit(report=written, by=improver, today=TODAY, unready_reason=UNREADY))
    assert [to for to, _ in morning_of(23)] == ["analyst@fernshire.example"]
    with time_machine.travel(dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)):
        signing.sign(report=report, by=analyst, today=dt.date(2026, 11, 25))
    assert [to for to, _ in morning_of(26)] == ["chair@fernshire.example"]
    assert rungs()[-1] == ("asked", "Cheryl Harrow")


def test_home_and_dashboard_show_the_age_of_what_waits(
    asked: Report, director: User, improver: User, adviser: User, client_for: Browser
) -> None:
    with time_machine.travel(dt.datetime(2026, 11, 25, 13, tzinfo=dt.UTC)):
        home = client_for(director).get(HOME).content.decode()
        assert "Asked of Director of Children&#x27;s Services, waiting for 3 days" in home
        dashboard = client_for(improver).get(f"{HOME}dashboard/").content.decode()
        assert "To sign: Monthly report to the adviser, October 2026" in dashboard
        assert "Director of Children&#x27;s Services, waiting for 3 days" in dashboard
        assert "To sign:" not in client_for(adviser).get(f"{HOME}dashboard/").content.decode()


def test_home_shows_its_authors_what_was_returned_and_why(
    asked: Report, director: User, improver: User, owner: User, client_for: Browser
) -> None:
    signing.return_for_changes(
        report=asked, comment="Say what became of the audits.", by=director, today=TODAY
    )
    assert "Say what became of the audits." in client_for(improver).get(HOME).content.decode()
    assert "Say what became of the audits." not in client_for(owner).get(HOME).content.decode()


def test_home_asks_no_more_for_many_signatures(
    asked: Report, director: User, client_for: Browser, queries_of: Any
) -> None:
    client = client_for(director)
    few = queries_of(client, HOME)
    for kind in ("digest", "scrutiny_update", "lifting", "compliance"):
        report = Report.objects.create(
            notice=asked.notice, kind=kind, month=asked.month, cut=asked.cut, round=1,
            status=Report.Status.AWAITING_SIGN_OFF,
        )  # fmt: skip
        first = asked.sign_offs.get()
        report.sign_offs.create(round=1, order=1, post=first.post, asked_at=first.asked_at)
    assert queries_of(client, HOME) == few


def test_the_list_shows_the_age_of_what_waits(asked: Report, improver: User, client_for: Browser) -> None:
    with time_machine.travel(dt.datetime(2026, 11, 25, 13, tzinfo=dt.UTC)):
        page = " ".join(client_for(improver).get(f"{HOME}reports/").content.decode().split())
    assert "Awaiting sign-off</strong> for 3 days" in page
