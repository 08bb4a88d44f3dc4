"""Plans and cancels meetings, and records requests."""

from typing import Any, ClassVar

from django import forms

from core.forms import DayField, GovForm
from notices.models import Party


class PlanEventForm(GovForm, forms.Form):
    """Puts a meeting or a review into the diary."""

    submit_label = "Put it in the diary"
    planned_on = DayField(label="Date of the meeting")


class CancelEventForm(GovForm, forms.Form):
    """Cancels one: what was due before or at it is then not applicable."""

    submit_label = "Cancel the meeting"
    cancelled_on = DayField(label="Date it was cancelled")
    reason = forms.CharField(label="Why it was cancelled", max_length=300)
    asks: ClassVar[dict[str, str]] = {
        "cancelled_on": "the date it was cancelled",
        "reason": "why it was cancelled",
    }


class RequestForm(GovForm, forms.Form):
    """Records that somebody entitled to ask has asked. `parties`: in whose name the person may do so."""

    submit_label = "Record the request"
    requested_by = forms.ChoiceField(label="Who asked", choices=Party.choices)
    requested_on = DayField(label="Date of the request")
    due_on = DayField(label="Date by which it was asked for")
    reference = forms.CharField(
        label="Reference",
        max_length=200,
        required=False,
        help_text="The letter or message in which it was asked",
    )
    asks: ClassVar[dict[str, str]] = {"requested_by": "who asked"}

    def __init__(self, *args: Any, parties: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["requested_by"]
        chosen = [(party, Party(party).label) for party in parties]
        field.choices = chosen if len(chosen) == 1 else [("", "Choose"), *chosen]
