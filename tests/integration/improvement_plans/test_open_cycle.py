"""Asking for updates: whom and about what, by hand and by the schedule, once a month."""

import datetime as dt

import pytest

from accounts.models import Organisation
from core.models import AuditEntry
from core.refusals import Refusal
from improvement_plans.models import UpdateCycle, UpdateRequest, UpdateSchedule
from improvement_plans.services.cycle import open_cycle, open_due_cycles, set_schedule
from tests.factories import CouncilFactory, NoticeFactory, PostFactory
from tests.factories_cycle import UpdateScheduleFactory
from tests.factories_plan import ActionFactory, CompletionFactory, ObjectiveFactory, PlanFactory

pytestmark = pytest.mark.django_db

# A Tuesday. Eight working days on, the updates are due on Friday 20 November.
TODAY = dt.date(2026, 11, 10)


@pytest.fixture
def objective(council):
    return ObjectiveFactory(plan=PlanFactory(notice=NoticeFactory(council=council)))


@pytest.fixture
def plan(objective):
    """A plan with one action that began in September."""
    ActionFactory(objective=objective, reference="a1")
    return objective.plan


def asked(cycle: UpdateCycle) -> set[tuple[str, str, str]]:
    return {
        (each.action.reference, each.kind, str(each.post or each.agency)) for each in cycle.requests.all()
    }


def test_owners_contributing_posts_and_agencies_are_asked(plan, objective, improver):
    action = objective.actions.get()
    head = PostFactory(title="Head of Duty", organisation=plan.notice.council)
    health = CouncilFactory(kind=Organisation.Kind.PARTNER_AGENCY, name="Fernshire Health")
    action.contributing_posts.add(head, action.owner_post)
    action.partner_agencies.add(health)
    cycle = open_cycle(plan=plan, by=improver, today=TODAY)
    assert (cycle.month, cycle.asked_on, cycle.due_on) == (
        dt.date(2026, 11, 1), TODAY, dt.date(2026, 11, 20),
    )  # fmt: skip
    # The owner post stands among the contributing ones too, and is asked once.
    assert asked(cycle) == {
        ("a1", "update", action.owner_post.title),
        ("a1", "contribution", "Head of Duty"),
        ("a1", "contribution", "Fernshire Health"),
    }


def test_only_what_is_live_is_asked_about(plan, objective, improver):
    first = objective.actions.get()
    ActionFactory(objective=objective, reference="begins this month", starts_on=dt.date(2026, 11, 30))
    ActionFactory(objective=objective, reference="begins next month", starts_on=dt.date(2026, 12, 1))
    CompletionFactory(
        action=ActionFactory(objective=objective, reference="done"), done_on=dt.date(2026, 11, 9)
    )
    ActionFactory(objective=objective, reference="left", left_on=TODAY, left_because="Merged")
    ActionFactory(objective=objective, reference="not yet in", added_on=dt.date(2026, 11, 11))
    cycle = open_cycle(plan=plan, by=improver, today=TODAY)
    assert {reference for reference, _, _ in asked(cycle)} == {first.reference, "begins this month"}


def test_asking_twice_finds_what_was_asked_and_another_day_is_refused(plan, improver):
    cycle = open_cycle(plan=plan, by=improver, today=TODAY)
    later = TODAY + dt.timedelta(days=1)
    assert open_cycle(plan=plan, by=improver, today=later, due_on=cycle.due_on) == cycle
    with pytest.raises(Refusal, match="asked for on 10 November 2026 and are due on 20 November") as refusal:
        open_cycle(plan=plan, by=improver, today=later, due_on=dt.date(2026, 11, 25))
    assert refusal.value.field == "due_on"
    assert UpdateCycle.objects.count() == 1
    assert UpdateRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (TODAY, "must be after today"),
        (dt.date(2026, 11, 14), "Saturday 14 November 2026 is not a working day"),
        (dt.date(2026, 12, 25), "not a working day"),
        (dt.date(2026, 12, 11), "by 10 December 2026"),
    ],
)
def test_a_day_on_which_nothing_can_be_due_is_refused(plan, improver, due_on, words):
    with pytest.raises(Refusal, match=words) as refusal:
        open_cycle(plan=plan, by=improver, today=TODAY, due_on=due_on)
    assert refusal.value.field == "due_on"
    assert not UpdateCycle.objects.exists()


def test_nobody_is_asked_again_before_the_last_request_is_due(plan, improver):
    open_cycle(plan=plan, by=improver, today=dt.date(2026, 11, 27), due_on=dt.date(2026, 12, 4))
    with pytest.raises(Refusal, match="November 2026 can be given until 4 December 2026"):
        open_cycle(plan=plan, by=improver, today=dt.date(2026, 12, 4))
    december = open_cycle(plan=plan, by=improver, today=dt.date(2026, 12, 7))
    assert december.month == dt.date(2026, 12, 1)


def test_where_nothing_is_under_way_nothing_is_asked(objective, improver):
    ActionFactory(objective=objective, starts_on=dt.date(2026, 12, 1))
    with pytest.raises(Refusal, match="no action of this plan is under way"):
        open_cycle(plan=objective.plan, by=improver, today=TODAY)
    assert not UpdateCycle.objects.exists()


def test_under_a_notice_that_has_ended_nothing_is_asked(plan, improver):
    notice = plan.notice
    notice.status, notice.ended_on, notice.ended_recorded_at = "lifted", TODAY, notice.confirmed_at
    notice.save()
    with pytest.raises(Refusal, match="not in force today"):
        open_cycle(plan=plan, by=improver, today=TODAY)


def test_asking_is_in_the_audit_trail(plan, improver):
    open_cycle(plan=plan, by=improver, today=TODAY)
    entry = AuditEntry.objects.get(action="asked for updates")
    assert (entry.actor_name, entry.scope) == ("Imogen Prowse", "fernshire")
    assert entry.detail == {"month": "2026-11", "due_on": "2026-11-20", "requests": 1}


def test_the_schedule_asks_on_its_day_and_once(plan, council):
    UpdateScheduleFactory(council=council, ask_on_day=10)
    assert open_due_cycles(today=dt.date(2026, 11, 9)) == []
    assert len(open_due_cycles(today=TODAY)) == 1
    assert open_due_cycles(today=TODAY) == []
    assert open_due_cycles(today=dt.date(2026, 11, 11)) == []
    cycle = UpdateCycle.objects.get()
    assert (cycle.opened_by, cycle.due_on) == (None, dt.date(2026, 11, 20))
    assert AuditEntry.objects.get(action="asked for updates").actor_name == "The schedule"


def test_the_schedule_asks_later_after_days_without_a_run_and_never_on_a_weekend(plan, council):
    UpdateScheduleFactory(council=council, ask_on_day=6)
    assert open_due_cycles(today=dt.date(2026, 11, 7)) == []
    (cycle,) = open_due_cycles(today=dt.date(2026, 11, 9))
    # Counted from the day that it did go out: 10 to 19 November.
    assert (cycle.asked_on, cycle.due_on) == (dt.date(2026, 11, 9), dt.date(2026, 11, 19))


def test_each_council_has_its_own_day(plan, council):
    other = PlanFactory()
    ActionFactory(objective=ObjectiveFactory(plan=other))
    UpdateScheduleFactory(council=council, ask_on_day=10)
    UpdateScheduleFactory(council=other.notice.council, ask_on_day=11)
    assert [cycle.plan for cycle in open_due_cycles(today=TODAY)] == [plan]
    assert [cycle.plan for cycle in open_due_cycles(today=dt.date(2026, 11, 11))] == [other]


@pytest.mark.parametrize("schedule", [None, {"is_on": False}], ids=["none set", "switched off"])
def test_without_a_schedule_nothing_is_asked_by_itself(plan, council, schedule):
    if schedule is not None:
        UpdateScheduleFactory(council=council, ask_on_day=10, **schedule)
    assert open_due_cycles(today=TODAY) == []


GOOD = {"ask_on_day": 5, "working_days_to_answer": 10, "remind_before": 3, "is_on": True}


def test_a_schedule_is_set_and_set_anew(council, improver):
    set_schedule(council=council, by=improver, **GOOD)
    set_schedule(council=council, by=improver, **{**GOOD, "ask_on_day": 28})
    assert UpdateSchedule.objects.get().ask_on_day == 28
    assert AuditEntry.objects.filter(action="set when updates are asked for").count() == 2


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("ask_on_day", 0, "from 1 to 28"),
        ("ask_on_day", 29, "from 1 to 28"),
        ("working_days_to_answer", 2, "from 3 to 15"),
        ("working_days_to_answer", 16, "from 3 to 15"),
        ("remind_before", 0, "enter 1 to 9"),
        ("remind_before", 10, "enter 1 to 9"),
    ],
)
def test_a_schedule_that_cannot_be_kept_is_refused(council, improver, field, value, words):
    with pytest.raises(Refusal, match=words) as refusal:
        set_schedule(council=council, by=improver, **{**GOOD, field: value})
    assert refusal.value.field == field
    assert not UpdateSchedule.objects.exists()
