"""What the plan said on an earlier day, and the history that shows each change of its words."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation, Post, User
from core.models import AuditEntry
from improvement_plans.models import Action, Objective, Plan
from improvement_plans.selectors.differences import changes_of
from improvement_plans.selectors.wording import worded_on
from improvement_plans.services import edit_action, edit_objective
from improvement_plans.services.text import ActionWords, ObjectiveWords
from tests.conftest import TODAY
from tests.factories import AreaFactory, PostFactory
from tests.factories_plan import ActionFactory, PlanFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]

YESTERDAY = TODAY - dt.timedelta(days=1)
DAY_BEFORE = TODAY - dt.timedelta(days=2)
LONG_BEFORE = TODAY - dt.timedelta(days=30)


@pytest.fixture
def plan(council: Organisation) -> Plan:
    return PlanFactory(notice__council=council)


@pytest.fixture
def old_post(council: Organisation) -> Post:
    return PostFactory(organisation=council, title="Head of Assessment")


@pytest.fixture
def new_post(council: Organisation) -> Post:
    return PostFactory(organisation=council, title="Head of Safeguarding")


def at_noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)


def entered(row: Any, day: dt.date) -> None:
    """Say that the newest record of `row` was made on `day`."""
    newest = row.history.order_by("-history_date", "-history_id").first()
    type(newest).objects.filter(pk=newest.pk).update(history_date=at_noon(day))


def an_action(plan: Plan, post: Post, **fields: Any) -> Action:
    action = ActionFactory(objective__plan=plan, owner_post=post, title="Train everybody", **fields)
    entered(action, LONG_BEFORE)
    entered(action.objective, LONG_BEFORE)
    return action


def words(action: Action, **other: Any) -> ActionWords:
    kept = {
        name: getattr(action, name) for name in ("reference", "title", "owner_post", "starts_on", "output")
    }
    return ActionWords(**{**kept, **other})


@pytest.fixture
def changed(plan: Plan, old_post: Post, new_post: Post, improver: User) -> Action:
    """An action that was reworded and given to another post yesterday."""
    action = an_action(plan, old_post)
    edit_action(action=action, words=words(action, title="Train managers", owner_post=new_post), by=improver)
    entered(action, YESTERDAY)
    return Action.objects.select_related("objective").get(pk=action.pk)


@pytest.mark.parametrize(
    ("as_at", "known_on", "title", "owner"),
    [
        (TODAY, None, "Train managers", "Head of Safeguarding"),
        (YESTERDAY, None, "Train managers", "Head of Safeguarding"),
        (DAY_BEFORE, None, "Train everybody", "Head of Assessment"),
        (TODAY, DAY_BEFORE, "Train everybody", "Head of Assessment"),
        (DAY_BEFORE, TODAY, "Train everybody", "Head of Assessment"),
        (LONG_BEFORE - dt.timedelta(days=5), None, "Train everybody", "Head of Assessment"),
    ],
)
def test_an_action_reads_as_it_was_recorded_by_the_earlier_of_the_two_days(
    as_at: dt.date, known_on: dt.date | None, title: str, owner: str, changed: Action
) -> None:
    worded_on([changed], as_at=as_at, known_on=known_on)
    assert (changed.title, str(changed.owner_post)) == (title, owner)


def test_the_pages_of_the_day_before_say_the_old_words(
    changed: Action, improver: User, client_for: ClientFor
) -> None:
    client, where = client_for(improver), "/councils/fernshire/plan/actions/"
    before = client.get(f"{where}?as_at={DAY_BEFORE.isoformat()}").content.decode()
    now = client.get(where).content.decode()
    assert ("Train everybody" in before, "Head of Assessment" in before, "Train managers" in before) == (
        True, True, False,
    )  # fmt: skip
    assert ("Train managers" in now, "Train everybody" in now) == (True, False)


def test_the_objective_of_an_action_reads_as_it_did(
    plan: Plan, old_post: Post, new_post: Post, improver: User
) -> None:
    action = an_action(plan, old_post)
    objective = action.objective
    new = ObjectiveWords(
        objective.reference, "Shorter", "Children say so.", new_post, [AreaFactory(notice=plan.notice)]
    )
    edit_objective(objective=Objective.objects.get(pk=objective.pk), words=new, by=improver)
    entered(objective, YESTERDAY)
    row = Action.objects.select_related("objective").get(pk=action.pk)
    worded_on([row], as_at=DAY_BEFORE)
    assert (row.objective.title, row.objective.owner_post) == (objective.title, objective.owner_post)
    now = Action.objects.select_related("objective").get(pk=action.pk)
    worded_on([now], as_at=YESTERDAY)
    assert (now.objective.title, now.objective.owner_post) == ("Shorter", new_post)


def test_a_row_without_a_history_keeps_its_words(plan: Plan, old_post: Post) -> None:
    action = an_action(plan, old_post)
    Action.history.all().delete()
    worded_on([action], as_at=DAY_BEFORE)
    assert action.title == "Train everybody"


@pytest.mark.parametrize("number", [3, 60])
def test_a_day_in_the_past_costs_two_questions_whatever_the_size(
    number: int, plan: Plan, old_post: Post, new_post: Post
) -> None:
    first = an_action(plan, old_post)
    for _ in range(number - 1):
        ActionFactory(objective=first.objective, owner_post=old_post)
    Action.objects.filter(pk=first.pk).update(title="Other words", owner_post=new_post)
    rows = list(Action.objects.select_related("objective"))
    with CaptureQueriesContext(connection) as asked:
        worded_on(rows, as_at=DAY_BEFORE)
        names = {str(row.owner_post) for row in rows if row.pk == first.pk}
    assert (len(asked), names) == (2, {"Head of Assessment"})


def test_today_costs_nothing(changed: Action) -> None:
    with CaptureQueriesContext(connection) as asked:
        worded_on([changed], as_at=TODAY)
    assert len(asked) == 0


def test_a_change_is_told_field_by_field_with_who_and_when(changed: Action, improver: User) -> None:
    (change,) = changes_of(changed, until=TODAY)
    assert (change.by, change.at) == ("Imogen Prowse", at_noon(YESTERDAY))
    assert {(each.label, each.before, each.after) for each in change.differences} == {
        ("Title", "Train everybody", "Train managers"),
        ("Owner post", "Head of Assessment", "Head of Safeguarding"),
    }
    assert changes_of(changed, until=DAY_BEFORE) == []


def test_a_list_that_changed_is_told_with_the_words_of_the_same_form(
    plan: Plan, old_post: Post, new_post: Post, improver: User
) -> None:
    action = an_action(plan, old_post)
    edit_action(
        action=action,
        words=words(action, title="Train managers", contributing_posts=[new_post]),
        by=improver,
    )
    told = changes_of(action, until=TODAY)
    assert [(each.label, each.after) for change in told for each in change.differences] in (
        [("Contributing posts", "Head of Safeguarding"), ("Title", "Train managers")],
        [("Title", "Train managers"), ("Contributing posts", "Head of Safeguarding")],
    )


def test_who_changed_a_row_through_a_page_is_in_its_history(
    plan: Plan, old_post: Post, improver: User, client_for: ClientFor
) -> None:
    action = an_action(plan, old_post)
    sent = {
        "reference": "1", "title": "Other", "owner_post": old_post.pk, "starts_on": "01/09/2026", "revision": 1,
    }  # fmt: skip
    client_for(improver).post(f"/councils/fernshire/plan/actions/{action.pk}/edit/", sent)
    assert action.history.latest().history_user == improver
    assert AuditEntry.objects.get().actor_name == "Imogen Prowse"
