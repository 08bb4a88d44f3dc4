"""A person's own actions of the plan in their calendar feed: those of their posts that are not done."""

from collections.abc import Iterator

from django.urls import reverse
from icalendar import Event

from accounts.calendar_feeds import Asked
from core.calendars import WholeDay, component_of
from core.sending import absolute
from improvement_plans.selectors import actions_owed_by


def own_actions_in_feed(asked: Asked) -> Iterator[Event]:
    """Yield what the posts that the person holds have still to do, on the day on which it is due."""
    for owed in actions_owed_by(asked.person, asked.today, council=asked.council):
        if asked.covers(owed.due_on) and asked.person.has_perm("improvement_plans.view_action", owed.action):
            yield component_of(
                WholeDay(
                    uid=f"action-{owed.action.pk}@{asked.host}",
                    stamp=asked.stamp,
                    day=owed.due_on,
                    summary=f"Action {owed.action.reference} due: {owed.action.title}",
                    description=f"Owned by {owed.action.owner_post}",
                    address=absolute(reverse("plan:action", args=[asked.council.slug, owed.action.pk])),
                    category="Action of the plan",
                )
            )
