"""The risk log: raised, worded anew, scored, closed, reopened; as at a day, on the map, by whom."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from openpyxl import load_workbook

from accounts.models import Organisation, Post, User
from core.models import AuditEntry
from improvement_plans.models import Plan, Risk, RiskClosing, RiskScore
from improvement_plans.selectors.risks import (
    closings_of,
    risk_standings,
    risks_as_at,
    risks_of_action,
    scores_of,
    top_risks,
)
from tests.factories import NoticeFactory, PostFactory
from tests.factories_plan import ActionFactory, ObjectiveFactory, PlanFactory
from tests.factories_voices import RiskClosingFactory, RiskFactory, RiskScoreFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
LIST = "/councils/fernshire/plan/risks/"
TODAY = dt.date(2026, 11, 22)
SCORES = {
    "inherent_likelihood": 5, "inherent_impact": 4, "residual_likelihood": 3, "residual_impact": 4,
    "reason": "Half the posts are filled.",
}  # fmt: skip


@pytest.fixture
def plan(council: Organisation) -> Plan:
    return PlanFactory(notice=NoticeFactory(council=council))


@pytest.fixture
def post(council: Organisation) -> Post:
    return PostFactory(organisation=council)


def words(post: Post, **changes: Any) -> dict[str, Any]:
    """What somebody fills in to raise a risk, but for its scores."""
    return {
        "reference": "R01", "title": "Too few workers", "cause": "Others pay more.", "event": "Posts stay empty.",
        "effect": "Children change workers.", "owner_post": post.pk, "mitigations": "", **changes,
    }  # fmt: skip


def raised(post: Post, **changes: Any) -> dict[str, Any]:
    return {**words(post), **SCORES, "raised_on": "1 March 2026", **changes}


def test_a_risk_is_raised_with_its_first_score(improver, plan, post, client_for):
    action = ActionFactory(objective=ObjectiveFactory(plan=plan), reference="07.1")
    client_for(improver).post(f"{LIST}add/", raised(post, mitigations="07.1"))
    risk = Risk.objects.get()
    score = risk.scores.get()
    assert (risk.raised_on, score.scored_on, score.scored_by) == (dt.date(2026, 3, 1),) * 2 + (improver,)
    assert (score.inherent_likelihood, score.residual_likelihood) == (5, 3)
    assert list(risk.mitigations.all()) == [action]
    assert AuditEntry.objects.get().action == "raised a risk"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"reference": ""}, "Enter the reference"),
        ({"reference": "r07"}, "r07 is already in use: enter another"),
        ({"cause": ""}, "Enter the cause"),
        ({"event": " "}, "Enter what may happen"),
        ({"effect": ""}, "Enter the effect"),
        ({"owner_post": ""}, "Choose the post that owns it"),
        ({"mitigations": "99.9"}, "The plan has no action 99.9"),
        ({"raised_on": "1/1/2199"}, "The day it was raised must be today or earlier"),
        ({"inherent_likelihood": ""}, "Choose the inherent likelihood"),
        ({"residual_impact": "6"}, "Choose the residual impact from the list"),
        ({"residual_impact": "5"}, "The residual impact (5) must not be higher than the inherent one (4)"),
        (
            {"inherent_likelihood": "2"},
            "The residual likelihood (3) must not be higher than the inherent one (2)",
        ),
        ({"reason": ""}, "Enter the reason for the score"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(
    improver, plan, post, client_for, changes, message
):
    RiskFactory(plan=plan, reference="R07")
    page = client_for(improver).post(f"{LIST}add/", raised(post, **changes)).content.decode()
    assert page.count(message) == 2, "once in the summary, once at the field"
    assert (Risk.objects.count(), RiskScore.objects.count(), AuditEntry.objects.count()) == (1, 0, 0)


def test_a_post_of_another_council_owns_nothing_here(improver, plan, other_council, client_for):
    theirs = PostFactory(organisation=other_council)
    client_for(improver).post(f"{LIST}add/", raised(theirs))
    assert not Risk.objects.exists()


def test_a_risk_is_worded_anew_and_keeps_its_scores(improver, plan, post, client_for):
    risk = RiskScoreFactory(risk__plan=plan).risk
    client_for(improver).post(f"{LIST}{risk.pk}/edit/", words(post, title="Fewer", revision=1))
    risk.refresh_from_db()
    assert (risk.title, risk.owner_post, risk.revision) == ("Fewer", post, 2)
    assert risk.scores.count() == 1


def test_the_second_of_two_editors_is_shown_both_versions(improver, plan, post, client_for):
    risk = RiskFactory(plan=plan)
    client, address = client_for(improver), f"{LIST}{risk.pk}/edit/"
    client.post(address, words(post, title="Theirs first", revision=1))
    page = client.post(address, words(post, title="Mine second", revision=1)).content.decode()
    assert "changed this" in page
    assert "Theirs first" in page
    risk.refresh_from_db()
    assert risk.title == "Theirs first"


def test_a_score_is_added_and_the_earlier_one_stays(improver, plan, client_for):
    risk = RiskScoreFactory(risk__plan=plan).risk
    asked = SCORES | {"residual_likelihood": 2, "scored_on": "1/10/2026", "revision": 1}
    client_for(improver).post(f"{LIST}{risk.pk}/score/", asked)
    newest, first = scores_of(risk, TODAY)
    assert (newest.residual.number, newest.movement) == (8, "Down by 4")
    assert (first.residual.number, first.movement) == (12, "")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"scored_on": "28/2/2026"}, "must be on or after 1 March 2026, when the risk was raised"),
        ({"scored_on": "1/1/2199"}, "The day of the score must be today or earlier"),
        (
            {"residual_likelihood": "5", "inherent_likelihood": "4"},
            "must not be higher than the inherent one",
        ),
        ({"reason": ""}, "Enter the reason for the score"),
    ],
)
def test_a_score_has_its_refusals(improver, plan, client_for, changes, message):
    risk = RiskFactory(plan=plan)
    asked = SCORES | {"scored_on": "1/10/2026", "revision": 1} | changes
    assert message in client_for(improver).post(f"{LIST}{risk.pk}/score/", asked).content.decode()
    assert not RiskScore.objects.exists()


def test_of_two_who_score_at_once_the_second_is_told_that_both_scores_stay(improver, plan, client_for):
    risk = RiskScoreFactory(risk__plan=plan).risk
    client = client_for(improver)
    asked = SCORES | {"scored_on": "1/10/2026", "revision": 1}
    client.post(f"{LIST}{risk.pk}/score/", asked | {"residual_likelihood": 2})
    page = client.post(f"{LIST}{risk.pk}/score/", asked).content.decode()
    assert "Imogen Prowse changed this while you were editing" in page
    assert "Saving it adds yours after theirs, which stays on record." in page
    assert "replaces" not in page
    client.post(f"{LIST}{risk.pk}/score/", asked | {"revision": 2})
    assert list(risk.scores.order_by("-pk").values_list("residual_likelihood", flat=True))[:2] == [3, 2]


def test_a_risk_is_closed_and_comes_back_and_both_stay_on_record(improver, plan, client_for):
    risk = RiskScoreFactory(risk__plan=plan).risk
    client = client_for(improver)
    client.post(f"{LIST}{risk.pk}/close/", {"closed_on": "1/9/2026", "because": "All filled", "revision": 1})
    assert risk.closings.get().closed_because == "All filled"
    asked = SCORES | {"scored_on": "1/10/2026", "revision": 2}
    page = client.post(f"{LIST}{risk.pk}/score/", asked).content.decode()
    assert "This risk is closed. Reopen it first." in page
    client.post(f"{LIST}{risk.pk}/reopen/", {"reason": "Two left", "revision": 2})
    closing = risk.closings.get()
    assert (closing.reopened_reason, closing.reopened_by) == ("Two left", improver)
    page = client.get(f"{LIST}{risk.pk}/").content.decode()
    assert "All filled" in page
    assert "Two left" in page


@pytest.mark.parametrize(
    ("deed", "asked", "message"),
    [
        ("close", {"closed_on": "1/9/2026", "because": ""}, "Enter why it is closed"),
        ("close", {"closed_on": "1/1/2026", "because": "x"}, "must be on or after 1 March 2026"),
        ("reopen", {"reason": "x"}, "This risk is open, so there is nothing to reopen"),
    ],
)
def test_closing_and_reopening_have_their_refusals(improver, plan, client_for, deed, asked, message):
    risk = RiskFactory(plan=plan)
    page = client_for(improver).post(f"{LIST}{risk.pk}/{deed}/", asked | {"revision": 1}).content.decode()
    assert message in page
    assert not RiskClosing.objects.exists()


def test_a_risk_is_not_closed_twice_nor_before_it_came_back(improver, plan, client_for):
    risk = RiskClosingFactory(risk__plan=plan).risk
    client, address = client_for(improver), f"{LIST}{risk.pk}/close/"
    asked = {"closed_on": "2/9/2026", "because": "Again", "revision": 1}
    assert "was closed on 1 September 2026 already" in client.post(address, asked).content.decode()
    risk.closings.update(
        reopened_on=dt.date(2026, 10, 1),
        reopened_recorded_at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC),
        reopened_reason="Two left",
    )
    assert "on or after 1 October 2026, when it was reopened" in client.post(address, asked).content.decode()
    assert risk.closings.count() == 1


def standing(risk: Risk, as_at: dt.date, known_on: dt.date | None = None) -> Any:
    rows = risks_as_at(risk.plan, as_at, known_on=known_on).filter(pk=risk.pk)
    found = risk_standings(rows, plan=risk.plan, as_at=as_at, known_on=known_on)
    return found[0] if found else None


def test_a_day_shows_the_scores_and_the_closing_of_that_day(plan):
    risk = RiskScoreFactory(risk__plan=plan).risk
    RiskScoreFactory(risk=risk, scored_on=dt.date(2026, 6, 1), residual_likelihood=1)
    RiskClosingFactory(
        risk=risk,
        reopened_on=dt.date(2026, 10, 1),
        reopened_recorded_at=dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC),
        reopened_reason="Two left",
    )
    assert standing(risk, dt.date(2026, 2, 28)) is None
    assert standing(risk, dt.date(2026, 5, 31)).scored.residual.number == 12
    assert standing(risk, dt.date(2026, 6, 1)).scored.residual.number == 4
    days = [dt.date(2026, 8, 31), dt.date(2026, 9, 1), dt.date(2026, 9, 30), dt.date(2026, 10, 1)]
    assert [standing(risk, day).is_open for day in days] == [True, False, False, True]
    assert closings_of(risk, dt.date(2026, 9, 30))[0].reopened_then is None
    assert closings_of(risk, dt.date(2026, 10, 1))[0].reopened_then == dt.date(2026, 10, 1)


def test_what_was_recorded_later_was_not_known_before(plan):
    early = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)
    risk = RiskScoreFactory(risk__plan=plan, risk__recorded_at=early, recorded_at=early).risk
    late = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
    RiskScoreFactory(risk=risk, scored_on=dt.date(2026, 6, 1), residual_likelihood=1, recorded_at=late)
    known = standing(risk, TODAY, known_on=dt.date(2026, 11, 19))
    assert known.scored.residual.number == 12
    assert standing(risk, TODAY).scored.residual.number == 4


@pytest.fixture
def several(plan: Plan) -> Plan:
    """R1 severe, R2 high, R3 low, R4 closed, R5 without a score."""
    for reference, residual in (("R1", (4, 5)), ("R2", (3, 4)), ("R3", (1, 2))):
        RiskScoreFactory(
            risk__plan=plan, risk__reference=reference, inherent_likelihood=5, inherent_impact=5,
            residual_likelihood=residual[0], residual_impact=residual[1],
        )  # fmt: skip
    RiskClosingFactory(risk__plan=plan, risk__reference="R4")
    RiskFactory(plan=plan, reference="R5", title="Floods")
    return plan


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["R1", "R2", "R3", "R5", "R4"]),
        ("sort=reference", ["R1", "R2", "R3", "R4", "R5"]),
        ("state=open", ["R1", "R2", "R3", "R5"]),
        ("state=closed", ["R4"]),
        ("level=severe", ["R1"]),
        ("level=low", ["R3"]),
        ("level=severe&scores=inherent", ["R1", "R2", "R3"]),
        ("likelihood=3&impact=4", ["R2"]),
        ("likelihood=5&impact=5&scores=inherent", ["R1", "R2", "R3"]),
        ("words=flood", ["R5"]),
        ("state=closed&as_at=2026-08-31", []),
        ("level=nonsense", ["R1", "R2", "R3", "R5", "R4"]),
    ],
)
def test_the_filters_live_in_the_address_and_the_exports_follow(improver, several, client_for, query, found):
    client = client_for(improver)
    page = client.get(f"{LIST}?{query}")
    assert [each.risk.reference for each in page.context["standings"]] == found
    rows = client.get(f"/councils/fernshire/plan/risks.csv?{query}").content.decode("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == found
    book = load_workbook(BytesIO(client.get(f"/councils/fernshire/plan/risks.xlsx?{query}").content))
    assert [row[0].value for row in list(book.active.rows)[1:]] == found


def test_the_owner_filter_offers_the_owners(improver, several, client_for):
    risk = Risk.objects.get(reference="R2")
    page = client_for(improver).get(f"{LIST}?owner={risk.owner_post_id}")
    assert [each.risk.reference for each in page.context["standings"]] == ["R2"]


def test_the_map_counts_open_risks_and_each_cell_opens_the_list_of_them(improver, several, client_for):
    client = client_for(improver)
    page = client.get(LIST)
    assert page.context["map"].count == 3
    link = f"{LIST}?likelihood=4&amp;impact=5&amp;state=open"
    assert f'href="{link}"' in page.content.decode()
    found = client.get(link.replace("&amp;", "&")).context["standings"]
    assert [each.risk.reference for each in found] == ["R1"]


def test_the_inherent_map_puts_them_where_they_would_be(improver, several, client_for):
    page = client_for(improver).get(f"{LIST}?scores=inherent")
    assert [cell.score.number for cell in page.context["map"].filled] == [25]
    assert "scores=inherent&amp;likelihood=5&amp;impact=5&amp;state=open" in page.content.decode()


def test_the_top_risks_are_the_open_ones_with_the_highest_residual_score(several):
    assert [each.risk.reference for each in top_risks(several, TODAY, count=2)] == ["R1", "R2"]


def test_a_risk_shows_how_its_mitigations_stand_and_the_action_names_the_risk(improver, plan, client_for):
    risk = RiskScoreFactory(risk__plan=plan, risk__title="Too few of us").risk
    action = ActionFactory(objective=ObjectiveFactory(plan=plan), title="Pay an award")
    risk.mitigations.add(action)
    client = client_for(improver)
    assert "Pay an award" in client.get(f"{LIST}{risk.pk}/").content.decode()
    page = client.get(f"/councils/fernshire/plan/actions/{action.pk}/").content.decode()
    assert "Too few of us" in page
    RiskClosingFactory(risk=risk)
    assert risks_of_action(action, TODAY) == []
    assert [each.risk for each in risks_of_action(action, dt.date(2026, 8, 31))] == [risk]


@pytest.mark.parametrize(
    "person", ["owner", "analyst", "chair", "adviser", "department_official", "board_member", "administrator"]
)
def test_everybody_reads_and_only_the_team_writes(person, request, plan, post, client_for):
    client, risk = client_for(request.getfixturevalue(person)), RiskScoreFactory(risk__plan=plan).risk
    assert client.get(LIST).status_code == client.get(f"{LIST}{risk.pk}/").status_code == 200
    assert "Add a risk" not in client.get(LIST).content.decode()
    for address, asked in (
        (f"{LIST}add/", raised(post)),
        (f"{LIST}{risk.pk}/edit/", words(post, revision=1)),
        (f"{LIST}{risk.pk}/score/", SCORES | {"scored_on": "1/10/2026", "revision": 1}),
        (f"{LIST}{risk.pk}/close/", {"closed_on": "1/9/2026", "because": "x", "revision": 1}),
        (f"{LIST}{risk.pk}/reopen/", {"reason": "x", "revision": 1}),
    ):
        assert client.get(address).status_code == client.post(address, asked).status_code == 403
    risk.refresh_from_db()
    assert (Risk.objects.count(), RiskScore.objects.count(), risk.revision) == (1, 1, 1)


@pytest.mark.parametrize("deed", ["", "edit/", "score/", "close/", "reopen/"])
def test_for_another_council_none_of_it_exists(outsider, plan, client_for, deed):
    risk = RiskFactory(plan=plan)
    assert client_for(outsider).get(f"{LIST}{risk.pk}/{deed}").status_code == 404
    assert client_for(outsider).get(f"/councils/marlow-vale/plan/risks/{risk.pk}/{deed}").status_code == 404


def test_without_a_plan_the_page_says_so(improver, client_for):
    assert "There is no improvement plan yet" in client_for(improver).get(LIST).content.decode()


def test_the_log_asks_the_same_number_of_questions_for_three_risks_and_for_forty(
    improver, plan, client_for, queries_of
):
    client = client_for(improver)

    def some(number: int) -> None:
        for _ in range(number):
            risk = RiskScoreFactory(risk__plan=plan).risk
            RiskScoreFactory(risk=risk, scored_on=dt.date(2026, 10, 1))

    addresses = (LIST, "/councils/fernshire/plan/risks.csv")
    some(3)
    few = [queries_of(client, address) for address in addresses]
    some(37)
    assert [queries_of(client, address) for address in addresses] == few


@pytest.mark.parametrize(
    "wrong", [{"residual_impact": 5}, {"residual_likelihood": 0}, {"inherent_likelihood": 6}, {"reason": ""}]
)
def test_the_database_keeps_the_rules_as_well(plan, wrong):
    risk = RiskFactory(plan=plan)
    with pytest.raises(IntegrityError), transaction.atomic():
        RiskScoreFactory(risk=risk, **wrong)
    assert not RiskScore.objects.exists()
