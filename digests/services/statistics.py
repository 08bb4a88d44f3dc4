"""Says how an indicator's statistics are worked out, and where they start anew; all audited."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from core.editing import claim_revision
from core.refusals import Refusal
from digests.models import Indicator, Rebase
from digests.models.indicator import LONGEST_RUN, SHORTEST_BASELINE, SHORTEST_RUN
from digests.months import month_of
from digests.services.indicators import record, save


@transaction.atomic
def set_statistics(
    *,
    indicator: Indicator,
    baseline_points: int | None,
    screens_outliers: bool,
    run_length: int,
    revision: int,
    by: User,
) -> Indicator:
    """Say how mean, limits and signals of an indicator are worked out. Raises Refusal, ChangedMeanwhile."""
    claim_revision(indicator, seen=revision)
    indicator.refresh_from_db()
    if baseline_points is not None and baseline_points < SHORTEST_BASELINE:
        raise Refusal(
            f"The points that fix the limits must be {SHORTEST_BASELINE} or more, or none for all of them",
            field="baseline_points",
        )
    if not SHORTEST_RUN <= run_length <= LONGEST_RUN:
        raise Refusal(f"The length of a run must be from {SHORTEST_RUN} to {LONGEST_RUN}", field="run_length")
    indicator.baseline_points, indicator.screens_outliers = baseline_points, screens_outliers
    indicator.run_length = run_length
    save(indicator, by)
    record(
        by, "set the statistics of an indicator", indicator,
        baseline_points=baseline_points, screens_outliers=screens_outliers, run_length=run_length,
    )  # fmt: skip
    return indicator


@transaction.atomic
def rebase(*, indicator: Indicator, month: dt.date, reason: str, by: User, today: dt.date) -> Rebase:
    """Start mean and limits anew at `month` (any day of it), for a known cause. Raises Refusal."""
    first = month_of(month)
    if first > today:
        raise Refusal("The month must be this month or an earlier one", field="month")
    if not reason.strip():
        raise Refusal("Enter the cause: what changed in that month", field="reason")
    if indicator.rebases.filter(month=first, withdrawn_at__isnull=True).exists():
        raise Refusal(f"Mean and limits start anew in {first:%B %Y} already", field="month")
    return keep_rebase(indicator, first, reason.strip(), by)


def keep_rebase(indicator: Indicator, month: dt.date, reason: str, by: User) -> Rebase:
    """Keep a rebase and its audit entry. Raises Refusal when another person was quicker."""
    try:
        with transaction.atomic():
            made = Rebase.objects.create(indicator=indicator, month=month, reason=reason, made_by=by)
    except IntegrityError:
        raise Refusal(f"Mean and limits start anew in {month:%B %Y} already", field="month") from None
    record(by, "rebased an indicator", indicator, month=month.isoformat(), reason=reason)
    return made


@transaction.atomic
def withdraw_rebase(*, rebase: Rebase, by: User) -> Rebase:
    """Let mean and limits run through a month again; that they once started anew stays on record. Raises Refusal."""
    withdrawn = Rebase.objects.filter(pk=rebase.pk, withdrawn_at__isnull=True)
    if not withdrawn.update(withdrawn_at=timezone.now(), withdrawn_by=by):
        raise Refusal("It is withdrawn already")
    rebase.refresh_from_db()
    record(by, "withdrew a rebase", rebase.indicator, month=rebase.month.isoformat(), reason=rebase.reason)
    return rebase
