"""The budget with what actions commit of it, the work streams, and the forms that write both."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import Organisation, User
from core.clock import today
from improvement_plans.models import Action, BudgetLine, Plan, WorkStream
from improvement_plans.selectors.text import budget_as_at
from improvement_plans.services import edit_budget_line
from tests.factories import AreaFactory, PostFactory
from tests.factories_plan import ActionFactory, ObjectiveFactory, PlanFactory, WorkStreamFactory
from tests.factories_text import BudgetLineFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
PLAN = "/councils/fernshire/plan/"


@pytest.fixture
def plan(council: Organisation) -> Plan:
    return PlanFactory(notice__council=council)


@pytest.fixture
def line(plan: Plan) -> BudgetLine:
    return BudgetLineFactory(plan=plan, code="FRONT", title="The front door", amount=Decimal(10_000))


def test_what_actions_commit_is_taken_from_the_line(plan: Plan, line: BudgetLine) -> None:
    objective = ObjectiveFactory(plan=plan)
    ActionFactory(objective=objective, budget_line=line, cost=Decimal("2500.50"))
    ActionFactory(objective=objective, budget_line=line, cost=Decimal(4000))
    free = ActionFactory(objective=objective, budget_line=line)
    ActionFactory(
        objective=objective, budget_line=line, cost=Decimal(9000), left_on=today(), left_because="Dropped"
    )
    budget = budget_as_at(plan, today())
    (standing,) = budget.lines
    assert (standing.committed, standing.left, standing.over) == (
        Decimal("6500.50"), Decimal("3499.50"), Decimal(0),
    )  # fmt: skip
    assert budget.uncosted == (free,)


def test_an_over_committed_line_says_so_and_opens_its_actions(
    plan: Plan, line: BudgetLine, improver: User, client_for: ClientFor
) -> None:
    action = ActionFactory(objective__plan=plan, budget_line=line, cost=Decimal(12_000))
    page = client_for(improver).get(f"{PLAN}budget/?line={line.pk}").content.decode()
    assert "Over-committed by £2,000" in page
    assert "The actions commit £2,000 more than the £10,000 that there is." in page
    assert f"/plan/actions/{action.pk}/" in page
    assert client_for(improver).get(f"{PLAN}budget/?line=999999").status_code == 404


def test_the_actions_without_a_cost_are_counted_and_listed(
    plan: Plan, line: BudgetLine, chair: User, client_for: ClientFor
) -> None:
    ActionFactory(objective__plan=plan, title="Train for nothing")
    page = client_for(chair).get(f"{PLAN}budget/?line=none").content.decode()
    assert "1 action</a> in the plan states no cost" in page
    assert "Train for nothing" in page
    assert "Add a budget line" not in page


def test_an_earlier_day_shows_the_amount_of_that_day(plan: Plan, line: BudgetLine, improver: User) -> None:
    yesterday = today() - dt.timedelta(days=1)
    record = line.history.get()
    type(record).objects.update(history_date=record.history_date - dt.timedelta(days=3))
    edit_budget_line(line=line, code="FRONT", title="The front door", amount=Decimal(25_000), by=improver)
    assert [each.line.amount for each in budget_as_at(plan, yesterday).lines] == [Decimal(10_000)]
    assert [each.line.amount for each in budget_as_at(plan, today()).lines] == [Decimal(25_000)]


def test_the_page_asks_the_same_for_three_actions_and_for_forty(
    plan: Plan,
    line: BudgetLine,
    improver: User,
    client_for: ClientFor,
    queries_of: Callable[[Client, str], int],
) -> None:
    objective = ObjectiveFactory(plan=plan)
    ActionFactory.create_batch(3, objective=objective, budget_line=line, cost=Decimal(10))
    client, where = client_for(improver), f"{PLAN}budget/?line={line.pk}"
    client.get(where)
    few = queries_of(client, where)
    ActionFactory.create_batch(37, objective=objective, budget_line=line, cost=Decimal(10))
    assert (queries_of(client, where), Action.objects.count()) == (few, 40)


def test_a_budget_line_is_added_and_edited_with_its_refusals(
    plan: Plan, line: BudgetLine, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    sent = {"code": "PEOPLE", "title": "Recruitment", "amount": "215000"}
    client.post(f"{PLAN}budget/add/", sent)
    assert BudgetLine.objects.get(code="PEOPLE").amount == Decimal(215_000)
    for wrong, message in (
        ({"code": "FRONT"}, "FRONT is the code of “The front door”: enter another"),
        ({"code": ""}, "Enter the code of the budget line"),
        ({"amount": "-5"}, "Amount in pounds must be 0 or more"),
        ({"amount": "much"}, "Amount in pounds must be a number"),
    ):
        assert message in client.post(f"{PLAN}budget/add/", sent | wrong).content.decode()
    where, edited = (
        f"{PLAN}budget/{line.pk}/edit/",
        {"code": "FRONT", "title": "Front", "amount": "9", "revision": 1},
    )
    assert client.post(where, edited).status_code == 302
    late = client.post(where, edited | {"title": "Late"}).content.decode()
    assert "changed this while you were editing" in late
    line.refresh_from_db()
    assert (line.title, line.amount, BudgetLine.objects.count()) == ("Front", Decimal(9), 2)


def test_a_work_stream_is_added_and_edited_with_its_refusals(
    plan: Plan, improver: User, client_for: ClientFor
) -> None:
    client, area = client_for(improver), AreaFactory(notice=plan.notice)
    lead = PostFactory(organisation=plan.notice.council)
    WorkStreamFactory(plan=plan, number=1, title="Workforce")
    assert 'value="2"' in client.get(f"{PLAN}work-streams/add/").content.decode()
    sent = {"number": 2, "title": "Practice", "lead_post": lead.pk, "areas": [area.pk]}
    client.post(f"{PLAN}work-streams/add/", sent)
    stream = WorkStream.objects.get(number=2)
    assert (stream.title, stream.lead_post, list(stream.areas.all())) == ("Practice", lead, [area])
    for wrong, message in (
        ({"number": 1}, "1 is the number of “Workforce”: enter another"),
        ({"title": " "}, "Enter the title of the work stream"),
        ({"areas": [AreaFactory().pk]}, "from the list"),
        ({"lead_post": PostFactory().pk}, "from the list"),
    ):
        assert message in client.post(f"{PLAN}work-streams/add/", sent | wrong).content.decode()
    where = f"{PLAN}work-streams/{stream.pk}/edit/"
    assert client.post(where, {"number": 2, "title": "Practice first", "revision": 1}).status_code == 302
    assert "changed this" in client.post(where, {"number": 2, "title": "x", "revision": 1}).content.decode()
    page = client.get(f"{PLAN}work-streams/").content.decode()
    assert "2. Practice first" in page
    assert WorkStream.objects.count() == 2
