"""Issues a signed report: the PDF kept as evidence, the obligation discharged, the record written, all or nothing."""

import datetime as dt

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Role
from accounts.selectors import people_with_role
from core import audit
from core.refusals import Refusal
from evidence.models import Evidence
from evidence.services import About, attach_file
from notices.models import Discharge
from notices.services import add_evidence, record_discharge
from reports.models import Delivery, Report
from reports.numbering import filename_of
from reports.services import rows
from reports.services.asking import ask_delivery


@transaction.atomic
def issue(*, report: Report, document: bytes, today: dt.date) -> Report:
    """Issue `report` with `document` as its PDF; a report that is issued already is returned as it is.

    The actor is whoever signed it: the worker only carries it out. Raises Refusal for one that is not signed.
    """
    report = rows.locked(report)
    if report.is_issued:
        return report
    rows.refuse_unless(report, Report.Status.ISSUED)
    evidence = _keep(report, document, today)
    report.document = evidence.versions.get()
    report.status, report.issued_at = Report.Status.ISSUED, timezone.now()
    report.save(update_fields=["document", "status", "issued_at"])
    _discharge(report, evidence, today)
    _address(report, today)
    audit.record(
        by=report.signed_by, action="issued a report", subject=report, scope=report.notice.council.slug,
        detail={"number": report.number, "sha256": report.document.sha256, "cut": report.cut.sha256},
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


def _address(report: Report, today: dt.date) -> None:
    """Write down to whom the report goes: whoever is the adviser today. The worker sends it once this has landed."""
    advisers = people_with_role(report.notice.council, Role.ADVISER, today=today)
    Delivery.objects.bulk_create(
        Delivery(report=report, recipient=person, email=person.email) for person in advisers
    )
    ask_delivery(report)


def _discharge(report: Report, evidence: Evidence, today: dt.date) -> None:
    """Discharge what the report was prepared for, or add the PDF to the discharge that stands already."""
    if report.discharges is None or report.signed_by is None:
        return
    standing = _standing_discharge(report, today)
    try:
        if standing is not None:
            add_evidence(discharge=standing, evidence=evidence, by=report.signed_by)
        else:
            record_discharge(
                obligation=report.discharges, effective_on=today, what=f"{report} issued as {report.number}",
                by=report.signed_by, today=today, evidence=[evidence], for_event=report.for_event,
            )  # fmt: skip
    except Refusal as refusal:
        raise Refusal(
            f"The report was not issued, because the register refuses it: {refusal.message}"
        ) from refusal


def _standing_discharge(report: Report, today: dt.date) -> Discharge | None:
    """Return the discharge that this report adds to: that of the month's earlier version, or one of the same day.

    A corrected report is not another month's report, so it must not set a rolling clock going again.
    """
    recorded = Discharge.objects.filter(
        obligation=report.discharges, for_event=report.for_event, withdrawn_at=None
    )
    of_this_month = Q(
        evidence__versions__report__notice=report.notice_id,
        evidence__versions__report__kind=report.kind,
        evidence__versions__report__month=report.month,
    )
    return recorded.filter(of_this_month | Q(effective_on=today)).order_by("-effective_on").first()
