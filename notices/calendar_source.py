"""The deadlines of the notices in a person's calendar feed: for whoever may read the register."""

from collections.abc import Iterator

from django.urls import reverse
from icalendar import Event

from accounts.calendar_feeds import Asked
from core.sending import absolute
from notices.ics import event_of
from notices.selectors import deadlines


def deadlines_in_feed(asked: Asked) -> Iterator[Event]:
    """Yield every deadline of the council's notices within the days that are asked for."""
    if not asked.person.has_perm("notices.view_register", asked.council):
        return
    for deadline in deadlines(asked.council, as_at=asked.today, horizon=asked.last):
        if asked.covers(deadline.due_on):
            place = reverse(
                "notices:clause", args=[asked.council.slug, deadline.notice.pk, deadline.clause.pk]
            )
            yield event_of(deadline, host=asked.host, address=absolute(place), stamp=asked.stamp)
