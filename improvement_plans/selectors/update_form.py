"""Answers what the form of an update offers: the milestones still to be reached and whom to ask for help."""

import datetime as dt

from django.db.models import Q, QuerySet

from accounts.models import Organisation, Post
from improvement_plans.models import Action, ActionUpdate, Milestone


def milestones_open_to(
    action: Action, day: dt.date, *, corrects: ActionUpdate | None = None
) -> QuerySet[Milestone]:
    """Return the milestones in the plan that no standing update names; a correction may name its own again."""
    standing = ActionUpdate.objects.standing_on(day).filter(action=action)
    if corrects is not None:
        standing = standing.exclude(pk=corrects.pk)
    in_the_plan = Q(left_on__isnull=True) | Q(left_on__gt=day)
    reached = Milestone.objects.filter(reached_by__in=standing.values("pk"))
    return (
        action.milestones.filter(in_the_plan, added_on__lte=day)
        .exclude(pk__in=reached.values("pk"))
        .order_by("number")
    )


def posts_to_ask(council: Organisation) -> QuerySet[Post]:
    """Return the council's posts."""
    return Post.objects.filter(organisation=council).order_by("title")


def agencies_to_ask(council: Organisation) -> QuerySet[Organisation]:
    """Return the other organisations that take part in the council's recovery: partners, adviser, Department."""
    partners = Q(actions__objective__plan__notice__council=council)
    members = Q(people__memberships__council=council)
    return Organisation.objects.filter(partners | members).exclude(pk=council.pk).order_by("name").distinct()
