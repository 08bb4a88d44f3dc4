"""The form in which a section is written."""

from typing import Any, ClassVar

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Layout
from django import forms

from core.editing import RevisionForm
from core.forms import GovForm
from reports.kinds import SectionKind
from reports.markup import unprintable
from reports.models import ReportSection

LONGEST = 20_000


class SectionForm(GovForm, RevisionForm):
    """What somebody writes in one section. `kept` says which unsaved words of theirs the window goes on with."""

    text = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 16}), max_length=LONGEST, strip=False
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    asks: ClassVar[dict[str, str]] = {"text": "what you wrote"}

    def __init__(self, *args: Any, section: SectionKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = section.title
        self.fields["text"].help_text = section.hint
        self.helper = self.form_helper()

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if trouble := unprintable(text):
            raise forms.ValidationError(trouble)
        return text

    def form_helper(self) -> FormHelper:
        """Draw the fields alone: the page has several buttons in one form."""
        helper = super().form_helper()
        helper.form_tag, helper.disable_csrf = False, True
        helper.inputs = []
        helper.layout = Layout(*self.fields)
        return helper


class KeepForm(forms.Form):
    """What the page sends by itself while somebody types."""

    text = forms.CharField(required=False, max_length=LONGEST, strip=False)
    revision = forms.IntegerField(min_value=1, max_value=2_000_000_000)
    kept = forms.CharField(required=False, max_length=40)

    error_words: ClassVar[str] = (
        "Not kept: this is longer than a section may be, or holds signs that cannot be kept"
    )


def text_of(section: ReportSection) -> dict[str, str]:
    """Return what is kept of a section, by the field of `SectionForm`."""
    return {"text": section.text}
