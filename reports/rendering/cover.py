"""What stands on a report's cover: number, period, to whom, signed by whom, and what a reader must know first."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from digests.months import months_on
from reports.kinds import Period
from reports.models import Report, SignOff

DRAFT = "Draft"


@dataclass(frozen=True)
class Cover:
    """`signatures` are in the order of the chain; `corrects` is the number of the version that this one replaces."""

    number: str
    period: str
    is_occasion: bool
    signatures: tuple[str, ...]
    corrects: str


def cover_of(report: Report, cut: Mapping[str, Any]) -> Cover:
    """Return the cover of a report."""
    return Cover(
        number=report.number or DRAFT,
        period=period_in_words(report, cut),
        is_occasion=report.what.period is Period.OCCASION,
        signatures=_signatures(report),
        corrects=_corrects(report),
    )


def period_in_words(report: Report, cut: Mapping[str, Any]) -> str:
    """Return what a report is for: a month, a quarter, or the day as at which an occasion's figures stand."""
    if report.what.period is Period.OCCASION:
        return f"{cut['as_at']:%-d %B %Y}"
    if report.what.period is Period.QUARTER:
        first = months_on(report.month, -2)
        begins = f"{first:%B}" if first.year == report.month.year else f"{first:%B %Y}"
        return f"{begins} to {calendar.month_name[report.month.month]} {report.month.year}"
    return f"{report.month:%B %Y}"


def _signatures(report: Report) -> tuple[str, ...]:
    """Return who signed, along the chain; what is signed without a chain, by whoever wrote it."""
    signed = SignOff.objects.filter(report=report, round=report.round, signed_at__isnull=False)
    along = [_signature(each) for each in signed.select_related("post", "signed_by").order_by("order")]
    if along or report.signed_by is None or report.signed_at is None:
        return tuple(along)
    return (f"{report.signed_by}, {report.signed_at:%-d %B %Y}",)


def _signature(sign_off: SignOff) -> str:
    deputy = ", as deputy" if sign_off.as_deputy else ""
    return f"{sign_off.signed_by}, {sign_off.post.title}{deputy}, {sign_off.signed_at:%-d %B %Y}"


def _corrects(report: Report) -> str:
    if report.version == 1:
        return ""
    earlier = Report.objects.filter(
        notice=report.notice_id, kind=report.kind, month=report.month, sequence=report.sequence,
        version=report.version - 1,
    )  # fmt: skip
    return earlier.values_list("number", flat=True).first() or ""
