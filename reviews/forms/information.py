"""The forms about what reviewers are to be given: asked for, given, or why it cannot be."""

from typing import Any, ClassVar

from django import forms

from accounts.models import Organisation, Post
from core.editing import RevisionForm
from core.forms import DayField, GovForm
from reviews.forms.resting import RestingForm
from reviews.models import InformationRequest
from reviews.services.information import Wanted


class InformationForm(GovForm, RevisionForm):
    """What the reviewers are to be given, who gives it and by when. `adding`: there is no revision yet."""

    submit_label = "Save this line"
    what = forms.CharField(label="What is to be given", max_length=300)
    kind = forms.ChoiceField(label="Kind", choices=InformationRequest.Kind.choices)
    owner_post = forms.ModelChoiceField(
        queryset=None, required=False, label="Who gives it", empty_label="Nobody yet",
        help_text="The post that answers for it, whoever holds it",
    )  # fmt: skip
    due_on = DayField(label="Date it is due")
    asks: ClassVar[dict[str, str]] = {"what": "what is to be given", "due_on": "the date it is due"}

    def __init__(self, *args: Any, council: Organisation, adding: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_post"].queryset = Post.objects.filter(organisation=council)
        if adding:
            del self.fields["revision"]
            self.helper = self.form_helper()

    def wanted(self) -> Wanted:
        """Return what was typed as a service takes it."""
        asked = self.cleaned_data
        return Wanted(
            what=asked["what"], kind=asked["kind"], owner_post=asked["owner_post"], due_on=asked["due_on"]
        )


class ProvideForm(RestingForm, RevisionForm):
    """That it was given: when, what, and the proof of it."""

    submit_label = "Record that it was given"
    provided_on = DayField(label="Date it was given")
    words = forms.CharField(
        label="What was given, and how",
        max_length=300,
        help_text="For example: 24 files, read in the case system",
    )
    field_order = ("provided_on", "words", "keep", "evidence", "file", "url", "revision")
    asks: ClassVar[dict[str, str]] = {"words": "what was given, and how"}


class CannotForm(GovForm, RevisionForm):
    """Why something cannot be given."""

    submit_label = "Record that it cannot be given"
    because = forms.CharField(
        label="Why it cannot be given", max_length=300, help_text="The reviewers read it"
    )
    asks: ClassVar[dict[str, str]] = {"because": "why it cannot be given"}


class TakeBackAnswerForm(GovForm, RevisionForm):
    """A button: what was recorded about a line was wrong."""

    submit_label = "Take this back"
