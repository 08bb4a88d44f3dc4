"""Issues a signed report: its PDF and text kept, the obligation discharged, the recipients named, all or nothing."""

import datetime as dt

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.selectors import people_with_role
from core.frozen import sha256_of_text
from core.jobs import ABANDONED
from core.refusals import Refusal
from evidence.models import Evidence
from evidence.services import About, attach_file
from notices.models import Discharge, PlannedEvent
from notices.services import add_evidence, record_discharge
from reports.models import ISSUE_JOB, Delivery, IssuedText, Report
from reports.numbering import filename_of
from reports.selectors.leaving import waits_to_leave
from reports.services import rows
from reports.services.asking import ask_delivery, ask_issue, new_job


@transaction.atomic
def begin_issue(*, report_id: int) -> int | None:
    """Give a signed report the job of its issue and return its key; of two workers one gets it, the other None.

    None as well for one that is not signed, can still be recalled, is being issued, or whose issue has failed with a
    reason: that one is tried again by a person. Where a worker was stopped, another goes on.
    """
    found = Report.objects.filter(pk=report_id).first()
    report = rows.locked(found) if found is not None else None
    if report is None or report.status != Report.Status.SIGNED or waits_to_leave(report, timezone.now()):
        return None
    if report.job is not None and report.job.kind == ISSUE_JOB and report.job.error != ABANDONED:
        return None
    return new_job(report).pk


@transaction.atomic
def send_now(*, report: Report, by: User) -> Report:
    """Issue a signed report without waiting until it can no longer be recalled. It is the last signer's to say.

    Raises Refusal for anybody else, and for a report that does not wait.
    """
    report = rows.locked(report)
    rows.refuse_unless(report, Report.Status.ISSUED)
    if report.signed_by_id != by.pk:
        raise Refusal(f"Only {report.signed_by}, who signed last, can send it before its time")
    if not waits_to_leave(report, timezone.now()):
        raise Refusal("This report is being issued already")
    report.leaves_at = timezone.now()
    report.save(update_fields=["leaves_at"])
    ask_issue(report)
    rows.record(report, by, "sent a report without waiting", number=report.number)
    return report


@transaction.atomic
def issue(*, report: Report, html: str, document: bytes, template_version: str, today: dt.date) -> Report:
    """Issue `report` with `document` as its PDF and `html` as its text; an issued one is returned as it is.

    The actor is whoever signed it: the worker only carries it out. Raises Refusal for one that is not signed, can
    still be recalled, or was signed anew since it was read for its PDF.
    """
    signed_when_it_was_made = report.signed_at
    report = rows.locked(report)
    if report.is_issued:
        return report
    rows.refuse_unless(report, Report.Status.ISSUED)
    if report.signed_at != signed_when_it_was_made:
        raise Refusal("The report was signed anew while its PDF was made: only the newer one is issued")
    if waits_to_leave(report, timezone.now()):
        raise Refusal("The report can still be recalled: it is issued when that time is over")
    evidence = _keep(report, document, today)
    text = IssuedText.objects.create(report=report, html=html, sha256=sha256_of_text(html))
    report.document, report.template_version = evidence.versions.get(), template_version
    report.status, report.issued_at = Report.Status.ISSUED, timezone.now()
    report.save(update_fields=["document", "template_version", "status", "issued_at"])
    _discharge(report, evidence, today)
    sent_to = _address(report, today)
    rows.record(
        report, report.signed_by, "issued a report", number=report.number, sha256=report.document.sha256,
        text=text.sha256, cut=report.cut.sha256, template_version=template_version, sent_to=sent_to,
    )  # fmt: skip
    return report


def _keep(report: Report, document: bytes, today: dt.date) -> Evidence:
    council = report.notice.council
    return attach_file(
        council=council,
        title=f"{report}, {report.number}",
        kind=Evidence.Kind.REPORT,
        effective_on=today,
        upload=ContentFile(document, name=filename_of(council.slug, report.number)),
        by=report.signed_by,
        # It is issued to people outside the council.
        about=About(confidentiality=Evidence.Confidentiality.MAY_LEAVE),
    )


def _address(report: Report, today: dt.date) -> list[str]:
    """Write down to whom the report goes, each once: whoever has today a role that its kind is sent to.

    The worker sends it once this has landed. Returns their addresses.
    """
    found: dict[int, Delivery] = {}
    for role in report.what.sent_to:
        for person in people_with_role(report.notice.council, role, today=today):
            found.setdefault(
                person.pk, Delivery(report=report, recipient=person, email=person.email, role=role)
            )
    Delivery.objects.bulk_create(found.values())
    ask_delivery(report)
    return [each.email for each in found.values()]


def _discharge(report: Report, evidence: Evidence, today: dt.date) -> None:
    """Discharge what the report was prepared for, or add the PDF to the discharge that stands already."""
    if report.discharges is None or report.signed_by is None:
        return
    meeting = _meeting_of(report)
    standing = _standing_discharge(report, meeting, today)
    try:
        if standing is not None:
            add_evidence(discharge=standing, evidence=evidence, by=report.signed_by)
        else:
            record_discharge(
                obligation=report.discharges, effective_on=today, what=f"{report} issued as {report.number}",
                by=report.signed_by, today=today, evidence=[evidence], for_event=meeting,
            )  # fmt: skip
    except Refusal as refusal:
        raise Refusal(
            f"The report was not issued, because the register refuses it: {refusal.message}"
        ) from refusal


def _meeting_of(report: Report) -> PlannedEvent | None:
    """Return the meeting that a report is for; None for one that was cancelled since, which no report discharges."""
    meeting = report.for_event
    is_off = meeting is not None and (meeting.cancelled_on is not None or meeting.withdrawn_at is not None)
    return None if is_off else meeting


def _standing_discharge(report: Report, meeting: PlannedEvent | None, today: dt.date) -> Discharge | None:
    """Return the discharge that this report adds to: that of an earlier version of it, or one of the same day.

    A corrected report is not another month's report, so it must not set a rolling clock going again.
    """
    recorded = Discharge.objects.filter(obligation=report.discharges, withdrawn_at=None)
    of_this_report = Q(
        evidence__versions__report__notice=report.notice_id,
        evidence__versions__report__kind=report.kind,
        evidence__versions__report__month=report.month,
        evidence__versions__report__sequence=report.sequence,
    )
    of_today = Q(effective_on=today, for_event=meeting)
    return recorded.filter(of_this_report | of_today).order_by("-effective_on").first()
