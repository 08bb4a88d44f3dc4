"""Colours of judgements on the screen: they only repeat what the word beside them says."""

from django import template

from reviews.models import Judgement

register = template.Library()

COLOURS = {
    Judgement.ACHIEVED: "blue",
    Judgement.GOOD: "green",
    Judgement.SOME: "yellow",
    Judgement.LITTLE: "red",
    Judgement.NOT_ASSESSED: "grey",
}


@register.filter
def judgement_colour(judgement: str) -> str:
    """Return the GOV.UK tag colour of a judgement; grey for one that is not known."""
    return COLOURS.get(Judgement(judgement), "grey") if judgement in Judgement.values else "grey"
