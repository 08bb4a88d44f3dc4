"""The form by which the analyst gives a month's figure or revises it."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from core.forms import GovForm
from digests.forms.numbers import FigureField, NumberField
from digests.models import Definition, Problem, Reading
from digests.rating import PER_UNIT
from digests.services import Given

PROBLEMS = [("", "None"), *Problem.choices]


class QualityForm(GovForm, forms.Form):
    """How far a figure can be trusted, and what is behind one that is not as it should be."""

    quality = forms.ChoiceField(label="Data quality", required=False, choices=Reading.Quality.choices)
    problem = forms.ChoiceField(
        label="Is there a problem behind it?",
        required=False,
        choices=PROBLEMS,
        help_text="Recording: the work was done and not written down. Practice: it was not done.",
    )
    quality_note = forms.CharField(
        required=False,
        max_length=300,
        label="Note on data quality",
        help_text="For example, recorded late by one team",
    )
    asks: ClassVar[dict[str, str]] = {
        "quality": "the data quality", "problem": "the kind of problem",
    }  # fmt: skip


class FigureForm(QualityForm):
    """Numerator and denominator in the indicator's own words. `reading` is the figure that it would replace."""

    submit_label = "Record this figure"
    numerator = FigureField(required=False, help_text="Suppressed: c or a dash. No number to give: n/a")
    denominator = FigureField(required=False)
    value = NumberField(required=False, label="Or the value alone, where its numbers are not known")
    is_suppressed = forms.BooleanField(
        required=False, label="The figure is suppressed: too small to show", widget=forms.CheckboxInput
    )
    revision_reason = forms.CharField(required=False, max_length=300, label="Why the figure is revised")
    # The version that the person saw; 0 where there was none.
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    field_order = ("numerator", "denominator", "value", "is_suppressed", *QualityForm.base_fields)
    asks: ClassVar[dict[str, str]] = {
        **QualityForm.asks, "numerator": "the numerator", "denominator": "the denominator", "value": "the value",
    }  # fmt: skip

    def __init__(self, *args: Any, definition: Definition, reading: Reading | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numerator, denominator = self.fields["numerator"], self.fields["denominator"]
        numerator.label, denominator.label = definition.numerator_words, definition.denominator_words
        if definition.unit not in PER_UNIT:
            del self.fields["value"]
            if not definition.denominator_words:
                del self.fields["denominator"]
        if reading is None:
            del self.fields["revision_reason"]
        self.helper = self.form_helper()

    def given(self) -> Given:
        """Return the figure as the service takes it."""
        asked = self.cleaned_data
        typed = (asked["numerator"], asked.get("denominator"))
        return Given(
            numerator=_number(typed[0]),
            denominator=_number(typed[1]),
            is_suppressed=asked["is_suppressed"] or FigureField.SUPPRESSED in typed,
            quality_note=asked["quality_note"].strip(),
            quality=asked["quality"],
            problem=asked["problem"],
            has_no_value=FigureField.NO_VALUE in typed,
            value=asked.get("value"),
        )


def _number(typed: Any) -> Decimal | None:
    return typed if isinstance(typed, Decimal) else None
