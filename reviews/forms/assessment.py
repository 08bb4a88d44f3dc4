"""The forms by which the council assesses itself before a review and submits that."""

from typing import Any, ClassVar

from django import forms

from core.editing import RevisionForm
from core.forms import GovForm
from improvement_plans.forms.text import words_field
from notices.models import Obligation
from reviews.forms.resting import RestingForm
from reviews.models import Judgement
from reviews.selectors.assessment import PARTS
from reviews.services.assessing import Narrative


class NarrativeForm(RestingForm, RevisionForm):
    """What is said beside the objectives; each part may wait until it is submitted."""

    submit_label = "Save this"
    progress = words_field(
        "Progress as a whole",
        rows=8,
        required=False,
        help_text="What is better for children, and what is not yet",
    )
    staff_survey = words_field(
        "What staff say: surveys", rows=6, required=False,
        help_text="When staff were asked, how many answered, what they said; or why there was no survey",
    )  # fmt: skip
    supervision = words_field(
        "Staff supervision and the quality of feedback", rows=6, required=False,
        help_text="How often it is held, and what audits say of its quality",
    )  # fmt: skip
    field_order = (*(name for name, _ in PARTS), "keep", "evidence", "file", "url", "revision")

    def narrative(self) -> Narrative:
        """Return what was typed as a service takes it."""
        return Narrative(**{name: self.cleaned_data[name] for name, _ in PARTS})


class ObjectiveAssessmentForm(RestingForm, RevisionForm):
    """How far an objective has come, and what shows it. Revision 0: nobody had assessed it."""

    submit_label = "Save this judgement"
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    judgement = forms.ChoiceField(
        label="How far it has come", choices=Judgement.choices, widget=forms.RadioSelect
    )
    words = words_field("What shows it", rows=6, help_text="For one that is not assessed: why it is not")
    field_order = ("judgement", "words", "keep", "evidence", "file", "url", "revision")
    asks: ClassVar[dict[str, str]] = {
        "judgement": "how far the objective has come", "words": "what shows it, or why it is not assessed",
    }  # fmt: skip


class SubmitForm(GovForm, RevisionForm):
    """That the own assessment is submitted as it stands, and which duty that discharges where there are several."""

    submit_label = "Submit the own assessment"
    obligation = forms.ModelChoiceField(
        queryset=Obligation.objects.none(), label="Duty that it discharges", empty_label=None
    )
    sure = forms.BooleanField(
        label="It is complete, and the council stands by it",
        error_messages={"required": "Tick to say that it is complete: it cannot be changed afterwards"},
    )  # fmt: skip

    def __init__(self, *args: Any, duties: list[Obligation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(duties) > 1:
            field: Any = self.fields["obligation"]
            field.queryset = Obligation.objects.filter(pk__in=[duty.pk for duty in duties]).select_related(
                "clause"
            )
            field.label_from_instance = lambda duty: f"Clause {duty}"
            field.initial = duties[0]
        else:
            del self.fields["obligation"]
            self.helper = self.form_helper()
