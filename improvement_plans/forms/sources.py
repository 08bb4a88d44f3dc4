"""The forms by which sources are typed, one or several at a time, and by which sources and clauses are answered."""

from typing import Any, ClassVar

from django import forms

from accounts.models import Organisation
from core.editing import RevisionForm
from core.forms import DayField, GovForm
from improvement_plans.models import Answer, Plan, Source
from improvement_plans.references import LONGEST_REFERENCE, Line, read_lines
from improvement_plans.services.sources import WhereFrom
from notices.forms.proof import PROOF_FIELDS, ProofForm
from notices.models import Area

SHARED = ("origin", "kind", "addressee", "document", "received_on", "areas")


class WhereFromForm(GovForm, forms.Form):
    """What one source or several typed at once say of where they come from."""

    origin = forms.ChoiceField(choices=Source.Origin.choices, label="Origin")
    kind = forms.ChoiceField(choices=Source.Kind.choices, label="What it is")
    addressee = forms.ChoiceField(
        choices=Source.Addressee.choices, label="Who it is addressed to", widget=forms.RadioSelect
    )
    document = forms.CharField(
        label="The document that it stands in",
        required=False,
        max_length=300,
        help_text="For example, Inspection report, 12 May 2026",
    )
    received_on = DayField(label="The day it was received")
    areas = forms.ModelMultipleChoiceField(
        queryset=Area.objects.none(),
        required=False,
        label="Areas that it belongs to",
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave empty if it belongs to none",
    )

    asks: ClassVar[dict[str, str]] = {"origin": "the origin"}

    def __init__(self, *args: Any, plan: Plan, own_only: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = Area.objects.filter(notice=plan.notice_id)
        if own_only:
            self.fields["origin"].choices = [(Source.Origin.DIAGNOSTIC, Source.Origin.DIAGNOSTIC.label)]
        if not self.fields["areas"].queryset.exists():
            del self.fields["areas"]
        self.helper = self.form_helper()

    def where_from(self) -> WhereFrom:
        """Return the shared facts as the services take them."""
        asked = self.cleaned_data
        plain = {name: asked[name] for name in ("origin", "kind", "addressee", "document", "received_on")}
        return WhereFrom(**plain, areas=tuple(asked.get("areas", ())))


class SourceForm(WhereFromForm):
    """One source with its reference and its exact words."""

    submit_label = "Add this source"
    reference = forms.CharField(
        label="Reference", max_length=LONGEST_REFERENCE, help_text="As people know it. For example, R3"
    )
    words = forms.CharField(label="Exact words", widget=forms.Textarea(attrs={"rows": 6}), max_length=20_000)
    field_order = ("reference", "words", *SHARED)


class EditSourceForm(SourceForm, RevisionForm):
    """A source whose words or facts are corrected."""

    submit_label = "Save"


class SeveralSourcesForm(WhereFromForm):
    """Several sources of one document, typed or pasted one on each line."""

    submit_label = "Add these sources"
    lines = forms.CharField(
        label="The sources, one on each line",
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=200_000,
        help_text="Begin each line with its reference, then its words. For example: R3 Make sure that every "
        "child is seen alone",
    )
    field_order = ("lines", *SHARED)
    asks: ClassVar[dict[str, str]] = {**WhereFromForm.asks, "lines": "the sources, one on each line"}

    def clean_lines(self) -> tuple[Line, ...]:
        """Return the lines as read; raises ValidationError with what is wrong with each of the others."""
        pasted = read_lines(self.cleaned_data["lines"])
        if pasted.troubles:
            raise forms.ValidationError(list(pasted.troubles))
        return pasted.lines


class AnswerForm(ProofForm):
    """How a source or a clause is answered, with the reason or the evidence that the answer needs."""

    submit_label = "Give this answer"
    kind = forms.ChoiceField(
        label="How is it answered?",
        choices=[
            (Answer.Kind.PLANNED, "Planned: an action of the plan answers it"),
            (Answer.Kind.DONE, "Done: its actions are all done, or evidence shows it"),
            (Answer.Kind.NOT_PLANNED, "Not planned, because of the reason below"),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=10_000,
        help_text="Needed when it is not planned. It stays on record with your name",
    )
    field_order = ("kind", "reason", *PROOF_FIELDS)
    asks: ClassVar[dict[str, str]] = {"kind": "how it is answered"}

    def __init__(self, *args: Any, council: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, council=council, **kwargs)
        self.fields["evidence"].help_text = "For an answer that it is done"
