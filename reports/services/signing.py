"""Sign-off: submitted to a post, returned with a comment or signed by whoever holds that post."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import Post, User
from accounts.selectors import posts_held_by
from core import audit
from core.refusals import Refusal
from reports.models import Report
from reports.numbering import number_of
from reports.readiness import is_ready, requirements
from reports.services import rows
from reports.services.asking import ask_worker


@transaction.atomic
def submit(*, report: Report, post: Post, by: User, today: dt.date, unready_reason: str = "") -> Report:
    """Put a report before the post that is to sign it. An unready one needs a reason, which is printed in it.

    Raises Refusal for a post of another organisation, for an unready report without a reason, and out of turn.
    """
    report = rows.locked(report)
    rows.refuse_unless(report, Report.Status.AWAITING_SIGN_OFF)
    if post.organisation_id != report.notice.council_id:
        raise Refusal("Choose a post of the council", field="post")
    ready = is_ready(
        requirements(
            report.cut.content, analysis=report.analysis, recommendations=report.recommendations, today=today
        )
    )
    reason = "" if ready else unready_reason.strip()
    if not ready and not reason:
        raise Refusal("Enter why the report goes out although something is missing", field="unready_reason")
    report.status, report.sign_off_post = Report.Status.AWAITING_SIGN_OFF, post
    report.unready_reason, report.return_reason = reason, ""
    report.save(update_fields=["status", "sign_off_post", "unready_reason", "return_reason"])
    # What is signed is what was written: the post gets a PDF of the text as it is now.
    ask_worker(report)
    _record(report, by, "submitted a report for sign-off", post=str(post))
    return report


@transaction.atomic
def return_for_changes(*, report: Report, comment: str, by: User, today: dt.date) -> Report:
    """Give a report back with a comment. Raises Refusal without one and for anybody but the signing post."""
    report = rows.locked(report)
    rows.refuse_unless(report, Report.Status.RETURNED)
    _refuse_anybody_else(report, by, today)
    if not comment.strip():
        raise Refusal("Enter what has to change before you sign", field="comment")
    report.status, report.return_reason = Report.Status.RETURNED, comment.strip()
    report.save(update_fields=["status", "return_reason"])
    _record(report, by, "returned a report", comment=comment.strip())
    return report


@transaction.atomic
def sign(*, report: Report, by: User, today: dt.date) -> Report:
    """Sign a report: it gets its number, and the worker writes the PDF and issues it.

    Raises Refusal for anybody but a holder of the signing post, out of turn, and before there is a PDF to read.
    """
    report = rows.locked(report)
    rows.refuse_unless(report, Report.Status.SIGNED)
    _refuse_anybody_else(report, by, today)
    if not report.can_be_read:
        raise Refusal("The PDF that you would sign is not there yet: read it before you sign")
    report.status, report.signed_by, report.signed_at = Report.Status.SIGNED, by, timezone.now()
    report.number = number_of(report.kind, report.month, report.version)
    report.save(update_fields=["status", "signed_by", "signed_at", "number"])
    ask_worker(report)
    _record(report, by, "signed a report", number=report.number)
    return report


def _refuse_anybody_else(report: Report, by: User, today: dt.date) -> None:
    if report.sign_off_post not in posts_held_by(by, today=today):
        raise Refusal(f"Only whoever holds the post {report.sign_off_post} can do this")


def _record(report: Report, by: User, action: str, **detail: str) -> None:
    audit.record(by=by, action=action, subject=report, scope=report.notice.council.slug, detail=detail)
