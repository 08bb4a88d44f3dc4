"""The forms by which people report on an action, move its due date, call it done and open it again."""

from typing import Any, ClassVar

from django import forms

from core.editing import RevisionForm
from core.forms import DayField, GovForm
from improvement_plans.models import Rating
from notices.forms.proof import PROOF_FIELDS, ProofForm

# Blue is never chosen: it comes with calling the action done.
CHOSEN_RATINGS = [choice for choice in Rating.choices if choice[0] != Rating.BLUE]


class UpdateForm(GovForm, RevisionForm):
    """What is new, how the action stands and why: made to be filled in on a phone in a minute."""

    submit_label = "Give this update"
    narrative = forms.CharField(
        label="Progress since the last update",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=10_000,
        help_text="What was done, what difference it makes, what is in the way",
    )
    rating = forms.ChoiceField(
        label="How does the action stand?", choices=CHOSEN_RATINGS, widget=forms.RadioSelect
    )
    rating_reason = forms.CharField(label="Reason for the rating", max_length=300)
    forecast_on = DayField(
        label="When it is now expected to be done",
        required=False,
        help_text="Leave empty if the due date stands. For example, 16/12/2026",
    )
    asks: ClassVar[dict[str, str]] = {
        "rating": "how the action stands", "forecast_on": "the day it is now expected to be done",
    }  # fmt: skip


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
