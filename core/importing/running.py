"""What the worker does with an import, step by step, with its progress told and its failure explained."""

import logging

from core import jobs
from core.clock import today
from core.importing.selectors import sheets_of
from core.importing.services import fail_load
from core.importing.wizard import Import, Wizard
from core.refusals import Refusal

log = logging.getLogger(__name__)

UNEXPECTED = (
    "Something went wrong while the file was loaded. Nothing was loaded: try again, and tell support if it happens "
    "twice."
)


def run(wizard: Wizard[Import], job_id: int) -> None:
    """Claim the job, load the file, finish or fail. A job that somebody else claimed is left alone."""
    if not jobs.claim(job_id):
        return
    try:
        _load(wizard, job_id)
    except Refusal as refusal:
        fail_load(wizard=wizard, job_id=job_id, reason=refusal.message)
    except Exception:
        # Whatever it was, the person who waits must hear of it; the log keeps the cause.
        log.exception("Job %s failed", job_id)
        fail_load(wizard=wizard, job_id=job_id, reason=UNEXPECTED)


def _load(wizard: Wizard[Import], job_id: int) -> None:
    imports = wizard.model._default_manager.select_related(*wizard.model.comes_with)
    imported = imports.filter(job=job_id).first()
    if imported is None:
        raise Refusal("The import that this was for no longer waits for it")
    jobs.move(job_id, percent=10, message="Reading the file")
    sheets = sheets_of(wizard, imported)
    jobs.move(job_id, percent=40, message=f"Checking it against {wizard.into} and writing it")
    wizard.load(imported, sheets, job_id=job_id, today=today())
