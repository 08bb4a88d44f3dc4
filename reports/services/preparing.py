"""Prepares a report: the month's cut is frozen, a draft opened, and its PDF asked of the worker."""

import calendar
import datetime as dt

from django.db import transaction

from accounts.models import User
from core import audit
from core.frozen import sha256_of
from core.refusals import Refusal
from notices.models import Notice, Obligation, PlannedEvent
from reports.cut import content_for
from reports.models import DataCut, Report
from reports.services import rows
from reports.services.asking import ask_worker


@transaction.atomic
def prepare(
    *,
    notice: Notice,
    month: dt.date,
    by: User,
    today: dt.date,
    obligation: Obligation | None = None,
    for_event: PlannedEvent | None = None,
) -> Report:
    """Return the draft of the report for `month` (its first day), with its PDF asked for.

    Where the month has a report that is not issued yet, that one is returned as it is. A month that has been
    issued gets its next version. Raises Refusal for a month to come or from before the notice, and for an
    obligation of another notice.
    """
    rows.locked_notice(notice)
    _refuse_month(notice, month, today)
    if obligation is not None and obligation.clause.notice_id != notice.pk:
        raise Refusal("Choose an obligation of this notice", field="obligation")
    earlier = Report.objects.filter(notice=notice, kind=Report.Kind.ADVISER_MONTHLY, month=month)
    open_one = earlier.exclude(status=Report.Status.ISSUED).first()
    if open_one is not None:
        return open_one
    report = Report.objects.create(
        notice=notice, month=month, version=earlier.count() + 1, cut=take_cut(notice, month, by, today),
        discharges=obligation, for_event=for_event, started_by=by,
    )  # fmt: skip
    ask_worker(report)
    _record(report, by, "prepared a report")
    return report


@transaction.atomic
def refresh(*, report: Report, by: User, today: dt.date) -> Report:
    """Take the month's cut again for a report that may still be written. Raises Refusal for any other."""
    report = rows.locked(report)
    rows.refuse_unless_writable(report)
    report.cut = take_cut(report.notice, report.month, by, today)
    report.save(update_fields=["cut"])
    ask_worker(report)
    _record(report, by, "took the cut again")
    return report


@transaction.atomic
def render_again(*, report: Report, by: User) -> Report:
    """Ask the worker for the PDF again, after a failure or after the text has changed; a signed report is then issued.

    Raises Refusal while it is at work already, and for a report that is issued.
    """
    report = rows.locked(report)
    if report.is_issued:
        raise Refusal("This report has been issued: its PDF never changes")
    if report.job is not None and not report.job.is_over:
        raise Refusal("The PDF is being made already")
    ask_worker(report)
    _record(report, by, "asked for the PDF")
    return report


def take_cut(notice: Notice, month: dt.date, by: User, today: dt.date) -> DataCut:
    """Freeze the figures of `month` as they are known today: as at its last day, or today while it still runs."""
    as_at = min(today, last_day_of(month))
    content = content_for(notice, month=month, as_at=as_at, known_on=today)
    return DataCut.objects.create(
        notice=notice, month=month, as_at=as_at, format_version=content["format"], content=content,
        sha256=sha256_of(content), taken_by=by,
    )  # fmt: skip


def last_day_of(month: dt.date) -> dt.date:
    """Return the last day of the month in which `month` lies."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def _refuse_month(notice: Notice, month: dt.date, today: dt.date) -> None:
    if month.day != 1:
        raise Refusal("Choose a whole month", field="month")
    if month > today:
        raise Refusal("Choose a month that has begun", field="month")
    if last_day_of(month) < notice.in_force_from:
        first = f"{notice.in_force_from:%B %Y}"
        raise Refusal(
            f"The notice was not yet in force in that month: choose {first} or later", field="month"
        )


def _record(report: Report, by: User, action: str) -> None:
    audit.record(
        by=by,
        action=action,
        subject=report,
        scope=report.notice.council.slug,
        detail={"cut": report.cut.sha256},
    )
