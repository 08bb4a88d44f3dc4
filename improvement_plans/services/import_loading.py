"""Loads a checked file into the plan: all of it or nothing, in statements whose number does not follow its rows."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.importing import services
from core.importing.checked import Checked, Line
from core.importing.selectors import mapped_sheets
from core.importing.sheet import Sheet
from core.importing.wizard import Wizard
from improvement_plans.importing.columns import INTO
from improvement_plans.models import Action, Objective, PlanImport, Source
from improvement_plans.selectors.import_checks import check_with
from improvement_plans.selectors.importing import reading_for
from improvement_plans.services.import_actions import load_actions, load_objectives
from improvement_plans.services.import_milestones import load_milestones
from improvement_plans.services.import_sources import load_sources
from improvement_plans.services.import_writing import Loading
from improvement_plans.services.writing import locked as locked_plan


@transaction.atomic
def load(
    *,
    wizard: Wizard[PlanImport],
    plan_import: PlanImport,
    job_id: int,
    sheets: tuple[Sheet, ...],
    today: dt.date,
) -> PlanImport:
    """Load what the dry run found, and finish the job with it.

    Raises Refusal when the plan is no longer as it was checked, and for an import that no longer waits for the job.
    """
    plan_import = services.taken_for_load(imported=plan_import, job_id=job_id)
    locked_plan(plan_import.plan)
    _lock_rows(plan_import)
    reading = reading_for(plan_import.plan)
    checked = check_with(plan_import, mapped_sheets(wizard, plan_import, sheets), reading, today=today)
    services.refuse_unless_as_checked(imported=plan_import, digest=checked.digest, into=INTO)
    loading = Loading(plan_import, today, timezone.now())
    wanted = _wanted(checked, plan_import.on_existing)
    load_objectives(loading, wanted)
    load_actions(loading, wanted)
    load_milestones(loading, wanted)
    load_sources(loading, wanted)
    loading.keep_rows()
    left_out = len({(each.sheet, each.row) for each in checked.errors})
    outcome = loading.counts() | {"left_out": left_out}
    return services.loaded(imported=plan_import, outcome=outcome, at=loading.at)


def _lock_rows(plan_import: PlanImport) -> None:
    """Hold what others might change while this checks and writes: whoever is at it meanwhile is told."""
    rows: tuple[QuerySet[Any], ...] = (
        Objective.objects.filter(plan=plan_import.plan),
        Action.objects.filter(objective__plan=plan_import.plan),
        Source.objects.filter(plan=plan_import.plan),
    )
    for each in rows:
        list(each.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def _wanted(checked: Checked, on_existing: str) -> dict[str, list[Line]]:
    """Return the lines to write by sort: the new ones, and those that differ where the choice is to update."""
    states = ("new", "different") if on_existing == PlanImport.OnExisting.UPDATE else ("new",)
    wanted: dict[str, list[Line]] = {"objective": [], "action": [], "milestone": [], "source": []}
    for line in checked.lines:
        if line.state in states:
            wanted[line.what].append(line)
    return wanted
