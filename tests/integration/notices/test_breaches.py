"""A breach is told at once to the improvement team and the chair, and once, however often it is looked for."""

import datetime as dt

import pytest
from django.core import mail
from django.core.mail import BadHeaderError
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from core.models import Run
from core.scheduled import run
from notices.breaches import find_breaches
from notices.cadence import CadenceError
from notices.models import Breach, BreachMessage, Notice, Party
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    DischargeFactory,
    MembershipFactory,
    NoticeFactory,
    ObligationFactory,
    RequestFactory,
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


def test_two_requests_for_one_day_are_two_breaches_and_the_same_request_twice_is_one(notice, improver):
    report = ObligationFactory(clause=ClauseFactory(notice=notice), summary="Report when asked")
    CadenceTermsFactory(obligation=report, terms={"type": "on_request"})
    for requested in (9, 11, 11):
        RequestFactory(
            obligation=report, requested_on=dt.date(2026, 11, requested), due_on=dt.date(2026, 11, 20)
        )
    for _ in range(2):
        run("tell-breaches", day=TODAY)
    assert [letter.subject for letter in mail.outbox] == ["Fernshire Council: 2 breaches of the notice"]


def test_what_was_found_while_nobody_was_there_is_told_once_somebody_is(notice, council, owner):
    duty(notice)
    run("tell-breaches", day=TODAY)
    assert mail.outbox == []
    MembershipFactory(council=council, person=owner, role="improvement_team")
    for _ in range(2):
        run("tell-breaches", day=TODAY)
    assert [to for to, _ in letters()] == [owner.email]


def test_a_register_that_cannot_be_read_keeps_no_other_council_waiting(
    notice, improver, outsider, other_council
):
    broken = duty(notice)
    broken.cadences.update(terms={"type": "now and then"})
    duty(NoticeFactory(council=other_council))
    with pytest.raises(CadenceError):
        run("tell-breaches", day=TODAY)
    assert [to for to, _ in letters()] == [outsider.email]
    assert Run.objects.get().did[0] == {"words": "1 breach found", "scope": "marlow-vale"}


def test_an_address_that_no_mail_can_have_keeps_nobody_else_waiting(notice, improver, chair):
    User.objects.filter(pk=chair.pk).update(email="cheryl\n@fernshire.example")
    duty(notice)
    with pytest.raises(BadHeaderError):
        run("tell-breaches", day=TODAY)
    assert [to for to, _ in letters()] == [improver.email]


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
