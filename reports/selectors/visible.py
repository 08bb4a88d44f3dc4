"""Answers which reports a person may read: what was issued, their own drafts, and what they are asked to sign."""

from django.db.models import F, Q, QuerySet

from accounts.models import Organisation, Role, User
from accounts.selectors import posts_held_by, roles_of
from core.clock import today
from reports.authorship import goes_along_a_chain, kinds_seen_as_drafts_by
from reports.kinds import KINDS
from reports.models import Report, SignOff
from reports.selectors.waiting import of_posts


def visible_reports(person: User, council: Organisation) -> QuerySet[Report]:
    """Return the reports of `council` that `person` may read today, the newest month first.

    Who has no role there, or a partner's alone, reads none. As the permission rules do, it asks the clock.
    """
    day = today()
    roles = roles_of(person, council, today=day)
    of_council = Report.objects.filter(notice__council=council)
    if not roles - {Role.PARTNER}:
        return of_council.none()
    seen_as_drafts = [kind.key for kind in kinds_seen_as_drafts_by(roles)]
    along_a_chain = [kind.key for kind in KINDS if goes_along_a_chain(kind)]
    asked = of_posts(SignOff.objects.all(), posts_held_by(person, today=day)).filter(
        round=F("report__round"), asked_at__isnull=False
    )
    return of_council.filter(
        Q(status=Report.Status.ISSUED)
        | Q(kind__in=seen_as_drafts)
        | Q(kind__in=along_a_chain, pk__in=asked.values("report"))
    ).order_by("-month", "-started_at")


def may_be_seen_by(person: User, report: Report) -> bool:
    """Whether `person` may read the report as it is now."""
    return visible_reports(person, report.notice.council).filter(pk=report.pk).exists()
