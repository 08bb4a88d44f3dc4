"""The form by which the outcome of a review is recorded, and what follows for the notice."""

from typing import Any, ClassVar

from django import forms

from core.editing import RevisionForm
from core.forms import DayField, GovForm
from reviews.models import Review
from reviews.services.outcome import Outcome


class OutcomeForm(GovForm, RevisionForm):
    """What came out, when it was told, what follows for the notice and what is done about it."""

    submit_label = "Record the outcome"
    outcome = forms.CharField(
        label="Outcome", widget=forms.Textarea(attrs={"rows": 6}), max_length=20_000,
        help_text="As the reviewers put it",
    )  # fmt: skip
    outcome_on = DayField(label="The day the outcome was told")
    consequence = forms.ChoiceField(
        label="What follows for the notice?", choices=Review.Consequence.choices, widget=forms.RadioSelect
    )
    consequence_words = forms.CharField(
        label="What is done about it, by whom and by when",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=10_000,
        help_text="Needed when the notice is to be varied or lifted, or escalation is considered",
    )
    asks: ClassVar[dict[str, str]] = {
        "consequence": "what follows for the notice",
        "consequence_words": "what is done about it, by whom and by when",
    }

    def told(self) -> Outcome:
        """Return the outcome as the service takes it."""
        asked: dict[str, Any] = self.cleaned_data
        return Outcome(
            words=asked["outcome"],
            told_on=asked["outcome_on"],
            consequence=asked["consequence"],
            consequence_words=asked["consequence_words"],
        )
