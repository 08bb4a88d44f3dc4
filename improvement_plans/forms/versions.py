"""The forms of a version's life: opening it, submitting it, judging it, putting it in force."""

from typing import Any, ClassVar

from django import forms

from core.forms import DayField, GovForm
from improvement_plans.models import PlanVersion
from notices.forms.proof import PROOF_FIELDS, ProofForm
from notices.models import Obligation

JUDGEMENTS = [
    (PlanVersion.Status.FIT.value, "Fit for purpose"),
    (PlanVersion.Status.NOT_FIT.value, "Not fit for purpose"),
]


class OpenVersionForm(GovForm, forms.Form):
    """Why there is a next version."""

    submit_label = "Open the draft"
    what_changed = forms.CharField(
        label="What is to be new in it",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="You can say it now, or when the version is submitted",
    )


class SubmitVersionForm(ProofForm):
    """When the plan was submitted, what is new in it, and which duty of the notice that discharges."""

    submit_label = "Submit this version"
    submitted_on = DayField(label="Date it was submitted")
    what_changed = forms.CharField(
        label="What is new in it", max_length=10_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    obligation = forms.ModelChoiceField(
        queryset=Obligation.objects.none(),
        required=False,
        label="Duty that this discharges",
        empty_label="None: record the submission alone",
        help_text="What the notice says must be submitted and is still open",
    )
    field_order = ("submitted_on", "what_changed", "obligation", *PROOF_FIELDS)
    asks: ClassVar[dict[str, str]] = {
        "what_changed": "what is new in this version", "obligation": "the duty that this discharges",
    }  # fmt: skip

    def __init__(self, *args: Any, open_duties: list[Obligation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["obligation"]
        field.queryset = Obligation.objects.filter(pk__in=[each.pk for each in open_duties]).select_related(
            "clause"
        )
        if not open_duties:
            for name in ("obligation", *PROOF_FIELDS):
                del self.fields[name]
            self.helper = self.form_helper()


class JudgeVersionForm(GovForm, forms.Form):
    """The adviser's judgement, and what the adviser recommends."""

    submit_label = "Record this judgement"
    judgement = forms.ChoiceField(
        label="Is the plan fit for purpose?", choices=JUDGEMENTS, widget=forms.RadioSelect
    )
    judged_on = DayField(label="Date of the judgement")
    recommendations = forms.CharField(
        label="Recommendations",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="One on each line. Needed where the plan is not fit for purpose",
    )
    asks: ClassVar[dict[str, str]] = {
        "judgement": "whether the plan is fit for purpose",
        "recommendations": "what you recommend",
    }


class PutInForceForm(GovForm, forms.Form):
    """The day from which a version holds."""

    submit_label = "Put this version in force"
    from_day = DayField(label="Day from which it is in force")
