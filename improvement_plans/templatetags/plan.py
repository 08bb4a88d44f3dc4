"""Colours of ratings on the screen: they only repeat what the word beside them says."""

from django import template

from improvement_plans.models import Rating

register = template.Library()

COLOURS = {
    Rating.BLUE: "blue",
    Rating.GREEN: "green",
    Rating.AMBER: "yellow",
    Rating.RED: "red",
    Rating.NOT_STARTED: "grey",
    Rating.PAUSED: "purple",
}


@register.filter
def rating_colour(rating: str | None) -> str:
    """Return the GOV.UK tag colour of a rating; grey where there is none."""
    return COLOURS.get(Rating(rating), "grey") if rating else "grey"
