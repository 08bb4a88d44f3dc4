"""The pages on which objectives, actions and milestones are written, and on which they leave the plan."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from accounts.models import Organisation, User
from core.clock import today
from core.models import AuditEntry
from improvement_plans.models import Action, Milestone, MilestoneMove, Objective, Plan
from notices.models import Area
from tests.factories import AreaFactory, PostFactory
from tests.factories_plan import (
    ActionFactory,
    ActionUpdateFactory,
    CompletionFactory,
    ObjectiveFactory,
    PlanFactory,
    WorkStreamFactory,
)
from tests.factories_text import AgencyFactory, BudgetLineFactory, MilestoneFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
PLAN = "/councils/fernshire/plan/"


@pytest.fixture
def plan(council: Organisation) -> Plan:
    return PlanFactory(notice__council=council)


@pytest.fixture
def area(plan: Plan) -> Area:
    return AreaFactory(notice=plan.notice, letter="a")


@pytest.fixture
def action(plan: Plan, area: Area) -> Action:
    return ActionFactory(
        objective__plan=plan, objective__areas=[area], reference="02.1", title="Train everybody"
    )


def objective_words(plan: Plan, area: Area, **other: Any) -> dict[str, Any]:
    post = PostFactory(organisation=plan.notice.council)
    return {
        "reference": "07", "title": "Keep workers", "outcome_for_children": "One worker throughout.",
        "owner_post": post.pk, "areas": [area.pk], "revision": 1, **other,
    }  # fmt: skip


def action_words(action: Action, **other: Any) -> dict[str, Any]:
    return {
        "reference": "02.1", "title": "Train everybody", "output": "A signed-off standard.",
        "owner_post": action.owner_post_id, "starts_on": "01/09/2026", "revision": 1, **other,
    }  # fmt: skip


def page_of(client: Client, address: str, sent: dict[str, Any]) -> str:
    return client.post(PLAN + address, sent, follow=True).content.decode()


def test_a_new_objective_is_in_the_plan_from_today_with_its_areas(
    plan: Plan, area: Area, improver: User, client_for: ClientFor
) -> None:
    stream = WorkStreamFactory(plan=plan)
    sent = objective_words(plan, area, work_streams=[stream.pk])
    page = page_of(client_for(improver), "objectives/add/", sent)
    objective = Objective.objects.get()
    assert (objective.reference, objective.added_on, objective.changed_by) == ("07", today(), improver)
    assert (list(objective.areas.all()), list(objective.work_streams.all())) == ([area], [stream])
    assert "The objective is in the plan" in page
    entry = AuditEntry.objects.get()
    assert (entry.actor_name, entry.action, entry.scope) == (
        "Imogen Prowse",
        "added an objective",
        "fernshire",
    )


def test_an_objective_takes_only_what_belongs_to_its_plan(
    plan: Plan, area: Area, improver: User, client_for: ClientFor
) -> None:
    foreign_area, foreign_post = AreaFactory(), PostFactory()
    for wrong, message in (
        ({"areas": []}, "Choose at least one area"),
        ({"areas": [foreign_area.pk]}, "Choose at least one area that the objective serves from the list"),
        ({"owner_post": foreign_post.pk}, "Choose the post that owns it from the list"),
        ({"title": "  "}, "Enter the title of the objective"),
        ({"outcome_for_children": ""}, "Enter the outcome for children"),
    ):
        page = page_of(client_for(improver), "objectives/add/", objective_words(plan, area, **wrong))
        assert message in page
    assert (Objective.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_a_reference_is_used_once(plan: Plan, area: Area, improver: User, client_for: ClientFor) -> None:
    ObjectiveFactory(plan=plan, reference="07", title="The first", left_on=today(), left_because="Done")
    page = page_of(client_for(improver), "objectives/add/", objective_words(plan, area))
    assert "07 is the reference of “The first”, which is no longer in the plan" in page
    assert Objective.objects.count() == 1


def test_a_new_action_keeps_its_first_due_date_and_everything_that_was_said(
    action: Action, plan: Plan, improver: User, client_for: ClientFor
) -> None:
    line, agency = BudgetLineFactory(plan=plan), AgencyFactory()
    helper = PostFactory(organisation=plan.notice.council)
    sent = action_words(
        action, reference="02.2", due_on="31/01/2027", outcome="Fewer moves.", depends_on="02.1",
        contributing_posts=[helper.pk], partner_agencies=[agency.pk], budget_line=line.pk, cost="12500",
    )  # fmt: skip
    page = page_of(client_for(improver), f"objectives/{action.objective_id}/actions/add/", sent)
    added = Action.objects.get(reference="02.2")
    assert (added.added_on, added.original_due_on, added.due_on) == (
        today(), dt.date(2027, 1, 31), dt.date(2027, 1, 31),
    )  # fmt: skip
    assert list(added.contributing_posts.all()) == [helper]
    assert list(added.partner_agencies.all()) == [agency]
    assert list(added.depends_on.all()) == [action]
    assert (added.budget_line, added.cost) == (line, Decimal("12500.00"))
    assert "The action is in the plan." in page


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"due_on": "31/08/2026"}, "on or after the day the action starts"),
        ({"due_on": ""}, "Enter the day it is first due"),
        ({"reference": "02.1"}, "02.1 is the reference of “Train everybody”: enter another"),
        ({"depends_on": "02.9, 02.1"}, "The plan has no action 02.9"),
        ({"cost": "100"}, "Choose the budget line that the cost is held against"),
        ({"cost": "-1"}, "Cost in pounds must be 0 or more"),
        ({"title": ""}, "Enter the title of the action"),
    ],
)
def test_a_refused_action_says_why_and_is_not_there(
    wrong: dict[str, Any], message: str, action: Action, plan: Plan, improver: User, client_for: ClientFor
) -> None:
    BudgetLineFactory(plan=plan)
    sent = action_words(action, reference="02.2", due_on="31/01/2027") | wrong
    page = page_of(client_for(improver), f"objectives/{action.objective_id}/actions/add/", sent)
    assert message in page
    assert (Action.objects.count(), AuditEntry.objects.count()) == (1, 0)


def test_an_owner_does_not_also_contribute(action: Action, improver: User, client_for: ClientFor) -> None:
    sent = action_words(action, contributing_posts=[action.owner_post_id])
    assert "The owner contributes anyway" in page_of(client_for(improver), f"actions/{action.pk}/edit/", sent)


def test_an_edit_changes_the_words_and_the_page_shows_both(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    helper = PostFactory(organisation=action.objective.plan.notice.council, title="Head of Learning")
    sent = action_words(action, title="Train every manager", contributing_posts=[helper.pk])
    page = page_of(client_for(improver), f"actions/{action.pk}/edit/", sent)
    action.refresh_from_db()
    assert (action.title, action.revision, action.changed_by) == ("Train every manager", 2, improver)
    assert "<del>Train everybody</del>" in page
    assert "<ins>Train every manager</ins>" in page
    assert "<ins>Head of Learning</ins>" in page
    assert "(1 change)" in page


def test_the_due_date_is_not_edited_here(action: Action, improver: User, client_for: ClientFor) -> None:
    page_of(client_for(improver), f"actions/{action.pk}/edit/", action_words(action, due_on="01/01/2028"))
    assert Action.objects.get().due_on == dt.date(2026, 12, 31)


def test_it_starts_on_or_before_the_day_it_is_due(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    page = page_of(
        client_for(improver), f"actions/{action.pk}/edit/", action_words(action, starts_on="01/01/2027")
    )
    assert "The start must be on or before 31 December 2026, when it is due" in page
    assert Action.objects.get().starts_on == dt.date(2026, 9, 1)


def test_actions_never_wait_for_each_other_in_a_circle(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    second = ActionFactory(objective=action.objective, reference="02.2")
    third = ActionFactory(objective=action.objective, reference="02.3")
    second.depends_on.add(action)
    third.depends_on.add(second)
    page = page_of(
        client_for(improver), f"actions/{action.pk}/edit/", action_words(action, depends_on="02.3")
    )
    assert "in a circle: 02.1 → 02.3 → 02.2 → 02.1" in page
    page = page_of(
        client_for(improver), f"actions/{action.pk}/edit/", action_words(action, depends_on="02.1")
    )
    assert "02.1 cannot wait for itself" in page
    assert action.depends_on.count() == 0


def test_a_reference_that_two_objectives_use_needs_its_objective(
    action: Action, plan: Plan, improver: User, client_for: ClientFor
) -> None:
    twin = ActionFactory(objective__plan=plan, objective__reference="09", reference="1")
    ActionFactory(objective__plan=plan, objective__reference="08", reference="1")
    where = f"actions/{action.pk}/edit/"
    assert "enter 08/1 or 09/1" in page_of(client_for(improver), where, action_words(action, depends_on="1"))
    page_of(client_for(improver), where, action_words(action, depends_on="09/1"))
    assert list(action.depends_on.all()) == [twin]
    assert 'value="09/1"' in client_for(improver).get(PLAN + where).content.decode()


def test_the_second_of_two_who_edit_is_shown_what_differs(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    agency = AgencyFactory(name="Fernshire Health")
    where = f"actions/{action.pk}/edit/"
    page_of(client_for(improver), where, action_words(action, title="Theirs", partner_agencies=[agency.pk]))
    page = page_of(client_for(improver), where, action_words(action, title="Mine"))
    assert "changed this while you were editing" in page
    assert "Theirs" in page
    assert "Fernshire Health" in page
    assert 'value="Mine"' in page
    assert Action.objects.get().title == "Theirs"
    page_of(client_for(improver), where, action_words(action, title="Mine", revision=2))
    assert Action.objects.get().title == "Mine"


def test_an_action_that_leaves_says_why_names_who_waits_and_stays_in_the_past(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    ActionFactory(objective=action.objective, reference="02.5").depends_on.add(action)
    client = client_for(improver)
    assert "1 other action waits" in client.get(f"{PLAN}actions/{action.pk}/drop/").content.decode()
    page = page_of(client, f"actions/{action.pk}/drop/", {"reason": "Replaced by 02.5", "revision": 1})
    action.refresh_from_db()
    assert (action.left_on, action.left_because) == (today(), "Replaced by 02.5")
    assert "Still said to wait for it: 02.5" in page
    assert "Replaced by 02.5" in page
    yesterday = today() - dt.timedelta(days=1)
    assert client.get(f"{PLAN}actions/{action.pk}/?as_at={yesterday.isoformat()}").status_code == 200
    assert action not in Action.objects.standing_on(today())


def test_leaving_the_plan_needs_a_reason_and_happens_once(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    client, where = client_for(improver), f"actions/{action.pk}/drop/"
    assert "Enter the reason why it leaves the plan" in page_of(client, where, {"reason": " ", "revision": 1})
    page_of(client, where, {"reason": "Replaced", "revision": 1})
    assert "left the plan on" in page_of(client, where, {"reason": "Again", "revision": 2})
    assert Action.objects.get().left_because == "Replaced"


def test_an_objective_takes_its_actions_with_it_and_they_come_back_one_by_one(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    objective, client = action.objective, client_for(improver)
    outside = ActionFactory(objective__plan=objective.plan, reference="03.1")
    outside.depends_on.add(action)
    shown = client.get(f"{PLAN}objectives/{objective.pk}/drop/").content.decode()
    assert "1 action leaves the plan with it" in shown
    assert "03.1" in shown
    page_of(client, f"objectives/{objective.pk}/drop/", {"reason": "Merged", "revision": 1})
    action.refresh_from_db()
    assert (action.left_on, action.left_because) == (today(), "Merged")
    back = {"revision": 2}
    assert "put that back first" in page_of(client, f"actions/{action.pk}/put-back/", back)
    page_of(client, f"objectives/{objective.pk}/put-back/", back)
    page_of(client, f"actions/{action.pk}/put-back/", back)
    action.refresh_from_db()
    objective.refresh_from_db()
    assert (action.left_on, objective.left_on) == (None, None)


@pytest.mark.parametrize("what", ["actions", "objectives"])
def test_what_left_on_an_earlier_day_stays_out_so_that_the_days_between_read_as_they_stood(
    action: Action, improver: User, client_for: ClientFor, what: str
) -> None:
    row = action if what == "actions" else action.objective
    row.left_on, row.left_because = today() - dt.timedelta(days=1), "Merged"
    row.save()
    client = client_for(improver)
    assert "Add a new one instead" in page_of(client, f"{what}/{row.pk}/put-back/", {"revision": 1})
    row.refresh_from_db()
    assert row.left_on is not None
    assert f"/{what}/{row.pk}/put-back/" not in client.get(f"{PLAN}left/").content.decode()


def test_nothing_is_added_to_an_objective_that_left(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    Objective.objects.update(left_on=today(), left_because="Merged")
    sent = action_words(action, reference="02.2", due_on="31/01/2027")
    page = page_of(client_for(improver), f"objectives/{action.objective_id}/actions/add/", sent)
    assert "This objective is no longer in the plan" in page
    assert Action.objects.count() == 1


def test_a_milestone_is_added_reworded_moved_and_dropped(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    client, where = client_for(improver), f"actions/{action.pk}/milestones/"
    page_of(client, where, {"title": "Draft agreed", "due_on": "15/10/2026", "revision": 1})
    milestone = Milestone.objects.get()
    assert (milestone.number, milestone.original_due_on, milestone.added_on) == (
        1, dt.date(2026, 10, 15), today(),
    )  # fmt: skip
    moved = {"title": "Draft signed", "due_on": "15/11/2026", "reason": "The board met late", "revision": 2}
    page = page_of(client, f"{where}{milestone.pk}/", moved)
    move = MilestoneMove.objects.get()
    assert (move.from_day, move.to_day, move.changed_by) == (
        dt.date(2026, 10, 15), dt.date(2026, 11, 15), improver,
    )  # fmt: skip
    assert "first due 15 October 2026" in page
    assert "The board met late" in page
    page = page_of(client, f"{where}{milestone.pk}/drop/", {"reason": "Not needed", "revision": 3})
    milestone.refresh_from_db()
    assert (milestone.title, milestone.left_on, milestone.left_because) == (
        "Draft signed", today(), "Not needed",
    )  # fmt: skip
    assert "No milestone yet" in page


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"title": " "}, "Enter what will have been reached"),
        ({"due_on": "31/08/2026"}, "between 1 September 2026 and 31 December 2026"),
        ({"due_on": "01/01/2027"}, "between 1 September 2026 and 31 December 2026"),
        ({"due_on": ""}, "Enter the day by which it is to be reached"),
    ],
)
def test_a_refused_milestone_says_why(
    sent: dict[str, str], message: str, action: Action, improver: User, client_for: ClientFor
) -> None:
    good = {"title": "Draft agreed", "due_on": "15/10/2026", "revision": 1}
    assert message in page_of(client_for(improver), f"actions/{action.pk}/milestones/", good | sent)
    assert Milestone.objects.count() == 0


def test_a_move_of_a_milestone_needs_a_reason_and_a_rewording_does_not(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    milestone = MilestoneFactory(action=action)
    where = f"actions/{action.pk}/milestones/{milestone.pk}/"
    sent = {"title": "Signed", "due_on": "16/10/2026", "revision": 1}
    assert "Enter the reason for moving the milestone" in page_of(client_for(improver), where, sent)
    page_of(client_for(improver), where, sent | {"due_on": "15/10/2026"})
    milestone.refresh_from_db()
    assert (milestone.title, milestone.due_on, MilestoneMove.objects.count()) == (
        "Signed", dt.date(2026, 10, 15), 0,
    )  # fmt: skip


def test_what_was_reached_is_neither_moved_nor_dropped(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    milestone = MilestoneFactory(action=action)
    ActionUpdateFactory(action=action).milestones_reached.add(milestone)
    where, client = f"actions/{action.pk}/milestones/{milestone.pk}/", client_for(improver)
    moved = {"title": "x", "due_on": "16/10/2026", "reason": "Late", "revision": 1}
    assert "reached on 1 November 2026, so it cannot be moved" in page_of(client, where, moved)
    dropped = page_of(client, f"{where}drop/", {"reason": "Late", "revision": 1})
    assert "so it cannot be dropped" in dropped
    milestone.refresh_from_db()
    assert (milestone.due_on, milestone.left_on) == (dt.date(2026, 10, 15), None)


def test_a_done_action_takes_no_further_milestone(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    CompletionFactory(action=action)
    sent = {"title": "Late", "due_on": "15/10/2026", "revision": 1}
    assert "Reopen it first" in page_of(client_for(improver), f"actions/{action.pk}/milestones/", sent)


READ_BY_ALL = {"left/", "budget/", "work-streams/"}
ADDRESSES = [
    "objectives/add/", "objectives/{objective}/edit/", "objectives/{objective}/drop/",
    "objectives/{objective}/put-back/", "objectives/{objective}/actions/add/", "actions/{action}/edit/",
    "actions/{action}/drop/", "actions/{action}/put-back/", "actions/{action}/milestones/",
    "actions/{action}/milestones/{milestone}/", "actions/{action}/milestones/{milestone}/drop/",
    "budget/add/", "budget/{line}/edit/", "work-streams/add/", "work-streams/{stream}/edit/",
    *sorted(READ_BY_ALL),
]  # fmt: skip


@pytest.fixture
def filled(action: Action) -> Callable[[str], str]:
    """Return an address with the keys of rows that exist."""
    keys = {
        "action": action.pk,
        "objective": action.objective_id,
        "milestone": MilestoneFactory(action=action).pk,
        "line": BudgetLineFactory(plan=action.objective.plan).pk,
        "stream": WorkStreamFactory(plan=action.objective.plan).pk,
    }
    return lambda address: PLAN + address.format(**keys)


@pytest.mark.parametrize(
    "role", ["owner", "analyst", "chair", "adviser", "department_official", "board_member"]
)
def test_the_others_read_the_money_and_write_nothing(
    role: str, filled: Callable[[str], str], client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(role))
    for address in ADDRESSES:
        expected = 200 if address in READ_BY_ALL else 403
        assert client.get(filled(address)).status_code == expected, address
        if address not in READ_BY_ALL:
            assert client.post(filled(address), {}).status_code == 403, address


def test_the_team_opens_every_page(
    improver: User, filled: Callable[[str], str], client_for: ClientFor
) -> None:
    client = client_for(improver)
    assert {address: client.get(filled(address)).status_code for address in ADDRESSES} == dict.fromkeys(
        ADDRESSES, 200
    )


def test_for_an_outsider_there_is_nothing(
    outsider: User, filled: Callable[[str], str], client_for: ClientFor
) -> None:
    client = client_for(outsider)
    assert {client.get(filled(address)).status_code for address in ADDRESSES} == {404}


def test_rows_of_another_council_are_not_there(improver: User, action: Action, client_for: ClientFor) -> None:
    other, client = ActionFactory(), client_for(improver)
    foreign = {
        f"actions/{other.pk}/edit/", f"objectives/{other.objective_id}/edit/",
        f"actions/{action.pk}/milestones/{MilestoneFactory(action=other).pk}/",
        f"budget/{BudgetLineFactory().pk}/edit/", f"work-streams/{WorkStreamFactory().pk}/edit/",
        f"objectives/add/?plan={other.objective.plan_id}",
    }  # fmt: skip
    assert {address: client.get(PLAN + address).status_code for address in foreign} == dict.fromkeys(
        foreign, 404
    )
