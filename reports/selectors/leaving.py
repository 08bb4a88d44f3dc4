"""Answers which signed reports are due to leave, which can still be recalled, and what version corrects which."""

import datetime as dt

from django.db.models import QuerySet

from core.jobs import ABANDONED
from core.models import Job
from reports.models import ISSUE_JOB, Report


def due_to_leave(now: dt.datetime) -> QuerySet[Report]:
    """Return the signed reports whose time to be recalled is over."""
    return Report.objects.filter(status=Report.Status.SIGNED, leaves_at__lte=now).order_by("leaves_at")


def could_not_be_issued() -> QuerySet[Report]:
    """Return the signed reports whose issue failed with a reason: the schedule leaves them to a person."""
    failed = Report.objects.filter(
        status=Report.Status.SIGNED, job__kind=ISSUE_JOB, job__state=Job.State.FAILED
    )
    return failed.exclude(job__error=ABANDONED)


def can_be_recalled(report: Report, now: dt.datetime) -> bool:
    """Whether a report can still be taken back: it waits for signatures, has not left, or could not be issued."""
    if report.status == Report.Status.AWAITING_SIGN_OFF:
        return True
    if report.status != Report.Status.SIGNED:
        return False
    return waits_to_leave(report, now) or (report.job is not None and report.job.has_failed)


def waits_to_leave(report: Report, now: dt.datetime) -> bool:
    """Whether a signed report is still within its time to be recalled."""
    return report.status == Report.Status.SIGNED and report.leaves_at is not None and now < report.leaves_at


def versions_of(report: Report) -> QuerySet[Report]:
    """Return every version of the same report, the oldest first."""
    return Report.objects.filter(
        notice=report.notice_id, kind=report.kind, month=report.month, sequence=report.sequence
    ).order_by("version")


def corrected_by(report: Report) -> Report | None:
    """Return the newest version that was issued after this one; None for the newest."""
    return versions_of(report).filter(status=Report.Status.ISSUED, version__gt=report.version).last()
