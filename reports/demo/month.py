"""The reports of the demonstration case: one issued along its chain, one with the chair, the adviser's own, a draft."""

import datetime as dt

from django.core.files.base import ContentFile
from django.utils import timezone

from core import jobs
from core.working_days import add_months
from notices.models import Discharge, Notice, Obligation
from reports.background import render_draft
from reports.demo.days import FernshireDays, afternoon, first_of
from reports.demo.people import CHIEF, DIRECTOR, QUALITY, Cast
from reports.demo.registers import TEXTS, obligation_of
from reports.models import DRAFT_JOB, DataCut, Delivery, Report, SignOff
from reports.rendering import TEMPLATE_VERSION, document_for, html_of
from reports.services import escalations
from reports.services.chains import set_chain
from reports.services.escalations import Raised
from reports.services.issuing import issue
from reports.services.preparing import prepare
from reports.services.signing import sign, sign_own, submit
from reports.services.writing import write_sections

UNREADY = "What is lacking is with its owners and follows with the next report."
CHAIRS_WORDS = {
    "summary": "The front door is steadier than in the spring. Too many children on protection plans are still not "
    "seen alone.",
    "areas": "Decisions are made within a day in nine cases of ten. Posts for managers are filled but for two.",
    "next": "The board will look at forty case records in its next meeting, and at nothing else.",
}
ADVISERS_WORDS = {
    "progress": "Screening in one team works. I sat with it for a day and saw decisions made with care.",
    "concern": "Recording of time alone with children is poor, and I am not yet sure that it is only recording.",
    "advice": "Ask the council for the forty records that it has looked at, and let me read ten of them.",
}


def issue_last_month(cast: Cast, notice: Notice, days: FernshireDays) -> Report:
    """Prepare, write, submit, sign along its chain and issue the report for the last whole month, on its day."""
    day = days.last_report_day
    _set_chains(cast, notice, day)
    reporting = obligation_of(notice, "5.b", kind="report")
    report = prepare(notice=notice, month=_last_month(days), by=cast.team, today=day, obligation=reporting)
    texts = {name: _text(name) for name in ("analysis", "recommendations")}
    report = write_sections(report=report, texts=texts, by=cast.team)
    report = submit(report=report, by=cast.team, today=day, unready_reason=UNREADY)
    _read_it(report)
    report = sign(report=report, by=cast.people["director"], today=day)
    report = sign(report=report, by=cast.people["chair"], today=day)
    return _issued(report, day)


def draft_this_month(cast: Cast, notice: Notice, days: FernshireDays) -> Report:
    """Open the report for the current month and make the PDF of its draft."""
    reporting = obligation_of(notice, "5.b", kind="report")
    report = prepare(
        notice=notice, month=first_of(days.today), by=cast.team, today=days.today, obligation=reporting
    )
    _drawn(report)
    return report


def more_reports(cast: Cast, notice: Notice, days: FernshireDays) -> None:
    """The adviser's own report, issued; the chair's, which waits for the chair since yesterday; what was escalated."""
    day = days.last_report_day
    own = prepare(
        notice=notice, kind="adviser_concern", month=_last_month(days), by=cast.people["adviser"], today=day,
        obligation=Obligation.objects.filter(clause__notice=notice, clause__number="13").first(),
    )  # fmt: skip
    own = write_sections(report=own, texts=ADVISERS_WORDS, by=cast.people["adviser"])
    # What was written a moment ago is what the PDF shows.
    _read_it(own)
    Report.objects.filter(pk=own.pk).update(job=_new_job_after(own))
    own = sign_own(report=own, by=cast.people["adviser"], today=day, unready_reason=UNREADY)
    _issued(own, day)
    _with_the_chair(cast, notice, days)
    _escalate(cast, notice, days)


def _set_chains(cast: Cast, notice: Notice, day: dt.date) -> None:
    """The monthly report goes to the director, whose deputy is the head of quality, then to the chief executive."""
    steps = [(cast.posts[DIRECTOR], cast.posts[QUALITY]), (cast.posts[CHIEF], None)]
    set_chain(
        council=cast.council, kind="adviser_monthly", steps=steps, by=cast.team, today=day, notice=notice
    )


def _with_the_chair(cast: Cast, notice: Notice, days: FernshireDays) -> None:
    report = prepare(
        notice=notice, kind="state_progress", month=_last_month(days), by=cast.team, today=days.today,
        obligation=obligation_of(notice, "7", kind="report"),
    )  # fmt: skip
    report = write_sections(report=report, texts=CHAIRS_WORDS, by=cast.team)
    report = submit(report=report, by=cast.team, today=days.today, unready_reason=UNREADY)
    _drawn(report)
    asked = timezone.now() - dt.timedelta(hours=27)
    SignOff.objects.filter(report=report).update(asked_at=asked)
    Report.objects.filter(pk=report.pk).update(started_at=asked)


def _escalate(cast: Cast, notice: Notice, days: FernshireDays) -> None:
    first, second = (dt.timedelta(days=back) for back in (48, 12))
    money = Raised(
        days.today - first, DIRECTOR, "board chair", "Two teams of social workers without a manager",
        "Recruitment had failed three times, and agency managers were beyond the service's own means.",
    )  # fmt: skip
    closed = escalations.enter(notice=notice, raised=money, by=cast.team, today=days.today)
    escalations.close(
        escalation=closed, outcome="The chair found money for two interim managers until March.",
        closed_on=days.today - first + dt.timedelta(days=9), by=cast.team, today=days.today,
    )  # fmt: skip
    health = Raised(
        days.today - second, DIRECTOR, "Department", "Health assessments of children who come into care are late",
        "The health trust has missed the date for a recovery plan that was agreed at the board twice.",
    )  # fmt: skip
    escalations.enter(notice=notice, raised=health, by=cast.team, today=days.today)


def _last_month(days: FernshireDays) -> dt.date:
    return add_months(first_of(days.today), -1)


def _text(name: str) -> str:
    """What the team wrote: one paragraph on each line of the file, an empty line between."""
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8")


def _drawn(report: Report) -> None:
    """Make the PDF of a draft here and now; the worker then finds its job taken."""
    if report.job_id is not None:
        render_draft(report.job_id)
    report.refresh_from_db()


def _read_it(report: Report) -> None:
    """Take the draft of a report that is issued at once as read: nobody is ever shown this stand-in."""
    report.preview.save(f"{report.pk}-read.pdf", ContentFile(b"%PDF-1.7 read and signed"), save=False)
    Report.objects.filter(pk=report.pk).update(preview=report.preview.name)
    _claimed(report)


def _new_job_after(report: Report) -> int:
    job = jobs.request_job(kind=DRAFT_JOB, scope=report.notice.council.slug)
    jobs.claim(job.pk)
    jobs.finish(job.pk)
    return int(job.pk)


def _claimed(report: Report) -> None:
    """Take the job that was asked of the worker as done: here the report is made at once, without it."""
    if report.job_id is not None and jobs.claim(report.job_id):
        jobs.finish(report.job_id)


def _issued(report: Report, day: dt.date) -> Report:
    """Issue a signed report on its day, as if nobody had recalled it."""
    Report.objects.filter(pk=report.pk).update(leaves_at=report.signed_at)
    html = html_of(report)
    report = issue(
        report=report, html=html, document=document_for(report, html), template_version=TEMPLATE_VERSION,
        today=day,
    )  # fmt: skip
    _on_its_day(report, day)
    return report


def _on_its_day(report: Report, day: dt.date) -> None:
    """Give the report the moments of the day on which it was issued, and mark its message as sent and opened."""
    moment = afternoon(day)
    Report.objects.filter(pk=report.pk).update(
        started_at=moment, signed_at=moment, leaves_at=moment, issued_at=moment
    )
    SignOff.objects.filter(report=report).update(asked_at=moment, signed_at=moment)
    DataCut.objects.filter(pk=report.cut_id).update(taken_at=moment)
    Discharge.objects.filter(obligation=report.discharges, effective_on=day).update(recorded_at=moment)
    Delivery.objects.filter(report=report).update(
        claimed_at=moment, sent_at=moment, first_read_at=moment + dt.timedelta(minutes=25)
    )
