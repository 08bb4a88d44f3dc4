"""What every service on a report begins with: the row locked, and refused when its status does not allow it."""

import datetime as dt
from typing import Any

from django.db import models

from accounts.models import User
from accounts.selectors import roles_of
from core import audit
from core.refusals import Refusal
from notices.models import Notice
from reports.authorship import may_write
from reports.kinds import Author, ReportKind
from reports.models import Report, ReportSection
from reports.transitions import may_follow

WRITERS = {
    Author.COUNCIL: "The improvement team writes reports of this kind",
    Author.CHAIR: "The improvement team and the board chair write reports of this kind",
    Author.ADVISER: "The adviser alone writes reports of this kind",
}


def locked_notice(notice: Notice) -> None:
    """Hold the notice's row until the transaction ends: of two who prepare a month, the second finds the first's."""
    Notice.objects.select_for_update().get(pk=notice.pk)


def locked(report: Report) -> Report:
    """Return the report as it is now, its row held until the transaction ends."""
    Report.objects.select_for_update().get(pk=report.pk)
    return Report.objects.select_related("notice__council", "cut", "job").get(pk=report.pk)


def locked_section(section: ReportSection) -> ReportSection:
    """Return a section as it is now with its report, both rows held until the transaction ends.

    The report first, as everything that changes a report takes it: so writing and submitting wait for each other.
    """
    report = locked(section.report)
    ReportSection.objects.select_for_update().get(pk=section.pk)
    found = ReportSection.objects.select_related("written_by").get(pk=section.pk)
    found.report = report
    return found


def refuse_unless(report: Report, status: Report.Status) -> None:
    """Raise Refusal unless the report may go on to `status` from where it is now."""
    if not may_follow(report.status, status):
        raise Refusal(f"This report is {_stands(report)}: look at it again before you go on")


def refuse_unless_writable(report: Report) -> None:
    """Raise Refusal unless the report's text and figures may still change."""
    if not report.may_be_written:
        raise Refusal(f"This report is {_stands(report)}, so it can no longer be changed")


def _stands(report: Report) -> str:
    """Return how a report stands, in words that follow "This report is": "a draft", "signed"."""
    words = report.get_status_display().lower()
    return f"a {words}" if report.status == Report.Status.DRAFT else words


def refuse_unless_author(by: User, notice: Notice, kind: ReportKind, today: dt.date) -> None:
    """Raise Refusal unless `by` is among those whose words reports of a kind are."""
    if not may_write(roles_of(by, notice.council, today=today), kind):
        raise Refusal(f"{WRITERS[kind.author]}, so you cannot prepare one", field="kind")


def record(
    report: Report, by: User | None, action: str, *, subject: models.Model | None = None, **detail: Any
) -> None:
    """Write a deed on a report, or on a part of it (`subject`), into the audit trail; in `detail` nobody's words.

    Drafts are read by fewer people than the trail: no text, comment or reason enters it, for the report's own rows have
    them. Of the adviser's own the council must not even learn that there is one: until it is issued, what is done to it
    stands in the trail without the council, so that its administrators do not find it, and without its kind and section
    for whoever runs the service. Its issue, and what follows, is in the council's trail.
    """
    if subject is not None:
        detail["report"] = report.pk
    scope = report.notice.council.slug
    if report.is_the_advisers_draft:
        scope, detail = "", {name: value for name, value in detail.items() if name not in ("kind", "section")}
    audit.record(by=by, action=action, subject=subject or report, scope=scope, detail=detail)
