"""Answers which actions a board gave, which of them are overdue on a day, and what a person owes of them."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Case, Count, Q, QuerySet, Value, When

from accounts.models import Organisation, User
from accounts.selectors import posts_held_by
from boards.models import Board, BoardAction

RELATED = (
    "board__notice__council",
    "owner_post",
    "outcome__item__meeting__planned_event",
    "plan_action",
    "closed_by",
)
OPEN_FIRST = Case(When(state=BoardAction.State.OPEN, then=Value(0)), default=Value(1))


def actions_of(council: Organisation) -> QuerySet[BoardAction]:
    """Return every action that the council's boards gave, what is due first; closed ones after the open ones."""
    return (
        BoardAction.objects.filter(board__notice__council=council)
        .select_related(*RELATED)
        .annotate(updates_given=Count("updates"))
        .order_by(OPEN_FIRST, "due_on", "reference", "pk")
    )


def actions_for(person: User, council: Organisation, *, today: dt.date) -> QuerySet[BoardAction]:
    """Return the actions that `person` may know of: of a confidential item, those of their own posts at most.

    Whoever owes an action must be able to do it; of the item that it came from they see nothing.
    """
    found = actions_of(council)
    if person.has_perm("boards.view_confidential", council):
        return found
    own = Q(owner_post__in=posts_held_by(person, today=today))
    if not person.has_perm("boards.follow_actions", council):
        return found.filter(own)
    return found.filter(Q(outcome__item__is_confidential=False) | own)


def overdue_on(day: dt.date) -> Q:
    """Return the filter for what was to be done before `day` and is open; on its due day an action is on time."""
    return Q(state=BoardAction.State.OPEN, due_on__lt=day)


def days_overdue(action: BoardAction, today: dt.date) -> int:
    """Return by how many days an open action is overdue; 0 for any other."""
    return max(0, (today - action.due_on).days) if action.state == BoardAction.State.OPEN else 0


def open_actions_of(board: Board) -> QuerySet[BoardAction]:
    """Return what a board gave and is not done: what is followed to its next agenda."""
    return (
        BoardAction.objects.filter(board=board, state=BoardAction.State.OPEN)
        .select_related("owner_post", "outcome__item")
        .order_by("due_on", "pk")
    )


def open_actions_of_posts(posts: Collection[int], council: Organisation) -> QuerySet[BoardAction]:
    """Return the open board actions of posts (primary keys) in one council, what is due first."""
    return actions_of(council).filter(owner_post__in=posts, state=BoardAction.State.OPEN)
