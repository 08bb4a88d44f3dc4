"""The timeline, the dashboard, and what a partner agency sees, for axe to look at."""

import datetime as dt

from evidence.models import Evidence
from improvement_plans.models import Action, Milestone, Rating
from tests.browser.page import Known, Page, Scene
from tests.browser.pages_plan import HOME, an_action, an_indicator
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    EvidenceFactory,
    NoticeFactory,
    ObligationFactory,
    PostHoldingFactory,
)
from tests.factories_plan import ActionFactory, ActionUpdateFactory, ReviewFactory
from tests.factories_screens import plan_of_size


def a_plan_with_everything(known: Known) -> Action:
    """Actions of every look: put back, overdue, done, begun long ago, with milestones in every shape."""
    action = an_action(known)
    for number, day in enumerate(
        (dt.date(2026, 9, 20), dt.date(2026, 11, 10), dt.date(2027, 1, 20)), start=1
    ):
        Milestone.objects.create(
            action=action, number=number, title=f"Team {number} trained", added_on=dt.date(2026, 2, 2),
            original_due_on=day, due_on=day,
        )  # fmt: skip
    update = ActionUpdateFactory(action=action, given_on=dt.date(2026, 11, 4), rating=Rating.AMBER)
    update.milestones_reached.add(action.milestones.get(number=1))
    ActionFactory(
        objective=action.objective, starts_on=dt.date(2020, 1, 1), original_due_on=dt.date(2040, 1, 1)
    )
    plan_of_size(NoticeFactory(council=known("council"), issued_on=dt.date(2025, 1, 1)), 6)
    return action


def timeline(query: str) -> Scene:
    def scene(known: Known) -> str:
        a_plan_with_everything(known)
        return f"{HOME}plan/timeline/{query}"

    return scene


def contributed(known: Known) -> Action:
    action = a_plan_with_everything(known)
    action.partner_agencies.add(known("agency"))
    PostHoldingFactory(person=known("partner"))
    action.evidence.add(
        EvidenceFactory(council=known("council"), confidentiality=Evidence.Confidentiality.MAY_LEAVE)
    )
    return action


def contributions(known: Known) -> str:
    contributed(known)
    return f"{HOME}plan/contributions/"


def partners_action(known: Known) -> str:
    return f"{HOME}plan/actions/{contributed(known).pk}/"


def partners_home(known: Known) -> str:
    contributed(known)
    return HOME


def dashboard(known: Known) -> str:
    action = a_plan_with_everything(known)
    duty = ObligationFactory(clause=ClauseFactory(notice=action.objective.plan.notice, number="6"))
    CadenceTermsFactory(obligation=duty)
    an_indicator(known)
    ReviewFactory(
        notice=action.objective.plan.notice, planned_on=dt.date(2026, 1, 14), held_on=dt.date(2026, 1, 14),
        outcome="Progress is good in two areas of three; supervision does not yet reach every team.",
        outcome_on=dt.date(2026, 1, 28), consequence="continues",
    )  # fmt: skip
    return f"{HOME}dashboard/"


PAGES = [
    Page("timeline", timeline("")),
    Page("timeline by owner", timeline("?by=owner&as_at=2026-10-15"), "chair"),
    Page("timeline nothing found", timeline("?words=zzz&differs=yes")),
    Page("timeline empty", lambda known: f"{HOME}plan/timeline/"),
    Page("dashboard", dashboard, "chair"),
    Page("dashboard earlier", lambda known: f"{dashboard(known)}?as_at=2026-02-01", "adviser"),
    Page("dashboard empty", lambda known: f"{HOME}dashboard/", "chair"),
    Page("partner home", partners_home, "partner"),
    Page("partner actions", contributions, "partner"),
    Page("partner actions empty", lambda known: f"{HOME}plan/contributions/", "partner"),
    Page("partner action", partners_action, "partner"),
]
