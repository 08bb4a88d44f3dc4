"""Answers which reports there are, who waits for which, and what a report would discharge."""

import datetime as dt

from django.db.models import QuerySet

from accounts.models import Organisation, Post, User
from accounts.selectors import posts_held_by
from digests.months import months_on
from notices.models import Notice, Obligation, Party, PlannedEvent
from reports.models import Report


def reports_of(council: Organisation, *, with_drafts: bool) -> QuerySet[Report]:
    """Return the council's reports, newest month first; without drafts only what was issued."""
    reports = Report.objects.filter(notice__council=council).select_related(
        "notice__council",
        "cut",
        "job",
        "document__evidence",
        "signed_by",
        "sign_off_post",
        "discharges__clause",
    )
    return reports if with_drafts else reports.filter(status=Report.Status.ISSUED)


def awaiting_signature_of(person: User, council: Organisation, *, today: dt.date) -> QuerySet[Report]:
    """Return the reports that wait for a signature by a post that `person` holds today."""
    return reports_of(council, with_drafts=True).filter(
        status=Report.Status.AWAITING_SIGN_OFF, sign_off_post__in=posts_held_by(person, today=today)
    )


def returned_to_authors(council: Organisation) -> QuerySet[Report]:
    """Return the reports that the signing post gave back."""
    return reports_of(council, with_drafts=True).filter(status=Report.Status.RETURNED)


def months_to_report(notice: Notice, *, today: dt.date, most: int = 24) -> list[dt.date]:
    """Return the months that a report can be prepared for, the newest first, each by its first day."""
    newest = today.replace(day=1)
    first = notice.in_force_from.replace(day=1)
    return [month for back in range(most) if (month := months_on(newest, -back)) >= first]


def reporting_obligations(notice: Notice) -> QuerySet[Obligation]:
    """Return the duties of the council to report under `notice`, those to the adviser first."""
    owed = Obligation.objects.filter(
        clause__notice=notice, kind=Obligation.Kind.REPORT, duty_holder=Party.COUNCIL
    ).select_related("clause")
    return owed.order_by("clause__order", "order")


def default_obligation(notice: Notice) -> Obligation | None:
    """Return the duty that a monthly report discharges unless somebody says otherwise: the report to the adviser."""
    owed = list(reporting_obligations(notice))
    to_adviser = [each for each in owed if each.recipient == Party.ADVISER]
    return next(iter(to_adviser or owed), None)


def meetings_to_report_to(notice: Notice, *, today: dt.date) -> QuerySet[PlannedEvent]:
    """Return the meetings in the diary that a report can be for, the nearest to come first."""
    followed = Obligation.objects.filter(followed_by__obligation__in=reporting_obligations(notice))
    return PlannedEvent.objects.filter(
        obligation__in=followed,
        cancelled_on=None,
        withdrawn_at=None,
        planned_on__gte=today - dt.timedelta(days=31),
    ).order_by("planned_on")


def signing_posts(council: Organisation) -> QuerySet[Post]:
    """Return the posts of the council that a report can be put before."""
    return Post.objects.filter(organisation=council)
