"""Defines an indicator anew from a month on: what it meant before stays beside it, and what rests on it still fits."""

import datetime as dt
from dataclasses import fields

from django.db import transaction

from accounts.models import User
from core.editing import claim_revision
from core.refusals import Refusal
from digests.models import EarlierDefinition, Indicator, Target
from digests.months import month_of
from digests.selectors.definitions import differences
from digests.services.indicators import (
    Meaning,
    as_defined,
    check_meaning,
    in_words,
    record,
    save,
    write_meaning,
)
from digests.services.statistics import keep_rebase
from digests.target_terms import fits

NO_LONGER_FITS = "It was defined anew, and the target before no longer fitted"


@transaction.atomic
def define_anew(
    *,
    indicator: Indicator,
    meaning: Meaning,
    effective_from: dt.date,
    reason: str,
    rebases: bool,
    revision: int,
    by: User,
    today: dt.date,
) -> EarlierDefinition:
    """Let an indicator mean something else from the month of `effective_from` on, with the reason.

    A target in force that no longer fits ends with that month. `rebases` starts its mean and limits anew there.
    Raises Refusal, ChangedMeanwhile.
    """
    claim_revision(indicator, seen=revision)
    indicator.refresh_from_db()
    month = month_of(effective_from)
    _check_month(indicator, month, today)
    if not reason.strip():
        raise Refusal("Enter why it is defined anew", field="reason")
    check_meaning(meaning)
    before, since = as_defined(indicator), indicator.defined_from
    write_meaning(indicator, meaning)
    found = differences(before, indicator)
    if not found:
        raise Refusal("This is what it means already: change what differs", field="meaning")
    _check_unit(before, indicator, month)
    _end_targets(indicator, month, before.unit != indicator.unit, by)
    earlier = EarlierDefinition.objects.create(
        indicator=indicator, effective_from=since, replaced_from=month, reason=reason.strip(), replaced_by=by,
        **{field.name: getattr(before, field.name) for field in fields(Meaning)},
    )  # fmt: skip
    indicator.defined_from = month
    save(indicator, by)
    record(
        by, "defined an indicator anew", indicator,
        month=month.isoformat(), reason=earlier.reason, changed=in_words(found),
    )  # fmt: skip
    if rebases and not indicator.rebases.filter(month=month, withdrawn_at__isnull=True).exists():
        keep_rebase(indicator, month, f"Defined anew: {earlier.reason}"[:300], by)
    return earlier


def _check_month(indicator: Indicator, month: dt.date, today: dt.date) -> None:
    if month > today:
        raise Refusal("The month must be this month or an earlier one", field="effective_from")
    since = indicator.defined_from
    if since is not None and month <= since:
        raise Refusal(
            f"The month must be after {since:%B %Y}, from which it has meant what it means now",
            field="effective_from",
        )


def _check_unit(before: Indicator, now: Indicator, month: dt.date) -> None:
    """Figures keep the unit in which they were given."""
    if before.unit == now.unit:
        return
    given = now.readings.current().filter(month__gte=month).order_by("-month").first()
    if given is not None:
        raise Refusal(
            f"Figures up to {given.month:%B %Y} were given in the unit before: choose a later month, or keep the unit",
            field="effective_from",
        )


def _end_targets(indicator: Indicator, month: dt.date, in_another_unit: bool, by: User) -> None:
    """Say that there is no target from `month` on where the one in force does not fit what is counted now."""
    wrong = [target for target in indicator.targets.all() if _misfits(target, indicator, in_another_unit)]
    later = [target for target in wrong if target.effective_from >= month]
    if later:
        raise Refusal(
            f"The target from {later[-1].effective_from:%-d %B %Y} does not fit the new definition: withdraw it first",
            field="direction" if not in_another_unit else "unit",
        )
    in_force = indicator.targets.filter(effective_from__lt=month).order_by("-effective_from").first()
    if in_force in wrong and not indicator.targets.filter(effective_from=month).exists():
        Target.objects.create(indicator=indicator, effective_from=month, source=NO_LONGER_FITS, set_by=by)


def _misfits(target: Target, indicator: Indicator, in_another_unit: bool) -> bool:
    bounds_fit = fits(indicator.direction, at_least=target.at_least, at_most=target.at_most)
    return target.has_bound and (in_another_unit or not bounds_fit)
