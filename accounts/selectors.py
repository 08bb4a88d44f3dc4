"""Answers who may see which council, who holds which post, what a person's roles are and which views they keep."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from accounts.models import Membership, Organisation, Post, PostHolding, SavedView, User


def councils_of(person: User, *, today: dt.date) -> QuerySet[Organisation]:
    """Return the councils in whose recovery `person` has a role today."""
    return Organisation.objects.filter(
        pk__in=Membership.objects.on(today).filter(person=person).values("council")
    ).order_by("name")


def roles_of(person: User, council: Organisation, *, today: dt.date) -> frozenset[str]:
    """Return the roles (values of `Role`) of `person` in `council` today; asked once per person and request."""
    kept: dict[tuple[int, dt.date], frozenset[str]] = person.__dict__.setdefault("_roles_by_council", {})
    key = (council.pk, today)
    if key not in kept:
        memberships = Membership.objects.on(today).filter(person=person, council=council)
        kept[key] = frozenset(memberships.values_list("role", flat=True))
    return kept[key]


def posts_held_by(person: User, *, today: dt.date) -> QuerySet[Post]:
    """Return the posts that `person` holds today."""
    return Post.objects.filter(pk__in=PostHolding.objects.on(today).filter(person=person).values("post"))


def holders_of(posts: Iterable[Post | int], today: dt.date) -> dict[int, list[User]]:
    """Return the active people who hold each of `posts` (or keys of posts) today, by the post's key."""
    keys = {post if isinstance(post, int) else post.pk for post in posts}
    held: dict[int, list[User]] = {}
    holdings = PostHolding.objects.on(today).filter(post__in=keys, person__is_active=True)
    for holding in holdings.select_related("person").order_by("person__name", "pk"):
        held.setdefault(holding.post_id, []).append(holding.person)
    return held


def people_with_role(council: Organisation, role: str, *, today: dt.date) -> QuerySet[User]:
    """Return the active people who have `role` in `council` today."""
    return User.objects.filter(
        is_active=True,
        pk__in=Membership.objects.on(today).filter(council=council, role=role).values("person"),
    )


def people_of(council: Organisation, *, today: dt.date) -> QuerySet[User]:
    """Return everybody with a role in `council` today, each with `roles_today` and `holdings_today`."""
    memberships = Membership.objects.on(today).filter(council=council)
    holdings = PostHolding.objects.on(today).select_related("post")
    return (
        User.objects.filter(pk__in=memberships.values("person"))
        .select_related("organisation")
        .prefetch_related(
            Prefetch("memberships", queryset=memberships, to_attr="roles_today"),
            Prefetch("holdings", queryset=holdings, to_attr="holdings_today"),
        )
    )


def posts_of(council: Organisation, *, today: dt.date) -> QuerySet[Post]:
    """Return the posts of `council`, each with `holdings_today`: none when it is vacant."""
    holdings = PostHolding.objects.on(today).select_related("person")
    return (
        Post.objects.filter(organisation=council)
        .select_related("line_manager")
        .prefetch_related(Prefetch("holdings", queryset=holdings, to_attr="holdings_today"))
    )


def saved_views_of(person: User, council: Organisation) -> QuerySet[SavedView]:
    """Return the views that `person` keeps of the list pages of `council`, by name."""
    return SavedView.objects.filter(person=person, council=council).select_related("council")
