"""Forms for evidence: a file or a link, never both."""

from typing import Any, ClassVar

from django import forms

from core.forms import DayField, GovForm
from evidence.file_types import NAMES
from evidence.models import Evidence


class VersionForm(GovForm, forms.Form):
    """One version: a file, or a link to where it is kept."""

    submit_label: ClassVar[str] = "Add this version"
    file = forms.FileField(required=False, label="File", help_text=NAMES, max_length=500)
    url = forms.URLField(
        required=False,
        label="Or a link to where it is kept",
        assume_scheme="https",
        max_length=1000,
        help_text="For example, https://intranet.example/minutes",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    asks: ClassVar[dict[str, str]] = {"file": "the file", "url": "the link"}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            if not cleaned.get("file") and not cleaned.get("url"):
                self.add_error("file", "Choose a file, or enter a link to where the evidence is kept")
            elif cleaned.get("file") and cleaned.get("url"):
                self.add_error("url", "Choose a file or enter a link, and not both")
        return cleaned


class EvidenceForm(VersionForm):
    """A new piece of evidence with its first version."""

    submit_label: ClassVar[str] = "Add this evidence"
    title = forms.CharField(
        label="Title",
        max_length=200,
        help_text="As somebody would look for it, such as Board minutes, 10 November",
    )
    kind = forms.ChoiceField(label="What it is", choices=[("", "Choose one"), *Evidence.Kind.choices])
    effective_on = DayField(
        label="Day from which it counts",
        help_text="The day of the meeting or the letter, not of the upload. For example, 16/12/2026",
    )
    field_order = ["title", "kind", "effective_on", "file", "url"]
    asks: ClassVar[dict[str, str]] = {
        **VersionForm.asks,
        "title": "the title of the evidence",
        "kind": "what the evidence is",
        "effective_on": "the day from which it counts",
    }
