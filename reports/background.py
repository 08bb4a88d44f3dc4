"""What the worker does with a report, step by step, with its progress told and its failure explained."""

import logging
from collections.abc import Callable

from django.core.files.base import ContentFile

from core import jobs
from core.clock import today
from core.refusals import Refusal
from reports.models import Report
from reports.rendering import document_for, html_of
from reports.services.issuing import issue

log = logging.getLogger(__name__)

UNEXPECTED = (
    "Something went wrong while the PDF was made. Nothing was changed: try again, "
    "and tell support if it happens twice."
)


def render_draft(job_id: int) -> None:
    """Make the PDF of a draft and keep it as its preview."""
    _run(job_id, _render_draft)


def issue_signed(job_id: int) -> None:
    """Make the final PDF of a signed report and issue it."""
    _run(job_id, _issue_signed)


def _run(job_id: int, step: Callable[[int, Report], None]) -> None:
    """Claim the job, do the step, finish or fail. A job that somebody else claimed is left alone."""
    if not jobs.claim(job_id):
        return
    try:
        step(job_id, _report_of(job_id))
    except Refusal as refusal:
        jobs.fail(job_id, reason=refusal.message)
    except Exception:
        # Whatever it was, the person who waits must hear of it; the log keeps the cause.
        log.exception("Job %s failed", job_id)
        jobs.fail(job_id, reason=UNEXPECTED)
    else:
        jobs.finish(job_id)


def _report_of(job_id: int) -> Report:
    found = Report.objects.select_related("notice__council", "cut", "sign_off_post", "signed_by").filter(
        job=job_id
    )
    report = found.first()
    if report is None:
        raise Refusal("The report that this PDF was for no longer waits for it")
    return report


def _made(job_id: int, report: Report) -> bytes:
    jobs.move(job_id, percent=15, message="Laying out the figures")
    html = html_of(report)
    jobs.move(job_id, percent=35, message="Writing the pages")
    return document_for(report, html)


def _render_draft(job_id: int, report: Report) -> None:
    document = _made(job_id, report)
    jobs.move(job_id, percent=90, message="Keeping the file")
    if not Report.objects.filter(pk=report.pk, job=job_id).exists():
        raise Refusal("Somebody asked for this PDF again; the newer one replaces it")
    report.preview.save(f"{report.pk}-{job_id}.pdf", ContentFile(document), save=False)
    Report.objects.filter(pk=report.pk).update(preview=report.preview.name)


def _issue_signed(job_id: int, report: Report) -> None:
    document = _made(job_id, report)
    jobs.move(job_id, percent=90, message="Issuing")
    issue(report=report, document=document, today=today())
