"""Every list, matrix and dashboard takes the same number of queries for 4 actions as for 40 (`make bench`: 4,000)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Organisation, User
from improvement_plans.models import Action
from tests.factories import NoticeFactory
from tests.factories_screens import PAGES_THAT_GROW, plan_of_size

FEW, MANY = 4, 40


@pytest.mark.parametrize("page", PAGES_THAT_GROW)
def test_a_large_plan_takes_no_more_queries_than_a_small_one(
    page: str,
    council: Organisation,
    other_council: Organisation,
    client_for: Callable[[User], Client],
    queries_of: Callable[[Client, str], int],
    request: pytest.FixtureRequest,
) -> None:
    counts: dict[int, int] = {}
    for kept, who, size in ((council, "improver", FEW), (other_council, "outsider", MANY)):
        plan_of_size(NoticeFactory(council=kept), size)
        client, address = client_for(request.getfixturevalue(who)), f"/councils/{kept.slug}/{page}"
        client.get(address)
        counts[size] = queries_of(client, address)
    assert counts[MANY] == counts[FEW]


def test_the_plan_that_is_measured_has_something_of_everything(council: Organisation) -> None:
    plan = plan_of_size(NoticeFactory(council=council), FEW)
    actions: Any = Action.objects.filter(objective__plan=plan)
    assert actions.count() == FEW
    for name in ("updates", "milestones", "due_date_changes", "answerings", "update_requests", "evidence"):
        assert actions.filter(**{f"{name}__isnull": False}).exists(), name
    assert plan.sources.count() == plan.voices.count() == plan.risks.count() == FEW
