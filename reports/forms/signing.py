"""The forms with which a report goes along its chain of posts, is returned, recalled and corrected."""

from typing import Any, ClassVar

from django import forms

from core.forms import GovForm


class UnreadyForm(GovForm, forms.Form):
    """Why a report goes out although something is missing: asked only where something is."""

    unready_reason = forms.CharField(
        required=False,
        label="Why the report goes out although something is missing",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text="It is printed in the report",
    )

    def __init__(self, *args: Any, is_ready: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_ready:
            del self.fields["unready_reason"]
        self.helper = self.form_helper()


class SubmitForm(UnreadyForm):
    """Confirms the chain that the page shows; `seen_chain` carries it, so that another one is never taken for it."""

    submit_label: ClassVar[str] = "Confirm the chain and submit"
    seen_chain = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)


class SignOwnForm(UnreadyForm):
    """The adviser's own signature."""

    submit_label: ClassVar[str] = "Sign my report"


class ReturnForm(GovForm, forms.Form):
    """What has to change before the post signs."""

    submit_label: ClassVar[str] = "Return to the authors"
    comment = forms.CharField(
        label="What has to change",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        help_text="The authors are told at once, by e-mail, in these words",
        error_messages={"required": "Enter what has to change before you sign"},
    )
    sign_off = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**62)


class RecallForm(GovForm, forms.Form):
    """Why a report is taken back."""

    submit_label: ClassVar[str] = "Recall the report"
    reason = forms.CharField(
        label="Why you recall it",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="It stays in the report's history. The report is a draft again, and its signatures are void",
        error_messages={"required": "Enter why you recall the report"},
    )


class CorrectForm(GovForm, forms.Form):
    """Why an issued report is issued again."""

    submit_label: ClassVar[str] = "Begin the correction"
    reason = forms.CharField(
        label="Why it is corrected",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
        help_text="It is printed in the new version. The version that was issued stays as it is",
        error_messages={"required": "Enter why the report is corrected"},
    )
