"""Tags of what is drawn from a digest's content."""

from decimal import Decimal
from typing import Any

from django import template

from digests.chart import Mark, mark_from_json
from digests.exceptions import HEADINGS, Kind
from digests.publication.page import Section, in_full, quality_of_line, quality_of_month
from digests.standing import plain
from digests.telling import signal_in_words

register = template.Library()

SMALL = 12


@register.filter
def marks(line: dict[str, Any]) -> list[Mark]:
    """Return the last twelve months of a line's series, for the small line of a list's row."""
    return [mark_from_json(month) for month in line["series"][-SMALL:]]


@register.filter
def exception_words(found: dict[str, Any]) -> str:
    """Return why a line is an exception."""
    return in_full(found)


@register.filter
def exception_heading(found: dict[str, Any]) -> str:
    """Return the question of the front page that a line is an answer to."""
    return HEADINGS[Kind(found["kind"])]


@register.filter
def number_words(kept: str | None) -> str:
    """Return a kept numerator or denominator without needless zeros, or a dash."""
    return "–" if kept is None else plain(Decimal(kept))


@register.filter
def line_quality(line: dict[str, Any]) -> str:
    """Return what is known of the quality of a line's figure; "" where nothing is."""
    return quality_of_line(line)


@register.filter
def month_quality(month: dict[str, Any]) -> str:
    """Return the same of a month of a series."""
    return quality_of_month(month)


@register.filter
def areas_beside(line: dict[str, Any], section: Section) -> list[str]:
    """Return the letters of the areas that a line serves besides the one that it is listed under."""
    under = {"letter": section.letter, "title": section.title}
    return [area["letter"] for area in line["areas"] if area != under]


@register.filter
def signal_words(month: dict[str, Any]) -> str:
    """Return what the statistics say of a month of a series, or a dash."""
    return signal_in_words(month["signal"], month["meaning"]) or "–"
