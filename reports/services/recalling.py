"""Takes a report back before it leaves: it is a draft again, and the signatures of its round are void."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refusal
from reports.models import Recall, Report
from reports.selectors.leaving import can_be_recalled
from reports.services import rows


@transaction.atomic
def recall(*, report: Report, reason: str, by: User) -> Report:
    """Take back a report that waits for signatures, or that was signed and has not left. Who may is the page's to ask.

    Raises Refusal without a reason, and once it has left: then it is corrected by a new version.
    """
    report = rows.locked(report)
    if report.is_issued:
        raise Refusal(
            "This report has been issued, so it can no longer be recalled: correct it by a new version"
        )
    rows.refuse_unless(report, Report.Status.DRAFT)
    if not can_be_recalled(report, timezone.now()):
        raise Refusal(
            "This report is being issued, so it can no longer be recalled: correct it once it is issued"
        )
    if not reason.strip():
        raise Refusal("Enter why you recall the report", field="reason")
    was_signed = report.status == Report.Status.SIGNED
    Recall.objects.create(
        report=report, round=report.round, reason=reason.strip(), was_signed=was_signed, recalled_by=by
    )
    number = report.number
    report.status, report.number = Report.Status.DRAFT, ""
    report.signed_by = report.signed_at = report.leaves_at = None
    report.save(update_fields=["status", "number", "signed_by", "signed_at", "leaves_at"])
    rows.record(report, by, "recalled a report", round=report.round, number=number)
    return report
