"""Fields for numbers as people type them, and for what stands in their place: suppressed, or no value."""

from decimal import Decimal
from typing import Any

from django import forms

from digests.standing import plain
from digests.typed import says_no_value, says_suppressed

# What the database keeps: fourteen digits, four of them after the point.
DIGITS, PLACES = 14, 4


class NumberField(forms.DecimalField):
    """A number as a spreadsheet shows it: 1,204 is one thousand two hundred and four."""

    widget = forms.TextInput(
        attrs={"inputmode": "decimal", "class": "govuk-input--width-10", "autocomplete": "off"}
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_digits": DIGITS, "decimal_places": PLACES, **options})

    def to_python(self, value: Any) -> Any:
        typed = value.replace(",", "").replace(" ", "") if isinstance(value, str) else value
        return super().to_python(typed)

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value


class FigureField(NumberField):
    """A number, or one of the signs that say it is suppressed or has no value: then `SUPPRESSED` or `NO_VALUE`."""

    SUPPRESSED = "suppressed"
    NO_VALUE = "no value"

    widget = forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        if isinstance(value, str) and says_suppressed(value):
            return self.SUPPRESSED
        if isinstance(value, str) and says_no_value(value):
            return self.NO_VALUE
        return super().clean(value)
