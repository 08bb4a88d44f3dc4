"""Reminders follow the ladder, each once, in one message a day to a person."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Organisation, PostHolding, Role, User
from core.sending import CLAIM_HOLDS_FOR
from improvement_plans.council_day import CouncilDay
from improvement_plans.models import Completion, DailyMessage, Reminder, UpdateRequest
from improvement_plans.reminding import plan_messages, send_waiting, sweep
from tests.factories import (
    CouncilFactory,
    MembershipFactory,
    NoticeFactory,
    PostFactory,
    PostHoldingFactory,
    UserFactory,
)
from tests.factories_cycle import (
    ASKED_ON,
    DUE_ON,
    ContributionFactory,
    UpdateCycleFactory,
    UpdateRequestFactory,
)
from tests.factories_plan import ActionFactory, ActionUpdateFactory, ObjectiveFactory, PlanFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def november(number: int) -> dt.date:
    return dt.date(2026, 11, number)


def member(council, name: str, role: str = Role.ACTION_OWNER):
    person = UserFactory(name=name, email=f"{name.split()[0].lower()}@{council.slug}.example")
    MembershipFactory(council=council, person=person, role=role)
    return person


@pytest.fixture
def cycle(council):
    return UpdateCycleFactory(plan=PlanFactory(notice=NoticeFactory(council=council)))


@pytest.fixture
def director(council):
    """Holds the post above the head of service's; above it is nobody."""
    person = member(council, "Dora Director", Role.CHAIR)
    PostHoldingFactory(post=PostFactory(title="Director", organisation=council), person=person)
    return person


@pytest.fixture
def head(council, director):
    """The head of service, who reports to the director."""
    return PostFactory(
        title="Head of Service", organisation=council, line_manager=director.holdings.get().post
    )


@pytest.fixture
def request_(cycle, head, owner):
    """One update asked of the head of service, a post that the owner holds."""
    PostHoldingFactory(post=head, person=owner)
    action = ActionFactory(
        objective=ObjectiveFactory(plan=cycle.plan), title="Agree a standard", owner_post=head
    )
    return UpdateRequestFactory(cycle=cycle, action=action)


def told(day: dt.date) -> list[str]:
    """Sweep and return the first names of those who got a message."""
    sweep(day)
    addresses = [each.to[0] for each in mail.outbox]
    mail.outbox.clear()
    return sorted(User.objects.get(email=address).name.split()[0] for address in addresses)


def test_over_a_month_each_rung_goes_out_once_to_whom_it_is_for(request_, owner, director):
    """Every day from before the asking to the end of the month; 23 November is seven working days after the 12th."""
    heard = [(number, told(november(number))) for number in range(1, 31)]
    assert [(number, names) for number, names in heard if names] == [
        (2, ["Owen"]), (10, ["Owen"]), (12, ["Owen"]), (16, ["Owen"]), (19, ["Owen"]), (23, ["Dora"]),
    ]  # fmt: skip
    assert list(
        Reminder.objects.order_by("message__day").values_list("message__day", "rung", "message__person__name")
    ) == [
        (november(2), "asked", "Owen Ashdown"),
        (november(10), "before", "Owen Ashdown"),
        (november(12), "on_the_day", "Owen Ashdown"),
        (november(16), "after_2", "Owen Ashdown"),
        (november(19), "after_5", "Owen Ashdown"),
        (november(23), "manager", "Dora Director"),
    ]


def test_it_is_sent_once_however_often_the_sweep_runs(request_):
    assert [sweep(ASKED_ON) for _ in range(3)] == [1, 0, 0]
    assert len(mail.outbox) == 1


def test_after_days_without_a_sweep_the_newest_alone_goes_out(request_, owner):
    sweep(ASKED_ON)
    sweep(november(18))
    assert list(Reminder.objects.order_by("pk").values_list("rung", flat=True)) == ["asked", "after_2"]


@pytest.mark.parametrize("day", [dt.date(2026, 11, 14), dt.date(2026, 12, 25)], ids=["Saturday", "Christmas"])
def test_on_no_working_day_is_anything_sent(request_, day):
    assert sweep(day) == 0
    assert mail.outbox == []


def test_the_message_has_a_link_to_the_very_form_and_nothing_of_the_plan_but_titles(request_, settings):
    settings.SITE_URL = "https://register.fernshire.example"
    action = request_.action
    action.output = "An output that no e-mail carries"
    action.save()
    sweep(november(16))
    (message,) = mail.outbox
    form = f"https://register.fernshire.example/councils/fernshire/plan/actions/{action.pk}/update/"
    own = "https://register.fernshire.example/councils/fernshire/plan/asked/"
    html = message.alternatives[0].content
    assert message.subject == "Fernshire Council: 1 update asked for, 1 late"
    assert (
        f"Update: {action.reference} Agree a standard\nDue: 12 November 2026, 4 days late\n{form}"
        in message.body
    )
    assert f'<a href="{form}">' in html
    assert own in message.body
    assert f'<a href="{own}">' in html
    for text in (message.body, html):
        assert "An output" not in text
        assert action.objective.title not in text
    assert re.fullmatch(
        r"<daily-\d+-20261116@register\.fernshire\.example>", message.extra_headers["Message-ID"]
    )


def test_seven_working_days_after_the_due_day_the_manager_hears_what_was_not_answered(request_, director):
    sweep(november(23))
    (message,) = mail.outbox
    assert message.to == [director.email]
    assert "NOT ANSWERED BY THOSE WHO REPORT TO YOU" in message.body
    assert "Asked of: Head of Service\nDue: 12 November 2026, 11 days late" in message.body
    assert f"/plan/actions/{request_.action.pk}/\n" in message.body


def test_posts_and_contributions_of_a_person_come_in_one_message(request_, cycle, owner, council):
    second = PostFactory(title="Head of Duty", organisation=council)
    PostHoldingFactory(post=second, person=owner)
    objective = request_.action.objective
    UpdateRequestFactory(
        cycle=cycle, action=ActionFactory(objective=objective, title="Fill the team", owner_post=second)
    )
    train = ActionFactory(objective=objective, title="Train managers")
    UpdateRequestFactory(cycle=cycle, action=train, kind="contribution", post=second)
    below = PostFactory(title="Team Manager", organisation=council, line_manager=second)
    UpdateRequestFactory(
        cycle=cycle, action=ActionFactory(objective=objective, title="Keep the rota", owner_post=below)
    )
    assert sweep(ASKED_ON) == 1
    (message,) = mail.outbox
    assert message.subject == "Fernshire Council: 4 updates asked for"
    for title in ("Agree a standard", "Fill the team", "Train managers", "Keep the rota"):
        assert title in message.body
    assert f"/plan/actions/{train.pk}/contribute/" in message.body
    assert "FOR A POST THAT IS EMPTY" in message.body


def test_an_empty_post_is_asked_through_whoever_stands_above_it(request_, director, head):
    PostHolding.objects.filter(post=head).update(ended_on=dt.date(2026, 10, 31))
    assert told(ASKED_ON) == ["Dora"]
    assert Reminder.objects.get().rung == "asked"


def test_the_message_says_that_the_post_is_empty_and_leads_to_the_action(request_, director, head):
    PostHolding.objects.filter(post=head).delete()
    sweep(ASKED_ON)
    body = mail.outbox[0].body
    assert "Nobody holds the post that was asked, and you manage it." in body
    assert "Asked of: Head of Service" in body
    assert f"/plan/actions/{request_.action.pk}/\n" in body
    assert "/update/" not in body


def test_with_nobody_above_nobody_is_told(request_, director, head):
    PostHolding.objects.all().delete()
    assert told(ASKED_ON) == []
    assert not Reminder.objects.exists()


def test_managers_in_a_circle_end_where_it_closes(request_, director, head):
    above = director.holdings.get().post
    above.line_manager = head
    above.save()
    PostHolding.objects.all().delete()
    assert told(november(23)) == []


@pytest.mark.parametrize("gone", ["no role", "inactive"])
def test_somebody_who_could_not_open_it_is_not_asked(request_, owner, director, gone):
    if gone == "no role":
        owner.memberships.update(ended_on=dt.date(2026, 10, 31))
    else:
        owner.is_active = False
        owner.save()
    assert told(ASKED_ON) == ["Dora"]


def test_both_holders_of_a_post_are_told_once_each(request_, head, council):
    PostHoldingFactory(post=head, person=member(council, "Jo Shared"))
    assert len(told(ASKED_ON)) == 2
    assert told(ASKED_ON + DAY) == []


def test_whoever_takes_a_post_over_is_told_where_it_stands(request_, head, council, owner):
    sweep(november(16))
    mail.outbox.clear()
    PostHolding.objects.filter(person=owner).update(ended_on=november(16))
    PostHoldingFactory(post=head, person=member(council, "Nia New"), started_on=november(17))
    assert told(november(17)) == ["Nia"]


def test_what_is_given_done_or_dropped_is_no_longer_chased(cycle, council, head, owner):
    PostHoldingFactory(post=head, person=owner)
    objective = ObjectiveFactory(plan=cycle.plan)
    given, done, dropped = (ActionFactory(objective=objective, owner_post=head) for _ in range(3))
    for action in (given, done, dropped):
        UpdateRequestFactory(cycle=cycle, action=action)
    ActionUpdateFactory(action=given, given_on=november(3))
    Completion.objects.create(action=done, done_on=november(3), achieved="It is agreed.")
    dropped.left_on, dropped.left_because = november(3), "Merged"
    dropped.save()
    assert told(november(10)) == []


def test_an_update_of_before_the_asking_answers_nothing(request_):
    ActionUpdateFactory(action=request_.action, given_on=november(1))
    assert told(ASKED_ON) == ["Owen"]


def test_once_a_month_is_asked_about_again_the_earlier_one_is_not_chased(request_, cycle):
    UpdateCycleFactory(plan=cycle.plan, asked_on=dt.date(2026, 12, 1), due_on=dt.date(2026, 12, 11))
    assert told(dt.date(2026, 12, 1)) == []


def test_an_agency_is_asked_through_its_people_and_then_the_owner_hears(request_, cycle, council, owner):
    health = CouncilFactory(kind=Organisation.Kind.PARTNER_AGENCY, name="Fernshire Health")
    nurse = member(council, "Nell Nurse", Role.PARTNER)
    nurse.organisation = health
    nurse.save()
    request = UpdateRequestFactory(
        cycle=cycle, action=request_.action, kind="contribution", post=None, agency=health
    )
    ActionUpdateFactory(action=request_.action, given_on=november(3))
    assert told(november(10)) == ["Nell"]
    ContributionFactory(
        action=request.action, for_post=None, for_agency=CouncilFactory(), given_on=november(11)
    )
    assert told(november(23)) == ["Owen"]
    ContributionFactory(action=request.action, for_post=None, for_agency=health, given_on=november(24))
    assert told(november(25)) == []


def test_two_councils_are_two_messages_and_neither_names_the_other(request_, owner):
    other = PlanFactory()
    elsewhere = UpdateCycleFactory(plan=other)
    action = ActionFactory(objective=ObjectiveFactory(plan=other), title="Elsewhere")
    UpdateRequestFactory(cycle=elsewhere, action=action)
    PostHoldingFactory(post=action.owner_post, person=owner)
    MembershipFactory(council=other.notice.council, person=owner, role=Role.ACTION_OWNER)
    assert sweep(ASKED_ON) == 2
    bodies = sorted("Elsewhere" in each.body for each in mail.outbox)
    assert bodies == [False, True]
    assert all(("Elsewhere" in each.body) != ("Agree a standard" in each.body) for each in mail.outbox)


class Refuses:
    """A mail server that answers nobody, put in the place of the test's."""

    def __init__(self, *args: object, **kwargs: object) -> None: ...

    def send_messages(self, messages: object) -> int:
        raise ConnectionRefusedError("The mail server does not answer")


@pytest.fixture
def no_mail(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refuses"
    return settings


def test_a_message_that_fails_is_given_back_and_goes_out_with_the_next_run(request_, no_mail):
    with pytest.raises(ConnectionRefusedError):
        sweep(ASKED_ON)
    failed = DailyMessage.objects.get()
    assert (failed.state, failed.claimed_at, failed.error) == (
        "failed",
        None,
        "The mail server does not answer",
    )
    no_mail.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert sweep(ASKED_ON) == 1
    assert DailyMessage.objects.get().state == "sent"


def test_what_could_not_be_sent_on_its_day_goes_into_a_later_message(request_, no_mail):
    with pytest.raises(ConnectionRefusedError):
        sweep(ASKED_ON)
    no_mail.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert sweep(ASKED_ON + DAY) == 1
    assert list(DailyMessage.objects.order_by("day").values_list("state", flat=True)) == ["dropped", "sent"]
    assert "The mail server does not answer" in DailyMessage.objects.earliest("day").error


def test_a_claim_of_a_worker_that_was_killed_lapses(request_, council):
    plan_messages(CouncilDay(council, ASKED_ON))
    DailyMessage.objects.update(state="sending", claimed_at=timezone.now())
    assert send_waiting(ASKED_ON) == 0
    DailyMessage.objects.update(claimed_at=timezone.now() - CLAIM_HOLDS_FOR - dt.timedelta(seconds=1))
    assert send_waiting(ASKED_ON) == 1
    assert send_waiting(ASKED_ON) == 0


def test_what_was_answered_between_planning_and_sending_is_not_in_the_message(request_, council):
    plan_messages(CouncilDay(council, ASKED_ON))
    ActionUpdateFactory(action=request_.action, given_on=ASKED_ON)
    assert send_waiting(ASKED_ON) == 0
    assert DailyMessage.objects.get().state == "dropped"
    assert mail.outbox == []


def test_what_is_asked_after_the_days_message_comes_with_the_next(request_, cycle, head):
    assert told(ASKED_ON) == ["Owen"]
    later = ActionFactory(objective=request_.action.objective, title="Asked later", owner_post=head)
    UpdateRequestFactory(cycle=cycle, action=later)
    assert told(ASKED_ON) == []
    sweep(ASKED_ON + DAY)
    assert "Asked later" in mail.outbox[0].body
    assert "Agree a standard" not in mail.outbox[0].body


def test_a_line_in_a_name_adds_no_header(request_, owner, council):
    council.name = "Fernshire\nBcc: all@fernshire.example"
    council.save()
    sweep(ASKED_ON)
    assert "\n" not in mail.outbox[0].subject


def test_sweeping_asks_the_same_of_the_database_for_3_requests_as_for_40(request_, cycle, head, council):
    def counted(day: dt.date) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert sweep(day) == 1
        return len(asked)

    few = counted(ASKED_ON)
    objective = request_.action.objective
    for _ in range(39):
        UpdateRequestFactory(cycle=cycle, action=ActionFactory(objective=objective, owner_post=head))
    assert counted(DUE_ON) == few
    assert UpdateRequest.objects.count() == 40
