"""What is slow to progress: found by the rule in force, explained and never removed, as at any day."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Organisation, User
from core.models import AuditEntry
from core.refusals import Refusal
from improvement_plans.models import Objective, PaceNote, PaceSettings
from improvement_plans.pace import STANDARD_RULE
from improvement_plans.selectors import plan_as_at, rule_for, slow_objectives_of, weak_contributions
from improvement_plans.services.pace import note_pace, set_pace_rule
from tests.conftest import TODAY
from tests.factories import PostHoldingFactory
from tests.factories_pace import PaceNoteFactory, PaceSettingsFactory
from tests.factories_plan import ActionFactory, ActionUpdateFactory, ObjectiveFactory, PlanFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
SLOW = "/councils/fernshire/plan/slow/"
NOTE = {"explanation": "The supplier withdrew.", "corrective_step": "The second bidder begins."}
EVERYBODY = [
    "improver",
    "owner",
    "analyst",
    "chair",
    "adviser",
    "department_official",
    "board_member",
    "administrator",
]


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 22 November 2026 wherever the clock is read."""
    for place in ("accounts.access", "accounts.predicates", "improvement_plans.rules"):
        monkeypatch.setattr(f"{place}.today", lambda: TODAY)


@pytest.fixture
def objective(council: Organisation) -> Objective:
    """Slow: its one action was last heard of 36 days ago."""
    objective = ObjectiveFactory(plan=PlanFactory(notice__council=council), reference="O1")
    action = ActionFactory(objective=objective, reference="1.1")
    ActionUpdateFactory(action=action, given_on=dt.date(2026, 10, 17))
    return objective


def at(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def rule_form(**changed: Any) -> dict[str, Any]:
    return {
        "overdue_allowed": 0, "silent_after_days": 42, "moves_allowed": 1, "days_moved_allowed": 56,
        "share_behind_allowed": 25, "days_projected_late_allowed": 28, "missed_updates_allowed": 1,
        "missed_contributions_allowed": 1, "from_day": "22/11/2026", "reason": "Asked every six weeks", **changed,
    }  # fmt: skip


def slow_on(objective: Objective, day: dt.date, **known: Any) -> list[str]:
    plan = plan_as_at(objective.plan.notice, day, **known)
    assert plan is not None
    return [each.standing.objective.reference for each in slow_objectives_of(plan)]


def test_the_page_shows_the_figures_and_says_that_nobody_explained(
    objective: Objective, adviser: User, client_for: ClientFor
) -> None:
    page = client_for(adviser).get(SLOW).content.decode()
    assert "1 of 1 action without an update for more than 35 days, the longest for 36 days" in page
    assert "Not explained yet" in page
    assert "Explain this" not in page


def test_an_explanation_stands_beside_the_figures_and_takes_nothing_off(
    objective: Objective, improver: User, adviser: User, client_for: ClientFor
) -> None:
    where = f"/councils/fernshire/plan/objectives/{objective.pk}/explain/"
    answer = client_for(improver).post(where, {**NOTE, "step_due_on": "10/12/2026"})
    assert answer.status_code == 302
    note = PaceNote.objects.get()
    assert (note.noted_by, note.noted_on, note.step_due_on) == (improver, TODAY, dt.date(2026, 12, 10))
    assert AuditEntry.objects.get().action == "explained slow progress"
    page = client_for(adviser).get(SLOW).content.decode()
    for words in (
        "The supplier withdrew.",
        "The second bidder begins.",
        "10 December 2026",
        "the longest for 36 days",
    ):
        assert words in page
    assert slow_on(objective, TODAY) == ["O1"]


def test_every_explanation_is_kept_and_each_day_has_its_own(objective: Objective) -> None:
    day_after = dt.date(2026, 11, 23)
    PaceNoteFactory(objective=objective, noted_on=TODAY, explanation="First", recorded_at=at(TODAY))
    PaceNoteFactory(objective=objective, noted_on=day_after, explanation="Second", recorded_at=at(day_after))
    PaceNoteFactory(
        objective=objective,
        noted_on=day_after,
        explanation="Recorded later",
        recorded_at=at(dt.date(2026, 11, 24)),
    )

    def said(day: dt.date, **known: Any) -> list[str]:
        plan = plan_as_at(objective.plan.notice, day, **known)
        assert plan is not None
        return [note.explanation for each in slow_objectives_of(plan) for note in each.notes]

    assert said(TODAY) == ["First"]
    assert said(day_after) == ["Recorded later", "Second", "First"]
    assert said(day_after, known_on=day_after) == ["Second", "First"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"explanation": " "}, "explanation"),
        ({"corrective_step": ""}, "corrective_step"),
        ({"step_due_on": dt.date(2026, 11, 21)}, "step_due_on"),
    ],
)
def test_a_refused_explanation_says_where(
    wrong: dict[str, Any], field: str, objective: Objective, improver: User
) -> None:
    with pytest.raises(Refusal) as found:
        note_pace(objective=objective, by=improver, today=TODAY, **{**NOTE, **wrong})
    assert found.value.field == field
    assert PaceNote.objects.count() == 0


def test_what_is_not_slow_is_not_explained(objective: Objective, improver: User) -> None:
    with pytest.raises(Refusal, match="not slow to progress today"):
        note_pace(objective=objective, by=improver, today=dt.date(2026, 11, 21), **NOTE)


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_may_explain_and_set_the_rule(
    role: str, objective: Objective, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(role))
    answers = [
        client.post(f"/councils/fernshire/plan/objectives/{objective.pk}/explain/", NOTE).status_code,
        client.post(f"{SLOW}rule/change/", rule_form()).status_code,
    ]
    assert answers == ([302, 302] if role == "improver" else [403, 403])
    assert client.get(SLOW).status_code == client.get(f"{SLOW}rule/").status_code == 200
    assert (PaceNote.objects.count(), PaceSettings.objects.count()) == (
        (1, 1) if role == "improver" else (0, 0)
    )


def test_an_outsider_finds_nothing(objective: Objective, outsider: User, client_for: ClientFor) -> None:
    client = client_for(outsider)
    for address in (SLOW, f"{SLOW}rule/", f"{SLOW}rule/change/"):
        assert client.get(address).status_code == 404
    own = ObjectiveFactory()
    assert (
        client_for(outsider).get(f"/councils/fernshire/plan/objectives/{own.pk}/explain/").status_code == 404
    )


def test_another_rule_holds_from_its_day_on_and_not_before(objective: Objective) -> None:
    ActionUpdateFactory(action=objective.actions.get(), given_on=dt.date(2026, 8, 1))
    PaceSettingsFactory(plan=objective.plan, from_day=TODAY, silent_after_days=36)
    assert rule_for(objective.plan, dt.date(2026, 11, 21)) == STANDARD_RULE
    assert rule_for(objective.plan, TODAY) == replace(STANDARD_RULE, silent_after_days=36)
    assert slow_on(objective, TODAY) == []
    assert slow_on(objective, dt.date(2026, 11, 23)) == ["O1"]


def test_a_rule_that_was_recorded_later_changes_nothing_as_it_was_known(objective: Objective) -> None:
    recorded = at(dt.date(2026, 11, 23))
    PaceSettingsFactory(plan=objective.plan, from_day=TODAY, silent_after_days=40, recorded_at=recorded)
    assert slow_on(objective, TODAY) == []
    assert slow_on(objective, TODAY, known_on=TODAY) == ["O1"]


def test_the_newest_of_two_rules_of_one_day_holds(objective: Objective) -> None:
    PaceSettingsFactory(plan=objective.plan, from_day=TODAY, silent_after_days=60)
    PaceSettingsFactory(plan=objective.plan, from_day=TODAY, silent_after_days=20)
    assert rule_for(objective.plan, TODAY).silent_after_days == 20


def test_a_changed_rule_is_kept_with_its_reason_and_printed(
    objective: Objective, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    assert client.post(f"{SLOW}rule/change/", rule_form()).status_code == 302
    kept = PaceSettings.objects.get()
    # What a page says of a day leaves out what was recorded after it, and the clock of this machine is later.
    PaceSettings.objects.update(recorded_at=at(TODAY))
    page = client.get(f"{SLOW}rule/").content.decode()
    assert (kept.set_by, kept.from_day, kept.silent_after_days) == (improver, TODAY, 42)
    assert "without an update for more than 42 days" in page
    assert "Asked every six weeks" in page
    assert AuditEntry.objects.get().action == "changed the rule for slow progress"
    assert slow_on(objective, TODAY) == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"from_day": "21/11/2026"}, "not backwards"),
        ({"from_day": ""}, "Enter the day from which the rule holds"),
        ({"reason": " "}, "Enter the reason for changing the rule"),
        ({"silent_after_days": 35}, "change at least one bound"),
        ({"silent_after_days": 63}, "Days without an update must be 62 or less"),
        ({"share_behind_allowed": 51}, "must be 50 or less"),
        ({"overdue_allowed": -1}, "must be 0 or more"),
        ({"moves_allowed": "many"}, "must be a whole number"),
    ],
)
def test_a_refused_rule_says_why_and_changes_nothing(
    wrong: dict[str, Any], message: str, objective: Objective, improver: User, client_for: ClientFor
) -> None:
    answer = client_for(improver).post(f"{SLOW}rule/change/", rule_form(**wrong))
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert (PaceSettings.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_the_service_holds_the_bounds_whatever_the_form_lets_through(
    objective: Objective, improver: User
) -> None:
    with pytest.raises(Refusal) as found:
        set_pace_rule(
            plan=objective.plan, rule=replace(STANDARD_RULE, silent_after_days=365), from_day=TODAY,
            reason="Peace and quiet", by=improver, today=TODAY,
        )  # fmt: skip
    assert found.value.field == "silent_after_days"


def test_an_owner_is_weak_by_the_rule_in_force(objective: Objective) -> None:
    post = objective.actions.get().owner_post
    PostHoldingFactory(post=post)
    plan = plan_as_at(objective.plan.notice, TODAY)
    assert plan is not None
    assert [each.name.split(" (")[0] for each in weak_contributions(plan)] == [post.title]
    assert weak_contributions(plan, rule=replace(STANDARD_RULE, silent_after_days=36)) == []


def queries(objective: Objective, number: int) -> None:
    for _ in range(number):
        another = ObjectiveFactory(plan=objective.plan)
        PaceNoteFactory.create_batch(2, objective=another)
        ActionUpdateFactory(action=ActionFactory(objective=another), given_on=dt.date(2026, 10, 1))


def test_many_slow_objectives_take_as_many_queries_as_few(
    objective: Objective, improver: User, client_for: ClientFor, queries_of: Callable[[Client, str], int]
) -> None:
    client = client_for(improver)
    queries(objective, 3)
    few = queries_of(client, SLOW)
    queries(objective, 37)
    assert queries_of(client, SLOW) == few
