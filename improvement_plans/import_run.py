"""What the worker does with an import, step by step, with its progress told and its failure explained."""

import logging

from core import jobs
from core.clock import today
from core.refusals import Refusal
from improvement_plans.models import PlanImport
from improvement_plans.selectors.import_checks import sheets_of
from improvement_plans.services.import_loading import load
from improvement_plans.services.importing import fail_load

log = logging.getLogger(__name__)

UNEXPECTED = (
    "Something went wrong while the file was loaded. Nothing was loaded: try again, and tell support if it happens "
    "twice."
)


def run_import(job_id: int) -> None:
    """Claim the job, load the file, finish or fail. A job that somebody else claimed is left alone."""
    if not jobs.claim(job_id):
        return
    try:
        _load(job_id)
    except Refusal as refusal:
        fail_load(job_id, refusal.message)
    except Exception:
        # Whatever it was, the person who waits must hear of it; the log keeps the cause.
        log.exception("Job %s failed", job_id)
        fail_load(job_id, UNEXPECTED)


def _load(job_id: int) -> None:
    plan_import = PlanImport.objects.select_related("plan__notice__council").filter(job=job_id).first()
    if plan_import is None:
        raise Refusal("The import that this was for no longer waits for it")
    jobs.move(job_id, percent=10, message="Reading the file")
    sheets = sheets_of(plan_import)
    jobs.move(job_id, percent=40, message="Checking it against the plan and writing it")
    load(plan_import=plan_import, job_id=job_id, sheets=sheets, today=today())
