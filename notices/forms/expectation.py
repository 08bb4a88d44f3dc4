"""Sets what the council expects of itself where the notice names neither an age nor a period."""

from typing import Any, ClassVar

from django import forms

from core.forms import GovForm

SHORT = {"class": "govuk-input--width-4", "inputmode": "numeric"}


class LocalForm(GovForm, forms.Form):
    """A local expectation; leaving it empty takes it away."""

    submit_label = "Save the expectation"

    def cadence(self) -> dict[str, Any] | None:
        """Return the cadence as JSON, or None for none."""
        raise RuntimeError(f"{type(self).__name__} makes no cadence.")


class AgeForm(LocalForm):
    """How old something may be that is to be kept up to date."""

    max_age_days = forms.IntegerField(
        label="How many days old it may be",
        required=False,
        min_value=1,
        max_value=1000,
        help_text="Leave empty for no expectation",
        widget=forms.TextInput(attrs=SHORT),
    )
    asks: ClassVar[dict[str, str]] = {"max_age_days": "how many days old it may be"}

    def cadence(self) -> dict[str, Any] | None:
        days = self.cleaned_data["max_age_days"]
        return {"type": "kept_up_to_date", "max_age_days": days} if days else None


class IntervalForm(LocalForm):
    """How often something is to be done that the notice calls only regular."""

    n = forms.IntegerField(
        label="At least every",
        required=False,
        min_value=1,
        max_value=120,
        help_text="Leave empty for no expectation",
        widget=forms.TextInput(attrs=SHORT),
    )
    unit = forms.ChoiceField(
        label="Weeks or months", required=False, choices=[("weeks", "weeks"), ("months", "months")]
    )
    asks: ClassVar[dict[str, str]] = {"n": "how many weeks or months"}

    def cadence(self) -> dict[str, Any] | None:
        number = self.cleaned_data["n"]
        return (
            {"type": "at_least_every", "n": number, "unit": self.cleaned_data["unit"] or "weeks"}
            if number
            else None
        )
