"""Coverage: what leads nowhere, the tables, what stands behind each count and cell, the workbook, and query counts."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.models import Organisation, User
from improvement_plans.models import Action, Plan
from notices.models import Clause, Obligation
from tests.factories import AreaFactory, ClauseFactory, EvidenceFactory, ObligationFactory
from tests.factories_plan import (
    ActionFactory,
    ActionUpdateFactory,
    CompletionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PlanFactory,
    WorkStreamFactory,
)
from tests.factories_sources import AnswerFactory, AnsweringFactory, SourceFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
QueriesOf = Callable[[Client, str], int]
HOME = "/councils/fernshire/plan/"
ORPHANS = [
    "actions-without-source",
    "done-without-evidence",
    "objectives-without-indicator",
    "areas-without-action",
]
PAGES = ["coverage/", "coverage.xlsx", "coverage/clauses/", "coverage/clauses.csv", "coverage/clauses.xlsx",
         *(f"coverage/{key}/" for key in ORPHANS)]  # fmt: skip
READERS = [
    "improver",
    "owner",
    "analyst",
    "chair",
    "adviser",
    "department_official",
    "board_member",
    "administrator",
]


@pytest.fixture
def plan(council: Organisation) -> Plan:
    return PlanFactory(notice__council=council)


def page(client: Client, address: str) -> str:
    return client.get(HOME + address).content.decode()


def counts(client: Client, query: str = "") -> dict[str, int]:
    context: Any = client.get(f"{HOME}coverage/{query}").context
    found = {each.key: number for each, number in context["counts"]}
    return {
        **found, "sources": context["unanswered_sources"], "clauses": context["unanswered_clauses"],
    }  # fmt: skip


def duty(plan: Plan, number: str = "4", **fields: Any) -> Clause:
    clause = ClauseFactory(notice=plan.notice, number=number)
    ObligationFactory(clause=clause, **fields)
    return clause


@pytest.mark.parametrize("role", READERS)
def test_everybody_in_the_recovery_reads_the_proof(
    role: str, plan: Plan, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(role))
    assert {client.get(HOME + each).status_code for each in PAGES} == {200}


def test_for_an_outsider_nothing_is_there(plan: Plan, outsider: User, client_for: ClientFor) -> None:
    assert {client_for(outsider).get(HOME + each).status_code for each in PAGES} == {404}
    assert {client_for(None).get(HOME + each).status_code for each in PAGES} == {302}


def test_without_a_plan_the_pages_say_so(
    council: Organisation, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    assert "There is no improvement plan yet" in page(client, "coverage/")
    assert "There is no improvement plan yet" in page(client, "coverage/clauses/")
    assert client.get(f"{HOME}coverage.xlsx").status_code == 404


def test_an_unknown_list_and_another_councils_pair_are_not_there(
    plan: Plan, improver: User, client_for: ClientFor
) -> None:
    client, own, other = (
        client_for(improver),
        AnsweringFactory(action__objective__plan=plan),
        AnsweringFactory(),
    )
    for address in (
        "coverage/nothing-like-it/",
        f"coverage/sources/{other.source_id}/actions/{other.action_id}/",
        f"coverage/sources/{own.source_id}/actions/{other.action_id}/",
        f"coverage/clauses/{ClauseFactory().pk}/",
    ):
        assert client.get(HOME + address).status_code == 404


def test_each_orphan_is_counted_and_listed(plan: Plan, improver: User, client_for: ClientFor) -> None:
    area, empty = AreaFactory(notice=plan.notice, letter="a"), AreaFactory(notice=plan.notice, letter="b")
    objective = ObjectiveFactory(plan=plan, areas=[area], title="See every child")
    linked = ActionFactory(objective=objective, title="Linked and live")
    AnsweringFactory(action=linked)
    lonely = ActionFactory(objective=objective, title="Answers nothing")
    CompletionFactory(action=lonely)
    followed = ObjectiveFactory(plan=plan, title="Followed itself")
    IndicatorFactory(council=plan.notice.council).objectives.add(followed)
    by_action = ActionFactory(objective=ObjectiveFactory(plan=plan, title="Followed by its action"))
    IndicatorFactory(council=plan.notice.council).actions.add(by_action)
    AnsweringFactory(action=by_action)
    SourceFactory(plan=plan, reference="R99")
    duty(plan)
    client = client_for(improver)
    assert counts(client) == {
        "actions-without-source": 1, "done-without-evidence": 1, "objectives-without-indicator": 1,
        "areas-without-action": 1, "sources": 1, "clauses": 1,
    }  # fmt: skip
    for key in ("actions-without-source", "done-without-evidence"):
        shown = page(client, f"coverage/{key}/")
        assert ("Answers nothing" in shown, "Linked and live" in shown) == (True, False)
    objectives = page(client, "coverage/objectives-without-indicator/")
    assert ("See every child" in objectives, "Followed" in objectives) == (True, False)
    areas = page(client, "coverage/areas-without-action/")
    assert (str(empty) in areas, str(area) in areas) == (True, False)


def test_each_count_leads_to_its_list(plan: Plan, improver: User, client_for: ClientFor) -> None:
    shown = page(client_for(improver), "coverage/?as_at=2026-10-01")
    for address in (
        "sources/?as_at=2026-10-01&amp;state=unanswered",
        "coverage/clauses/?as_at=2026-10-01&amp;state=unanswered",
        *(f"coverage/{key}/?as_at=2026-10-01" for key in ORPHANS),
    ):
        assert f'href="{HOME}{address}"' in shown


def test_evidence_that_counts_on_the_day_and_nothing_else(
    plan: Plan, improver: User, client_for: ClientFor
) -> None:
    action = ActionFactory(objective__plan=plan)
    CompletionFactory(action=action, done_on=dt.date(2026, 10, 1))
    action.evidence.add(
        EvidenceFactory(
            council=plan.notice.council, effective_on=dt.date(2026, 10, 5), expires_on=dt.date(2026, 11, 1)
        )
    )
    client = client_for(improver)
    found = [
        counts(client, f"?as_at={day}")["done-without-evidence"]
        for day in ("2026-09-30", "2026-10-04", "2026-10-05", "2026-10-31", "2026-11-01")
    ]
    assert found == [0, 1, 0, 0, 1]


def test_an_area_needs_an_action_that_is_not_done_and_not_paused(
    plan: Plan, improver: User, client_for: ClientFor
) -> None:
    area = AreaFactory(notice=plan.notice)
    action = ActionFactory(objective=ObjectiveFactory(plan=plan, areas=[area]))
    ActionUpdateFactory(action=action, given_on=dt.date(2026, 10, 2), rating="paused")
    ActionUpdateFactory(action=action, given_on=dt.date(2026, 10, 9), rating="green")
    CompletionFactory(action=action, done_on=dt.date(2026, 10, 20))
    client = client_for(improver)
    found = [
        counts(client, f"?as_at={day}")["areas-without-action"]
        for day in ("2026-02-01", "2026-10-01", "2026-10-02", "2026-10-09", "2026-10-20")
    ]
    assert found == [1, 0, 1, 0, 1]


def test_only_clauses_with_a_duty_of_the_council_or_an_area_are_asked_about(
    plan: Plan, improver: User, client_for: ClientFor
) -> None:
    duty(plan, "4.a")
    duty(plan, "4.b", owed_by_council=False)
    duty(plan, "4.c", kind=Obligation.Kind.CONSEQUENCE)
    duty(plan, "4.d", modality="may")
    duty(plan, "4.e", source=Obligation.Source.COUNCIL)
    named = ClauseFactory(notice=plan.notice, number="4.f")
    AreaFactory(notice=plan.notice, clause=named)
    ClauseFactory(notice=plan.notice, number="4.g")
    rows = client_for(improver).get(f"{HOME}coverage/clauses/").context["page"]
    assert [each.about.number for each in rows] == ["4.a", "4.f"]


def test_the_tables_mark_links_and_areas_and_each_mark_opens_its_pair(
    plan: Plan, improver: User, client_for: ClientFor
) -> None:
    clause = duty(plan, "4.a")
    area = AreaFactory(notice=plan.notice, clause=clause)
    action = ActionFactory(objective=ObjectiveFactory(plan=plan, areas=[area]), reference="a1.1")
    link = AnsweringFactory(action=action, source__reference="R7", linked_by=improver)
    client = client_for(improver)
    shown = page(client, "coverage/")
    assert "R7 is answered by a1.1" in shown
    assert "4.a is covered, by its area, by a1.1" in shown
    for address in (
        f"coverage/sources/{link.source_id}/actions/{action.pk}/",
        f"coverage/clauses/{clause.pk}/actions/{action.pk}/",
    ):
        assert f'href="{HOME}{address}"' in shown
    assert "From 1 June 2026, by Imogen Prowse" in page(
        client, f"coverage/sources/{link.source_id}/actions/{action.pk}/"
    )
    by_area = page(client, f"coverage/clauses/{clause.pk}/actions/{action.pk}/")
    assert "Not linked by anybody" in by_area
    assert str(area) in by_area
    assert "R7 is answered by a1.1" not in page(client, "coverage/?as_at=2026-05-31")


def test_area_and_work_stream_choose_columns_and_origin_chooses_rows(
    plan: Plan, improver: User, client_for: ClientFor
) -> None:
    area, stream = AreaFactory(notice=plan.notice), WorkStreamFactory(plan=plan)
    first = ActionFactory(objective=ObjectiveFactory(plan=plan, areas=[area]), reference="first")
    ActionFactory(objective=ObjectiveFactory(plan=plan, work_streams=[stream]), reference="second")
    AnsweringFactory(action=first, source__reference="R1")
    SourceFactory(plan=plan, reference="Q1", origin="department_letter")
    client = client_for(improver)

    def shown(query: str) -> tuple[list[str], list[str]]:
        _, _, grid = client.get(f"{HOME}coverage/?{query}").context["tables"][0]
        rows = [line.row.reference for _, lines in grid.groups for line in lines]
        return [each.reference for each in grid.columns], rows

    assert shown("") == (["first", "second"], ["R1", "Q1"])
    assert shown(f"area={area.pk}") == (["first"], ["R1", "Q1"])
    assert shown(f"work_stream={stream.pk}") == (["second"], ["R1", "Q1"])
    assert shown("origin=department_letter") == (["first", "second"], ["Q1"])
    assert shown("area=x&origin=y&work_stream=999999") == (["first", "second"], ["R1", "Q1"])


def test_a_plan_too_wide_for_the_page_is_cut_with_a_word_about_it(
    plan: Plan, improver: User, client_for: ClientFor
) -> None:
    objective = ObjectiveFactory(plan=plan)
    AnsweringFactory(action=ActionFactory(objective=objective))
    ActionFactory.create_batch(61, objective=objective)
    shown = page(client_for(improver), "coverage/")
    assert "This table shows the first 60 actions. 2 more do not fit" in shown


def test_the_workbook_holds_orphans_and_both_tables(
    plan: Plan, improver: User, client_for: ClientFor
) -> None:
    clause = duty(plan, "4.a")
    AnsweringFactory(clause=clause, source=None, action=ActionFactory(objective__plan=plan, reference="a1.1"))
    AnsweringFactory(source__reference="R1", source__words="=1+1", action=Action.objects.get())
    SourceFactory(plan=plan, reference="R2")
    ActionFactory(objective=Action.objects.get().objective, reference="a1.2", title="Lonely")
    book = load_workbook(io.BytesIO(client_for(improver).get(f"{HOME}coverage.xlsx").content))
    assert book.sheetnames == ["Orphans", "Sources by actions", "Clauses by actions"]
    orphans = [(row[0], row[1]) for row in book["Orphans"].iter_rows(min_row=2, values_only=True)]
    assert ("Sources without an answer", "R2") in orphans
    assert ("Actions that answer nothing", "a1.2") in orphans
    assert ("Clauses without an answer", "4.a") not in orphans
    sources = list(book["Sources by actions"].iter_rows(values_only=True))
    assert sources[0][4].startswith("a1.1 ")
    assert [(row[1], row[2], row[4]) for row in sources[1:]] == [
        ("R1", "=1+1", "Answers"),
        ("R2", sources[2][2], None),
    ]
    assert book["Sources by actions"]["C2"].data_type == "s"
    assert next(book["Clauses by actions"].iter_rows(min_row=2, values_only=True))[4] == "Answers"


@pytest.mark.parametrize("query", ["as_at=soon", "area=x", "origin=x", "page=99", "words=%00", "state=x"])
def test_a_query_that_cannot_be_read_is_never_an_error_of_ours(
    query: str, plan: Plan, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    assert {client.get(f"{HOME}{each}?{query}").status_code for each in PAGES} == {200}


@pytest.mark.parametrize("address", PAGES)
def test_forty_of_everything_take_as_many_queries_as_three(
    address: str, plan: Plan, improver: User, client_for: ClientFor, queries_of: QueriesOf
) -> None:
    def more(number: int) -> None:
        for _ in range(number):
            place = Action.objects.count()
            clause = duty(plan, f"9.{place}", kind=Obligation.Kind.CONTENT)
            area = AreaFactory(notice=plan.notice, letter=f"a{place}", clause=clause)
            AreaFactory(notice=plan.notice, letter=f"b{place}")
            objective = ObjectiveFactory(plan=plan, areas=[area])
            linked, lonely = ActionFactory.create_batch(2, objective=objective)
            link = AnsweringFactory(action=linked)
            AnsweringFactory(action=linked, source=None, clause=clause)
            AnswerFactory(source=link.source).evidence.add(EvidenceFactory(council=plan.notice.council))
            ActionUpdateFactory(action=linked)
            CompletionFactory(action=lonely)

    client = client_for(improver)
    more(3)
    client.get(HOME + address)
    few = queries_of(client, HOME + address)
    more(17)
    assert Action.objects.count() == 40
    assert queries_of(client, HOME + address) == few
