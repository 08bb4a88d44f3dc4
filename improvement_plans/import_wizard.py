"""What the plan says about its imports: which tables a file may hold, and how it is checked, loaded and undone."""

import datetime as dt
from typing import Any

from core.audit import Actor
from core.importing.findings import findings_of
from core.importing.selectors import mapped_sheets
from core.importing.sheet import Sheet
from core.importing.wizard import Wizard
from improvement_plans.importing.columns import INTO, LIMITS, TABLES_OF_KIND
from improvement_plans.models import ColumnMapping, PlanImport
from improvement_plans.selectors.import_checks import SORTS, check_with
from improvement_plans.selectors.import_undoing import in_the_way
from improvement_plans.selectors.importing import reading_for
from improvement_plans.services.import_loading import load
from improvement_plans.services.import_undoing import undo
from improvement_plans.tasks import load_import


class PlanWizard(Wizard[PlanImport]):
    """The imports of the plan."""

    model = PlanImport
    mappings = ColumnMapping
    tables_of_kind = TABLES_OF_KIND
    limits = LIMITS
    job_kind = "plan import"
    example = "As in Fernshire’s plan (made up)"
    into = INTO

    def remembered_by(self, imported: PlanImport) -> dict[str, Any]:
        return {"council": imported.plan.notice.council, "kind": imported.kind}

    def find(self, imported: PlanImport, sheets: tuple[Sheet, ...], *, today: dt.date) -> dict[str, Any]:
        reading = reading_for(imported.plan)
        checked = check_with(imported, mapped_sheets(self, imported, sheets), reading, today=today)
        return findings_of(checked, reading, SORTS)

    def send(self, job_id: int) -> None:
        load_import.delay(job_id)

    def load(self, imported: PlanImport, sheets: tuple[Sheet, ...], *, job_id: int, today: dt.date) -> None:
        load(wizard=self, plan_import=imported, job_id=job_id, sheets=sheets, today=today)

    def in_the_way(self, imported: PlanImport) -> list[str]:
        return in_the_way(imported)

    def undo(self, imported: PlanImport, *, by: Actor, now: dt.datetime) -> None:
        undo(plan_import=imported, by=by, now=now)


PLAN_IMPORTS = PlanWizard()
