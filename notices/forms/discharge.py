"""Records that something was done, with its evidence."""

from typing import Any, ClassVar

from django import forms

from accounts.models import Organisation
from core.forms import DayField
from notices.forms.proof import PROOF_FIELDS, ProofForm
from notices.models import Obligation, PlannedEvent

Kind = Obligation.Kind
DAY_LABELS: dict[str, str] = {
    Kind.SUBMISSION: "Date it was submitted",
    Kind.REPORT: "Date the report was sent",
    Kind.MEETING: "Date the meeting was held",
    Kind.REVIEW: "Date the review was held",
    Kind.PROVISION: "Date it was provided",
}
WHAT_INITIAL: dict[str, str] = {
    Kind.SUBMISSION: "Submitted",
    Kind.REPORT: "Report sent",
    Kind.MEETING: "Meeting held",
    Kind.REVIEW: "Review held",
    Kind.PROVISION: "Provided",
}


class DischargeForm(ProofForm):
    """`events`: the meetings that it can be for (of a meeting, the planned ones); `rungs`: the targets of a ladder."""

    submit_label = "Record it"
    what = forms.CharField(label="What was done", max_length=300)
    effective_on = DayField(label="Date it was done")
    for_event = forms.ModelChoiceField(
        queryset=PlannedEvent.objects.none(), required=False, label="Meeting or review"
    )
    rung = forms.TypedChoiceField(label="Target that it was for", coerce=int)
    field_order = ("what", "effective_on", "for_event", "rung", *PROOF_FIELDS)
    asks: ClassVar[dict[str, str]] = {"what": "what was done", "rung": "which target it was for"}

    def __init__(
        self,
        *args: Any,
        obligation: Obligation,
        events: Any,
        rungs: list[tuple[int, str]],
        council: Organisation,
        **kwargs: Any,
    ) -> None:
        # Of this form alone: the fields of the class are shared by everybody who has one open.
        day = DayField(label=DAY_LABELS.get(obligation.kind, "Date it was done"))
        own: Any = self
        own.base_fields = {**self.base_fields, "effective_on": day}
        kwargs["initial"] = {"what": WHAT_INITIAL.get(obligation.kind, ""), **(kwargs.get("initial") or {})}
        super().__init__(*args, council=council, **kwargs)
        self._offer_events(obligation, events)
        field: Any = self.fields["rung"]
        field.choices = [("", "Choose"), *rungs]
        if not rungs:
            del self.fields["rung"]
        if not events:
            del self.fields["for_event"]
        self.helper = self.form_helper()

    def _offer_events(self, obligation: Obligation, events: Any) -> None:
        field: Any = self.fields["for_event"]
        own = obligation.is_an_occasion
        field.queryset = events
        field.label = "Which one in the diary it was" if own else "Meeting or review that it was for"
        field.empty_label = "Not one in the diary" if own else "None in particular"
        field.label_from_instance = lambda event: f"{event.planned_on:%-d %B %Y}"


class AddEvidenceForm(ProofForm):
    """Adds evidence to what was recorded before."""

    submit_label = "Add this evidence"
    title = forms.CharField(
        label="Title of a new file or link",
        max_length=200,
        required=False,
        help_text="Leave empty for one that is kept already",
    )
    field_order = ("evidence", "file", "url", "title")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in PROOF_FIELDS):
            self.add_error("evidence", "Choose a piece of evidence, choose a file, or enter a link")
        return cleaned
