"""Which objectives and actions of the plan may be said to move an indicator."""

import datetime as dt

from django.db.models import Q

from core.choosing import Offer
from digests.models import Indicator
from improvement_plans.models import Action, Objective


def movers_offered(indicator: Indicator, *, today: dt.date, words: str) -> dict[str, Offer]:
    """Return what may be chosen: the objectives and actions in the council's plans today, searched by `words`."""
    stays = Q(left_on__isnull=True) | Q(left_on__gt=today)
    objectives = Objective.objects.filter(stays, plan__notice__council=indicator.council_id)
    actions = Action.objects.filter(
        stays, added_on__lte=today, objective__plan__notice__council=indicator.council_id
    )
    linked_actions = Action.objects.filter(pk__in=indicator.actions.order_by().values("pk"))
    return {
        "objectives": Offer(
            label="Objectives that should move it",
            allowed=objectives.order_by("reference"),
            linked=Objective.objects.filter(pk__in=indicator.objectives.order_by().values("pk")),
            searched=("reference", "title"),
            words_of=str,
            words=words,
        ),
        "actions": Offer(
            label="Actions that should move it",
            allowed=actions.order_by("objective__reference", "reference", "pk"),
            linked=linked_actions.order_by("objective__reference", "reference", "pk"),
            searched=("reference", "title", "objective__title"),
            words_of=str,
            words=words,
        ),
    }
