"""The fields by which a form says what something rests on: evidence that is linked, kept elsewhere, or new."""

from typing import Any

from django import forms

from accounts.models import Organisation
from core.forms import GovForm
from evidence.models import Evidence
from notices.forms.proof import PROOF_FIELDS, ProofForm
from reviews.services.recording import Proofs

RESTING_FIELDS = ("keep", *PROOF_FIELDS)


class RemoveForm(GovForm, forms.Form):
    """A button: what was entered by mistake goes away."""

    submit_label = "Remove it"


class RestingForm(ProofForm):
    """A form about a row that rests on several pieces of evidence: which to keep, and one more at a time."""

    keep = forms.ModelMultipleChoiceField(
        queryset=Evidence.objects.none(),
        required=False,
        label="Evidence that it rests on",
        widget=forms.CheckboxSelectMultiple,
        help_text="Untick what it no longer rests on",
    )

    def __init__(
        self, *args: Any, council: Organisation, linked: tuple[Evidence, ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, council=council, **kwargs)
        self.fields["evidence"].label = "Add evidence that is kept already"
        if linked:
            self.fields["keep"].queryset = Evidence.objects.filter(pk__in=[each.pk for each in linked])
        else:
            del self.fields["keep"]
        self.helper = self.form_helper()

    def proofs(self) -> Proofs:
        """Return what it rests on, as the services take it."""
        asked = self.cleaned_data
        chosen = {each.pk: each for each in asked.get("keep", ())}
        if asked["evidence"] is not None:
            chosen[asked["evidence"].pk] = asked["evidence"]
        return Proofs(kept=tuple(chosen.values()), upload=asked["file"] or None, url=asked["url"])
