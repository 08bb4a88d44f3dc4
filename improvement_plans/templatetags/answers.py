"""Colours of how something is answered: they only repeat what the word beside them says."""

from django import template

from improvement_plans.answering import State

register = template.Library()

COLOURS = {
    State.UNANSWERED: "red",
    State.PLANNED: "blue",
    State.DONE: "green",
    State.NOT_PLANNED: "grey",
}


@register.filter
def state_colour(state: str) -> str:
    """Return the GOV.UK tag colour of a state."""
    return COLOURS[State(state)]
