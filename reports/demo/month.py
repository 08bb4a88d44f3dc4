"""The month's report of the demonstration case: the last whole month's is issued, the current one is in draft."""

from core import jobs
from core.working_days import add_months
from notices.models import Discharge, Notice
from reports.background import render_draft
from reports.demo.days import FernshireDays, afternoon, first_of
from reports.demo.people import CHIEF, Cast
from reports.demo.registers import TEXTS, obligation_of
from reports.models import DataCut, Delivery, Report
from reports.rendering import document_for, html_of
from reports.services.issuing import issue
from reports.services.preparing import prepare
from reports.services.signing import sign, submit
from reports.services.writing import write


def issue_last_month(cast: Cast, notice: Notice, days: FernshireDays) -> Report:
    """Prepare, write, submit, sign and issue the report for the last whole month, on the day that it was due."""
    day = days.last_report_day
    month = add_months(first_of(days.today), -1)
    reporting = obligation_of(notice, "5.b", kind="report")
    report = prepare(notice=notice, month=month, by=cast.team, today=day, obligation=reporting)
    report = write(
        report=report,
        analysis=_text("analysis"),
        recommendations=_text("recommendations"),
        seen=report.revision,
        by=cast.team,
    )
    report = submit(report=report, post=cast.posts[CHIEF], by=cast.team, today=day)
    _drawn(report)
    report = sign(report=report, by=cast.people["chair"], today=day)
    _claimed(report)
    report = issue(report=report, document=document_for(report, html_of(report)), today=day)
    _on_its_day(report, days)
    return report


def draft_this_month(cast: Cast, notice: Notice, days: FernshireDays) -> Report:
    """Open the report for the current month and make the PDF of its draft."""
    reporting = obligation_of(notice, "5.b", kind="report")
    report = prepare(
        notice=notice, month=first_of(days.today), by=cast.team, today=days.today, obligation=reporting
    )
    _drawn(report)
    return report


def _text(name: str) -> str:
    """What the team wrote: one paragraph on each line of the file, an empty line between."""
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8")


def _drawn(report: Report) -> None:
    """Make the PDF of a draft here and now; the worker then finds its job taken."""
    if report.job_id is not None:
        render_draft(report.job_id)
    report.refresh_from_db()


def _claimed(report: Report) -> None:
    """Take the job that was asked of the worker as done: here the report is made at once, without it."""
    if report.job_id is not None and jobs.claim(report.job_id):
        jobs.finish(report.job_id)


def _on_its_day(report: Report, days: FernshireDays) -> None:
    """Give the report the moments of the day on which it was issued, and mark its message as sent."""
    moment = afternoon(days.last_report_day)
    Report.objects.filter(pk=report.pk).update(started_at=moment, signed_at=moment, issued_at=moment)
    DataCut.objects.filter(pk=report.cut_id).update(taken_at=moment)
    Discharge.objects.filter(obligation=report.discharges, effective_on=days.last_report_day).update(
        recorded_at=moment
    )
    Delivery.objects.filter(report=report).update(claimed_at=moment, sent_at=moment)
