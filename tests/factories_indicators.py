"""What people type into the forms about indicators, targets and figures; and indicators by the hundred."""

import datetime as dt
from decimal import Decimal
from typing import Any

import factory

from accounts.models import Organisation
from digests.models import EarlierDefinition, Indicator, Reading
from digests.months import months_up_to
from digests.services.indicators import MEANS
from tests.factories_plan import IndicatorFactory

OCTOBER = dt.date(2026, 10, 1)

MEANING = {
    "title": "Visits in time", "meaning": "Whether children are seen.", "numerator_words": "Visits made in time",
    "denominator_words": "Visits due", "unit": "percent", "decimals": "1", "period_type": "in_month",
    "direction": "higher", "data_source": "", "known_problems": "",
}  # fmt: skip
KEEPING = {"code": "CP08", "grace_days": "15", "reported_from": "October 2026"}


def indicator_typed(**changes: Any) -> dict[str, Any]:
    """What somebody fills in to add an indicator."""
    return {**MEANING, **KEEPING, **changes}


def as_typed(indicator: Indicator, **changes: Any) -> dict[str, Any]:
    """What the form about an indicator holds when it is opened."""
    kept = {name: getattr(indicator, name) for name in (*MEANING, "code", "grace_days")}
    return {**kept, "revision": indicator.revision, **changes}


def earlier(indicator: Indicator, **changes: Any) -> EarlierDefinition:
    """A definition before the one that `indicator` has."""
    same = {name: getattr(indicator, name) for name in (*MEANS, "unit", "period_type", "direction")}
    return EarlierDefinition.objects.create(
        indicator=indicator, **{**same, "reason": "It changed", **changes}
    )


def many_indicators(council: Organisation, number: int, *, months: int, **changed: Any) -> list[Indicator]:
    """Return so many indicators with figures of the newest months up to October 2026, in two statements.

    The first of them has a figure in each of `months`, the others have two: which of them is the same to a query.
    """
    # Codes that no test gives by hand.
    code = factory.Sequence(lambda n: f"MANY{n:03}")
    made = Indicator.objects.bulk_create(
        IndicatorFactory.build_batch(number, council=council, code=code, **changed)
    )
    Reading.objects.bulk_create(
        Reading(
            indicator=each, month=month, numerator=Decimal(50 + at % 7), denominator=Decimal(100),
            value=Decimal(50 + at % 7),
        )
        for each in made
        for at, month in enumerate(months_up_to(OCTOBER, months if each is made[0] else 2))
    )  # fmt: skip
    return made
