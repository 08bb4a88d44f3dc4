"""The filters behind "More filters": each narrows every view and the export alike, as at the day of the page."""

import csv
import datetime as dt
import io
from typing import Any

import pytest

from accounts.models import Organisation, User
from improvement_plans.models import Action, Answering, BudgetLine, Milestone, Rating, Source
from tests.factories import NoticeFactory, PostFactory
from tests.factories_plan import (
    ActionFactory,
    ActionUpdateFactory,
    DueDateChangeFactory,
    ObjectiveFactory,
    PlanFactory,
)

HOME = "/councils/fernshire/plan/"
VIEWS = ("", "by-work-stream/", "by-owner/", "actions/", "timeline/")
DAY = "as_at=2026-11-22"


@pytest.fixture
def plan(council: Organisation) -> Any:
    return PlanFactory(notice=NoticeFactory(council=council))


@pytest.fixture
def late(plan: Any, council: Organisation, agency: Organisation) -> Action:
    """An action of everything: help from an agency and a post, a source, an overdue milestone, a hopeful rating."""
    action = ActionFactory(
        objective=ObjectiveFactory(plan=plan, reference="a1"), reference="a1.1", title="Train every manager",
        original_due_on=dt.date(2026, 10, 1), output="A standard",
    )  # fmt: skip
    action.partner_agencies.add(agency)
    action.contributing_posts.add(PostFactory(organisation=council, title="Practice Lead"))
    ActionUpdateFactory(
        action=action, rating=Rating.GREEN, given_on=dt.date(2026, 11, 20), percent=30, differs_because="Soon"
    )
    Milestone.objects.create(
        action=action, number=1, title="One team", added_on=action.added_on,
        original_due_on=dt.date(2026, 9, 20), due_on=dt.date(2026, 9, 20),
    )  # fmt: skip
    source = Source.objects.create(
        plan=plan,
        origin="inspection",
        kind="recommendation",
        reference="R1",
        words="Train",
        received_on=action.added_on,
    )
    Answering.objects.create(source=source, action=action, linked_on=dt.date(2026, 3, 1))
    return action


@pytest.fixture
def calm(plan: Any, late: Action) -> Action:
    """An action on its dates that nobody else has to do with."""
    action = ActionFactory(
        objective=ObjectiveFactory(plan=plan, reference="b1"), reference="b1.1", title="Fill the duty team",
        starts_on=dt.date(2026, 11, 15), original_due_on=dt.date(2027, 3, 1),
    )  # fmt: skip
    ActionUpdateFactory(action=action, rating=Rating.GREEN, given_on=dt.date(2026, 11, 20))
    return action


def rows(client: Any, query: str) -> list[dict[str, str]]:
    text = client.get(f"{HOME}actions.csv?{query}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_each_filter_narrows_every_view_and_the_export_alike(
    late: Action, calm: Action, agency: Organisation, improver: User, client_for: Any
) -> None:
    client, post = client_for(improver), late.contributing_posts.get()
    cases = {
        f"agency={agency.pk}": {"a1.1"},
        f"contributing={post.pk}": {"a1.1"},
        "source=r1": {"a1.1"},
        "source=none": {"b1.1"},
        "milestones=overdue": {"a1.1"},
        "milestones=open": {"a1.1"},
        "milestones=none": {"b1.1"},
        "differs=yes": {"a1.1"},
        "differs=no": {"b1.1"},
        "slow=yes": {"a1.1"},
        "slow=no": {"b1.1"},
        "due_from=2026-10-02": {"b1.1"},
        "due_to=2026-10-01": {"a1.1"},
        "due_from=1/10/2026&due_to=1/3/2027": {"a1.1", "b1.1"},
        "agency=9999": {"a1.1", "b1.1"},
    }
    titles = {"a1.1": "Train every manager", "b1.1": "Fill the duty team"}
    for query, expected in cases.items():
        assert {row["Reference"] for row in rows(client, f"{query}&{DAY}")} == expected, query
        for view in VIEWS:
            page = client.get(f"{HOME}{view}?{query}&{DAY}").content.decode()
            assert {key for key, title in titles.items() if title in page} == expected, (view, query)


def test_a_filter_goes_by_the_day_of_the_page(
    late: Action, calm: Action, improver: User, client_for: Any
) -> None:
    client = client_for(improver)
    DueDateChangeFactory(action=calm, to_day=dt.date(2026, 11, 30), changed_on=dt.date(2026, 11, 1))
    for query, on_the_day, before in (
        ("milestones=overdue", {"a1.1"}, set()),
        ("source=R1", {"a1.1"}, set()),
        ("due_to=2026-12-31", {"a1.1", "b1.1"}, {"a1.1"}),
    ):
        assert {row["Reference"] for row in rows(client, f"{query}&{DAY}")} == on_the_day, query
        assert {row["Reference"] for row in rows(client, f"{query}&as_at=2026-02-20")} == before, query


def test_the_less_used_filters_are_folded_up_until_one_is_set(
    late: Action, improver: User, client_for: Any
) -> None:
    client = client_for(improver)
    assert '<details class="app-more-filters">' in client.get(HOME).content.decode()
    page = client.get(f"{HOME}?differs=yes&slow=yes").content.decode()
    assert '<details class="app-more-filters" open>' in page
    assert "More filters: 2 set" in page


@pytest.mark.parametrize("query", ["due_from=soon", "milestones=x", "differs=x", "slow=x"])
def test_what_cannot_be_read_shows_its_error_and_hides_nothing(
    query: str, late: Action, calm: Action, improver: User, client_for: Any
) -> None:
    client = client_for(improver)
    page = client.get(f"{HOME}actions/?{query}").content.decode()
    assert "There is a problem" in page
    assert "Train every manager" in page
    assert "Fill the duty team" in page


def test_the_export_says_what_stands_beside_each_action(
    late: Action, calm: Action, improver: User, client_for: Any
) -> None:
    line = BudgetLine.objects.create(plan=late.objective.plan, code="B7", title="Training", amount=5000)
    Action.objects.filter(pk=late.pk).update(budget_line=line, cost=1200)
    late.depends_on.add(calm)
    # As it is today: the cost was written just now, and an earlier day does not know of it.
    row = rows(client_for(improver), "")[0]
    expected = {
        "Output": "A standard",
        "Contributing posts": "Practice Lead",
        "Partner agencies": "Fernshire Health Trust",
        "Computed rating": "Red: off track",
        "Why it differs": "Soon",
        "Percent done": "30",
        "Milestones reached": "0",
        "Milestones": "1",
        "Depends on": "b1.1",
        "Budget line": "B7",
        "Cost": "1200.00",
        "Sources answered": "R1",
    }
    assert {name: row[name] for name in expected} == expected
