"""Answers what a file would do to the plan as it is now."""

import datetime as dt
from collections.abc import Mapping

from core.importing.cells import Reading
from core.importing.checked import Checked
from core.importing.findings import Sort
from core.importing.rows import Mapped, Row, merged_notices, read_rows
from improvement_plans.importing.checking_actions import check_actions
from improvement_plans.importing.checking_sources import check_sources
from improvement_plans.importing.columns import ACTIONS, MILESTONES, SOURCES
from improvement_plans.models import PlanImport
from improvement_plans.selectors.importing import known_plan, known_sources

SORTS = {
    "objective": Sort("Objectives", ACTIONS),
    "action": Sort("Actions", ACTIONS),
    "milestone": Sort("Milestones", MILESTONES),
    "source": Sort("Sources", SOURCES),
}
"""What the lines of a file are about, in the order of the page."""


def check_with(
    plan_import: PlanImport, mapped: Mapping[str, Mapped], reading: Reading, *, today: dt.date
) -> Checked:
    """Return what the mapped sheets would do to the plan; `reading` has the registers of the plan."""
    rows: dict[str, list[Row]] = {key: read_rows(each, reading) for key, each in mapped.items()}
    if plan_import.kind == PlanImport.Kind.SOURCES:
        found = check_sources(rows["sources"], known_sources(plan_import.plan), today=today)
        notices = merged_notices(mapped["sources"])
        return Checked(found.lines, (*found.troubles, *notices))
    return check_actions(
        rows["actions"], rows.get("milestones", []), known_plan(plan_import.plan), today=today
    )
