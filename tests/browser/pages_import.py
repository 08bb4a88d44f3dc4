"""Pages of the import wizard that axe looks at."""

import datetime as dt
from typing import Any

from improvement_plans.models import PlanImport
from tests.browser.page import Known, Page, Scene
from tests.factories import AreaFactory, NoticeFactory, PostFactory
from tests.factories_import import actions_file, an_action, checked, loaded, run_import, started, uploaded
from tests.factories_plan import PlanFactory

IMPORTS = "/councils/fernshire/plan/imports/"
STEP = {"Action reference": "1.1", "Milestone number": 1, "Milestone": "Drafted", "Due": "01/10/2026"}


def a_plan(known: Known) -> Any:
    plan = PlanFactory(notice=NoticeFactory(council=known("council")))
    AreaFactory(notice=plan.notice, letter="a", title="Visits")
    PostFactory(organisation=known("council"), title="Head of Quality Assurance")
    return plan


def with_troubles(known: Known) -> PlanImport:
    """An import of which some rows are new, one differs and two have errors."""
    plan = a_plan(known)
    loaded(plan, known("improver"), actions_file(an_action()))
    return checked(
        plan,
        known("improver"),
        actions_file(
            an_action(Due=dt.date(2027, 1, 31), Action="Agree one standard for visits with every team"),
            an_action(Action_reference="1.2", Owner="Head of Quality"),
            an_action(Action_reference="1.3", Due="soon"),
            an_action(Action_reference="1.4"),
            milestones=[STEP],
        ),
    )


def page_of(step: str) -> Scene:
    """The scene of a step of an import with troubles."""
    return lambda known: f"{IMPORTS}{with_troubles(known).pk}/{step}"


def columns(known: Known) -> str:
    """An unmapped file in which one heading stands twice."""
    rows = [an_action(Lead="Somebody", Responsible="Somebody else")]
    upload = actions_file(*rows, milestones=[STEP])
    return f"{IMPORTS}{uploaded(a_plan(known), known('improver'), upload).pk}/columns/"


def result(known: Known) -> str:
    plan_import = loaded(a_plan(known), known("improver"), actions_file(an_action(), milestones=[STEP]))
    return f"{IMPORTS}{plan_import.pk}/"


def undo(known: Known) -> str:
    return f"{result(known)}undo/"


def waiting(known: Known) -> str:
    improver = known("improver")
    return f"{IMPORTS}{started(checked(a_plan(known), improver, actions_file(an_action())), improver).pk}/"


def failed(known: Known) -> str:
    plan, improver = a_plan(known), known("improver")
    plan_import = started(checked(plan, improver, actions_file(an_action())), improver)
    loaded(plan, improver, actions_file(an_action()))
    run_import(plan_import.job_id)
    return f"{IMPORTS}{plan_import.pk}/"


def several(known: Known) -> str:
    with_troubles(known)
    return IMPORTS


def choosing(known: Known) -> str:
    a_plan(known)
    return f"{IMPORTS}new/"


PAGES = [
    Page("imports", several),
    Page("imports empty", lambda known: IMPORTS),
    Page("import new", choosing),
    Page("import without a notice", lambda known: f"{IMPORTS}new/"),
    Page("import columns", columns),
    Page("import check", page_of("check/")),
    Page("import waiting", waiting),
    Page("import failed", failed),
    Page("import result", result),
    Page("import undo", undo),
]
