"""What is said of reports in the message of the day beside the signatures: that a signed one could not be issued."""

from collections.abc import Iterator
from textwrap import shorten

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation, User
from accounts.selectors import people_with_role
from improvement_plans.council_day import CouncilDay
from improvement_plans.daily_notes import Note, NotesPart
from reports.authorship import WRITE, goes_along_a_chain
from reports.models import Report
from reports.selectors.leaving import could_not_be_issued

REASON_LENGTH = 300


def report_notes(on: CouncilDay) -> Iterator[tuple[User, Note]]:
    """Yield every report whose issue failed to those whose words it is and to whoever signed it last.

    Each failure is said once: the next try that fails is another. Of the adviser's own nobody of the council hears.
    """
    found = could_not_be_issued().filter(notice__council=on.council)
    for report in found.select_related("notice__council", "job", "signed_by").order_by("signed_at"):
        note = _note(report)
        for person in _told(report, on):
            yield person, note


def _told(report: Report, on: CouncilDay) -> list[User]:
    people = [
        person
        for role in sorted(WRITE[report.what.author])
        for person in people_with_role(on.council, role, today=on.today)
    ]
    signer = report.signed_by
    if signer is not None and signer.is_active and goes_along_a_chain(report.what):
        people.append(signer)
    return list(dict.fromkeys(people))


def _note(report: Report) -> Note:
    reason = report.job.error if report.job is not None else ""
    return Note(
        topic=f"report-not-issued:{report.pk}",
        step=str(report.job_id),
        words=f"{report.number} was signed and could not be issued: try again, or recall it",
        about=shorten(f"{report}. {reason}", REASON_LENGTH, placeholder=" …"),
        due_on=timezone.localdate(report.leaves_at or report.signed_at),
        address=reverse("reports:detail", args=[report.notice.council.slug, report.pk]),
    )


def _councils() -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=could_not_be_issued().values("notice__council")).order_by("pk")


NOTES = NotesPart(
    "Reports that could not be issued",
    ("report that could not be issued", "reports that could not be issued"),
    report_notes,
    _councils,
)
