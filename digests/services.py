"""What people do to figures and indicators: give and revise a figure, say what should move an indicator."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from core import audit
from core.editing import ChangedMeanwhile
from core.refusals import Refusal
from digests.models import Indicator, Reading
from digests.rating import PER_UNIT, value_of
from improvement_plans.models import Action, Objective


@dataclass(frozen=True)
class Given:
    """A figure as it is typed: its numerator and denominator, or that it is suppressed and has neither."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_suppressed: bool = False
    quality_note: str = ""


@transaction.atomic
def give_figure(
    *,
    indicator: Indicator,
    month: dt.date,
    given: Given,
    by: User,
    today: dt.date,
    revision_reason: str = "",
    seen_version: int | None = None,
) -> Reading:
    """Record the figure of `indicator` for `month` (its first day); a second one is a revision with a reason.

    `seen_version` is the version that the person saw (0: none, None: whichever there is). Raises Refusal, and
    ChangedMeanwhile when another person was quicker.
    """
    _check_month(month, today)
    _check_figure(indicator, given)
    standing = (
        Reading.objects.current().select_for_update(of=("self",)).filter(indicator=indicator, month=month)
    )
    earlier = standing.select_related("recorded_by").first()
    if seen_version is not None and earlier is not None and earlier.version != seen_version:
        raise _changed_meanwhile(earlier)
    if earlier is not None:
        _supersede(earlier, given, revision_reason)
    reading = _keep(indicator, month, given, by, earlier, revision_reason.strip())
    audit.record(
        by=by,
        action="gave a figure" if earlier is None else "revised a figure",
        subject=reading,
        scope=indicator.council.slug,
        detail={
            "month": month.isoformat(),
            "value": _words(reading.value),
            "reason": reading.revision_reason,
        },
    )
    return reading


@transaction.atomic
def change_movers(
    *,
    indicator: Indicator,
    add: Iterable[Objective | Action],
    remove: Iterable[Objective | Action],
    by: User,
) -> None:
    """Say which objectives and actions should move the indicator, and which no longer. Raises Refusal."""
    added, removed = list(add), list(remove)
    for mover in added:
        if _council_of(mover) != indicator.council_id:
            raise Refusal("Choose objectives and actions of this council's plan")
        _movers_like(indicator, mover).add(mover)
    for mover in removed:
        _movers_like(indicator, mover).remove(mover)
    if added or removed:
        audit.record(
            by=by,
            action="changed what should move an indicator",
            subject=indicator,
            scope=indicator.council.slug,
            detail={"added": [str(each) for each in added], "removed": [str(each) for each in removed]},
        )


def _movers_like(indicator: Indicator, mover: Objective | Action) -> Any:
    return indicator.objectives if isinstance(mover, Objective) else indicator.actions


def _council_of(mover: Objective | Action) -> int:
    objective = mover if isinstance(mover, Objective) else mover.objective
    return objective.plan.notice.council_id


def _check_month(month: dt.date, today: dt.date) -> None:
    if month.day != 1:
        raise ValueError("A month is named by its first day.")
    if month > today:
        raise Refusal("The month must be this month or an earlier one", field="month")


def _check_figure(indicator: Indicator, given: Given) -> None:
    if given.is_suppressed:
        if given.numerator is not None or given.denominator is not None:
            raise Refusal("Leave both numbers empty for a suppressed figure", field="numerator")
        return
    if given.numerator is None:
        raise Refusal("Enter the numerator, or tick that the figure is suppressed", field="numerator")
    if given.numerator < 0:
        raise Refusal("The numerator must be 0 or more", field="numerator")
    if given.denominator is not None and given.denominator < 0:
        raise Refusal("The denominator must be 0 or more", field="denominator")
    if given.denominator is None and indicator.unit in PER_UNIT:
        raise Refusal("Enter the denominator", field="denominator")
    if _is_more_than_all(indicator, given):
        raise Refusal(
            "The numerator of a percentage cannot be larger than its denominator", field="numerator"
        )


def _is_more_than_all(indicator: Indicator, given: Given) -> bool:
    both = given.numerator is not None and given.denominator is not None
    return bool(both and indicator.unit == Indicator.Unit.PERCENT and given.numerator > given.denominator)  # type: ignore[operator]


def _supersede(earlier: Reading, given: Given, reason: str) -> None:
    kept = Given(earlier.numerator, earlier.denominator, earlier.is_suppressed, earlier.quality_note)
    if kept == given:
        raise Refusal(
            "This is the figure that is already recorded: there is nothing to revise.", field="numerator"
        )
    if not reason.strip():
        raise Refusal("Enter why the figure is revised", field="revision_reason")
    earlier.superseded_at = timezone.now()
    earlier.save(update_fields=["superseded_at"])


def _keep(
    indicator: Indicator, month: dt.date, given: Given, by: User, earlier: Reading | None, reason: str
) -> Reading:
    try:
        with transaction.atomic():
            return Reading.objects.create(
                indicator=indicator,
                month=month,
                version=1 if earlier is None else earlier.version + 1,
                numerator=given.numerator,
                denominator=given.denominator,
                value=None
                if given.is_suppressed
                else value_of(indicator.unit, given.numerator, given.denominator),
                is_suppressed=given.is_suppressed,
                quality_note=given.quality_note.strip(),
                revision_reason=reason,
                recorded_by=by,
            )
    except IntegrityError:
        # Two people gave the first figure of a month at the same moment: the constraint let one through.
        newer = Reading.objects.current().select_related("recorded_by").get(indicator=indicator, month=month)
        raise _changed_meanwhile(newer) from None


def _changed_meanwhile(reading: Reading) -> ChangedMeanwhile:
    return ChangedMeanwhile(
        revision=reading.version, changed_by=str(reading.recorded_by or ""), changed_at=reading.recorded_at
    )


def _words(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
