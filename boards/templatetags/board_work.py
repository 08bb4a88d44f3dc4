"""What the pages of a meeting's business show: its agenda and attendance in short, and what colour items have."""

from typing import Any

from django import template

from accounts.models import User
from boards.models import AgendaItem, Meeting, Purpose
from boards.selectors.agenda import Agenda, agenda_for
from boards.selectors.minutes import AttendanceOnTheDay, attendance_of

register = template.Library()

PURPOSES = {Purpose.DECIDE: "purple", Purpose.DISCUSS: "blue", Purpose.NOTE: "grey"}
PURPOSES_BY_WORDS = {str(each.label): colour for each, colour in PURPOSES.items()}
STATES = {
    AgendaItem.State.OPEN: ("Open", "yellow"),
    AgendaItem.State.DONE: ("Done", "green"),
    AgendaItem.State.CARRIED_FORWARD: ("Carried forward", "orange"),
    AgendaItem.State.WITHDRAWN: ("Withdrawn", "grey"),
}


@register.simple_tag
def agenda_in_short(meeting: Meeting, person: User) -> Agenda:
    """Return the agenda as `person` may see it, for a page that only names its items."""
    return agenda_for(person, meeting)


@register.simple_tag
def attendance_in_short(meeting: Meeting) -> AttendanceOnTheDay:
    """Return who was there, for a page that only counts them."""
    return attendance_of(meeting)


@register.filter
def purpose_colour(purpose: Any) -> str:
    """Return the colour of the tag of what an item wants, by its value or by its words."""
    return PURPOSES.get(purpose) or PURPOSES_BY_WORDS.get(str(purpose), "grey")


@register.filter
def item_state_words(state: str) -> str:
    return STATES[AgendaItem.State(state)][0]


@register.filter
def item_state_colour(state: str) -> str:
    return STATES[AgendaItem.State(state)][1]
