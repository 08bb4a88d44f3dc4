"""The plan as it stood on a day: due dates, ratings, completions and holders as of then, never looking ahead."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from improvement_plans.models import Rating
from improvement_plans.selectors import action_as_at, actions_owed_by, plan_as_at, weak_contributions
from notices.models import Notice
from tests.factories import AreaFactory, EvidenceFactory, NoticeFactory, PostHoldingFactory, UserFactory
from tests.factories_plan import (
    ActionFactory,
    ActionUpdateFactory,
    CompletionFactory,
    DueDateChangeFactory,
    ObjectiveFactory,
    PlanFactory,
    WorkStreamFactory,
)

pytestmark = pytest.mark.django_db
NOV_22 = dt.date(2026, 11, 22)


def at(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def test_a_notice_without_a_plan_has_no_standing() -> None:
    assert plan_as_at(NoticeFactory(), NOV_22) is None


def test_a_moved_due_date_counts_from_the_day_it_was_moved() -> None:
    action = ActionFactory(original_due_on=dt.date(2026, 10, 31), due_on=dt.date(2027, 1, 31))
    DueDateChangeFactory(
        action=action,
        from_day=dt.date(2026, 10, 31),
        to_day=dt.date(2027, 1, 31),
        changed_on=dt.date(2026, 11, 10),
    )
    before, after = action_as_at(action, dt.date(2026, 11, 9)), action_as_at(action, dt.date(2026, 11, 10))
    assert before is not None
    assert after is not None
    assert (before.due_on, before.is_overdue, before.days_overdue) == (dt.date(2026, 10, 31), True, 9)
    assert (after.due_on, after.is_overdue, after.is_put_back) == (dt.date(2027, 1, 31), False, True)


def test_on_its_due_day_an_action_is_on_time_and_the_day_after_overdue() -> None:
    action = ActionFactory(original_due_on=NOV_22)
    on_the_day, day_after = action_as_at(action, NOV_22), action_as_at(action, dt.date(2026, 11, 23))
    assert on_the_day is not None
    assert day_after is not None
    assert not on_the_day.is_overdue
    assert day_after.days_overdue == 1


def test_an_unrated_action_is_not_started_and_says_so() -> None:
    standing = action_as_at(ActionFactory(), NOV_22)
    assert standing is not None
    assert (standing.rating, standing.rating_word) == (None, "Not started")


def test_the_rating_has_its_reason_author_day_and_the_one_before() -> None:
    action, author = ActionFactory(), UserFactory(name="Petra Vane")
    ActionUpdateFactory(action=action, given_on=dt.date(2026, 9, 30), rating=Rating.GREEN)
    ActionUpdateFactory(action=action, given_on=dt.date(2026, 10, 31), rating=Rating.AMBER)
    ActionUpdateFactory(
        action=action,
        given_on=dt.date(2026, 11, 20),
        rating=Rating.RED,
        rating_reason="Nobody to do it",
        given_by=author,
    )
    standing = action_as_at(action, NOV_22)
    assert standing is not None
    assert standing.rating is not None
    assert standing.rating_before is not None
    assert (standing.rating.rating, standing.rating.reason, standing.rating.by, standing.rating.on) == (
        Rating.RED, "Nobody to do it", "Petra Vane", dt.date(2026, 11, 20),
    )  # fmt: skip
    assert standing.rating_before.rating == Rating.AMBER
    earlier = action_as_at(action, dt.date(2026, 11, 19))
    assert earlier is not None
    assert earlier.rating_value == Rating.AMBER


def test_a_completion_has_the_last_word_until_it_is_reopened() -> None:
    action = ActionFactory()
    ActionUpdateFactory(action=action, given_on=dt.date(2026, 11, 12), rating=Rating.AMBER)
    CompletionFactory(
        action=action, done_on=dt.date(2026, 11, 10), reopened_on=dt.date(2026, 11, 18),
        reopened_recorded_at=at(dt.date(2026, 11, 18)), reopened_reason="Two staff were missed",
    )  # fmt: skip
    ActionUpdateFactory(action=action, given_on=dt.date(2026, 11, 18), rating=Rating.RED)
    done, reopened = action_as_at(action, dt.date(2026, 11, 17)), action_as_at(action, NOV_22)
    assert done is not None
    assert reopened is not None
    assert (done.rating_value, done.done_on, done.is_done) == (Rating.BLUE, dt.date(2026, 11, 10), True)
    assert (reopened.rating_value, reopened.done_on) == (Rating.RED, None)


def test_a_corrected_update_counts_until_its_correction_is_known() -> None:
    action = ActionFactory()
    first = ActionUpdateFactory(
        action=action,
        given_on=dt.date(2026, 11, 1),
        rating=Rating.GREEN,
        recorded_at=at(dt.date(2026, 11, 1)),
    )
    ActionUpdateFactory(
        action=action, given_on=dt.date(2026, 11, 1), rating=Rating.RED, corrects=first,
        recorded_at=at(dt.date(2026, 11, 15)),
    )  # fmt: skip
    now = action_as_at(action, dt.date(2026, 11, 5))
    as_known_then = action_as_at(action, dt.date(2026, 11, 5), known_on=dt.date(2026, 11, 5))
    assert now is not None
    assert as_known_then is not None
    assert (now.rating_value, now.rating_before) == (Rating.RED, None)
    assert as_known_then.rating_value == Rating.GREEN


def test_an_action_is_not_in_the_plan_before_it_was_added() -> None:
    plan = PlanFactory()
    action = ActionFactory(objective__plan=plan, added_on=dt.date(2026, 6, 1))
    before, after = (
        plan_as_at(plan.notice, dt.date(2026, 5, 31)),
        plan_as_at(plan.notice, dt.date(2026, 6, 1)),
    )
    assert before is not None
    assert after is not None
    assert before.actions == ()
    assert [each.action for each in after.actions] == [action]


def test_a_post_is_named_with_whoever_held_it_on_the_day_or_as_vacant() -> None:
    action = ActionFactory()
    leaver, successor = UserFactory(name="Leo Ross"), UserFactory(name="Sue Cord")
    PostHoldingFactory(post=action.owner_post, person=leaver, ended_on=dt.date(2026, 10, 31))
    PostHoldingFactory(post=action.owner_post, person=successor, started_on=dt.date(2026, 11, 10))
    days = [dt.date(2026, 10, 31), dt.date(2026, 11, 5), NOV_22]
    found = [action_as_at(action, day) for day in days]
    assert [each.owner.holders for each in found if each] == [("Leo Ross",), (), ("Sue Cord",)]
    assert "vacant" in str(found[1].owner)  # type: ignore[union-attr]


def test_evidence_counts_from_its_effective_day() -> None:
    action = ActionFactory()
    action.evidence.add(EvidenceFactory(effective_on=dt.date(2026, 11, 20)))
    before, after = action_as_at(action, dt.date(2026, 11, 19)), action_as_at(action, dt.date(2026, 11, 20))
    assert before is not None
    assert after is not None
    assert (before.evidence_count, after.evidence_count) == (0, 1)


def test_an_objective_in_two_areas_stands_in_both_and_an_empty_area_is_shown_too() -> None:
    plan = PlanFactory()
    a, b, c = (AreaFactory(notice=plan.notice, letter=letter) for letter in "abc")
    ActionFactory(objective=ObjectiveFactory(plan=plan, areas=[a, b]))
    standing = plan_as_at(plan.notice, NOV_22)
    assert standing is not None
    assert [(part.title, len(part.shown), part.group.rating_word) for part in standing.by_area] == [
        (str(a), 1, "Not started"),
        (str(b), 1, "Not started"),
        (str(c), 0, "No actions"),
    ]
    assert len(standing.actions) == 1


def test_a_filter_hides_actions_but_changes_no_rating() -> None:
    plan = PlanFactory()
    objective = ObjectiveFactory(plan=plan)
    late = ActionFactory(objective=objective, original_due_on=dt.date(2026, 11, 1))
    shown = ActionFactory(objective=objective)
    standing = plan_as_at(plan.notice, NOV_22)
    assert standing is not None
    filtered = standing.showing(frozenset({shown.pk}))
    assert [each.action for each in filtered.shown] == [shown]
    assert filtered.objectives[0].group.rating == Rating.RED
    assert late in [each.action for each in filtered.actions]


def test_what_a_person_owes_is_of_the_posts_held_today_and_not_done() -> None:
    owed, person = ActionFactory(), UserFactory()
    ActionFactory()
    done = ActionFactory(objective=owed.objective)
    CompletionFactory(action=done)
    PostHoldingFactory(post=owed.owner_post, person=person)
    former = PostHoldingFactory(person=person, ended_on=dt.date(2026, 11, 21))
    ActionFactory(owner_post=former.post)
    assert [each.action for each in actions_owed_by(person, NOV_22)] == [owed]
    assert actions_owed_by(UserFactory(), NOV_22) == []


def test_weak_contributions_name_the_post_whose_actions_are_overdue() -> None:
    plan = PlanFactory()
    late = ActionFactory(objective__plan=plan, original_due_on=dt.date(2026, 10, 1))
    ActionUpdateFactory(action=late, given_on=dt.date(2026, 11, 20))
    good = ActionFactory(objective__plan=plan)
    ActionUpdateFactory(action=good, given_on=dt.date(2026, 11, 20))
    standing = plan_as_at(plan.notice, NOV_22)
    assert standing is not None
    assert [each.name for each in weak_contributions(standing)] == [f"{late.owner_post} (vacant)"]


def fill(plan: Any, objectives: int, actions: int) -> Notice:
    area, stream = AreaFactory(notice=plan.notice), WorkStreamFactory(plan=plan)
    for _ in range(objectives):
        objective = ObjectiveFactory(plan=plan, areas=[area], work_streams=[stream])
        for _ in range(actions):
            action = ActionFactory(objective=objective)
            PostHoldingFactory(post=action.owner_post)
            ActionUpdateFactory.create_batch(3, action=action)
            DueDateChangeFactory(action=action)
    return plan.notice


def queries_of_plan(notice: Notice) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        standing = plan_as_at(notice, NOV_22)
        assert standing is not None
        assert [str(each.owner) for each in standing.actions]
        assert [
            part.title
            for parts in (standing.by_area, standing.by_work_stream, standing.by_owner)
            for part in parts
        ]
    return len(captured)


def test_a_large_plan_takes_as_many_queries_as_a_small_one() -> None:
    small, large = fill(PlanFactory(), 1, 1), fill(PlanFactory(), 6, 4)
    assert queries_of_plan(small) == queries_of_plan(large)


def test_facts_dated_or_recorded_later_change_nothing_of_an_earlier_day() -> None:
    day = dt.date(2026, 10, 31)
    action = ActionFactory(original_due_on=dt.date(2026, 10, 15))
    ActionUpdateFactory(action=action, given_on=dt.date(2026, 10, 1), recorded_at=at(dt.date(2026, 10, 1)))
    before = shown(action, day), shown(action, day, known_on=day)
    DueDateChangeFactory(action=action, changed_on=dt.date(2026, 11, 1))
    DueDateChangeFactory(action=action, changed_on=day, recorded_at=at(dt.date(2026, 11, 1)))
    ActionUpdateFactory(action=action, given_on=dt.date(2026, 11, 1), rating=Rating.RED)
    CompletionFactory(action=action, done_on=day, recorded_at=at(dt.date(2026, 11, 2)))
    assert shown(action, day, known_on=day) == before[1]
    assert shown(action, day) != before[0]
    assert shown(action, dt.date(2026, 10, 30)) == (*before[0][:-1], 15)


def shown(action: Any, day: dt.date, *, known_on: dt.date | None = None) -> tuple[Any, ...]:
    """What the plan says of an action on a day."""
    found = action_as_at(action, day, known_on=known_on)
    assert found is not None
    return found.rating_value, found.due_on, found.done_on, found.days_overdue
