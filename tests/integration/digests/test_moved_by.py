"""Which objectives and actions should move an indicator: chosen on its page, by the team or the analyst."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Organisation, User
from core.models import AuditEntry
from digests.models import Indicator
from improvement_plans.models import Action
from tests.factories_plan import ActionFactory, IndicatorFactory, PlanFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
EVERYBODY = [
    "improver", "owner", "analyst", "chair", "adviser", "department_official", "board_member", "administrator",
]  # fmt: skip


@pytest.fixture
def indicator(council: Organisation) -> Indicator:
    return IndicatorFactory(council=council)


@pytest.fixture
def action(council: Organisation) -> Action:
    return ActionFactory(objective__plan=PlanFactory(notice__council=council), title="Visit every child")


def place(indicator: Indicator) -> str:
    return f"/councils/fernshire/digest/indicators/{indicator.pk}/"


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_says_what_should_move_it(
    role: str, indicator: Indicator, action: Action, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(role))
    shown = client.get(f"{place(indicator)}moved-by/")
    sent = client.post(f"{place(indicator)}moved-by/", {"actions": [action.pk]})
    may = role in {"improver", "analyst"}
    assert (shown.status_code, sent.status_code) == ((200, 302) if may else (403, 403))
    assert indicator.actions.exists() == may
    assert ("Say what should move it" in client.get(place(indicator)).content.decode()) == may


def test_an_outsider_finds_nothing(indicator: Indicator, outsider: User, client_for: ClientFor) -> None:
    assert client_for(outsider).get(f"{place(indicator)}moved-by/").status_code == 404
    assert client_for(None).get(f"{place(indicator)}moved-by/").status_code == 302


def test_what_is_chosen_is_kept_shown_and_audited(
    indicator: Indicator, action: Action, analyst: User, client_for: ClientFor
) -> None:
    earlier = ActionFactory(objective=action.objective)
    indicator.actions.add(earlier)
    client = client_for(analyst)
    typed = {
        "objectives": [action.objective_id],
        "objectives_seen": "",
        "actions": [action.pk],
        "actions_seen": str(earlier.pk),
    }
    assert client.post(f"{place(indicator)}moved-by/", typed)["Location"] == place(indicator)
    assert (list(indicator.objectives.all()), list(indicator.actions.all())) == ([action.objective], [action])
    shown = client.get(place(indicator)).content.decode()
    assert "Visit every child" in shown
    assert action.objective.title in shown
    entry = AuditEntry.objects.get()
    assert entry.detail == {"added": [str(action.objective), str(action)], "removed": [str(earlier)]}


def test_nothing_changed_writes_nothing(
    indicator: Indicator, action: Action, analyst: User, client_for: ClientFor
) -> None:
    indicator.actions.add(action)
    client_for(analyst).post(
        f"{place(indicator)}moved-by/", {"actions": [action.pk], "actions_seen": str(action.pk)}
    )
    assert not AuditEntry.objects.exists()


def test_another_councils_action_cannot_be_chosen(
    indicator: Indicator, analyst: User, client_for: ClientFor
) -> None:
    answer = client_for(analyst).post(f"{place(indicator)}moved-by/", {"actions": [ActionFactory().pk]})
    assert "is no longer offered" in answer.content.decode()
    assert not indicator.actions.exists()
