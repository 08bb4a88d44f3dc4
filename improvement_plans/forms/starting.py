"""The form by which a plan is started under a notice."""

from typing import Any, ClassVar

from django import forms

from core.forms import GovForm
from notices.models import Notice


class StartPlanForm(GovForm, forms.Form):
    """Under which notice, and what the plan is called. `notices`: those that have no plan yet."""

    submit_label = "Start the plan"
    notice = forms.ModelChoiceField(
        queryset=Notice.objects.none(), label="Notice that the plan answers", empty_label=None
    )
    title = forms.CharField(label="Title of the plan", max_length=200)
    asks: ClassVar[dict[str, str]] = {"notice": "the notice that the plan answers"}

    def __init__(self, *args: Any, notices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["notice"]
        field.queryset = notices
