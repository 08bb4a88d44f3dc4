"""The form by which the analyst gives a month's figure or revises it."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from core.forms import GovForm
from digests.models import Indicator, Reading
from digests.rating import PER_UNIT
from digests.services import Given
from digests.standing import plain

# What the database keeps: fourteen digits, four of them after the point.
DIGITS, PLACES = 14, 4


class NumberField(forms.DecimalField):
    """A number as a spreadsheet shows it: 1,204 is one thousand two hundred and four."""

    widget = forms.TextInput(
        attrs={"inputmode": "decimal", "class": "govuk-input--width-10", "autocomplete": "off"}
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=DIGITS, decimal_places=PLACES, **options)

    def to_python(self, value: Any) -> Any:
        typed = value.replace(",", "").replace(" ", "") if isinstance(value, str) else value
        return super().to_python(typed)

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value


class FigureForm(GovForm, forms.Form):
    """Numerator and denominator in the indicator's own words. `reading` is the figure that it would replace."""

    submit_label = "Record this figure"
    numerator = NumberField(required=False)
    denominator = NumberField(required=False)
    is_suppressed = forms.BooleanField(
        required=False, label="The figure is suppressed: too small to show", widget=forms.CheckboxInput
    )
    quality_note = forms.CharField(
        required=False,
        max_length=300,
        label="Note on data quality",
        help_text="For example, recorded late by one team",
    )
    revision_reason = forms.CharField(required=False, max_length=300, label="Why the figure is revised")
    # The version that the person saw; 0 where there was none.
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    asks: ClassVar[dict[str, str]] = {"numerator": "the numerator", "denominator": "the denominator"}

    def __init__(self, *args: Any, indicator: Indicator, reading: Reading | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numerator, denominator = self.fields["numerator"], self.fields["denominator"]
        numerator.label, denominator.label = indicator.numerator_words, indicator.denominator_words
        if not indicator.denominator_words and indicator.unit not in PER_UNIT:
            del self.fields["denominator"]
        if reading is None:
            del self.fields["revision_reason"]
        self.helper = self.form_helper()

    def given(self) -> Given:
        """Return the figure as the service takes it."""
        asked = self.cleaned_data
        return Given(
            numerator=asked["numerator"],
            denominator=asked.get("denominator"),
            is_suppressed=asked["is_suppressed"],
            quality_note=asked["quality_note"].strip(),
        )
