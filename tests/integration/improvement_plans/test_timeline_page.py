"""The timeline: a bar for each action with its link and its words, grouped, filtered, cut, and the same as a table."""

import datetime as dt
from typing import Any

import pytest

from accounts.models import Organisation, User
from improvement_plans.models import Action, Milestone
from tests.factories import AreaFactory, NoticeFactory
from tests.factories_plan import (
    ActionFactory,
    ActionUpdateFactory,
    DueDateChangeFactory,
    ObjectiveFactory,
    PlanFactory,
    WorkStreamFactory,
)

PAGE = "/councils/fernshire/plan/timeline/"


@pytest.fixture
def action(council: Organisation) -> Action:
    plan = PlanFactory(notice=NoticeFactory(council=council))
    objective = ObjectiveFactory(
        plan=plan,
        areas=[AreaFactory(notice=plan.notice, letter="a", title="Practice")],
        work_streams=[WorkStreamFactory(plan=plan, number=1, title="Workforce")],
    )
    return ActionFactory(objective=objective, reference="a1.1", title="Train every manager")


def read(client: Any, query: str = "") -> str:
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_bar_links_to_its_action_and_says_everything_in_words(
    action: Action, chair: User, client_for: Any
) -> None:
    DueDateChangeFactory(action=action, to_day=dt.date(2027, 1, 31))
    page = read(client_for(chair), "?as_at=2026-11-22")
    words = "a1.1 Train every manager: 1 September 2026 to 31 January 2027, first due 31 December 2026, Not started"
    assert words in page
    assert f'href="/councils/fernshire/plan/actions/{action.pk}/' in page
    assert 'stroke-dasharray="4 3"' in page


def test_a_milestone_is_reached_overdue_or_ahead(action: Action, chair: User, client_for: Any) -> None:
    days = (dt.date(2026, 10, 1), dt.date(2026, 10, 2), dt.date(2026, 12, 1))
    steps = [
        Milestone.objects.create(
            action=action, number=number, title=f"Team {number}", added_on=action.added_on,
            original_due_on=day, due_on=day,
        )
        for number, day in enumerate(days, start=1)
    ]  # fmt: skip
    ActionUpdateFactory(action=action, given_on=dt.date(2026, 10, 20)).milestones_reached.add(steps[0])
    page = read(client_for(chair), "?as_at=2026-11-22")
    for words in (
        "Team 1: reached on 20 October 2026",
        "Team 2: overdue since 2 October 2026",
        "Team 3: due 1 December 2026",
    ):
        assert words in page
    before = read(client_for(chair), "?as_at=2026-10-19")
    assert "Team 1: overdue since 1 October 2026" in before


@pytest.mark.parametrize(
    ("by", "heading"), [("area", "a: Practice"), ("work-stream", "1. Workforce"), ("owner", "(vacant)")]
)
def test_the_address_says_how_it_is_grouped(
    by: str, heading: str, action: Action, chair: User, client_for: Any
) -> None:
    page = read(client_for(chair), f"?by={by}")
    assert heading in page
    assert f'aria-current="true" href="?by={by}"' in page
    assert f'type="hidden" name="by" value="{by}"' in page


def test_a_grouping_that_is_none_is_by_area(action: Action, chair: User, client_for: Any) -> None:
    assert "a: Practice" in read(client_for(chair), "?by=colour&page=99")


def test_the_filters_of_the_plan_hold_here(action: Action, chair: User, client_for: Any) -> None:
    ActionFactory(objective=action.objective, title="Fill the duty team")
    page = read(client_for(chair), "?words=duty")
    assert "Fill the duty team" in page
    assert "Train every manager" not in page
    assert "No action is like that" in read(client_for(chair), "?words=zzz")


def test_a_long_part_goes_on_at_the_top_of_the_next_page(
    action: Action, chair: User, client_for: Any
) -> None:
    ActionFactory.create_batch(64, objective=action.objective)
    client = client_for(chair)
    first, second = read(client), read(client, "?page=2")
    assert [page.count("timeline__link") for page in (first, second)] == [60, 5]
    assert "continued" not in first
    assert "a: Practice, continued" in second


def test_before_it_was_in_the_plan_an_action_has_no_bar(action: Action, chair: User, client_for: Any) -> None:
    assert "No action is like that" in read(client_for(chair), "?as_at=2026-02-01")


def test_without_a_plan_the_page_says_so(council: Organisation, chair: User, client_for: Any) -> None:
    assert "There is no improvement plan yet" in read(client_for(chair))


def test_its_filters_are_kept_as_a_view_with_the_grouping(
    action: Action, chair: User, client_for: Any
) -> None:
    client = client_for(chair)
    client.post(
        "/councils/fernshire/people/views/plan-timeline/save/?by=owner&overdue=no&x=1", {"name": "Mine"}
    )
    assert 'href="?by=owner&amp;overdue=no"' in read(client)


def test_a_name_that_is_cut_short_stands_in_full_on_paper(
    action: Action, chair: User, client_for: Any
) -> None:
    ActionFactory(
        objective=action.objective, reference="a1.2", title="Agree with every school who tells whom"
    )
    page = read(client_for(chair))
    on_paper = page.partition('class="timeline-in-full"')[2].partition("</ul>")[0]
    assert "a1.2 Agree with every school who tells whom" in on_paper
    assert "a1.1" not in on_paper
