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


@register.filter
def rating_words(rating: str) -> str:
    """Return a rating in words."""
    return str(Rating(rating).label)


@register.filter
def percent(share: float) -> str:
    """Return a share from 0 to 1 as a whole percentage."""
    return f"{share:.0%}"
