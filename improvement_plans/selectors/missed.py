"""Counts the requests that went unanswered by their due day: part of what makes an objective slow (clause 5.e)."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from improvement_plans.models import Action, UpdateRequest


@dataclass(frozen=True)
class Missed:
    """What was asked about one action and not given by the day it was due.

    `contributions_by` counts by the title of the post, or the name of the agency, that was asked.
    """

    updates: int = 0
    contributions: int = 0
    contributions_by: Mapping[str, int] = field(default_factory=dict)


def missed_by_action(
    actions: QuerySet[Action],
    *,
    as_at: dt.date,
    known_on: dt.date | None = None,
    since: dt.date | None = None,
) -> dict[int, Missed]:
    """Return, by the action's primary key, what was missed by `as_at`; an action that missed nothing is not in it.

    With `since`, only what was due on that day or later.
    """
    missed = UpdateRequest.objects.missed_by(as_at, known_on=known_on).filter(
        action__in=actions.order_by().values("pk")
    )
    if since is not None:
        missed = missed.filter(cycle__due_on__gte=since)
    updates: Counter[int] = Counter()
    contributions: dict[int, Counter[str]] = defaultdict(Counter)
    rows = missed.order_by().values_list("action", "kind", "post__title", "agency__name")
    for action, kind, post, agency in rows:
        if kind == UpdateRequest.Kind.UPDATE:
            updates[action] += 1
        else:
            contributions[action][post or agency] += 1
    return {
        action: Missed(updates[action], contributions[action].total(), dict(contributions[action]))
        for action in {*updates, *contributions}
    }
