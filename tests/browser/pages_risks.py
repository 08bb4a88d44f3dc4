"""Pages of the risk log that axe looks at."""

import datetime as dt

from improvement_plans.models import Risk
from tests.browser.page import Known, Page, Scene
from tests.factories import NoticeFactory, PostHoldingFactory
from tests.factories_plan import ActionFactory, ActionUpdateFactory, ObjectiveFactory, PlanFactory
from tests.factories_voices import RiskClosingFactory, RiskScoreFactory

HOME = "/councils/fernshire/"
SCORES = ((5, 5, 4, 5), (4, 4, 4, 4), (4, 4, 4, 4), (5, 3, 2, 3), (3, 2, 1, 2))


def some_risks(known: Known) -> Risk:
    """A risk with two scores and a mitigation, beside others of every level, one closed and one without a score."""
    plan = PlanFactory(notice=NoticeFactory(council=known("council")))
    for inherent_likelihood, inherent_impact, residual_likelihood, residual_impact in SCORES:
        RiskScoreFactory(
            risk__plan=plan,
            inherent_likelihood=inherent_likelihood,
            inherent_impact=inherent_impact,
            residual_likelihood=residual_likelihood,
            residual_impact=residual_impact,
        )
    RiskClosingFactory(risk__plan=plan)
    risk = RiskScoreFactory(risk__plan=plan).risk
    RiskScoreFactory(risk=risk, scored_on=dt.date(2026, 10, 1), residual_likelihood=2)
    action = ActionFactory(objective=ObjectiveFactory(plan=plan))
    ActionUpdateFactory(action=action)
    PostHoldingFactory(post=risk.owner_post, person=known("owner"))
    risk.mitigations.add(action)
    return risk


def of_risks(address: str = "") -> Scene:
    """The scene of a page about all risks."""

    def scene(known: Known) -> str:
        some_risks(known)
        return f"{HOME}plan/risks/{address}"

    return scene


def of_one(deed: str = "") -> Scene:
    """The scene of a risk's page, or of one of the forms about it."""
    return lambda known: f"{HOME}plan/risks/{some_risks(known).pk}/{deed}"


def empty(known: Known) -> str:
    PlanFactory(notice=NoticeFactory(council=known("council")))
    return f"{HOME}plan/risks/"


def closed(known: Known) -> str:
    closing = RiskClosingFactory(risk__plan__notice__council=known("council"))
    return f"{HOME}plan/risks/{closing.risk_id}/reopen/"


PAGES = [
    Page("risks", of_risks()),
    Page("risks inherent", of_risks("?scores=inherent&level=severe"), "chair"),
    Page("risks earlier", of_risks("?as_at=2026-08-01&known_on=2026-08-01")),
    Page("risks empty", empty),
    Page("risk", of_one()),
    Page("add a risk", of_risks("add/")),
    Page("edit a risk", of_one("edit/")),
    Page("score a risk", of_one("score/")),
    Page("close a risk", of_one("close/")),
    Page("reopen a risk", closed),
]
