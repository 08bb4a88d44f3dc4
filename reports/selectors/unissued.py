"""Answers which reports are signed and not issued yet: which are on their way, and which wait for a person."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from accounts.models import Organisation, User
from accounts.selectors import roles_of
from reports.authorship import kinds_written_by
from reports.models import Report
from reports.selectors.chains import kinds_along_a_chain
from reports.selectors.leaving import waits_to_leave
from reports.selectors.visible import visible_reports

ALLOWED = dt.timedelta(minutes=15)
"""The worker issues a report within minutes; what has taken longer than this is not going to leave by itself."""


@dataclass(frozen=True)
class Unissued:
    """A report that is signed and not issued, at a moment, and what somebody may do about it."""

    report: Report
    now: dt.datetime
    may_read: bool = True
    may_write: bool = False

    @property
    def has_failed(self) -> bool:
        return self.report.could_not_be_issued

    @property
    def is_late(self) -> bool:
        """Whether it should have left a while ago, and nobody has said why it has not."""
        left_at = self.report.leaves_at
        return not self.has_failed and left_at is not None and self.now - left_at > ALLOWED

    @property
    def is_stuck(self) -> bool:
        return self.has_failed or self.is_late

    @property
    def can_be_tried(self) -> bool:
        """Whether somebody can ask for its issue once more: nobody is at work on it."""
        return self.may_write and self.is_stuck and (self.report.job is None or self.report.job.is_over)

    @property
    def words(self) -> str:
        """How far it is, to stand after its name or its status."""
        if self.has_failed:
            return "could not be issued"
        at = timezone.localtime(self.report.leaves_at or self.now)
        if waits_to_leave(self.report, self.now):
            return f"leaves at {at:%H:%M} on {at:%-d %B}"
        return f"should have left at {at:%H:%M} on {at:%-d %B}" if self.is_late else "is being issued"

    @property
    def because(self) -> str:
        """Why it could not be issued; "" for any other."""
        return self.report.job.error if self.has_failed and self.report.job is not None else ""


def unissued_in(
    person: User, council: Organisation, *, today: dt.date, now: dt.datetime, named: bool = False
) -> list[Unissued]:
    """Return the council's signed reports that are not issued, the longest signed first, that `person` may read.

    With `named`, those that go along a chain of the council's as well, to be named to somebody who looks after the
    work of the application; the adviser's own never are.
    """
    readable = set(
        visible_reports(person, council).filter(status=Report.Status.SIGNED).values_list("pk", flat=True)
    )
    shown = Q(pk__in=readable)
    if named:
        shown |= Q(kind__in=[kind.key for kind in kinds_along_a_chain()])
    found = Report.objects.filter(shown, notice__council=council, status=Report.Status.SIGNED)
    written = {kind.key for kind in kinds_written_by(roles_of(person, council, today=today))}
    return [
        Unissued(each, now, may_read=each.pk in readable, may_write=each.kind in written)
        for each in found.select_related("notice__council", "job", "signed_by").order_by("signed_at")
    ]


def stuck_in(
    person: User, council: Organisation, *, today: dt.date, now: dt.datetime, named: bool = False
) -> list[Unissued]:
    """Return those of `unissued_in` that do not leave by themselves."""
    found = unissued_in(person, council, today=today, now=now, named=named)
    return [each for each in found if each.is_stuck]
