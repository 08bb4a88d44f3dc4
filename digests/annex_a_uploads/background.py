"""What the worker does with an Annex A workbook: reads it without a name, counts, keeps the counts, forgets the rows.

Whatever goes wrong is told without a value: an exception's own words may repeat what it stumbled over, so that only
its kind and the place in the code are written to the log.
"""

import logging
import traceback
from typing import BinaryIO

from core import jobs
from core.refusals import Refusal
from digests.annex_a.derivations import derive_all
from digests.annex_a.terms import Terms
from digests.annex_a.validation import validated
from digests.annex_a.workbook import collector_paused, read_workbook
from digests.annex_a_uploads import waiting_files
from digests.models import AnnexALoad
from digests.services.annex_a import give_up, keep_outcome

log = logging.getLogger(__name__)

GONE = "The uploaded file was not there any more. Upload the workbook again"
UNEXPECTED = (
    "Something went wrong while the workbook was worked out. Nothing of it was kept: upload it again, and tell support "
    "if it happens twice."
)
NO_LISTS = (
    "None of the lists was found in the workbook. A list is found by the name of its sheet (List_1) or by its headings "
    "in one of the first five rows"
)


def work_out(load_id: int) -> None:
    """Claim the load's job, work it out, finish or fail. A job that somebody else claimed is left alone."""
    load = AnnexALoad.objects.select_related("council", "job").filter(pk=load_id).first()
    if load is None or load.job is None or not load.token:
        return
    if not jobs.claim(load.job.pk):
        load.job.refresh_from_db()
        if load.job.is_over:
            # Called abandoned before a worker came to it: nobody will take the file any more.
            waiting_files.discard(load.token)
        return
    reason = _failure(load)
    # Outside of what failed: a failure to say so must not drag the first one along into the log.
    if reason:
        give_up(load=load, reason=reason)


def _failure(load: AnnexALoad) -> str:
    """Work a load out and return why that failed, "" where it did not."""
    try:
        file = waiting_files.take(load.token)
        if file is None:
            return GONE
        with file, collector_paused():
            _count(load, file)
    except Refusal as refusal:
        return refusal.message
    except Exception as error:
        # Whatever it was, the person who waits must hear of it.
        log.error("Annex A load %s failed: %s at %s", load.pk, type(error).__name__, _place(error))
        return UNEXPECTED
    return ""


def _count(load: AnnexALoad, file: BinaryIO) -> None:
    job_id = load.job_id or 0
    jobs.move(job_id, percent=10, message="Reading the workbook")
    sheets = read_workbook(file)
    jobs.move(job_id, percent=60, message="Checking the lists")
    lists, findings = validated(sheets, extract_on=load.extract_on)
    if not lists:
        raise Refusal(NO_LISTS)
    jobs.move(job_id, percent=85, message="Counting")
    derived = derive_all(lists, Terms(load.extract_on, **load.findings.get("standards", {})))
    keep_outcome(
        load=load,
        findings=findings.as_json(),
        rows={number: len(rows) for number, rows in lists.items()},
        measures=[each.as_json() for each in derived],
    )


def _place(error: Exception) -> str:
    """Return where in the code an exception arose: file and line, without the line's words."""
    frames = traceback.extract_tb(error.__traceback__, limit=-1)
    return f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else "an unknown place"
