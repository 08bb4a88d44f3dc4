"""What the worker does with a pack, step by step, with its progress told and its failure explained."""

import logging
from typing import BinaryIO, cast

from boards.models import Pack
from boards.packing.copies import PaperRefused, made
from boards.packing.plan import PaperEntry
from boards.selectors.pack_plan import next_plan
from boards.services.packs import NO_LONGER, keep_copies
from core import jobs
from core.clock import today
from core.refusals import Refusal
from evidence.models import EvidenceVersion

log = logging.getLogger(__name__)

UNEXPECTED = (
    "Something went wrong while the pack was made. Nothing was changed: try again, "
    "and tell support if it happens twice."
)


def make(job_id: int) -> None:
    """Make the pack that a job is for. A job that another worker claimed is left alone."""
    if not jobs.claim(job_id):
        return
    try:
        _make(job_id)
    except Refusal as refusal:
        jobs.fail(job_id, reason=refusal.message)
    except Exception:
        # Whatever it was, the person who waits must hear of it; the log keeps the cause.
        log.exception("Job %s failed", job_id)
        jobs.fail(job_id, reason=UNEXPECTED)
    else:
        jobs.finish(job_id)


def _make(job_id: int) -> None:
    found = Pack.objects.select_related("meeting__board__notice__council", "meeting__planned_event")
    pack = found.filter(job=job_id).first()
    if pack is None:
        raise Refusal(NO_LONGER)
    plan = next_plan(pack.meeting, today=today())
    if plan.number != pack.number:
        raise Refusal(NO_LONGER)
    try:
        copies = made(
            plan, _opened, lambda percent, message: jobs.move(job_id, percent=percent, message=message)
        )
    except PaperRefused as refused:
        raise Refusal(_in_words(refused)) from refused
    jobs.move(job_id, percent=92, message="Keeping the files")
    keep_copies(pack=pack, job_id=job_id, plan=plan, made=copies)


def _opened(paper: PaperEntry) -> BinaryIO:
    """Open the file of a paper; raises FileNotFoundError when it is gone from the store."""
    return cast(BinaryIO, EvidenceVersion.objects.get(pk=paper.version).file.open("rb"))


def _in_words(refused: PaperRefused) -> str:
    """Return why the pack was not made. A job's words are shown more widely than a confidential title may be."""
    paper = refused.paper
    name = f"Paper {paper.label}" if paper.is_confidential else f"Paper {paper.label} “{paper.title}”"
    return f"{name} {refused.reason}. Then make the pack again: nothing was changed."
