"""Colours of the timeline's bars, which only repeat the word beside them, and sums of coordinates."""

from django import template

register = template.Library()

FILLS = {
    "blue": ("#bbd4ea", "#1d70b8"),
    "green": ("#cce2d8", "#00703c"),
    "amber": ("#ffdd8a", "#8a6100"),
    "red": ("#f4b8b8", "#ca3535"),
    "not_started": ("#eeefef", "#484949"),
    "paused": ("#d9cdeb", "#54319f"),
}


@register.filter
def bar_fill(rating: str) -> str:
    """Return the colour inside a bar."""
    return FILLS[rating][0]


@register.filter
def bar_edge(rating: str) -> str:
    """Return the colour of a bar's edge."""
    return FILLS[rating][1]


@register.filter
def add_to(number: float, more: float) -> float:
    """Return a coordinate moved by some pixels; Django's own `add` knows whole numbers only."""
    return round(number + more, 1)
