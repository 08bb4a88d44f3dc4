"""Records when somebody to whom a report was sent first opened it."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from reports.models import Report
from reports.services import rows


@transaction.atomic
def opened(*, report: Report, by: User) -> None:
    """Record that `by` has opened an issued report, if it was sent to them and they had not before."""
    mine = report.deliveries.filter(recipient=by, first_read_at=None)
    if mine.update(first_read_at=timezone.now()):
        rows.record(report, by, "first opened a report", number=report.number)
