"""Colours of findings, ratings, answers and consequences: they only repeat what the words beside them say."""

from django import template

from reviews.models import AreaRating, Finding, Rating, Review
from reviews.question_state import QuestionState

register = template.Library()

FINDINGS = {
    Finding.Kind.PRIORITY: "red", Finding.Kind.IMPROVEMENT: "yellow", Finding.Kind.STRENGTH: "green",
}  # fmt: skip
STATES = {
    QuestionState.UNANSWERED: "grey", QuestionState.AWAITING: "yellow", QuestionState.SIGNED_OFF: "green",
}  # fmt: skip
CONSEQUENCES = {
    Review.Consequence.CONTINUES: "blue",
    Review.Consequence.VARIED: "yellow",
    Review.Consequence.LIFT: "green",
    Review.Consequence.ESCALATE: "red",
    Review.Consequence.NONE: "grey",
}


@register.filter
def finding_colour(kind: str) -> str:
    """Return the GOV.UK tag colour of a kind of finding."""
    return FINDINGS[Finding.Kind(kind)]


@register.filter
def question_colour(state: str) -> str:
    """Return the GOV.UK tag colour of the state of an answer."""
    return STATES[QuestionState(state)]


@register.filter
def area_colour(rating: str) -> str:
    """Return the GOV.UK tag colour of the rating of an area."""
    return AreaRating.COLOURS[Rating(rating)]


@register.filter
def consequence_colour(consequence: str) -> str:
    """Return the GOV.UK tag colour of what follows from a review; grey where there is nothing."""
    return CONSEQUENCES.get(Review.Consequence(consequence), "grey") if consequence else "grey"
