"""Answers what a report has and lacks: gathers what `reports.readiness` judges by, in a constant number of queries."""

import datetime as dt

from django.db.models import Q

from digests.models import MonthlyDigest
from notices.models import Obligation
from reports.models import DataCut, Report
from reports.readiness import Governing, Requirement, requirements
from reports.selectors.sections import texts_of

GOVERNING_KINDS = (
    Obligation.Kind.CONTENT,
    Obligation.Kind.STANDING,
    Obligation.Kind.PROVISION,
    Obligation.Kind.REPORT,
)


def readiness_of(report: Report, *, today: dt.date) -> list[Requirement]:
    """Return what a report must have and whether it has it; one that was signed is past that, and gives nothing."""
    if report.signed_by_id is not None:
        return []
    newer = _newer_cut(report)
    return requirements(
        report.what,
        report.cut.content,
        texts_of(report),
        today=today,
        clauses=governing_clauses(report),
        newer_cut_on=dt.date.fromisoformat(newer.content["known_on"]) if newer else None,
        newest_digest=_newest_digest(report),
    )


def governing_clauses(report: Report) -> list[Governing]:
    """Return the clauses that govern a report: that of the duty which it discharges, and those that stand with it.

    With it stand the duties of content that are part of it, and those of the council in the same paragraph: 5.a
    to 5.f where the report is owed by 5.b. A report that discharges nothing is governed by its kind alone.
    """
    duty = report.discharges
    if duty is None:
        return []
    beside = Q(clause__parent=duty.clause.parent_id) if duty.clause.parent_id else Q(clause=duty.clause_id)
    found = (
        Obligation.objects.filter(
            Q(pk=duty.pk) | Q(part_of=duty) | beside & Q(duty_holder=duty.duty_holder, part_of=None),
            clause__notice=report.notice_id,
            kind__in=GOVERNING_KINDS,
        )
        .select_related("clause")
        .order_by("clause__order", "order")
    )
    return [Governing(each.clause.number, _words_of(each)) for each in found]


def _words_of(duty: Obligation) -> str:
    """Return how a duty is told, in brief and in the notice's own words, each in one line."""
    return "\n".join(" ".join(told.split()) for told in (duty.summary, duty.words))


def _newer_cut(report: Report) -> DataCut | None:
    cuts = DataCut.objects.filter(notice=report.notice_id, month=report.month, number__gt=report.cut.number)
    return cuts.order_by("-number").first()


def _newest_digest(report: Report) -> int:
    published = MonthlyDigest.objects.filter(
        council=report.notice.council_id, month=report.month, status=MonthlyDigest.Status.PUBLISHED
    )
    return published.order_by("-version").values_list("version", flat=True).first() or 0
