"""The message of the day says what the notice requires next: each step once, to the post that owns the duty."""

import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from improvement_plans.models import DailyNote
from improvement_plans.reminding import sweep
from notices.models import Party
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    DischargeFactory,
    NoticeFactory,
    ObligationFactory,
    PostFactory,
    PostHoldingFactory,
)

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture
def post(council, owner):
    found = PostFactory(organisation=council, title="Head of Quality Assurance")
    PostHoldingFactory(post=found, person=owner)
    return found


@pytest.fixture
def duty(council, post):
    return due(NoticeFactory(council=council), "2026-12-02", owner_post=post)


def due(notice, day, **fields):
    given = {"summary": "Submit the plan", "kind": "submission", "lead_days": 10, **fields}
    found = ObligationFactory(clause=ClauseFactory(notice=notice, number="4"), **given)
    CadenceTermsFactory(obligation=found, terms={"type": "by_date", "date": day})
    return found


def told():
    return [(letter.to[0], letter.subject) for letter in mail.outbox]


def test_the_holder_of_the_post_is_told_once_a_step(duty, owner, improver):
    for day in range(15):
        sweep(MONDAY + dt.timedelta(days=day))
    # Soon on Monday 23 November, due on Wednesday 2 December, late on the 3rd; the 6th is a Sunday.
    one, late = "Fernshire Council: 1 duty of the notice", "Fernshire Council: 1 duty of the notice, 1 late"
    assert told() == [(owner.email, one), (owner.email, one), (owner.email, late)]
    assert list(DailyNote.objects.order_by("pk").values_list("what", flat=True)) == [
        f"duty:{duty.pk}:20261202:{step}" for step in ("soon", "due", "late")
    ]
    assert "Submit the plan (clause 4)\nDue: 2 December 2026" in mail.outbox[0].body
    place = f"/councils/fernshire/notices/{duty.clause.notice_id}/clauses/{duty.clause_id}/"
    assert place in mail.outbox[0].body


def test_after_a_fortnight_without_the_schedule_one_message_says_where_it_stands(duty, owner):
    sweep(dt.date(2026, 12, 16))
    assert [note.what.rpartition(":")[2] for note in DailyNote.objects.all()] == ["late-1"]
    assert len(mail.outbox) == 1


def test_without_anybody_in_the_post_the_team_is_told(duty, post, improver):
    post.holdings.all().delete()
    sweep(MONDAY)
    assert [to for to, _ in told()] == [improver.email]


@pytest.mark.parametrize(
    "fields", [{"owed_by_council": False, "duty_holder": Party.ADVISER}, {"lead_days": 5}]
)
def test_what_others_owe_and_what_is_far_ahead_is_not_said(council, post, owner, fields):
    due(NoticeFactory(council=council), "2026-12-02", owner_post=post, **fields)
    sweep(MONDAY)
    assert told() == []


def test_what_was_done_meanwhile_is_left_out_of_the_message(duty, owner):
    DischargeFactory(obligation=duty, effective_on=MONDAY - dt.timedelta(days=2), what="Plan submitted")
    sweep(MONDAY)
    assert told() == []


def test_the_register_is_read_once_a_run_and_each_person_more_is_few_questions_more(council, owner, duty):
    def asked_on(day: dt.date, people: int) -> list[str]:
        mail.outbox.clear()
        with CaptureQueriesContext(connection) as queries:
            assert sweep(day) == people
        return [each["sql"] for each in queries]

    another_post_owes(council, duty)
    few = asked_on(MONDAY, 2)
    for _ in range(6):
        another_post_owes(council, duty)
    many = asked_on(MONDAY + dt.timedelta(days=9), 8)
    # Claimed, and marked as sent.
    assert len(many) - len(few) <= 6 * 3
    assert sum('FROM "notices_obligation"' in sql for sql in many) == 1


def another_post_owes(council, duty):
    """Another duty of the same notice and day, owned by a post that somebody of their own holds."""
    post = PostFactory(organisation=council)
    PostHoldingFactory(post=post)
    other = ObligationFactory(clause=duty.clause, kind="submission", lead_days=10, owner_post=post)
    CadenceTermsFactory(obligation=other, terms=duty.cadences.get().terms)


def test_other_councils_people_are_told_nothing(duty, outsider, owner):
    sweep(MONDAY)
    assert [to for to, _ in told()] == [owner.email]
