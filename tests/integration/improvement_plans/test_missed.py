"""What was asked and not given by its due day, as at any day: worked cases, and that it never looks ahead."""

import datetime as dt

import pytest
from django.utils import timezone

from improvement_plans.models import Action, UpdateRequest
from improvement_plans.selectors.missed import Missed, missed_by_action
from tests.factories import CouncilFactory, PostFactory
from tests.factories_cycle import (
    ASKED_ON,
    DUE_ON,
    ContributionFactory,
    UpdateCycleFactory,
    UpdateRequestFactory,
)
from tests.factories_plan import ActionUpdateFactory, CompletionFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
AFTER = DUE_ON + DAY


def at(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


@pytest.fixture
def request_(council):
    return UpdateRequestFactory(cycle=UpdateCycleFactory(recorded_at=at(ASKED_ON)))


def missed(request: UpdateRequest, as_at: dt.date, known_on: dt.date | None = None) -> Missed:
    found = missed_by_action(Action.objects.filter(pk=request.action_id), as_at=as_at, known_on=known_on)
    return found.get(request.action_id, Missed())


@pytest.mark.parametrize(
    ("given_on", "updates"),
    [
        (None, 1),
        (ASKED_ON - DAY, 1),  # of before the asking
        (ASKED_ON, 0),
        (DUE_ON, 0),
        (AFTER, 1),  # late is missed, and stays so
    ],
)
def test_an_update_is_missed_unless_it_comes_from_the_asking_to_the_due_day(request_, given_on, updates):
    if given_on is not None:
        ActionUpdateFactory(action=request_.action, given_on=given_on)
    assert missed(request_, AFTER) == Missed(updates=updates)
    assert missed(request_, DUE_ON) == Missed()


@pytest.mark.parametrize(
    ("done_on", "reopened_on", "updates"),
    [
        (ASKED_ON, None, 0),
        (ASKED_ON - DAY, None, 0),
        (AFTER, None, 1),
        (ASKED_ON, AFTER, 0),  # taken back later: what was answered in time stays answered
        (ASKED_ON, DUE_ON, 1),
    ],
)
def test_an_action_that_is_done_by_then_owes_nothing(request_, done_on, reopened_on, updates):
    back = {"reopened_recorded_at": at(reopened_on), "reopened_reason": "Not so"} if reopened_on else {}
    CompletionFactory(action=request_.action, done_on=done_on, reopened_on=reopened_on, **back)
    assert missed(request_, AFTER + DAY).updates == updates


@pytest.mark.parametrize(("left_on", "updates"), [(DUE_ON, 0), (AFTER, 1)])
def test_an_action_that_left_the_plan_by_then_owes_nothing(request_, left_on, updates):
    Action.objects.filter(pk=request_.action_id).update(left_on=left_on, left_because="Merged")
    assert missed(request_, AFTER + DAY).updates == updates


def test_contributions_are_counted_by_who_was_asked(request_):
    duty, health = PostFactory(title="Head of Duty"), CouncilFactory(name="Fernshire Health")
    asked = {"cycle": request_.cycle, "action": request_.action, "kind": "contribution"}
    UpdateRequestFactory(**asked, post=duty)
    UpdateRequestFactory(**asked, post=None, agency=health)
    ContributionFactory(action=request_.action, for_post=duty, given_on=DUE_ON)
    # Another's contribution, or the owner's update, is not theirs.
    ContributionFactory(action=request_.action, given_on=DUE_ON)
    ActionUpdateFactory(action=request_.action, given_on=DUE_ON)
    assert missed(request_, AFTER) == Missed(
        updates=0, contributions=1, contributions_by={"Fernshire Health": 1}
    )


def test_months_add_up(request_):
    for month in (12, 11):
        cycle = UpdateCycleFactory(
            plan=request_.cycle.plan, asked_on=dt.date(2025, month, 3), due_on=dt.date(2025, month, 12)
        )
        UpdateRequestFactory(cycle=cycle, action=request_.action)
    assert missed(request_, AFTER).updates == 3
    assert missed(request_, dt.date(2025, 12, 1)).updates == 1


def test_what_was_recorded_later_was_not_known(request_):
    """The update of the due day was typed in a day after: on the due day's next morning it was missed as known then."""
    ActionUpdateFactory(action=request_.action, given_on=DUE_ON, recorded_at=at(AFTER + DAY))
    assert missed(request_, AFTER, known_on=AFTER).updates == 1
    assert missed(request_, AFTER, known_on=AFTER + DAY).updates == 0
    assert missed(request_, AFTER, known_on=ASKED_ON - DAY) == Missed()


@pytest.mark.parametrize("as_at", [DUE_ON, AFTER, AFTER + 7 * DAY])
def test_nothing_that_happens_after_a_day_changes_that_day(request_, as_at):
    before = missed(request_, as_at)
    ActionUpdateFactory(action=request_.action, given_on=as_at + DAY)
    completion = CompletionFactory(action=request_.action, done_on=as_at + DAY)
    later = UpdateCycleFactory(
        plan=request_.cycle.plan, asked_on=dt.date(2026, 12, 1), due_on=dt.date(2026, 12, 11)
    )
    UpdateRequestFactory(cycle=later, action=request_.action)
    assert completion.done_on > as_at
    assert missed(request_, as_at) == before


def test_it_takes_the_same_number_of_queries_for_1_action_as_for_20(request_, django_assert_num_queries):
    for _ in range(20):
        UpdateRequestFactory(cycle=request_.cycle)
    with django_assert_num_queries(1):
        found = missed_by_action(Action.objects.all(), as_at=AFTER)
    assert len(found) == 21
