"""Judges a standing duty, and withdraws a fact that was keyed in error."""

from typing import Any, ClassVar

from django import forms

from core.forms import DayField, GovForm
from notices.forms.proof import PROOF_FIELDS, ProofForm
from notices.models import Assessment


class AssessmentForm(ProofForm):
    """A dated judgement with its reason."""

    submit_label = "Record the assessment"
    judgement = forms.ChoiceField(
        label="Is the duty being met?", choices=Assessment.Judgement.choices, widget=forms.RadioSelect
    )
    assessed_on = DayField(label="Date of the assessment")
    reason = forms.CharField(label="Reason", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    field_order = ("judgement", "assessed_on", "reason", *PROOF_FIELDS)
    asks: ClassVar[dict[str, str]] = {
        "judgement": "whether the duty is being met",
        "reason": "the reason for the judgement",
    }


class WithdrawForm(GovForm, forms.Form):
    """Says why a record is wrong."""

    submit_label = "Withdraw this record"
    reason = forms.CharField(label="Why the record is wrong", max_length=300)
    asks: ClassVar[dict[str, str]] = {"reason": "why the record is wrong"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for button in self.helper.inputs:
            button.field_classes = f"{button.field_classes} govuk-button--warning"
