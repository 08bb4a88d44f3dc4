"""The dashboard: each part, its cuts and its links, as at the day, for whoever reads all."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import Organisation, User
from improvement_plans.models import (
    Action,
    Milestone,
    PaceNote,
    Risk,
    RiskScore,
    UpdateCycle,
    UpdateRequest,
    Voice,
)
from tests.factories import AreaFactory, CadenceTermsFactory, ClauseFactory, NoticeFactory, ObligationFactory
from tests.factories_boards import BoardActionFactory, BoardFactory
from tests.factories_plan import (
    ActionFactory,
    ActionUpdateFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PlanFactory,
    ReadingFactory,
    ReviewFactory,
    TargetFactory,
)
from tests.factories_reviews import PreparationFactory

PAGE = "/councils/fernshire/dashboard/"
DAY = "?as_at=2026-11-22"


@pytest.fixture
def action(council: Organisation) -> Action:
    """An overdue action in area a; area b has none."""
    plan = PlanFactory(notice=NoticeFactory(council=council))
    AreaFactory(notice=plan.notice, letter="b", title="Front door")
    objective = ObjectiveFactory(
        plan=plan, reference="a1", areas=[AreaFactory(notice=plan.notice, letter="a", title="Practice")]
    )
    return ActionFactory(
        objective=objective,
        reference="a1.1",
        title="Train every manager",
        original_due_on=dt.date(2026, 11, 1),
    )


def read(client: Any, query: str = DAY) -> str:
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def counted(page: str, words: str) -> int:
    """Return the number that stands before some words at the top of the page."""
    before, found, _ = page.partition(f'words">{words}<')
    assert found, words
    return int(before.rpartition('number">')[2].split("<")[0])


@pytest.mark.parametrize(
    "role", ["improver", "owner", "analyst", "chair", "adviser", "department_official", "board_member"]
)
def test_whoever_reads_all_opens_it(
    role: str, action: Action, client_for: Any, request: pytest.FixtureRequest
) -> None:
    assert client_for(request.getfixturevalue(role)).get(PAGE).status_code == 200


def test_areas_stand_with_their_rating_and_counts(action: Action, chair: User, client_for: Any) -> None:
    page = read(client_for(chair))
    assert "Red: off track</strong> 0 of 1 done, 1 overdue" in page
    assert "No actions</strong> 0 of 0 done" in page
    assert f"plan={action.objective.plan_id}" in page


def test_a_slow_objective_stands_with_its_figures_and_the_newest_step(
    action: Action, chair: User, client_for: Any
) -> None:
    client = client_for(chair)
    assert "<strong>Not explained yet.</strong> 1 of 1 action overdue, by 21 days." in read(client)
    for day, step in ((10, "Ask the supplier"), (20, "Hire a trainer")):
        PaceNote.objects.create(
            objective=action.objective,
            noted_on=dt.date(2026, 11, day),
            explanation="No trainer",
            corrective_step=step,
        )
    assert "Step: Hire a trainer" in read(client)
    assert "Step: Ask the supplier" in read(client, "?as_at=2026-11-15")


def test_what_needs_attention_is_counted_and_each_count_opens_its_list(
    action: Action, council: Organisation, chair: User, client_for: Any
) -> None:
    board = BoardFactory(notice=action.objective.plan.notice)
    BoardActionFactory(board=board, due_on=dt.date(2026, 11, 20))
    review = ReviewFactory(notice=board.notice, planned_on=dt.date(2026, 12, 10))
    for day in (20, 30):
        PreparationFactory(review=review, due_on=dt.date(2026, 11, day))
    client = client_for(chair)
    page = read(client, "")
    needs = {
        "to be signed": 0, "action overdue": 1, "slow and not explained": 1, "board action overdue": 1,
        "overdue for the next review": 1,
    }  # fmt: skip
    assert {words: counted(page, words) for words in needs} == needs
    part = page.partition('id="dashboard-needs"')[2].partition("</section>")[0].replace("&amp;", "&")
    links = [each.partition('"')[0] for each in part.split('href="')[1:]]
    assert len(links) == len(needs)
    assert [client.get(link).status_code for link in links] == [200] * len(links)
    assert counted(read(client, "?as_at=2026-11-01"), "actions overdue") == 0
    assert "to be signed" not in read(client, "?as_at=2026-11-01")


def test_due_next_is_what_falls_due_within_six_weeks(action: Action, chair: User, client_for: Any) -> None:
    for title, day in {"In six weeks": dt.date(2027, 1, 3), "Later": dt.date(2027, 1, 4)}.items():
        due = ActionFactory(objective=action.objective, title=title, original_due_on=day)
    Milestone.objects.create(
        action=due, number=1, title="A first team", added_on=due.added_on,
        original_due_on=dt.date(2026, 11, 22), due_on=dt.date(2026, 11, 22),
    )  # fmt: skip
    duty = ObligationFactory(
        clause=ClauseFactory(notice=action.objective.plan.notice, number="6"), summary="hold the board"
    )
    CadenceTermsFactory(obligation=duty)
    page = read(client_for(chair))
    ahead = page.partition('id="dashboard-ahead"')[2].partition("</section>")[0]
    assert "3 Jan</strong>" in ahead
    assert "22 Nov</strong>" in ahead
    assert "Hold the board" in ahead
    assert "Later" not in ahead
    assert "Train every manager" not in ahead


def test_what_is_done_or_reached_is_not_due(action: Action, chair: User, client_for: Any) -> None:
    due = ActionFactory(objective=action.objective, title="Still open", original_due_on=dt.date(2026, 12, 1))
    step = Milestone.objects.create(
        action=due, number=1, title="A first team", added_on=due.added_on,
        original_due_on=dt.date(2026, 11, 25), due_on=dt.date(2026, 11, 25),
    )  # fmt: skip
    ActionUpdateFactory(action=due, given_on=dt.date(2026, 11, 20)).milestones_reached.add(step)
    assert "A first team" not in read(client_for(chair))
    assert "A first team" in read(client_for(chair), "?as_at=2026-11-19")


def test_figures_that_moved_are_found_by_the_rule(
    action: Action, council: Organisation, chair: User, client_for: Any
) -> None:
    for title, before, now in (("Visits in time", 95, 85), ("Plans agreed", 80, 81)):
        indicator = IndicatorFactory(council=council, title=title)
        TargetFactory(indicator=indicator, at_least=Decimal(90))
        for month, value in ((9, before), (10, now)):
            ReadingFactory(indicator=indicator, month=dt.date(2026, month, 1), numerator=Decimal(value))
    page = read(client_for(chair))
    moved = page.partition('id="dashboard-moved"')[2].partition("</details>")[0]
    assert "Left its target: 1" in moved.partition("</summary>")[0]
    assert "Visits in time" in moved
    assert "Left its target" in moved
    assert "95.0% to 85.0%" in moved
    assert "Plans agreed" not in moved
    assert "September 2026" in read(client_for(chair), "?as_at=2026-10-20")


def test_the_highest_open_risks_stand_first(action: Action, chair: User, client_for: Any) -> None:
    for reference, likelihood in (("K1", 2), ("K2", 4)):
        risk = Risk.objects.create(
            plan=action.objective.plan, reference=reference, title="Vacancies", cause="Pay", event="People leave",
            effect="Children wait", owner_post=action.owner_post, raised_on=dt.date(2026, 3, 1),
        )  # fmt: skip
        RiskScore.objects.create(
            risk=risk, scored_on=dt.date(2026, 3, 1), inherent_likelihood=5, inherent_impact=4,
            residual_likelihood=likelihood, residual_impact=4, reason="As seen",
        )  # fmt: skip
    page = read(client_for(chair))
    assert page.index("K2 Vacancies") < page.index("K1 Vacancies")
    assert "16 of 25, severe" in page
    assert "No open risk has a score yet" in read(client_for(chair), "?as_at=2026-02-20")


def test_the_gap_in_voices_and_the_late_updates_are_named(
    action: Action, council: Organisation, chair: User, client_for: Any
) -> None:
    heard = Voice.objects.create(
        plan=action.objective.plan, heard_on=dt.date(2026, 11, 1), setting="A visit", group="children",
        theme="Being heard", words="The same worker",
    )  # fmt: skip
    heard.areas.add(action.objective.areas.get())
    cycle = UpdateCycle.objects.create(
        plan=action.objective.plan,
        month=dt.date(2026, 11, 1),
        asked_on=dt.date(2026, 11, 3),
        due_on=dt.date(2026, 11, 12),
    )
    UpdateRequest.objects.create(cycle=cycle, action=action, kind="update", post=action.owner_post)
    page = read(client_for(chair))
    assert "No voice ever heard in area b" in page
    assert "heard in area a" not in page
    assert "0 of 1 updates given for November 2026" in page
    assert counted(page, "update late") == 1
    assert counted(read(client_for(chair), "?as_at=2026-11-12"), "updates late") == 0


def test_the_day_travels_with_every_link_to_a_list(action: Action, chair: User, client_for: Any) -> None:
    page = read(client_for(chair), "?as_at=2026-11-20&known_on=2026-11-21")
    links = [part.split('"')[0] for part in page.split('href="/councils/fernshire/')[1:]]
    lists = [link for link in links if link.startswith(("notices/deadlines", "plan/slow", "plan/actions/?"))]
    assert len(lists) >= 6
    assert all("as_at=2026-11-20&known_on=2026-11-21" in link.replace("&amp;", "&") for link in lists)


def test_counts_of_the_position_open_the_list_behind_them(
    action: Action, chair: User, client_for: Any
) -> None:
    duty = ObligationFactory(clause=ClauseFactory(notice=action.objective.plan.notice, number="6"))
    CadenceTermsFactory(obligation=duty)
    client = client_for(chair)
    page = read(client)
    link = (
        page.partition("outcome=missed")[0].rpartition('href="')[2].replace("&amp;", "&") + "outcome=missed"
    )
    number = counted(page, "missed since the start")
    assert number > 0
    assert f"{number} deadline" in " ".join(client.get(link).content.decode().split())


def test_what_came_out_of_the_newest_review_stands_with_what_follows(
    action: Action, chair: User, client_for: Any, queries_of: Any
) -> None:
    client = client_for(chair)
    assert "No review has an outcome yet." in read(client)
    without = queries_of(client, PAGE)
    told = {"outcome": "Practice is safer; supervision is not.", "outcome_on": dt.date(2026, 11, 20)}
    newest = ReviewFactory(
        notice=action.objective.plan.notice, kind="stocktake", planned_on=dt.date(2026, 11, 17),
        held_on=dt.date(2026, 11, 17), consequence="escalate", **told,
    )  # fmt: skip
    for month in (3, 6, 9):
        ReviewFactory(
            notice=newest.notice, planned_on=dt.date(2026, month, 1), held_on=dt.date(2026, month, 1),
            outcome=f"Told in month {month}", outcome_on=dt.date(2026, month, 8), consequence="continues",
        )  # fmt: skip
    page = read(client)
    assert f'href="/councils/fernshire/reviews/{newest.pk}/outcome/">Outcome of the stocktake</a>' in page
    assert "20 Nov" in page
    assert "Escalation to a direction is considered" in page
    assert "Practice is safer; supervision is not." in page
    assert "Told in month" not in page
    assert "Told in month 9" in read(client, "?as_at=2026-11-19"), (
        "as at an earlier day, what was told by then"
    )
    assert queries_of(client, PAGE) == without


def test_without_a_notice_or_a_plan_the_page_says_so(
    council: Organisation, chair: User, client_for: Any
) -> None:
    client = client_for(chair)
    assert "The council is under no notice yet" in read(client, "")
    NoticeFactory(council=council)
    assert "There is no improvement plan under this notice yet" in read(client, "")
