"""What the worker does with a published digest: its PDF and the one for scrutiny, progress told, failure explained."""

import logging

from django.core.files.base import ContentFile

from core import jobs
from core.refusals import Refusal
from digests.models import MonthlyDigest
from digests.publication.rendering import pdf_of

log = logging.getLogger(__name__)

UNEXPECTED = (
    "Something went wrong while the PDF was made. The digest itself is published: ask for the PDF again, "
    "and tell support if it fails twice."
)


def render_published(job_id: int) -> None:
    """Claim the job, make both PDFs, finish or fail. A job that somebody else claimed is left alone."""
    if not jobs.claim(job_id):
        return
    try:
        _render(job_id)
    except Refusal as refusal:
        jobs.fail(job_id, reason=refusal.message)
    except Exception:
        # Whatever it was, the person who waits must hear of it; the log keeps the cause.
        log.exception("Job %s failed", job_id)
        jobs.fail(job_id, reason=UNEXPECTED)
    else:
        jobs.finish(job_id)


def _render(job_id: int) -> None:
    digest = MonthlyDigest.objects.select_related("council", "published_by").filter(job=job_id).first()
    if digest is None:
        raise Refusal("Somebody asked for this PDF again; the newer one replaces it")
    jobs.move(job_id, percent=5, message="Writing the digest")
    whole = pdf_of(digest, for_scrutiny=False)
    jobs.move(job_id, percent=50, message="Writing the copy for scrutiny")
    copy = pdf_of(digest, for_scrutiny=True)
    jobs.move(job_id, percent=95, message="Keeping the files")
    if not MonthlyDigest.objects.filter(pk=digest.pk, job=job_id).exists():
        raise Refusal("Somebody asked for this PDF again; the newer one replaces it")
    digest.document.save(f"{digest.filename}.pdf", ContentFile(whole), save=False)
    digest.scrutiny_document.save(f"{digest.filename}-scrutiny.pdf", ContentFile(copy), save=False)
    MonthlyDigest.objects.filter(pk=digest.pk).update(
        document=digest.document.name, scrutiny_document=digest.scrutiny_document.name
    )
