"""The forms about signs of recovery: expected, and rated before the review and at it."""

from typing import Any, ClassVar

from django import forms

from accounts.models import Post
from core.editing import RevisionForm
from core.forms import GovForm
from improvement_plans.forms.text import words_field
from notices.models import Area
from reviews.models import Review, SignOfRecovery
from reviews.services.signs import SignWords


class SignForm(GovForm, RevisionForm):
    """What is expected to be seen by the review, of whom, and who answers for it. `adding`: without a revision."""

    submit_label = "Save this sign"
    words = words_field("What is expected to be seen", help_text="As somebody from outside would see it")
    expected_of = forms.CharField(
        label="Of whom it is expected", max_length=200, required=False,
        help_text="The service, pilot teams, the safeguarding board",
    )  # fmt: skip
    area = forms.ModelChoiceField(
        queryset=None, required=False, label="Area of the notice", empty_label="No particular area"
    )
    owner_post = forms.ModelChoiceField(
        queryset=None, required=False, label="Who answers for it", empty_label="Nobody yet"
    )
    asks: ClassVar[dict[str, str]] = {"words": "what is expected to be seen"}

    def __init__(self, *args: Any, review: Review, adding: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = Area.objects.filter(notice=review.notice_id)
        self.fields["owner_post"].queryset = Post.objects.filter(organisation=review.notice.council_id)
        if adding:
            del self.fields["revision"]
            self.helper = self.form_helper()

    def sign_words(self) -> SignWords:
        """Return what was typed as a service takes it."""
        return SignWords(**{name: self.cleaned_data[name] for name in SignWords.__dataclass_fields__})


class RateForm(GovForm, RevisionForm):
    """How far a sign is to be seen, and what shows it."""

    submit_label = "Save this rating"
    level = forms.ChoiceField(
        label="How far it is to be seen", choices=SignOfRecovery.Level.choices, widget=forms.RadioSelect
    )
    because = words_field("What shows it")
    asks: ClassVar[dict[str, str]] = {"level": "how far it is to be seen", "because": "what shows it"}
