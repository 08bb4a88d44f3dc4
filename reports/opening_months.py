"""Opens the drafts of a month that has ended: what its council owes or has set a chain for, all on one cut."""

import datetime as dt

from core.working_days import add_months
from notices.models import Notice
from reports.kinds import KINDS, Author, Period, ReportKind, kind_of
from reports.models import ChainStep, Report
from reports.selectors import default_obligation
from reports.services.cutting import last_day_of
from reports.services.preparing import QUARTERS_END, prepare


def open_month(notice: Notice, *, today: dt.date) -> list[Report]:
    """Draft what is owed for the last whole month and is not there yet; return the drafts that are new.

    The monthly report to the adviser where the notice asks for one, and every other kind of the council's own for a
    month or a quarter whose chain of posts was set: a council that never set one does not use it. What the chair and
    the adviser write they begin themselves. Run late, it opens the last month and no earlier one.
    """
    month = add_months(today.replace(day=1), -1)
    if last_day_of(month) < notice.in_force_from:
        return []
    return [
        prepare(
            notice=notice, month=month, by=None, today=today, kind=kind.key,
            obligation=default_obligation(notice, kind),
        )
        for kind in kinds_to_open(notice, month)
        if not Report.objects.filter(notice=notice, kind=kind.key, month=month).exists()
    ]  # fmt: skip


def kinds_to_open(notice: Notice, month: dt.date) -> list[ReportKind]:
    """Return the kinds that are opened by themselves for a month of a notice."""
    chained = set(ChainStep.objects.filter(council=notice.council).values_list("kind", flat=True))
    owed = default_obligation(notice, kind_of("adviser_monthly")) is not None
    return [
        kind
        for kind in KINDS
        if kind.author == Author.COUNCIL and _ends_in(kind, month)
        and (kind.key in chained or (owed and kind.key == "adviser_monthly"))
    ]  # fmt: skip


def _ends_in(kind: ReportKind, month: dt.date) -> bool:
    if kind.period is Period.QUARTER:
        return month.month in QUARTERS_END
    return kind.period is Period.MONTH
