"""/councils/…/reports/prepare/: the month's figures are frozen, a draft opened, its PDF asked for."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError
from django.test import Client

from accounts.models import User
from core.frozen import sha256_of
from core.models import AuditEntry, Job
from core.refusals import Refusal
from digests.models import Reading
from improvement_plans.models import Action
from notices.models import Notice, Obligation
from reports.models import Report
from reports.services import preparing
from tests.conftest import TODAY
from tests.integration.reports.conftest import OCTOBER

ADDRESS = "/councils/fernshire/reports/prepare/"


def test_pressing_the_button_opens_a_draft_and_asks_the_worker(
    month_of_figures: Notice, duty: Obligation, improver: User, client_for: Callable[..., Client]
) -> None:
    answer = client_for(improver).post(ADDRESS, {"month": "2026-10", "obligation": duty.pk})
    report = Report.objects.get()
    assert answer.headers["Location"] == f"/councils/fernshire/reports/{report.pk}/"
    assert (report.month, report.discharges, report.version) == (OCTOBER, duty, 1)
    assert report.cut.as_at == dt.date(2026, 10, 31)
    assert report.job.state == Job.State.WAITING
    assert AuditEntry.objects.filter(action="prepared a report", actor_name=str(improver)).count() == 1


def test_the_form_offers_the_months_since_the_notice_and_the_duty_to_the_adviser(
    month_of_figures: Notice, duty: Obligation, improver: User, client_for: Callable[..., Client]
) -> None:
    form = client_for(improver).get(ADDRESS).context["form"]
    months = [value for value, _ in form.fields["month"].choices]
    assert (months[0], months[-1]) == ("2026-11", "2026-01")
    assert form.fields["month"].initial == "2026-10"
    assert form.fields["obligation"].initial == duty


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"month": ""}, "Choose a month"),
        ({"month": "2025-12"}, "Choose a month from the list"),
        ({"month": "2026-12"}, "Choose a month from the list"),
        ({"month": "nonsense"}, "Choose a month from the list"),
        ({"month": "2026-10", "obligation": "99999"}, "Choose a duty from the list"),
    ],
)
def test_a_wrong_choice_is_named_and_nothing_is_made(
    asked: dict[str, str],
    message: str,
    month_of_figures: Notice,
    improver: User,
    client_for: Callable[..., Client],
) -> None:
    answer = client_for(improver).post(ADDRESS, asked)
    assert message in answer.content.decode()
    assert not Report.objects.exists()
    assert not Job.objects.exists()


def test_a_second_press_opens_the_same_draft(draft: Report, month_of_figures: Notice, improver: User) -> None:
    again = preparing.prepare(notice=month_of_figures, month=OCTOBER, by=improver, today=TODAY)
    assert again.pk == draft.pk
    assert Report.objects.count() == 1


def test_the_database_itself_keeps_one_draft_a_month(draft: Report) -> None:
    with pytest.raises(IntegrityError):
        Report.objects.create(notice=draft.notice, month=OCTOBER, version=2, cut=draft.cut)


def test_the_running_month_is_cut_as_at_today(month_of_figures: Notice, improver: User) -> None:
    report = preparing.prepare(notice=month_of_figures, month=dt.date(2026, 11, 1), by=improver, today=TODAY)
    assert report.cut.as_at == TODAY


@pytest.mark.parametrize("month", [dt.date(2026, 12, 1), dt.date(2025, 12, 1), dt.date(2026, 10, 2)])
def test_a_month_to_come_or_before_the_notice_or_not_whole_is_refused(
    month: dt.date, month_of_figures: Notice, improver: User
) -> None:
    with pytest.raises(Refusal) as refused:
        preparing.prepare(notice=month_of_figures, month=month, by=improver, today=TODAY)
    assert refused.value.field == "month"
    assert not Report.objects.exists()


def test_the_cut_holds_the_months_facts_and_keeps_them_when_they_change(draft: Report) -> None:
    content = draft.cut.content
    assert content["plan"]["overdue"] == 1
    assert [each["reference"] for each in content["slow"]["objectives"]] == ["O1"]
    line = content["digest"]["lines"][0]
    assert (line["value"], line["before"], line["word"]) == ("84.0%", "88.0%", "Red: off target")
    Action.objects.update(due_on=dt.date(2027, 1, 1), original_due_on=dt.date(2027, 1, 1))
    Reading.objects.all().delete()
    draft.cut.refresh_from_db()
    assert draft.cut.content == content
    assert draft.cut.sha256 == sha256_of(content)


def test_taking_the_figures_again_gives_a_new_cut_and_keeps_the_old(draft: Report, improver: User) -> None:
    old = draft.cut
    Action.objects.update(due_on=dt.date(2027, 1, 1), original_due_on=dt.date(2027, 1, 1))
    refreshed = preparing.refresh(report=draft, by=improver, today=TODAY)
    assert refreshed.cut_id != old.pk
    assert refreshed.cut.content["plan"]["overdue"] == 0
    assert type(old).objects.filter(pk=old.pk).exists()
