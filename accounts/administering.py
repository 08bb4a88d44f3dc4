"""Answers what an administrator keeps: the people, posts and roles of their own councils, and nothing of another's."""

import datetime as dt

from django.db.models import Q, QuerySet

from accounts.models import Membership, Organisation, Post, PostHolding, Role, User


def councils_kept_by(person: User, *, today: dt.date) -> QuerySet[Organisation]:
    """Return the councils whose administrator `person` is today; whoever runs the service keeps all."""
    councils = Organisation.objects.filter(kind=Organisation.Kind.COUNCIL)
    if person.is_superuser:
        return councils
    roles = Membership.objects.on(today).filter(person=person, role=Role.ADMINISTRATOR)
    return councils.filter(pk__in=roles.values("council"))


def people_kept_by(person: User, *, today: dt.date) -> QuerySet[User]:
    """Return the people whose entries `person` may change.

    Somebody with a role in another council as well is left out: whoever changes an e-mail address can ask for a
    new password, and would come into that other council.
    """
    if person.is_superuser:
        return User.objects.all()
    kept = councils_kept_by(person, today=today)
    elsewhere = Membership.objects.exclude(council__in=kept)
    return (
        User.objects.filter(is_superuser=False)
        .filter(
            Q(organisation__in=kept) | Q(pk__in=Membership.objects.filter(council__in=kept).values("person"))
        )
        .exclude(pk__in=elsewhere.values("person"))
    )


def people_to_choose_from(person: User, *, today: dt.date) -> QuerySet[User]:
    """Return whom `person` may give a role or a post: their own, and the people of bodies that serve many councils."""
    shared = User.objects.filter(organisation__in=shared_organisations())
    return User.objects.filter(
        Q(pk__in=people_kept_by(person, today=today).values("pk")) | Q(pk__in=shared.values("pk"))
    )


def shared_organisations() -> QuerySet[Organisation]:
    """Return the adviser bodies, the Department and the partner agencies: no council's own."""
    return Organisation.objects.exclude(kind=Organisation.Kind.COUNCIL)


def organisations_to_choose_from(person: User, *, today: dt.date) -> QuerySet[Organisation]:
    """Return the organisations that a person entered by `person` can belong to."""
    kept = councils_kept_by(person, today=today)
    return Organisation.objects.filter(
        Q(pk__in=kept.values("pk")) | Q(pk__in=shared_organisations().values("pk"))
    )


def posts_kept_by(person: User, *, today: dt.date) -> QuerySet[Post]:
    """Return the posts that `person` enters and fills."""
    if person.is_superuser:
        return Post.objects.all()
    return Post.objects.filter(organisation__in=councils_kept_by(person, today=today))


def holdings_kept_by(person: User, *, today: dt.date) -> QuerySet[PostHolding]:
    """Return who holds the posts that `person` keeps."""
    return PostHolding.objects.filter(post__in=posts_kept_by(person, today=today))


def memberships_kept_by(person: User, *, today: dt.date) -> QuerySet[Membership]:
    """Return the roles in the councils that `person` keeps."""
    return Membership.objects.filter(council__in=councils_kept_by(person, today=today))
