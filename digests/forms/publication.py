"""The forms by which a month's digest moves on: marked as commented, published, published again."""

from typing import Any

from django import forms

from core.forms import GovForm


class CommentedForm(GovForm, forms.Form):
    """A reason is asked for only where an exception is `lacking` its commentary."""

    submit_label = "Mark as commented"
    uncommented_because = forms.CharField(
        required=False,
        max_length=300,
        label="Why these are left without commentary",
        help_text="It is printed on the front page. Leave it empty to write the commentary first.",
    )

    def __init__(self, *args: Any, lacking: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not lacking:
            del self.fields["uncommented_because"]
        self.helper = self.form_helper()


class PublishForm(GovForm, forms.Form):
    """Asks once more; there is nothing to fill in."""

    submit_label = "Publish"


class CorrectForm(GovForm, forms.Form):
    """Why a month is published again."""

    submit_label = "Open a corrected version"
    reason = forms.CharField(
        max_length=300,
        label="Why it is published again",
        help_text="It is printed on the corrected digest, but not in the copy for scrutiny.",
    )
