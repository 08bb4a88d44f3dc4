"""Answers what a report's figures are compared with, and what changed since."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from digests.months import months_on
from reports.changes import Changes, changes
from reports.cut.hiding import tally_of, with_small_numbers_hidden
from reports.cut.reading import WITH_NUMBERS, in_todays_shape
from reports.kinds import Period
from reports.models import DataCut, Report

MONTHS_OF_A_QUARTER = 3


@dataclass(frozen=True)
class MonthInShort:
    """One month of a quarter in the figures that every document shares."""

    month: dt.date
    key: str | None
    word: str
    overdue: int
    missed: int
    done: int
    total: int
    actions_overdue: int
    slow: int
    off_target: int


@dataclass(frozen=True)
class Compared:
    """A report's cut beside the one before it. `months` are those of a quarter, the earliest first."""

    before: DataCut
    changes: Changes
    months: tuple[MonthInShort, ...] = ()


def content_for_report(report: Report, cut: DataCut) -> dict[str, Any]:
    """Return a cut in today's shape as a report of this kind may show it, its days still words."""
    content = in_todays_shape(cut.content)
    return with_small_numbers_hidden(content) if report.what.hides_small_numbers else content


def changes_of(report: Report) -> Compared | None:
    """Return what changed since the cut before; None where there is none, or none that may be shown beside it.

    A monthly report is compared with the month before, a quarterly one with the month before its quarter, one for an
    occasion with the last issued report of its kind. Where these have no cut, the nearest earlier one is taken.
    """
    before = cut_before(report)
    if before is None or _is_too_old(report, before):
        return None
    was, now = content_for_report(report, before), content_for_report(report, report.cut)
    months = _months(report) if report.what.period is Period.QUARTER else ()
    return Compared(before, changes(was, now), months)


def cut_before(report: Report) -> DataCut | None:
    """Return the cut that a report's own is compared with."""
    if report.what.period is Period.OCCASION:
        last = _last_of_the_kind(report)
        if last is not None and last.cut_id != report.cut_id:
            return last.cut
    first = report.month
    if report.what.period is Period.QUARTER:
        first = months_on(report.month, 1 - MONTHS_OF_A_QUARTER)
    cuts = DataCut.objects.filter(notice=report.notice_id)
    earlier = cuts.filter(month__lt=first).order_by("-month", "-number").first()
    if earlier is None and first < report.month:
        return cuts.filter(month__gte=first, month__lt=report.month).order_by("month", "-number").first()
    return earlier


def earlier_reports(report: Report) -> list[Report]:
    """Return the reports on the month that were issued on an earlier cut of it than this one."""
    issued = Report.objects.filter(
        notice=report.notice_id, month=report.month, status=Report.Status.ISSUED,
        cut__number__lt=report.cut.number,
    )  # fmt: skip
    return list(issued.exclude(pk=report.pk).select_related("cut").order_by("issued_at", "pk"))


def _last_of_the_kind(report: Report) -> Report | None:
    issued = Report.objects.filter(
        notice=report.notice_id,
        kind=report.kind,
        status=Report.Status.ISSUED,
        issued_at__lt=report.started_at,
    ).exclude(month=report.month, sequence=report.sequence)
    return issued.select_related("cut").order_by("-issued_at").first()


def _is_too_old(report: Report, cut: DataCut) -> bool:
    """Whether small numbers of a cut cannot be told, so that a report that hides them cannot be compared with it."""
    return report.what.hides_small_numbers and cut.content["format"] < WITH_NUMBERS


def _months(report: Report) -> tuple[MonthInShort, ...]:
    first = months_on(report.month, 1 - MONTHS_OF_A_QUARTER)
    cuts = DataCut.objects.filter(notice=report.notice_id, month__gte=first, month__lt=report.month)
    newest = {cut.month: cut for cut in cuts.order_by("number")}
    newest[report.month] = report.cut
    return tuple(
        _in_short(month, content_for_report(report, cut))
        for month, cut in sorted(newest.items())
        if not _is_too_old(report, cut)
    )


def _in_short(month: dt.date, content: Mapping[str, Any]) -> MonthInShort:
    plan = content["plan"] or {"done": 0, "total": 0, "overdue": 0}
    return MonthInShort(
        month=month,
        key=content["position"]["key"],
        word=content["position"]["word"],
        overdue=content["position"]["overdue"],
        missed=content["position"]["missed"],
        done=plan["done"],
        total=plan["total"],
        actions_overdue=plan["overdue"],
        slow=len(content["slow"]["objectives"]),
        off_target=tally_of(content["digest"]["lines"]).get("off_target", 0),
    )
