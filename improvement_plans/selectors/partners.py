"""Answers what a person from a partner agency contributes to: all of the plan that is theirs to see."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Organisation, Post, User
from accounts.selectors import posts_held_by
from evidence.models import Evidence
from improvement_plans.models import Action, Contribution, known_by


def contributed_to_by(person: User, council: Organisation, *, today: dt.date) -> QuerySet[Action]:
    """Return the actions of `council` to which `person` contributes, each once.

    Their organisation is a partner agency of it, a post that they hold contributes to it, or such a post owns it.
    """
    posts = posts_held_by(person, today=today).values("pk")
    agencies = Action.partner_agencies.through.objects.filter(
        action=OuterRef("pk"), organisation=person.organisation_id
    )
    contributing = Action.contributing_posts.through.objects.filter(action=OuterRef("pk"), post__in=posts)
    return Action.objects.filter(
        Exists(agencies) | Exists(contributing) | Q(owner_post__in=posts),
        objective__plan__notice__council=council,
    )


def shared_evidence_of(action: Action, as_at: dt.date) -> QuerySet[Evidence]:
    """Return the evidence of `action` that counts on `as_at` and may leave the council."""
    return action.evidence.filter(
        Q(expires_on__isnull=True) | Q(expires_on__gt=as_at),
        confidentiality=Evidence.Confidentiality.MAY_LEAVE,
        effective_on__lte=as_at,
    )


def posts_that_contribute(plan_pk: int) -> QuerySet[Post]:
    """Return the posts that contribute to any action of a plan, by title."""
    return Post.objects.filter(contributes_to__objective__plan=plan_pk).distinct()


def agencies_that_contribute(plan_pk: int) -> QuerySet[Organisation]:
    """Return the partner agencies of any action of a plan, by name."""
    return Organisation.objects.filter(actions__objective__plan=plan_pk).distinct()


def own_contributions(
    action: Action, person: User, as_at: dt.date, *, known_on: dt.date | None = None, today: dt.date
) -> QuerySet[Contribution]:
    """Return what was said of `action` by `as_at` for the person's organisation or for posts that they hold today.

    The newest comes first; what was corrected by then is left out.
    """
    posts = posts_held_by(person, today=today).values("pk")
    corrections = Contribution.objects.filter(
        known_by(known_on), corrects=OuterRef("pk"), given_on__lte=as_at
    )
    return (
        action.contributions.filter(
            Q(for_agency=person.organisation_id) | Q(for_post__in=posts),
            known_by(known_on),
            given_on__lte=as_at,
        )
        .filter(~Exists(corrections))
        .select_related("given_by", "for_post", "for_agency")
        .order_by("-given_on", "-pk")
    )
