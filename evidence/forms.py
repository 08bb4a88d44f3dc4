"""Forms for evidence: a file or a link, never both."""

from typing import Any, ClassVar

from django import forms

from core.editing import RevisionForm
from core.file_types import NAMES
from core.forms import DayField, GovForm
from evidence.models import Evidence
from evidence.services import About

CONFIDENTIALITY = (
    "What stays within the council is opened by its own people and by the adviser. Partners, the Department and "
    "board members see that it exists, and not the file or the link"
)


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


class DescriptionForm(GovForm, forms.Form):
    """What a piece of evidence is and shows, whether it may leave the council, and how long it counts."""

    submit_label: ClassVar[str] = "Save"
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
    shows = forms.CharField(
        label="What it shows",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In a sentence or two, such as: seven in ten supervisions now look back at last month’s actions",
    )
    confidentiality = forms.ChoiceField(
        label="May it leave the council?",
        choices=Evidence.Confidentiality.choices,
        initial=Evidence.Confidentiality.COUNCIL_ONLY,
        widget=forms.RadioSelect,
        help_text=CONFIDENTIALITY,
    )
    review_on = DayField(
        label="Look at it again on",
        required=False,
        help_text="Leave empty if it will always show the same. For example, 16/12/2026",
    )
    expires_on = DayField(
        label="No longer counts from",
        required=False,
        help_text="Leave empty if it does not expire. From this day on it proves nothing",
    )
    asks: ClassVar[dict[str, str]] = {
        "title": "the title of the evidence",
        "kind": "what the evidence is",
        "effective_on": "the day from which it counts",
        "confidentiality": "whether it may leave the council",
        "review_on": "the day to look at it again",
        "expires_on": "the day from which it no longer counts",
    }


DESCRIPTION = ("title", "kind", "effective_on", "shows", "confidentiality", "review_on", "expires_on")


class EvidenceForm(VersionForm, DescriptionForm):
    """A new piece of evidence with its first version."""

    submit_label: ClassVar[str] = "Add this evidence"
    field_order = [*DESCRIPTION[:3], "file", "url", *DESCRIPTION[3:]]
    asks: ClassVar[dict[str, str]] = {**VersionForm.asks, **DescriptionForm.asks}


class EditEvidenceForm(DescriptionForm, RevisionForm):
    """The description of evidence that is there already."""

    submit_label: ClassVar[str] = "Save these changes"


class LookAgainForm(GovForm, RevisionForm):
    """That somebody looked at the evidence again, and when to look next."""

    submit_label: ClassVar[str] = "I looked at it: it still shows this"
    review_on = DayField(
        label="Look at it next on",
        required=False,
        help_text="Leave empty if nobody needs to look again. For example, 16/12/2026",
    )
    asks: ClassVar[dict[str, str]] = {"review_on": "the day to look at it next"}


def described(form: Any) -> dict[str, Any]:
    """Return what a `DescriptionForm` gave, as the arguments of a service."""
    asked = form.cleaned_data
    about = About(
        shows=asked["shows"],
        confidentiality=asked["confidentiality"],
        review_on=asked["review_on"],
        expires_on=asked["expires_on"],
    )
    return {"about": about, **{name: asked[name] for name in ("title", "kind", "effective_on")}}
