"""Gives and revises the figures of the whole council: each version stays, with who gave it and why it was replaced."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from core import audit
from digests.models import Indicator, Reading
from digests.selectors.definitions import definition_on
from digests.services.readings import (
    Given,
    Place,
    changed_meanwhile,
    check_given,
    check_month,
    keep,
    supersede,
)


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

    It is worked out as the indicator was defined in that month. `seen_version` is the version that the person saw (0:
    none, None: whichever there is). Raises Refusal, and ChangedMeanwhile when another person was quicker.
    """
    check_month(month, today)
    definition = definition_on(indicator, month)
    check_given(given, definition)
    place = Place(indicator, month)
    standing = Reading.objects.current().select_for_update(of=("self",)).filter(**place.names)
    earlier = standing.select_related("recorded_by").first()
    if seen_version is not None and earlier is not None and earlier.version != seen_version:
        raise changed_meanwhile(earlier)
    if earlier is not None:
        supersede(earlier, given, revision_reason)
    reading = keep(
        place,
        given,
        definition,
        by=by,
        earlier=earlier,
        reason=revision_reason if earlier is not None else "",
    )
    audit.record(
        by=by,
        action="gave a figure" if earlier is None else "revised a figure",
        subject=reading,
        scope=indicator.council.slug,
        detail={
            "month": month.isoformat(),
            "value": None if reading.value is None else str(reading.value),
            "reason": reading.revision_reason,
        },
    )
    return reading
