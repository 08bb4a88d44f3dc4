"""Tags of the digest's pages: colours that repeat a rating's word, and figures in words."""

from decimal import Decimal

from django import template

from digests.chart import Sparkline, sparkline
from digests.models import Indicator, Target
from digests.rating import Rated, Standing, TargetTerms
from digests.standing import Line, distance_in_words, in_words, plain, target_in_words

register = template.Library()

COLOURS = {Standing.ON_TARGET: "green", Standing.NEAR_TARGET: "yellow", Standing.OFF_TARGET: "red"}


@register.filter
def standing_colour(standing: str) -> str:
    """Return the GOV.UK tag colour of a standing; grey for whatever is not a rating."""
    return COLOURS.get(Standing(standing), "grey")


@register.filter
def in_unit(value: Decimal | None, indicator: Indicator) -> str:
    """Return a value with its sign, as the digest prints it."""
    return in_words(value, indicator)


@register.filter
def without_zeros(number: object) -> str:
    """Return a numerator or denominator without needless zeros, or a dash."""
    return plain(number) if isinstance(number, Decimal) else "–"


@register.filter
def target_words(target: Target | TargetTerms | None, indicator: Indicator) -> str:
    """Return a target in words."""
    return target_in_words(target, indicator)


@register.filter
def distance_words(rated: Rated, indicator: Indicator) -> str:
    """Return the distance from target in words."""
    return distance_in_words(rated, indicator)


@register.simple_tag
def spark(line: Line) -> Sparkline:
    """Return the small line of a list's row."""
    return sparkline([point.value for point in line.series])
