"""The forms of the log of escalations, and its filters."""

from typing import Any, ClassVar

from django import forms

from accounts.models import Organisation, User
from core.editing import RevisionForm
from core.forms import DayField, GovForm
from evidence.hiding import not_hidden_from
from evidence.models import Evidence
from notices.models import Party
from reports.models import Escalation

STATES = [("open", "Open"), ("closed", "Closed")]


class WithEvidence(GovForm, forms.Form):
    """A form that can add one piece of evidence that is kept already."""

    evidence = forms.ModelChoiceField(
        queryset=Evidence.objects.none(),
        required=False,
        label="Evidence that is kept already",
        empty_label="None",
        help_text="For example, the letter or the minutes",
        error_messages={"invalid_choice": "Choose a piece of evidence from the list"},
    )

    def __init__(self, *args: Any, council: Organisation, seen_by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["evidence"]
        field.queryset = Evidence.objects.filter(not_hidden_from(seen_by, council), council=council)
        field.label_from_instance = lambda piece: f"{piece.title} ({piece.effective_on:%-d %B %Y})"
        field.widget.attrs["class"] = "app-wide-select"


class EscalationForm(WithEvidence):
    """What was taken to somebody above, by whom, when and why."""

    submit_label: ClassVar[str] = "Enter the escalation"
    what = forms.CharField(label="What was escalated", max_length=300)
    raised_to = forms.ChoiceField(label="To whom", choices=[("", "Choose"), *Party.choices])
    raised_by = forms.CharField(
        label="Who raised it, by post",
        max_length=200,
        help_text="For example, Director of Children's Services",
    )
    raised_on = DayField(label="Date it was raised")
    because = forms.CharField(
        label="Why it was escalated", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )
    field_order = ("what", "raised_to", "raised_by", "raised_on", "because", "evidence")
    asks: ClassVar[dict[str, str]] = {
        "raised_to": "to whom it was raised",
        "raised_by": "who raised it, by post",
        "because": "why it was escalated",
        "what": "what was escalated",
    }


class CorrectEscalationForm(RevisionForm, EscalationForm):
    """The same, of one that is in the log."""

    submit_label: ClassVar[str] = "Save"


class CloseForm(WithEvidence):
    """What came of it, and when."""

    submit_label: ClassVar[str] = "Close the escalation"
    outcome = forms.CharField(
        label="What came of it", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )
    closed_on = DayField(label="Date it was closed")
    field_order = ("outcome", "closed_on", "evidence")
    asks: ClassVar[dict[str, str]] = {"outcome": "what came of it"}


class EscalationFilterForm(GovForm, forms.Form):
    """The filters of the log, which live in its address."""

    draws_tag: ClassVar[bool] = False
    state = forms.ChoiceField(required=False, label="State", choices=[("", "Any"), *STATES])
    words = forms.CharField(required=False, label="Words", max_length=100)
    asks: ClassVar[dict[str, str]] = {"state": "a state"}


def typed_of(escalation: Escalation) -> dict[str, Any]:
    """Return what is kept of an escalation, by the fields of its form."""
    return {
        name: getattr(escalation, name) for name in ("what", "raised_to", "raised_by", "raised_on", "because")
    }
