"""Tags of the digest's pages: colours that repeat a rating's word, and figures in words."""

from collections.abc import Sequence
from decimal import Decimal

from django import template

from digests.chart import Dot, Mark, Sparkline, dot, sparkline
from digests.charting import marks_of
from digests.models import Definition, Reading, Target
from digests.publication.series import quality_of
from digests.rating import Rated, Standing, TargetTerms
from digests.standing import Line, distance_in_words, in_words, plain, target_in_words
from digests.telling import ASSURANCES, VARIATIONS, quality_in_words

register = template.Library()

COLOURS = {Standing.ON_TARGET: "green", Standing.NEAR_TARGET: "yellow", Standing.OFF_TARGET: "red"}


@register.filter
def standing_colour(standing: str) -> str:
    """Return the GOV.UK tag colour of a standing; grey for whatever is not a rating."""
    return COLOURS.get(Standing(standing), "grey")


@register.filter
def in_unit(value: Decimal | None, definition: Definition) -> str:
    """Return a value with its sign, as the digest prints it."""
    return in_words(value, definition)


@register.filter
def without_zeros(number: object) -> str:
    """Return a numerator or denominator without needless zeros, or a dash."""
    return plain(number) if isinstance(number, Decimal) else "–"


@register.filter
def reading_quality(reading: Reading | None) -> str:
    """Return what is known of the quality of a figure; "" where nothing is."""
    return quality_in_words(*quality_of(reading))


@register.filter
def target_words(target: Target | TargetTerms | None, definition: Definition) -> str:
    """Return a target in words."""
    return target_in_words(target, definition)


@register.filter
def distance_words(rated: Rated, definition: Definition) -> str:
    """Return the distance from target in words."""
    return distance_in_words(rated, definition)


@register.filter
def variation_word(meaning: str) -> str:
    """Return the word of a meaning as a tag, for the latest month of a series."""
    return VARIATIONS.get(meaning, "")


@register.filter
def assurance_word(assurance: str) -> str:
    """Return whether a target is in reach, in words."""
    return ASSURANCES.get(assurance, "")


@register.simple_tag
def tag_shape(meaning: str, signal: str) -> Dot:
    """Return the shape of a chart's point in the small, for a tag."""
    return dot(7, 7, 4.5, meaning=meaning, signal=signal)


@register.simple_tag
def spark(series: Line | Sequence[Mark]) -> Sparkline:
    """Return the small line of a list's row, of a line or of what a frozen digest kept of one."""
    return sparkline(marks_of(series) if isinstance(series, Line) else series)
