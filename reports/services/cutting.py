"""Takes the month's one cut: the figures frozen as they are known, counted, and with a reason once they were used."""

import calendar
import datetime as dt

from django.db import transaction

from accounts.models import User
from core import audit
from core.frozen import sha256_of
from core.refusals import Refusal
from notices.models import Notice
from reports.cut import content_for
from reports.kinds import KINDS, Author
from reports.models import DataCut, Report

_ADVISERS_OWN = tuple(kind.key for kind in KINDS if kind.author == Author.ADVISER)
"""Kinds of which the council must not learn that there is a draft, and which nothing that it does may hold up."""


def newest_cut(notice: Notice, month: dt.date) -> DataCut | None:
    """Return the cut on which every document for `month` (its first day) draws; None before it was taken."""
    return DataCut.objects.filter(notice=notice, month=month).order_by("-number").first()


@transaction.atomic
def take_cut(notice: Notice, month: dt.date, by: User | None, today: dt.date, reason: str = "") -> DataCut:
    """Freeze the figures of `month` as they are known today: as at its last day, or today while it still runs.

    Raises Refusal while a report on the month is with a signing post or signed, for what was read there must be what
    goes out; and without a `reason` once a report on the month was issued, for later ones print why their figures
    are others.
    """
    Notice.objects.select_for_update().get(pk=notice.pk)
    before = newest_cut(notice, month)
    _refuse_while_being_signed(notice, month)
    reason = reason.strip()
    if before is not None and not reason and _was_used(notice, month):
        raise Refusal(
            "A report on this month was issued: enter why the figures are taken again, which later reports print",
            field="reason",
        )
    cut = _frozen(notice, month, min(today, last_day_of(month)), today)
    cut.number = before.number + 1 if before else 1
    cut.reason, cut.taken_by = reason if before else "", by
    cut.save()
    audit.record(
        by=by, action="took the figures of a month", subject=cut, scope=notice.council.slug,
        detail={"number": cut.number, "sha256": cut.sha256},
    )  # fmt: skip
    return cut


def last_day_of(month: dt.date) -> dt.date:
    """Return the last day of the month in which `month` lies."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def _frozen(notice: Notice, month: dt.date, as_at: dt.date, known_on: dt.date) -> DataCut:
    content = content_for(notice, month=month, as_at=as_at, known_on=known_on)
    return DataCut(
        notice=notice, month=month, as_at=as_at, format_version=content["format"], content=content,
        sha256=sha256_of(content),
    )  # fmt: skip


def _refuse_while_being_signed(notice: Notice, month: dt.date) -> None:
    with_a_post = Report.objects.filter(
        notice=notice, month=month, status__in=(Report.Status.AWAITING_SIGN_OFF, Report.Status.SIGNED)
    )
    waiting = with_a_post.exclude(kind__in=_ADVISERS_OWN).first()
    if waiting is not None:
        raise Refusal(
            f"The {waiting.what.title.lower()} for {month:%B %Y} is being signed: "
            "have it returned, or wait until it is issued, and then take the figures again"
        )


def _was_used(notice: Notice, month: dt.date) -> bool:
    return Report.objects.filter(notice=notice, month=month, status=Report.Status.ISSUED).exists()
