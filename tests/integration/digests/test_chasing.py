"""Late figures are chased in the one message of a day: each rung once, to whom it is for."""

import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation, Post, PostHolding, Role, User
from digests.models import FigureReminder, Indicator
from improvement_plans.council_day import CouncilDay
from improvement_plans.models import DailyMessage
from improvement_plans.reminding import plan_messages, send_waiting, sweep
from tests.factories import MembershipFactory, NoticeFactory, PostFactory, PostHoldingFactory, UserFactory
from tests.factories_cycle import UpdateCycleFactory, UpdateRequestFactory
from tests.factories_plan import (
    ActionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PlanFactory,
    ReadingFactory,
)

pytestmark = pytest.mark.django_db
OCTOBER = dt.date(2026, 10, 1)


def november(number: int) -> dt.date:
    return dt.date(2026, 11, number)


def member(council: Organisation, name: str, role: str = Role.ACTION_OWNER) -> User:
    person = UserFactory(name=name, email=f"{name.split()[0].lower()}@{council.slug}.example")
    MembershipFactory(council=council, person=person, role=role)
    return person


@pytest.fixture
def director(council: Organisation) -> User:
    """Holds the post above the performance manager's."""
    person = member(council, "Dora Director", Role.CHAIR)
    PostHoldingFactory(post=PostFactory(title="Director", organisation=council), person=person)
    return person


@pytest.fixture
def manager_post(council: Organisation, director: User, owner: User) -> Post:
    """The post that owns the indicators; Owen holds it and reports to Dora."""
    above = director.holdings.get().post
    post = PostFactory(title="Performance Manager", organisation=council, line_manager=above)
    PostHoldingFactory(post=post, person=owner)
    return post


@pytest.fixture
def indicator(council: Organisation, manager_post: Post) -> Indicator:
    """October's figure is due on Sunday 15 November, under a notice in force."""
    NoticeFactory(council=council)
    return IndicatorFactory(council=council, code="OWN1", title="Visits in time", owner_post=manager_post)


def told(day: dt.date) -> list[str]:
    """Sweep and return the first names of those who got a message."""
    sweep(day)
    addresses = [each.to[0] for each in mail.outbox]
    mail.outbox.clear()
    return sorted(User.objects.get(email=address).name.split()[0] for address in addresses)


def test_over_a_month_each_rung_goes_out_once_to_whom_it_is_for(indicator):
    heard = [(number, told(november(number))) for number in range(1, 31)]
    assert [(number, names) for number, names in heard if names] == [
        (16, ["Owen"]),
        (20, ["Owen"]),
        (24, ["Dora"]),
    ]
    kept = FigureReminder.objects.order_by("message__day").values_list(
        "rung", "month", "message__person__name"
    )
    assert list(kept) == [
        ("late", OCTOBER, "Owen Ashdown"), ("after_5", OCTOBER, "Owen Ashdown"), ("manager", OCTOBER, "Dora Director"),
    ]  # fmt: skip


def test_it_is_sent_once_however_often_the_sweep_runs(indicator):
    assert [sweep(november(16)) for _ in range(3)] == [1, 0, 0]
    assert DailyMessage.objects.get().state == "sent"


def test_the_message_says_what_is_late_and_where_it_is_given(indicator, settings, owner):
    settings.SITE_URL = "https://register.fernshire.example"
    sweep(november(20))
    (message,) = mail.outbox
    page = f"https://register.fernshire.example/councils/fernshire/digest/indicators/{indicator.pk}/"
    assert message.subject == "Fernshire Council: 1 figure late"
    assert f"OWN1 Visits in time, October 2026\nDue: 15 November 2026, 5 days late\n{page}\n" in message.body
    assert "LATE FIGURES" in message.body
    assert f'<a href="{page}">' in message.alternatives[0].content
    assert "https://register.fernshire.example/councils/fernshire/digest/owed/" in message.body


def test_whoever_may_give_it_is_led_to_the_very_form(indicator, council, owner):
    MembershipFactory(council=council, person=owner, role=Role.ANALYST)
    sweep(november(16))
    assert f"/digest/indicators/{indicator.pk}/2026/10/\n" in mail.outbox[0].body


def test_the_manager_hears_whose_it_is(indicator, director):
    sweep(november(24))
    (message,) = mail.outbox
    assert message.to == [director.email]
    assert "LATE FIGURES OF THOSE WHO REPORT TO YOU" in message.body
    assert "Owner: Performance Manager" in message.body


def test_with_the_updates_of_the_plan_it_comes_in_one_message(indicator, council, owner, manager_post):
    plan = PlanFactory(notice=council.notices.get())
    cycle = UpdateCycleFactory(plan=plan)
    action = ActionFactory(
        objective=ObjectiveFactory(plan=plan), title="Agree a standard", owner_post=manager_post
    )
    UpdateRequestFactory(cycle=cycle, action=action)
    assert sweep(november(16)) == 1
    (message,) = mail.outbox
    assert message.subject == "Fernshire Council: 1 update asked for, 1 late; 1 figure late"
    for text in (message.body, message.alternatives[0].content):
        assert "Agree a standard" in text
        assert "Visits in time" in text
    assert message.body.count("You get at most one of these messages a day.") == 1


def test_an_empty_post_is_chased_through_whoever_stands_above_it(indicator):
    PostHolding.objects.filter(post=indicator.owner_post).delete()
    assert told(november(16)) == ["Dora"]
    assert FigureReminder.objects.get().rung == "late"


def test_without_an_owner_the_analyst_is_told_and_no_manager(indicator, analyst):
    Indicator.objects.update(owner_post=None)
    assert [told(november(number)) for number in (16, 20, 24)] == [["Anwen"], ["Anwen"], []]


def test_what_is_given_retired_or_of_no_notice_in_force_is_not_chased(indicator, council):
    given = IndicatorFactory(council=council, owner_post=indicator.owner_post)
    ReadingFactory(indicator=given)
    IndicatorFactory(
        council=council, owner_post=indicator.owner_post, retired_on=november(1), retired_because="Merged",
        reported_from=november(1),
    )  # fmt: skip
    assert told(november(16)) == ["Owen"]
    assert list(FigureReminder.objects.values_list("indicator", flat=True)) == [indicator.pk]
    council.notices.update(in_force_from=november(25))
    assert told(november(20)) == []


def test_a_figure_given_between_planning_and_sending_is_not_in_the_message(indicator, council):
    assert plan_messages(CouncilDay(council, november(16))) == 1
    ReadingFactory(indicator=indicator)
    assert send_waiting(november(16)) == 0
    assert DailyMessage.objects.get().state == "dropped"
    assert mail.outbox == []


def test_what_was_never_sent_is_said_the_next_day(indicator, council):
    plan_messages(CouncilDay(council, november(16)))
    assert told(november(17)) == ["Owen"]
    assert list(DailyMessage.objects.order_by("day").values_list("state", flat=True)) == ["dropped", "sent"]


def test_after_a_month_a_gap_is_shown_and_no_longer_chased(indicator):
    Indicator.objects.update(grace_days=60)
    ReadingFactory(indicator=indicator, month=dt.date(2026, 8, 1))
    # September's has been late since 30 November, October's since 31 December, November's is due today.
    assert told(dt.date(2027, 1, 29)) == ["Dora"]
    assert FigureReminder.objects.get().month == OCTOBER


def test_two_councils_are_two_messages(indicator, other_council, owner):
    NoticeFactory(council=other_council)
    post = PostFactory(organisation=other_council)
    PostHoldingFactory(post=post, person=owner)
    MembershipFactory(council=other_council, person=owner, role=Role.ACTION_OWNER)
    IndicatorFactory(council=other_council, title="Elsewhere", owner_post=post)
    assert sweep(november(16)) == 2
    assert sorted("Elsewhere" in each.body for each in mail.outbox) == [False, True]


def test_sweeping_asks_the_same_of_the_database_for_1_figure_as_for_40(indicator, council):
    def counted(day: dt.date) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert sweep(day) == 1
        return len(asked)

    few = counted(november(16))
    for _ in range(39):
        IndicatorFactory(council=council, owner_post=indicator.owner_post)
    assert counted(november(20)) == few
    assert FigureReminder.objects.count() == 41
