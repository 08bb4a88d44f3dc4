"""Answers who is asked for a post or an agency on a day: its people, or whoever stands above an empty post."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import Membership, Organisation, Post, PostHolding, User
from improvement_plans.models import UpdateRequest
from improvement_plans.requested import Route


@dataclass(frozen=True)
class Routes:
    """The people of every post and agency that can be asked under a council's plans, on one day.

    Only those count who may sign in and have a role in the council: nobody else could open what they are sent.
    """

    holders: dict[int, tuple[User, ...]]
    above: dict[int, int | None]
    agencies: dict[int, tuple[User, ...]]

    def of(self, request: UpdateRequest) -> Route:
        """Return who is asked for the post or agency of `request`."""
        if request.agency_id is not None:
            return Route(self.agencies.get(request.agency_id, ()))
        return self.of_post(request.post_id)

    def of_post(self, post: int | None) -> Route:
        """Return the holders of a post; for an empty one those of the nearest post above it that is held."""
        people = self.holders.get(post, ()) if post is not None else ()
        return Route(people) if people else Route(self._first_held_above(post), instead=True)

    def manager_of(self, request: UpdateRequest) -> Route:
        """Return who hears that `request` was not answered: whoever stands above those who were asked.

        An agency has no manager in the council, so that the owner of the action hears of it.
        """
        if request.agency_id is not None:
            return self.of_post(request.action.owner_post_id)
        return self.above_post(request.post_id)

    def above_post(self, post: int | None) -> Route:
        """Return whoever stands above those who are asked for a post."""
        asked = next((each for each in self._line(post) if self.holders.get(each)), None)
        return Route(self._first_held_above(asked))

    def posts_reaching(self, person: User) -> dict[int, bool]:
        """Return the posts for which `person` is asked, and whether that is in the place of an empty one."""
        found = {post: self.of_post(post) for post in self.above}
        return {post: route.instead for post, route in found.items() if person in route.people}

    def speaks_for(self, person: User, agency: int | None) -> bool:
        """Whether `person` is among those who are asked for the agency."""
        return agency is not None and person in self.agencies.get(agency, ())

    def _first_held_above(self, post: int | None) -> tuple[User, ...]:
        line = list(self._line(post))[1:]
        return next((self.holders[each] for each in line if self.holders.get(each)), ())

    def _line(self, post: int | None) -> Iterator[int]:
        """Yield the post and those above it; a circle of managers ends where it closes."""
        seen: set[int] = set()
        while post is not None and post not in seen:
            seen.add(post)
            yield post
            post = self.above.get(post)


def routes_of(council: Organisation, day: dt.date) -> Routes:
    """Return who is asked for whom in `council` on `day`."""
    members = Membership.objects.on(day).filter(council=council).values("person")
    posts = _posts_that_may_be_asked(council)
    holdings = PostHolding.objects.on(day).filter(
        post__in=posts.values("pk"), person__in=members, person__is_active=True
    )
    holders: dict[int, tuple[User, ...]] = defaultdict(tuple)
    for holding in holdings.select_related("person").order_by("started_on", "pk"):
        holders[holding.post_id] += (holding.person,)
    agencies: dict[int, tuple[User, ...]] = defaultdict(tuple)
    speakers = User.objects.filter(
        is_active=True, pk__in=members, organisation__kind=Organisation.Kind.PARTNER_AGENCY
    )
    for person in speakers.order_by("name", "pk"):
        agencies[person.organisation_id or 0] += (person,)
    return Routes(
        holders=dict(holders),
        above=dict(posts.values_list("pk", "line_manager")),
        agencies=dict(agencies),
    )


def _posts_that_may_be_asked(council: Organisation) -> QuerySet[Post]:
    """Return the posts of the council and of every organisation that contributes to its plans."""
    contributing = Post.objects.filter(contributes_to__objective__plan__notice__council=council)
    asked = Post.objects.filter(update_requests__cycle__plan__notice__council=council)
    return Post.objects.filter(
        Q(organisation=council)
        | Q(organisation__in=contributing.values("organisation"))
        | Q(organisation__in=asked.values("organisation"))
    ).order_by()
