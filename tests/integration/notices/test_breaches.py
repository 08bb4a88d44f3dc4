"""A breach is told at once to the improvement team and the chair, and once, however often it is looked for."""

import datetime as dt

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from core.scheduled import run
from notices.breaches import find_breaches
from notices.models import Breach, BreachMessage, Notice, Party
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    DischargeFactory,
    MembershipFactory,
    NoticeFactory,
    ObligationFactory,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def notice(council) -> Notice:
    return NoticeFactory(council=council)


def duty(notice, day="2026-11-20", **fields):
    found = ObligationFactory(
        clause=ClauseFactory(notice=notice), **{"summary": "Submit the plan", "kind": "submission", **fields}
    )
    CadenceTermsFactory(obligation=found, terms={"type": "by_date", "date": day})
    return found


def letters():
    return sorted((letter.to[0], letter.subject) for letter in mail.outbox)


def test_the_team_and_the_chair_are_told_once(notice, improver, chair, owner, adviser, outsider):
    duty(notice)
    for _ in range(3):
        run("tell-breaches", day=TODAY)
    subject = "Fernshire Council: overdue: Submit the plan"
    assert letters() == [(chair.email, subject), (improver.email, subject)]
    assert "Due: 20 November 2026" in mail.outbox[0].body
    clause = notice.clauses.get()
    assert f"/councils/fernshire/notices/{notice.pk}/clauses/{clause.pk}/" in mail.outbox[0].body


def test_whoever_is_both_is_told_once(notice, council, improver):
    MembershipFactory(council=council, person=improver, role="chair")
    duty(notice)
    run("tell-breaches", day=TODAY)
    assert [to for to, _ in letters()] == [improver.email]


def test_several_found_at_once_are_one_message_and_later_ones_another(notice, improver):
    first, second, third = (duty(notice, day) for day in ("2026-11-10", "2026-11-20", "2026-11-22"))
    run("tell-breaches", day=TODAY)
    assert [subject for _, subject in letters()] == ["Fernshire Council: 2 breaches of the notice"]
    run("tell-breaches", day=TODAY + dt.timedelta(days=1))
    assert letters()[-1][1] == "Fernshire Council: overdue: Submit the plan"
    assert set(Breach.objects.values_list("obligation", flat=True)) == {first.pk, second.pk, third.pk}


def test_a_week_without_the_schedule_is_made_good_without_a_flood(notice, improver):
    for day in range(10, 17):
        duty(notice, f"2026-11-{day}")
    run("tell-breaches", day=TODAY)
    assert len(mail.outbox) == 1
    assert Breach.objects.count() == 7


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"owed_by_council": False, "duty_holder": Party.ADVISER}, "2026-11-20"),
        ({"source": "council"}, "2026-11-20"),
        ({}, "2026-11-22"),
        ({}, "2026-12-01"),
    ],
)
def test_what_is_no_breach_is_not_told(notice, improver, fields, day):
    duty(notice, day, **fields)
    run("tell-breaches", day=TODAY)
    assert (mail.outbox, Breach.objects.count()) == ([], 0)


def test_what_was_met_late_had_been_a_breach_and_is_not_told_again(notice, improver):
    late = duty(notice)
    run("tell-breaches", day=dt.date(2026, 11, 21))
    DischargeFactory(obligation=late, effective_on=TODAY, what="Plan submitted")
    run("tell-breaches", day=TODAY)
    assert len(mail.outbox) == 1


def test_missed_months_are_told_each_by_itself(notice, improver):
    board = ObligationFactory(clause=ClauseFactory(notice=notice), summary="Hold the board")
    CadenceTermsFactory(obligation=board)
    for month in (2, 3, 5, 6, 7, 8, 9):
        DischargeFactory(obligation=board, effective_on=dt.date(2026, month, 12))
    found = find_breaches(notice=notice, today=TODAY)
    # The notice is of 16 January: April and October closed empty; November still runs.
    assert [(each.due_on, each.kind) for each in found] == [
        (dt.date(2026, 4, 30), "missed"),
        (dt.date(2026, 10, 31), "missed"),
    ]


def test_a_lifted_notice_brings_nothing_new(council, improver):
    lifted = NoticeFactory(
        council=council, status="lifted", ended_on=dt.date(2026, 11, 15), ended_recorded_at=timezone.now()
    )
    duty(lifted)
    run("tell-breaches", day=TODAY)
    assert mail.outbox == []


def test_a_mail_server_that_does_not_answer_leaves_the_message_for_the_next_run(
    notice, improver, monkeypatch, settings
):
    duty(notice)
    settings.EMAIL_BACKEND = "tests.integration.notices.test_breaches.Unreachable"
    with pytest.raises(OSError, match="no answer"):
        run("tell-breaches", day=TODAY)
    assert BreachMessage.objects.get().sent_at is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("tell_breaches")
    assert len(mail.outbox) == 1


class Unreachable:
    """A mail server that is down."""

    def __init__(self, **kwargs):
        pass

    def send_messages(self, messages):
        raise OSError("no answer")
