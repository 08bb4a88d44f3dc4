"""Keeps the text that people write in a draft, without overwriting what a colleague saved meanwhile."""

from django.db import transaction

from accounts.models import User
from core import audit
from core.editing import claim_revision
from reports.models import Report
from reports.services import rows


@transaction.atomic
def write(*, report: Report, analysis: str, recommendations: str, seen: int, by: User) -> Report:
    """Save analysis and recommendations; `seen` is the revision that the writer had before them.

    Raises ChangedMeanwhile when somebody saved since, and Refusal once the report can no longer be changed.
    """
    report = rows.locked(report)
    rows.refuse_unless_writable(report)
    claim_revision(report, seen=seen)
    report.analysis, report.recommendations = analysis.strip(), recommendations.strip()
    report.save(update_fields=["analysis", "recommendations"])
    audit.record(by=by, action="wrote a report", subject=report, scope=report.notice.council.slug)
    return report
