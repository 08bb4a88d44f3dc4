"""Scenes of an import with a real worker, each played in a process of its own."""

import datetime as dt
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Role, User
from core import jobs
from improvement_plans.models import Action, Objective, PlanImport
from tests import factories as rows
from tests.factories_import import actions_file, an_action, checked, started
from tests.factories_plan import ActionFactory, ObjectiveFactory, PlanFactory
from tests.services.scenes import in_thread, waiting_for_a_lock
from tests.waiting import wait_for

WORDS = {
    "title": "Children are seen often enough",
    "outcome_for_children": "Every child knows who will visit and when.",
}


def an_import(slug: str) -> tuple[PlanImport, User]:
    """Return a checked file for a council of its own, and who loads it."""
    council = rows.CouncilFactory(name=f"{slug.title()} Council", slug=slug)
    team = rows.UserFactory(name="The team", email=f"team@{slug}.example")
    rows.MembershipFactory(council=council, person=team, role=Role.IMPROVEMENT_TEAM)
    plan = PlanFactory(notice=rows.NoticeFactory(council=council))
    rows.AreaFactory(notice=plan.notice, letter="a", title="Visits")
    post = rows.PostFactory(organisation=council, title="Head of Quality Assurance")
    ObjectiveFactory(plan=plan, reference="1", owner_post=post, **WORDS, areas=list(plan.notice.areas.all()))
    new = an_action(Objective_reference="2", Objective_title="A second objective", Action_reference="2.1")
    return checked(plan, team, actions_file(an_action(), new)), team


def found(plan_import: PlanImport) -> dict[str, Any]:
    """Return how the import and its job stand, and what of it is in the plan."""
    plan_import = PlanImport.objects.select_related("job").get(pk=plan_import.pk)
    objectives = Objective.objects.filter(plan=plan_import.plan)
    return {
        "state": plan_import.state,
        "job": plan_import.job.state if plan_import.job else "",
        "reason": plan_import.job.error if plan_import.job else "",
        "objectives": objectives.count(),
        "actions": Action.objects.filter(objective__in=objectives).count(),
        "rows": plan_import.rows.count(),
    }


def is_over(plan_import: PlanImport) -> bool:
    job = PlanImport.objects.select_related("job").get(pk=plan_import.pk).job
    return job is not None and job.is_over


def journey(slug: str) -> dict[str, Any]:
    """The worker loads a file."""
    plan_import, team = an_import(slug)
    started(plan_import, team)
    wait_for(lambda: is_over(plan_import), "the load")
    return found(plan_import)


def killed_while_it_loads(slug: str, group: str) -> dict[str, Any]:
    """The worker is killed after the objective that it wrote, at the actions that it waits to write."""
    plan_import, team = an_import(slug)
    with transaction.atomic():
        # As long as nobody knows whether this one stays, the worker cannot write its own of the same reference.
        ActionFactory(objective=Objective.objects.get(plan=plan_import.plan), reference="1.1")
        _on_another_connection(plan_import, team)
        wait_for(lambda: waiting_for_a_lock() == 1, "the worker to reach the actions")
        os.killpg(int(group), signal.SIGKILL)
        transaction.set_rollback(True)
    wait_for(lambda: waiting_for_a_lock() == 0, "the database to notice")
    return found(plan_import)


def retry(slug: str) -> dict[str, Any]:
    """The schedule calls the job failed, the team starts the load again, another worker does it."""
    plan_import = PlanImport.objects.get(plan__notice__council__slug=slug)
    jobs.fail_abandoned(timezone.now() + jobs.SILENCE_ALLOWED + dt.timedelta(seconds=1))
    started(plan_import, User.objects.get(email=f"team@{slug}.example"))
    wait_for(lambda: is_over(plan_import), "the load")
    return found(plan_import)


def _on_another_connection(plan_import: PlanImport, team: User) -> None:
    """Start the load on another connection: what this one asks for is not there before its transaction ends."""
    with ThreadPoolExecutor(1) as aside:
        aside.submit(in_thread, lambda: str(started(plan_import, team).pk)).result()


SCENES = {scene.__name__: scene for scene in (journey, killed_while_it_loads, retry)}
