"""Answers which reports are owed: for which months, in discharge of which duty, to which meeting."""

import datetime as dt

from django.db.models import Q, QuerySet

from digests.months import months_on
from notices.models import Notice, Obligation, Party, PlannedEvent
from reports.kinds import ReportKind
from reports.models import Report


def months_to_report(notice: Notice, *, today: dt.date, most: int = 24) -> list[dt.date]:
    """Return the months that a report can be prepared for, the newest first, each by its first day."""
    newest = today.replace(day=1)
    first = notice.in_force_from.replace(day=1)
    return [month for back in range(most) if (month := months_on(newest, -back)) >= first]


def reporting_obligations(notice: Notice, kind: ReportKind) -> QuerySet[Obligation]:
    """Return the duties under `notice` that a report of a kind can discharge: those to report of whoever writes it.

    A self-assessment is a submission in the words of most notices, so those of the council stand there as well.
    """
    kinds = [Obligation.Kind.REPORT]
    if kind.key == "self_assessment":
        kinds.append(Obligation.Kind.SUBMISSION)
    owed = Obligation.objects.filter(clause__notice=notice, kind__in=kinds, duty_holder=kind.duty_holder)
    return owed.select_related("clause").order_by("clause__order", "order")


def default_obligation(notice: Notice, kind: ReportKind) -> Obligation | None:
    """Return the duty that a report of `kind` discharges unless somebody says otherwise; None where none fits.

    It is the first duty whose recipient is the kind's. A notice that has one reporting duty of the council to
    several at once ("the board, the adviser and the Department") has it discharged by the monthly report.
    """
    owed = list(reporting_obligations(notice, kind))
    if not kind.recipient:
        return None
    if kind.key == "self_assessment":
        return next((each for each in owed if "assessment" in each.summary.lower()), None)
    to_whom = [each for each in owed if each.recipient == kind.recipient]
    among_them = [each for each in owed if kind.recipient in each.recipient]
    if kind.key == "adviser_monthly" or kind.duty_holder == Party.BOARD_CHAIR:
        among_them += owed
    return next(iter([*to_whom, *among_them]), None)


def meetings_to_report_to(notice: Notice, kind: ReportKind, *, today: dt.date) -> QuerySet[PlannedEvent]:
    """Return the meetings and reviews in the diary that a report of a kind can be for, the earliest first.

    They are those on which one of its duties hangs, by its cadence or by a variation; of a month ago and since.
    """
    duties = reporting_obligations(notice, kind).order_by()
    varied = Q(varied_to_follow__obligation__in=duties, varied_to_follow__withdrawn_at=None)
    followed = Obligation.objects.filter(Q(followed_by__obligation__in=duties) | varied)
    return (
        PlannedEvent.objects.filter(
            obligation__in=followed,
            cancelled_on=None,
            withdrawn_at=None,
            planned_on__gte=today - dt.timedelta(days=31),
        )
        .distinct()
        .order_by("planned_on")
    )


def hangs_on(duty: Obligation, meeting: PlannedEvent) -> bool:
    """Whether a duty is owed by meetings or reviews like this one, so that its discharge can be for it."""
    follows = {
        *duty.cadences.values_list("follows", flat=True),
        *duty.variations.filter(withdrawn_at=None).values_list("follows", flat=True),
    }
    return meeting.obligation_id in follows


def newest_of_each_kind(notice: Notice) -> dict[str, Report]:
    """Return the newest report of each kind under `notice`, by the kind's key."""
    newest: dict[str, Report] = {}
    for report in Report.objects.filter(notice=notice).order_by("month", "sequence", "version"):
        newest[report.kind] = report
    return newest
