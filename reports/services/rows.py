"""What every service on a report begins with: the row locked, and refused when its status does not allow it."""

from core.refusals import Refusal
from notices.models import Notice
from reports.models import Report
from reports.transitions import may_follow


def locked_notice(notice: Notice) -> None:
    """Hold the notice's row until the transaction ends: of two who prepare a month, the second finds the first's."""
    Notice.objects.select_for_update().get(pk=notice.pk)


def locked(report: Report) -> Report:
    """Return the report as it is now, its row held until the transaction ends."""
    Report.objects.select_for_update().get(pk=report.pk)
    return Report.objects.select_related("notice__council", "cut", "job", "sign_off_post").get(pk=report.pk)


def refuse_unless(report: Report, status: Report.Status) -> None:
    """Raise Refusal unless the report may go on to `status` from where it is now."""
    if not may_follow(report.status, status):
        raise Refusal(
            f"This report is {report.get_status_display().lower()}: look at it again before you go on"
        )


def refuse_unless_writable(report: Report) -> None:
    """Raise Refusal unless the report's text and figures may still change."""
    if not report.may_be_written:
        raise Refusal(f"This report is {report.get_status_display().lower()}, so it can no longer be changed")
