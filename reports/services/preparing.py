"""Prepares a report: a draft of a kind is opened on the month's one cut, with its sections, and its PDF asked for."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refusal
from notices.models import Notice, Obligation, PlannedEvent
from reports.kinds import Period, ReportKind, kind_of
from reports.models import DataCut, Report, ReportSection, SectionVersion
from reports.selectors.leaving import versions_of, waits_to_leave
from reports.selectors.owed import hangs_on
from reports.services import rows
from reports.services.asking import ask_worker
from reports.services.cutting import last_day_of, newest_cut, take_cut

QUARTERS_END = (3, 6, 9, 12)


@transaction.atomic
def prepare(
    *,
    notice: Notice,
    month: dt.date,
    by: User | None,
    today: dt.date,
    kind: str = "adviser_monthly",
    obligation: Obligation | None = None,
    for_event: PlannedEvent | None = None,
) -> Report:
    """Return the draft of a report of `kind` for `month` (its first day), with its PDF asked for.

    `by` is None for the schedule, which opens what a month owes. It draws on the month's newest cut, which is taken
    if there is none. Where there is such a report that is not issued yet, that one is returned, for the meeting that is
    named now while it may still be written; an occasion whose report was issued gets another in the month. Raises
    Refusal for a month to come or from before the notice, for a quarter not named by its last month, for a month
    whose report was issued (which is corrected instead), for an obligation or a meeting of another notice, for a
    meeting that was cancelled or on which the obligation does not hang, and for anybody who does not write reports of
    the kind.
    """
    what = _kind(kind)
    if by is not None:
        rows.refuse_unless_author(by, notice, what, today)
    rows.locked_notice(notice)
    _refuse_month(notice, what, month, today)
    _refuse_other_notices(notice, obligation, for_event)
    open_one = _open_one(notice, what, month)
    if open_one is not None:
        return _for_the_meeting(open_one, for_event, by)
    _refuse_wrong_meeting(for_event, obligation)
    report = Report.objects.create(
        notice=notice, kind=kind, month=month, sequence=_next_sequence(notice, what, month),
        cut=newest_cut(notice, month) or take_cut(notice, month, by, today),
        discharges=obligation, for_event=for_event, started_by=by,
    )  # fmt: skip
    _open_sections(report)
    ask_worker(report)
    _record(report, by, "prepared a report")
    return report


@transaction.atomic
def open_correction(*, report: Report, reason: str, by: User, today: dt.date) -> Report:
    """Return the draft of the next version of an issued report, with its texts, on the month's newest cut.

    One that is open already is returned as it is. Raises Refusal for a report that is not issued, for an older
    version than the newest, and without a reason.
    """
    rows.refuse_unless_author(by, report.notice, report.what, today)
    rows.locked_notice(report.notice)
    if not report.is_issued:
        raise Refusal("Only an issued report is corrected: this one can still be changed")
    if not reason.strip():
        raise Refusal("Enter why it is issued again", field="reason")
    newest = versions_of(report).latest("version")
    if not newest.is_issued:
        return newest
    if newest.pk != report.pk:
        raise Refusal(f"Version {newest.version} replaced this one: correct that one")
    corrected = Report.objects.create(
        notice=report.notice, kind=report.kind, month=report.month, sequence=report.sequence,
        version=report.version + 1, correction_reason=reason.strip(),
        cut=newest_cut(report.notice, report.month) or report.cut,
        discharges=report.discharges, for_event=report.for_event, started_by=by,
    )  # fmt: skip
    _copy_sections(report, corrected)
    ask_worker(corrected)
    _record(corrected, by, "opened a correction of a report")
    return corrected


@transaction.atomic
def refresh(*, report: Report, by: User, today: dt.date, reason: str = "") -> Report:
    """Take the month's cut again, for every report of the month that may still be written, so that they agree.

    Raises Refusal for a report that can no longer be written, and without a `reason` once one of the month was issued.
    """
    rows.locked_notice(report.notice)
    report = rows.locked(report)
    rows.refuse_unless_writable(report)
    cut = take_cut(report.notice, report.month, by, today, reason=reason)
    for each in _writable_in(report.notice, report.month):
        _draw_on(each, cut)
    _record(report, by, "took the cut again")
    return Report.objects.select_related("notice__council", "cut", "job").get(pk=report.pk)


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
    if waits_to_leave(report, timezone.now()):
        raise Refusal("This report can still be recalled: it is issued by itself when that time is over")
    ask_worker(report)
    _record(report, by, "asked for the PDF")
    return report


def _kind(key: str) -> ReportKind:
    try:
        return kind_of(key)
    except KeyError as unknown:
        raise Refusal("Choose a kind of report from the list", field="kind") from unknown


def _refuse_month(notice: Notice, kind: ReportKind, month: dt.date, today: dt.date) -> None:
    if month.day != 1:
        raise Refusal("Choose a whole month", field="month")
    if month > today:
        raise Refusal("Choose a month that has begun", field="month")
    if last_day_of(month) < notice.in_force_from:
        first = f"{notice.in_force_from:%B %Y}"
        raise Refusal(
            f"The notice was not yet in force in that month: choose {first} or later", field="month"
        )
    if kind.period is Period.QUARTER and month.month not in QUARTERS_END:
        raise Refusal(
            "A quarter is named by its last month: choose March, June, September or December", field="month"
        )


def _refuse_other_notices(
    notice: Notice, obligation: Obligation | None, for_event: PlannedEvent | None
) -> None:
    if obligation is not None and obligation.clause.notice_id != notice.pk:
        raise Refusal("Choose an obligation of this notice", field="obligation")
    if for_event is not None and for_event.obligation.clause.notice_id != notice.pk:
        raise Refusal("Choose a meeting under this notice", field="for_event")


def _refuse_wrong_meeting(meeting: PlannedEvent | None, duty: Obligation | None) -> None:
    """Refuse here what the register would refuse once everybody has signed."""
    if meeting is None:
        return
    if meeting.cancelled_on is not None or meeting.withdrawn_at is not None:
        raise Refusal("That meeting was cancelled: choose another, or none", field="for_event")
    if duty is not None and not hangs_on(duty, meeting):
        raise Refusal(
            f"The duty “{duty.summary}” does not hang on that meeting: choose another, or none",
            field="for_event",
        )


def _open_one(notice: Notice, kind: ReportKind, month: dt.date) -> Report | None:
    """Return the report of a month that is not issued yet. A correction of an occasion's is not a report on another."""
    found = Report.objects.filter(notice=notice, kind=kind.key, month=month)
    if kind.period is Period.OCCASION:
        found = found.filter(version=1)
    return found.exclude(status=Report.Status.ISSUED).order_by("-sequence").first()


def _for_the_meeting(report: Report, for_event: PlannedEvent | None, by: User | None) -> Report:
    """Let a draft be for the meeting that a person names: the schedule, which opens it, knows of none."""
    if for_event is None or report.for_event_id == for_event.pk or not report.may_be_written:
        return report
    if report.version > 1:
        raise Refusal(
            "A correction is open, and it is for the same meeting as the report that it corrects: "
            "choose no particular meeting to open it",
            field="for_event",
        )
    report = rows.locked(report)
    _refuse_wrong_meeting(for_event, report.discharges)
    report.for_event = for_event
    report.save(update_fields=["for_event"])
    _record(report, by, "said for which meeting a report is", on=for_event.planned_on.isoformat())
    return report


def _next_sequence(notice: Notice, kind: ReportKind, month: dt.date) -> int:
    """Return which report of the month it is. Raises Refusal where a month has only one, and it is issued."""
    issued = Report.objects.filter(notice=notice, kind=kind.key, month=month)
    newest = issued.order_by("-sequence", "-version").first()
    if newest is None:
        return 1
    if kind.period is not Period.OCCASION:
        raise Refusal(
            f"The report was issued as {newest.number}. To change it, open that report and correct it",
            field="month",
        )
    return newest.sequence + 1


def _writable_in(notice: Notice, month: dt.date) -> list[Report]:
    """Return the reports of a month that may still be written, their rows held until the transaction ends."""
    open_ones = Report.objects.filter(
        notice=notice, month=month, status__in=[Report.Status.DRAFT, Report.Status.RETURNED]
    )
    return [rows.locked(each) for each in open_ones.order_by("pk")]


def _draw_on(report: Report, cut: DataCut) -> None:
    report.cut = cut
    report.save(update_fields=["cut"])
    ask_worker(report)


def _open_sections(report: Report) -> None:
    """Give a new report the sections of its kind, empty."""
    ReportSection.objects.bulk_create(
        ReportSection(report=report, key=key) for key in report.what.section_keys
    )


def _copy_sections(earlier: Report, corrected: Report) -> None:
    """Give a correction what stood in the version before, as the words of whoever wrote them there."""
    written = {each.key: each for each in earlier.sections.all()}
    for key in corrected.what.section_keys:
        before = written.get(key, ReportSection())
        section = ReportSection.objects.create(
            report=corrected,
            key=key,
            text=before.text,
            written_by=before.written_by,
            written_at=before.written_at,
        )
        if before.text and before.written_at:
            SectionVersion.objects.create(
                section=section, revision=section.revision, text=before.text,
                written_by=before.written_by, written_at=before.written_at,
            )  # fmt: skip


def _record(report: Report, by: User | None, action: str, **detail: Any) -> None:
    rows.record(report, by, action, kind=report.kind, cut=report.cut.sha256, **detail)
