"""Tags of the pages on which figures are given: sums beside the whole."""

from decimal import Decimal

from django import template

from digests.standing import plain

register = template.Library()


@register.filter
def more_or_less(difference: Decimal) -> str:
    """Return by how much the groups come to more or less than the whole: "3 more", "1 less"."""
    return f"{plain(abs(difference))} {'more' if difference > 0 else 'less'}"
