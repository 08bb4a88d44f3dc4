"""The fields by which a form takes evidence: a piece kept already, a file, or a link."""

from typing import Any

from django import forms

from accounts.models import Organisation
from core.file_types import NAMES
from core.forms import GovForm
from evidence.hiding import not_hidden_from
from evidence.models import Evidence

PROOF_FIELDS = ("evidence", "file", "url")


class ProofForm(GovForm, forms.Form):
    """Put under a form that records something: its evidence, none of it compulsory, one way at a time."""

    evidence = forms.ModelChoiceField(
        queryset=Evidence.objects.none(),
        required=False,
        label="Evidence that is kept already",
        empty_label="None",
    )
    file = forms.FileField(required=False, label="Or a file", help_text=NAMES, max_length=500)
    url = forms.URLField(
        required=False,
        label="Or a link to where it is kept",
        assume_scheme="https",
        max_length=1000,
        help_text="For example, https://intranet.example/minutes",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )

    def __init__(self, *args: Any, council: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["evidence"]
        field.queryset = Evidence.objects.filter(not_hidden_from(None, council), council=council)
        field.label_from_instance = lambda piece: f"{piece.title} ({piece.effective_on:%-d %B %Y})"
        field.widget.attrs["class"] = "app-wide-select"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given = [name for name in PROOF_FIELDS if cleaned.get(name)]
        if len(given) > 1:
            self.add_error(
                given[1], "Give the evidence in one way: choose a piece that is kept, a file, or a link"
            )
        return cleaned
