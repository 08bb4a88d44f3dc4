"""Starting the plan under a notice: once for each, by the improvement team."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Organisation, User
from core.models import AuditEntry
from improvement_plans.models import Plan
from notices.models import Notice
from tests.factories import NoticeFactory
from tests.factories_plan import PlanFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
START = "/councils/fernshire/plan/start/"


@pytest.fixture
def notice(council: Organisation) -> Notice:
    return NoticeFactory(council=council)


def test_a_plan_is_started_empty_and_leads_to_its_first_objective(
    notice: Notice, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    assert START in client.get("/councils/fernshire/plan/").content.decode()
    page = client.post(START, {"notice": notice.pk, "title": "Our plan"}, follow=True).content.decode()
    plan = Plan.objects.get()
    assert (plan.notice, plan.title) == (notice, "Our plan")
    assert "Add an objective" in page
    assert (AuditEntry.objects.get().action, AuditEntry.objects.get().actor_name) == (
        "started a plan", "Imogen Prowse",
    )  # fmt: skip


def test_a_notice_has_one_plan_and_a_plan_has_a_title(
    notice: Notice, improver: User, client_for: ClientFor
) -> None:
    client, foreign = client_for(improver), NoticeFactory()
    untitled = client.post(START, {"notice": notice.pk, "title": " "}).content.decode()
    assert "Enter the title of the plan" in untitled
    stranger = client.post(START, {"notice": foreign.pk, "title": "x"}).content.decode()
    assert "Choose the notice that the plan answers from the list" in stranger
    PlanFactory(notice=notice)
    twice = client.post(START, {"notice": notice.pk, "title": "Another"}).content.decode()
    assert "Choose the notice that the plan answers from the list" in twice
    assert (Plan.objects.count(), AuditEntry.objects.count()) == (1, 0)


@pytest.mark.parametrize(("role", "status"), [("owner", 403), ("adviser", 403), ("outsider", 404)])
def test_nobody_else_starts_a_plan(
    role: str, status: int, notice: Notice, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(role))
    assert client.post(START, {"notice": notice.pk, "title": "x"}).status_code == status
    assert Plan.objects.count() == 0
