"""Meetings of the boards, and what a person's posts owe to them, in their calendar feed.

A meeting's agenda is not in it. Of an action that came from a confidential item only the number is: not even somebody
who may see the item wants its words on a phone.
"""

from collections.abc import Iterator

from django.db.models import Max
from django.urls import reverse
from icalendar import Event

from accounts.calendar_feeds import Asked
from accounts.selectors import posts_held_by
from boards.ics import component_of as meeting_component
from boards.inviting import entry_of
from boards.models import BoardAction, Meeting
from boards.selectors.actions import open_actions_of_posts
from core.calendars import WholeDay, component_of
from core.sending import absolute


def board_in_feed(asked: Asked) -> Iterator[Event]:
    """Yield the meetings that the person may see, and the open actions that the boards gave to their posts."""
    if asked.person.has_perm("boards.view_board", asked.council):
        yield from _meetings(asked)
    posts = list(posts_held_by(asked.person, today=asked.today).values_list("pk", flat=True))
    for action in open_actions_of_posts(posts, asked.council):
        if asked.covers(action.due_on):
            yield _action(action, asked)


def _meetings(asked: Asked) -> Iterator[Event]:
    meetings = Meeting.objects.filter(
        board__notice__council=asked.council, planned_event__planned_on__range=(asked.first, asked.last)
    )
    related = meetings.select_related("board__notice__council", "planned_event")
    for meeting in related.annotate(sequence=Max("invitations__sequence")).order_by("pk"):
        sequence: int = meeting.sequence or 0
        yield meeting_component(entry_of(meeting, sequence=sequence, stamp=asked.stamp))


def _action(action: BoardAction, asked: Asked) -> Event:
    is_confidential = action.outcome.item.is_confidential
    return component_of(
        WholeDay(
            uid=f"board-action-{action.pk}@{asked.host}",
            stamp=asked.stamp,
            day=action.due_on,
            summary=f"Board action {action.reference} due"
            + ("" if is_confidential else f": {' '.join(action.words.split())[:200]}"),
            description=f"Given to {action.owner_post} by {action.board}",
            address=absolute(reverse("board:action", args=[asked.council.slug, action.pk])),
            category="Board action",
        )
    )
