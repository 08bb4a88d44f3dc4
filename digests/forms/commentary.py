"""The form in which somebody says what lies behind an indicator's figure of a month and what is done about it."""

from typing import Any, ClassVar

from django import forms

from core.forms import DayField, GovForm
from digests.models import Problem
from digests.services.commentary import Said

LONGEST = 4_000


class _Words(forms.CharField):
    """A few sentences."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}), **options)


class CommentaryForm(GovForm, forms.Form):
    """Whether it is the recording or the practice, the cause, what is done, and what that should bring by when."""

    submit_label = "Save commentary"
    problem = forms.ChoiceField(
        required=False,
        choices=[("", "No problem, or not known yet"), *Problem.choices],
        initial="",
        widget=forms.RadioSelect,
        label="Is it how it was recorded, or what was done?",
    )
    cause = _Words(
        label="What lies behind the figure",
        help_text="The copy for scrutiny shows this where no figure of the indicator is suppressed: name no child, and "
        "no number of children below 5.",
    )
    action_taken = _Words(required=False, label="Action taken")
    expected_effect = _Words(required=False, label="Expected effect")
    expected_by = DayField(required=False, label="Day by which the effect is expected")
    # The revision that the person saw; 0 where there was none.
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    asks: ClassVar[dict[str, str]] = {
        "problem": "the kind of problem",
        "cause": "what lies behind the figure",
        "expected_by": "the day by which the effect is expected",
    }

    def said(self) -> Said:
        """Return the commentary as the service takes it."""
        names = ("cause", "problem", "action_taken", "expected_effect", "expected_by")
        return Said(**{name: self.cleaned_data[name] for name in names})
