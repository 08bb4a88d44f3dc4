"""Answers which reports wait for whose signature, since when, and which were given back."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from accounts.models import Organisation, Post, User
from accounts.selectors import posts_held_by, roles_of
from reports.authorship import kinds_written_by
from reports.models import Report, SignOff, SignOffReturn


def of_posts(sign_offs: QuerySet[SignOff], posts: QuerySet[Post]) -> QuerySet[SignOff]:
    """Keep the parts in signing that fall to one of `posts`, as the post itself or as its deputy."""
    return sign_offs.filter(Q(post__in=posts) | Q(deputy_post__in=posts))


def open_sign_offs() -> QuerySet[SignOff]:
    """Return the signatures that are waited for now: asked for in the round that runs, and not given or refused."""
    return SignOff.objects.filter(
        report__status=Report.Status.AWAITING_SIGN_OFF,
        round=F("report__round"),
        asked_at__isnull=False,
        signed_at=None,
        returned=None,
    ).select_related("post", "deputy_post", "report__notice__council")


def open_sign_off_of(report: Report) -> SignOff | None:
    """Return the signature that a report waits for; None when it waits for none."""
    return open_sign_offs().filter(report=report).first()


def waits_for(person: User, report: Report, *, today: dt.date) -> bool:
    """Whether the report waits for a signature that `person` may give today."""
    return of_posts(open_sign_offs().filter(report=report), posts_held_by(person, today=today)).exists()


def was_asked(person: User, report: Report, *, today: dt.date) -> bool:
    """Whether a post that `person` holds today was asked to sign the report in its newest round, or is its deputy."""
    rows = report.sign_offs.filter(round=report.round, asked_at__isnull=False)
    return of_posts(rows, posts_held_by(person, today=today)).exists()


def was_signed_by(person: User, report: Report) -> bool:
    """Whether `person` signed the report in its newest round, or as its own author."""
    if report.signed_by_id == person.pk:
        return True
    return report.sign_offs.filter(round=report.round, signed_by=person).exists()


@dataclass(frozen=True)
class Waiting:
    """A report that waits for a signature: whose, and for how long."""

    sign_off: SignOff
    now: dt.datetime

    @property
    def report(self) -> Report:
        return self.sign_off.report

    @property
    def since(self) -> dt.datetime:
        # An open one was asked for; the model cannot say so in its type.
        return self.sign_off.asked_at or self.now

    @property
    def age(self) -> dt.timedelta:
        return self.now - self.since

    @property
    def age_in_words(self) -> str:
        return age_in_words(self.age)

    @property
    def is_long(self) -> bool:
        """Whether the second reminder has been due: three days."""
        return self.age >= dt.timedelta(hours=72)


def age_in_words(age: dt.timedelta) -> str:
    """Return for how long something has waited: in hours up to two days, then in whole days."""
    hours = int(age.total_seconds() // 3600)
    if hours < 1:
        return "less than an hour"
    if hours < 48:
        return f"{hours} hour" if hours == 1 else f"{hours} hours"
    return f"{hours // 24} days"


def awaiting_signature_of(
    person: User, council: Organisation, *, today: dt.date, now: dt.datetime
) -> list[Waiting]:
    """Return what waits for a signature that `person` may give today, the longest first."""
    found = of_posts(open_sign_offs(), posts_held_by(person, today=today))
    found = found.filter(report__notice__council=council).order_by("asked_at")
    return [Waiting(each, now) for each in found]


def returned_to(person: User, council: Organisation, *, today: dt.date) -> list[tuple[Report, str]]:
    """Return the reports that were given back to `person` among their authors, each with what must change."""
    kinds = [kind.key for kind in kinds_written_by(roles_of(person, council, today=today))]
    given_back = SignOffReturn.objects.filter(
        sign_off__report__notice__council=council,
        sign_off__report__status=Report.Status.RETURNED,
        sign_off__report__kind__in=kinds,
        sign_off__round=F("sign_off__report__round"),
    )
    found = given_back.select_related("sign_off__report__notice__council")
    return [(each.sign_off.report, each.comment) for each in found]


def waiting_in(council: Organisation, *, now: dt.datetime) -> list[Waiting]:
    """Return every report of the council that waits for a signature, the longest first."""
    found = open_sign_offs().filter(report__notice__council=council).order_by("asked_at")
    return [Waiting(each, now) for each in found]


def waiting_of(reports: Iterable[Report], *, now: dt.datetime) -> dict[int, Waiting]:
    """Return what each of `reports` waits for, by its key; of one that waits for no signature nothing."""
    found = open_sign_offs().filter(report__in=[report.pk for report in reports])
    return {each.report_id: Waiting(each, now) for each in found}
