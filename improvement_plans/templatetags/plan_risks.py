"""Colours of risk levels on the screen: they only repeat what the word beside them says."""

from django import template

from improvement_plans.risk_levels import Level

register = template.Library()

COLOURS = {Level.LOW: "green", Level.MEDIUM: "yellow", Level.HIGH: "orange", Level.SEVERE: "red"}


@register.filter
def level_colour(level: Level | None) -> str:
    """Return the GOV.UK tag colour of a level; grey where there is none."""
    return COLOURS.get(level, "grey") if level else "grey"
