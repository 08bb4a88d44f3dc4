"""Pages of the sources and of the coverage that axe looks at."""

import datetime as dt
from dataclasses import dataclass

from improvement_plans.models import Action, Answer, Plan, Source
from notices.models import Clause, Obligation
from tests.browser.page import Known, Page, Scene
from tests.factories import AreaFactory, ClauseFactory, EvidenceFactory, NoticeFactory, ObligationFactory
from tests.factories_plan import (
    ActionFactory,
    CompletionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PlanFactory,
)
from tests.factories_sources import AnswerFactory, AnsweringFactory, SourceFactory

HOME = "/councils/fernshire/"
LONG = "Make sure that managers at every level see, weekly, whether each child is visited and seen alone " * 2


@dataclass(frozen=True)
class Proof:
    """A plan with sources in every state, a clause of an area and orphans of every sort."""

    plan: Plan
    action: Action
    source: Source
    clause: Clause


def a_proof(known: Known) -> Proof:
    """Fifty-one sources over eight origins and forty actions over six objectives."""
    council = known("council")
    plan = PlanFactory(notice=NoticeFactory(council=council))
    clause = ClauseFactory(
        notice=plan.notice, number="4.a", words="The plan must cover practice in assessment."
    )
    ObligationFactory(clause=clause, kind=Obligation.Kind.CONTENT, duty_holder="council")
    areas = [AreaFactory(notice=plan.notice, letter=letter) for letter in "abc"]
    areas[0].clause = clause
    areas[0].save()
    objectives = [
        ObjectiveFactory(plan=plan, reference=f"O{number}", areas=areas[:2]) for number in range(1, 7)
    ]
    actions = [
        ActionFactory(objective=objectives[place % 6], reference=f"{place % 6 + 1}.{place // 6 + 1}")
        for place in range(40)
    ]
    origins = list(Source.Origin)
    sources = [
        SourceFactory(plan=plan, origin=origins[place % 8], reference=f"R{place + 1}", words=LONG)
        for place in range(51)
    ]
    for place in range(0, 45):
        AnsweringFactory(action=actions[place % 39], source=sources[place])
    AnsweringFactory(action=actions[1], source=sources[0], linked_by=known("improver"))
    AnswerFactory(source=sources[0], given_by=known("improver"))
    CompletionFactory(action=actions[2])
    AnswerFactory(
        source=sources[46],
        kind=Answer.Kind.NOT_PLANNED,
        reason="The register itself shows when each meeting was held.",
    )
    done = AnswerFactory(source=sources[47], kind=Answer.Kind.DONE, given_on=dt.date(2026, 10, 2))
    done.evidence.add(EvidenceFactory(council=council))
    return Proof(plan, actions[0], sources[0], clause)


def page_of_plan(address: str) -> Scene:
    """The scene of a page of the plan's sources or coverage."""

    def scene(known: Known) -> str:
        proof = a_proof(known)
        return (
            HOME
            + "plan/"
            + address.format(action=proof.action.pk, source=proof.source.pk, clause=proof.clause.pk)
        )

    return scene


def nothing(address: str) -> Scene:
    """The scene of a page with nothing to show yet, but a plan."""

    def scene(known: Known) -> str:
        PlanFactory(notice=NoticeFactory(council=known("council")))
        return f"{HOME}plan/{address}"

    return scene


def moved_by(known: Known) -> str:
    proof = a_proof(known)
    indicator = IndicatorFactory(council=known("council"))
    indicator.actions.add(proof.action)
    return f"{HOME}digest/indicators/{indicator.pk}/moved-by/"


PAGES = [
    Page("sources", page_of_plan("sources/")),
    Page("sources filtered", page_of_plan("sources/?origin=inspection&state=planned&words=child")),
    Page("sources filter wrong", page_of_plan("sources/?origin=x&area=y")),
    Page("sources empty", nothing("sources/")),
    Page("sources without a plan", lambda known: f"{HOME}plan/sources/"),
    Page("source", page_of_plan("sources/{source}/")),
    Page("source add", page_of_plan("sources/add/")),
    Page("source add as adviser", page_of_plan("sources/add/"), "adviser"),
    Page("sources add several", page_of_plan("sources/add-several/")),
    Page("source edit", page_of_plan("sources/{source}/edit/")),
    Page("source answer", page_of_plan("sources/{source}/answer/")),
    Page("source link actions", page_of_plan("sources/{source}/actions/?words=1.1")),
    Page("action link sources", page_of_plan("actions/{action}/sources/")),
    Page("coverage", page_of_plan("coverage/")),
    Page("coverage empty", nothing("coverage/")),
    Page("coverage clauses", page_of_plan("coverage/clauses/")),
    Page("coverage clause", page_of_plan("coverage/clauses/{clause}/")),
    Page("coverage pair", page_of_plan("coverage/sources/{source}/actions/{action}/")),
    Page("coverage pair by area", page_of_plan("coverage/clauses/{clause}/actions/{action}/")),
    Page("coverage orphan actions", page_of_plan("coverage/actions-without-source/")),
    Page("coverage orphan objectives", page_of_plan("coverage/objectives-without-indicator/")),
    Page("coverage orphan areas", page_of_plan("coverage/areas-without-action/")),
    Page("indicator moved by", moved_by, "analyst"),
]
