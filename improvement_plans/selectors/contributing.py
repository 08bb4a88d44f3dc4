"""Answers for which posts and agencies a person may contribute to an action."""

import datetime as dt

from accounts.models import Organisation, Post, User
from accounts.predicates import runs_the_programme
from accounts.selectors import posts_held_by
from improvement_plans.models import Action


def contributors_of(action: Action) -> list[Post | Organisation]:
    """Return every post but the owner's, and every partner agency, that contributes to the action."""
    posts = action.contributing_posts.exclude(pk=action.owner_post_id)
    return [*posts, *action.partner_agencies.all()]


def speaks_as(person: User, action: Action, *, today: dt.date) -> list[Post | Organisation]:
    """Return those of the action's contributors whose post `person` holds today, or whose people they are among."""
    posts = action.contributing_posts.exclude(pk=action.owner_post_id).filter(
        pk__in=posts_held_by(person, today=today).values("pk")
    )
    return [*posts, *action.partner_agencies.filter(people=person)]


def may_speak_as(person: User, action: Action, *, today: dt.date) -> list[Post | Organisation]:
    """Return those for whom `person` may contribute: the improvement team, which is told by telephone, for all."""
    if runs_the_programme(person, action.objective.plan.notice.council):
        return contributors_of(action)
    return speaks_as(person, action, today=today)
