"""The forms by which findings are recorded, made sources of the plan, and areas rated."""

from typing import Any, ClassVar

from django import forms

from core.editing import RevisionForm
from core.forms import DayField, GovForm
from notices.models import Area
from reviews.forms.resting import RESTING_FIELDS, RestingForm
from reviews.models import Finding, Rating, Review
from reviews.selectors.findings import to_become
from reviews.services.findings import Found
from reviews.source_references import LONGEST


class FindingForm(RestingForm):
    """A finding in its exact words."""

    submit_label = "Record this finding"
    kind = forms.ChoiceField(
        label="What kind of finding is it?", choices=Finding.Kind.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="What was found, in its exact words",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=20_000,
    )
    area = forms.ModelChoiceField(
        queryset=Area.objects.none(), required=False, label="Area of the notice", empty_label="None of them"
    )
    reference = forms.CharField(
        label="Reference",
        required=False,
        max_length=LONGEST,
        help_text="As the reviewers number it. Leave empty for the next one, such as F3",
    )
    field_order = ("kind", "words", "area", "reference", *RESTING_FIELDS)
    asks: ClassVar[dict[str, str]] = {"kind": "what kind of finding it is"}

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, council=review.notice.council, **kwargs)
        field: Any = self.fields["area"]
        field.queryset = Area.objects.filter(notice=review.notice_id)
        field.widget.attrs["class"] = "app-wide-select"

    def found(self) -> Found:
        """Return what the finding says, as the services take it."""
        asked = self.cleaned_data
        return Found(**{name: asked[name] for name in ("kind", "words", "area", "reference")})


class EditFindingForm(FindingForm, RevisionForm):
    """A finding that is changed before the plan answers it."""

    submit_label = "Save"


class CorrectFindingForm(FindingForm):
    """A finding that corrects one that the plan answers already."""

    submit_label = "Record the correction"
    note = forms.CharField(
        label="Why is it corrected?", max_length=300, help_text="It stands beside both findings"
    )
    field_order = ("note", *FindingForm.field_order)
    asks: ClassVar[dict[str, str]] = {**FindingForm.asks, "note": "why it is corrected"}


class MakeSourcesForm(GovForm, forms.Form):
    """Which findings become sources of the plan, with what the plan is told of their document."""

    submit_label = "Make them sources of the plan"
    findings = forms.ModelMultipleChoiceField(
        queryset=Finding.objects.none(),
        label="Findings that the plan must answer",
        widget=forms.CheckboxSelectMultiple,
    )
    document = forms.CharField(label="Document that they stand in", max_length=300, required=False)
    received_on = DayField(label="The day they were received")
    asks: ClassVar[dict[str, str]] = {"findings": "at least one finding"}

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["findings"]
        field.queryset = Finding.objects.filter(pk__in=[each.pk for each in to_become(review)])
        field.label_from_instance = lambda each: f"{each.reference} {each.words[:200]}"
        # Gone since the page was opened: somebody else made it a source, or took it away.
        field.error_messages["invalid_choice"] = (
            "One of them is a source already or was taken away: choose among those that are left"
        )


class RateAreaForm(GovForm, forms.Form):
    """How the reviewers rate an area."""

    submit_label = "Save this rating"
    rating = forms.ChoiceField(
        label="How do the reviewers rate progress in this area?",
        choices=Rating.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="Reviewers’ reason, in their words", widget=forms.Textarea(attrs={"rows": 5}), max_length=20_000
    )
    asks: ClassVar[dict[str, str]] = {"rating": "how the area is rated"}


class ChangeRatingForm(RateAreaForm, RevisionForm):
    """A rating that is changed."""
