"""Says which objectives and actions of the plan should move an indicator."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.models import User
from core import audit
from core.refusals import Refusal
from digests.models import Indicator
from improvement_plans.models import Action, Objective


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
