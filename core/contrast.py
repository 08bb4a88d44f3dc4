"""How well a colour can be read on white (WCAG 2.2, 1.4.3), and what a colour must be to stand in headings."""

import re

from django.core.exceptions import ValidationError

HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
ENOUGH = 4.5
"""The least contrast of ordinary words."""
WHITE = "#ffffff"


def contrast(colour: str, other: str = WHITE) -> float:
    """Return the contrast ratio of two colours, 1 to 21, each as `#12324a`."""
    lighter, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def can_be_read_on_white(colour: str) -> bool:
    """Whether `colour` is one, and words in it can be read on white paper."""
    return bool(HEX.fullmatch(colour)) and contrast(colour) >= ENOUGH


def validate_colour(colour: str) -> None:
    """Raise ValidationError for what is no colour, or one in which headings could not be read."""
    if not HEX.fullmatch(colour):
        raise ValidationError("Enter a colour as # and six digits, such as #12324a")
    if not can_be_read_on_white(colour):
        raise ValidationError("Enter a darker colour: headings in this one cannot be read on white")


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
