"""What the worker does with a report, step by step, with its progress told and its failure explained."""

import logging
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.utils import timezone

from core import jobs
from core.clock import today
from core.refusals import Refusal
from reports.models import Report
from reports.rendering import TEMPLATE_VERSION, document_for, html_of
from reports.selectors.leaving import due_to_leave
from reports.services.issuing import begin_issue, issue

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


def issue_if_due(report_id: int) -> bool:
    """Issue a signed report whose time to be recalled is over, and return whether this run took it on."""
    job_id = begin_issue(report_id=report_id)
    if job_id is None:
        return False
    issue_signed(job_id)
    return True


def issue_due_reports() -> list[Report]:
    """Issue what is due to leave and what no task has taken on; return those that were issued.

    An issue that failed is left to the person who looks at it: it would only fail again.
    """
    taken = [report.pk for report in due_to_leave(timezone.now()) if issue_if_due(report.pk)]
    issued = Report.objects.filter(pk__in=taken, status=Report.Status.ISSUED)
    return list(issued.select_related("notice__council"))


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
    found = Report.objects.select_related("notice__council", "cut", "signed_by").filter(job=job_id)
    report = found.first()
    if report is None:
        raise Refusal("The report that this PDF was for no longer waits for it")
    return report


def _made(job_id: int, report: Report) -> tuple[str, bytes]:
    jobs.move(job_id, percent=15, message="Laying out the figures")
    html = html_of(report)
    jobs.move(job_id, percent=35, message="Writing the pages")
    return html, document_for(report, html)


def _render_draft(job_id: int, report: Report) -> None:
    _, document = _made(job_id, report)
    jobs.move(job_id, percent=90, message="Keeping the file")
    # Only for the newest asking: what is signed is what was written, and never an older PDF that came late.
    mine = Report.objects.filter(pk=report.pk, job=job_id).exclude(status=Report.Status.ISSUED)
    if mine.exists():
        before = report.preview.name
        report.preview.save(f"{report.pk}-{job_id}.pdf", ContentFile(document), save=False)
        is_kept = mine.update(preview=report.preview.name)
        _remove_preview(before if is_kept else report.preview.name)
        if is_kept:
            return
    raise Refusal("Somebody asked for this PDF again; the newer one replaces it")


def _remove_preview(name: str | None) -> None:
    """Remove the PDF of a draft that nobody can ask for any more: an older text is not left lying about."""
    if name:
        Report.preview.field.storage.delete(name)


def _issue_signed(job_id: int, report: Report) -> None:
    html, document = _made(job_id, report)
    jobs.move(job_id, percent=90, message="Issuing")
    issue(report=report, html=html, document=document, template_version=TEMPLATE_VERSION, today=today())
