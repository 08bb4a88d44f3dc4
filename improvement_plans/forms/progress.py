"""The forms by which people move an action's due date, call it done and open it again."""

from typing import Any, ClassVar

from django import forms

from core.editing import RevisionForm
from core.forms import DayField, GovForm
from improvement_plans.forms.update import CHOSEN_RATINGS
from notices.forms.proof import PROOF_FIELDS, ProofForm


class DueDateForm(GovForm, RevisionForm):
    """A new due date and the reason for it."""

    submit_label = "Move the due date"
    to_day = DayField(label="New due date")
    reason = forms.CharField(
        label="Reason for moving the due date",
        max_length=300,
        help_text="The first due date and this reason stay on record",
    )


class CompletionForm(ProofForm, RevisionForm):
    """That an action is done: when, what was achieved, and the evidence without which it is not."""

    submit_label = "Mark as done"
    done_on = DayField(label="Date it was done")
    achieved = forms.CharField(
        label="What was achieved", widget=forms.Textarea(attrs={"rows": 4}), max_length=10_000,
        help_text="What exists now, and what difference it makes for children",
    )  # fmt: skip
    field_order = ("done_on", "achieved", *PROOF_FIELDS)
    asks: ClassVar[dict[str, str]] = {"achieved": "what was achieved"}


class ReopenForm(GovForm, RevisionForm):
    """Why an action that was called done is open again, and how it now stands."""

    submit_label = "Reopen this action"
    reason = forms.CharField(label="Reason for reopening it", max_length=300)
    rating = forms.ChoiceField(
        label="How does the action stand now?", choices=CHOSEN_RATINGS, widget=forms.RadioSelect
    )
    asks: ClassVar[dict[str, str]] = {"rating": "how the action stands now"}


def proof_of(form: Any) -> dict[str, Any]:
    """Return what a `ProofForm` gave, as the arguments of a service."""
    asked = form.cleaned_data
    kept = asked["evidence"]
    return {"evidence": [kept] if kept else [], "upload": asked["file"] or None, "url": asked["url"]}
