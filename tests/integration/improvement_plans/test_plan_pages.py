"""The pages that read the plan: who may open them, what they show, their filters, exports and query counts."""

import datetime as dt
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from accounts.models import Organisation, User
from improvement_plans.models import Action, Rating
from tests.factories import AreaFactory, NoticeFactory, PostFactory, PostHoldingFactory
from tests.factories_plan import (
    ActionFactory,
    ActionUpdateFactory,
    DueDateChangeFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PlanFactory,
    WorkStreamFactory,
)

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/plan/"
LISTS = ["", "by-work-stream/", "by-owner/", "actions/", "slow/", "actions.csv", "actions.xlsx"]


@pytest.fixture
def action(council: Organisation) -> Action:
    plan = PlanFactory(notice__council=council)
    area, stream = AreaFactory(notice=plan.notice, letter="a"), WorkStreamFactory(plan=plan)
    objective = ObjectiveFactory(plan=plan, reference="a1", areas=[area], work_streams=[stream])
    return ActionFactory(objective=objective, reference="a1.1", title="Train every manager")


def addresses(action: Action) -> list[str]:
    return [HOME + name for name in LISTS] + [
        f"{HOME}objectives/{action.objective_id}/",
        f"{HOME}actions/{action.pk}/",
    ]


@pytest.mark.parametrize(
    "role", ["improver", "owner", "analyst", "chair", "adviser", "department_official", "board_member"]
)
def test_everybody_in_the_recovery_reads_the_plan(
    role: str, action: Action, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(role))
    assert {client.get(address).status_code for address in addresses(action)} == {200}


def test_for_an_outsider_nothing_is_there(action: Action, outsider: User, client_for: ClientFor) -> None:
    client = client_for(outsider)
    assert {client.get(address).status_code for address in addresses(action)} == {404}


def test_whoever_is_not_signed_in_is_sent_to_sign_in(action: Action, client_for: ClientFor) -> None:
    for address in addresses(action):
        answer = client_for(None).get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/login/")


def test_another_councils_plan_objective_and_action_are_not_there(
    council: Organisation, improver: User, client_for: ClientFor
) -> None:
    elsewhere = ActionFactory()
    client = client_for(improver)
    plan = elsewhere.objective.plan
    for address in [
        f"objectives/{elsewhere.objective_id}/",
        f"actions/{elsewhere.pk}/",
        f"?plan={plan.pk}",
        "?plan=x",
    ]:
        assert client.get(HOME + address).status_code == 404


def test_without_a_plan_the_page_says_so(
    council: Organisation, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    for name in ("", "by-owner/", "actions/", "slow/"):
        assert "There is no improvement plan yet" in client.get(HOME + name).content.decode()
    assert client.get(f"{HOME}actions.csv").status_code == 404


def test_a_rating_stands_with_its_word_reason_author_day_and_the_one_before(
    action: Action, improver: User, owner: User, client_for: ClientFor
) -> None:
    ActionUpdateFactory(action=action, given_on=dt.date(2026, 9, 30), rating=Rating.GREEN, given_by=owner)
    ActionUpdateFactory(
        action=action,
        given_on=dt.date(2026, 10, 30),
        rating=Rating.RED,
        rating_reason="Nobody to train",
        given_by=owner,
    )
    page = client_for(improver).get(HOME).content.decode()
    for words in (
        "Red: off track",
        "Nobody to train",
        "Owen Ashdown",
        "30 October 2026",
        "Before: Green: on track",
    ):
        assert words in page


def test_the_page_states_an_earlier_day(action: Action, improver: User, client_for: ClientFor) -> None:
    ActionUpdateFactory(
        action=action, given_on=dt.date(2026, 11, 1), rating=Rating.RED, rating_reason="Two posts empty"
    )
    page = client_for(improver).get(f"{HOME}?as_at=2026-10-31").content.decode()
    assert "Position as at <strong>31 October 2026</strong>" in page
    assert "Two posts empty" not in page
    assert "Nobody has reported on it yet" in page


def test_before_it_was_in_the_plan_an_action_is_not_there(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    assert client.get(f"{HOME}actions/{action.pk}/?as_at=2026-02-01").status_code == 404
    assert "Train every manager" not in client.get(f"{HOME}?as_at=2026-02-01").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "as_at=soon",
        "as_at=31/02/2026",
        "as_at=2199-01-01",
        "known_on=x",
        "page=99",
        "area=9999",
        "owner=x",
        "rating=purple",
        "overdue=perhaps",
        "words=%00",
        "area=1&area=2",
    ],
)
def test_a_query_that_cannot_be_read_is_never_an_error_of_ours(
    query: str, action: Action, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    for name in LISTS:
        assert client.get(f"{HOME}{name}?{query}").status_code == 200


def rows_of(client: Client, query: str) -> list[str]:
    workbook = load_workbook(io.BytesIO(client.get(f"{HOME}actions.xlsx?{query}").content))
    return [str(row[0]) for row in workbook.active.iter_rows(min_row=2, values_only=True)]


def test_filters_narrow_page_and_export_alike(action: Action, improver: User, client_for: ClientFor) -> None:
    plan = action.objective.plan
    post = PostFactory(title="Head of Duty", organisation=plan.notice.council)
    late = ActionFactory(
        objective=ObjectiveFactory(plan=plan, reference="b1"), reference="b1.1", title="Fill the duty team",
        owner_post=post, original_due_on=dt.date(2026, 9, 30),
    )  # fmt: skip
    ActionUpdateFactory(action=late, rating=Rating.AMBER)
    area, stream = action.objective.areas.get(), action.objective.work_streams.get()
    client = client_for(improver)
    expected = {
        f"area={area.pk}": ["a1.1"],
        f"work_stream={stream.pk}": ["a1.1"],
        f"owner={post.pk}": ["b1.1"],
        "rating=amber": ["b1.1"],
        "rating=not_started": ["a1.1"],
        "overdue=yes": ["b1.1"],
        "overdue=no": ["a1.1"],
        "overdue=yes&as_at=2026-09-30": [],
        "words=duty": ["b1.1"],
        "": ["a1.1", "b1.1"],
    }
    for query, references in expected.items():
        assert rows_of(client, query) == references, query
        page = client.get(f"{HOME}actions/?{query}").content.decode()
        assert [title in page for title in ("Train every manager", "Fill the duty team")] == [
            "a1.1" in references, "b1.1" in references,
        ]  # fmt: skip


def test_the_links_to_the_exports_carry_the_filters(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    page = client_for(improver).get(f"{HOME}actions/?overdue=no&as_at=2026-10-01").content.decode()
    assert f"{HOME}actions.csv?overdue=no&amp;as_at=2026-10-01" in page
    assert 'type="hidden" name="as_at" value="2026-10-01"' in page


def test_the_csv_shows_words_and_makes_formulas_inert(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    Action.objects.update(title="=HYPERLINK(1)")
    DueDateChangeFactory(action=action, to_day=dt.date(2027, 1, 31))
    text = client_for(improver).get(f"{HOME}actions.csv").content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "2026-12-31,2027-01-31" in text


def test_what_is_slow_is_listed_with_its_figures_and_the_rule(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    Action.objects.update(original_due_on=dt.date(2026, 10, 1))
    ActionUpdateFactory(action=action, given_on=dt.date(2026, 11, 20))
    page = client_for(improver).get(f"{HOME}slow/?as_at=2026-11-22").content.decode()
    assert "1 of 1 action overdue, by 52 days (a1.1)" in page
    assert "Slow to progress means at least one of these" in page
    assert "1 of 1 objectives are slow to progress" in page


def test_an_objective_names_the_indicators_that_it_should_move(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    indicator = IndicatorFactory(council=action.objective.plan.notice.council, title="Supervision in time")
    indicator.objectives.add(action.objective)
    page = client_for(improver).get(f"{HOME}objectives/{action.objective_id}/").content.decode()
    assert "Supervision in time" in page
    assert "Children are seen and heard." in page


def test_with_two_plans_the_address_says_which(
    council: Organisation, improver: User, client_for: ClientFor
) -> None:
    older = PlanFactory(
        notice=NoticeFactory(council=council, issued_on=dt.date(2025, 1, 1), title="First notice")
    )
    newer = PlanFactory(notice=NoticeFactory(council=council, service_area="SEND", title="Second notice"))
    ActionFactory(objective__plan=older, title="An older thing")
    ActionFactory(objective__plan=newer, title="A newer thing")
    client = client_for(improver)
    assert "A newer thing" in client.get(HOME).content.decode()
    assert "An older thing" in client.get(f"{HOME}?plan={older.pk}").content.decode()


def test_a_part_shows_forty_actions_and_leads_to_the_rest(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    ActionFactory.create_batch(44, objective=action.objective)
    page = client_for(improver).get(HOME).content.decode()
    assert "5 more actions of a: " in page
    assert page.count('scope="row"') == 40 + 1  # and the line of the part itself, in the list of parts


def test_a_page_that_is_full_leads_to_the_lists_of_its_other_parts(
    action: Action, improver: User, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("improvement_plans.listing.listed_parts.__kwdefaults__", {"longest": 3})
    plan, council = action.objective.plan, action.objective.plan.notice.council
    for title in ("Head of Duty", "Head of Practice"):
        post = PostFactory(title=title, organisation=council)
        ActionFactory.create_batch(2, objective=ObjectiveFactory(plan=plan), owner_post=post)
    page = " ".join(client_for(improver).get(f"{HOME}by-owner/").content.decode().split())
    assert page.count("more action") == 2
    assert "No action here matches the filters" not in page


def test_more_owners_than_a_page_holds_stand_on_several_pages(
    action: Action, improver: User, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("improvement_plans.views.overview.PARTS_ON_A_PAGE", 2)
    plan, council = action.objective.plan, action.objective.plan.notice.council
    for title in ("A: Head of Duty", "B: Head of Practice"):
        post = PostFactory(title=title, organisation=council)
        ActionFactory(objective=ObjectiveFactory(plan=plan), owner_post=post)
    client, address = client_for(improver), f"{HOME}by-owner/"
    shown = [client.get(f"{address}?page={number}").context["parts"] for number in (1, 2)]
    first, second = ([each.part.title for each in parts] for parts in shown)
    assert first == ["A: Head of Duty (vacant)", "B: Head of Practice (vacant)"]
    assert second == [f"{action.owner_post} (vacant)"]
    page = client.get(address).content.decode()
    assert 'aria-label="Page 2"' in page
    assert 'aria-label="Page 2"' not in client.get(HOME).content.decode()


def test_the_tables_of_an_objective_with_two_owners_can_be_told_apart(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    another = PostFactory(organisation=action.objective.plan.notice.council)
    ActionFactory(objective=action.objective, owner_post=another)
    page = client_for(improver).get(f"{HOME}by-owner/").content.decode()
    named = re.findall(r'role="region" aria-label="([^"]+)"', page)
    assert len(named) == 2
    assert len(set(named)) == 2


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", LISTS)
def test_a_large_plan_takes_no_more_queries_than_a_small_one(
    name: str, action: Action, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    PostHoldingFactory(post=action.owner_post)
    ActionUpdateFactory(action=action)
    few = queries(client, HOME + name)
    plan: Any = action.objective.plan
    for letter in "bcd":
        objective = ObjectiveFactory(
            plan=plan,
            areas=[AreaFactory(notice=plan.notice, letter=letter)],
            work_streams=[WorkStreamFactory(plan=plan)],
        )
        for each in ActionFactory.create_batch(6, objective=objective, original_due_on=dt.date(2026, 10, 1)):
            PostHoldingFactory(post=each.owner_post)
            ActionUpdateFactory.create_batch(2, action=each)
            DueDateChangeFactory(action=each)
    assert queries(client, HOME + name) == few
