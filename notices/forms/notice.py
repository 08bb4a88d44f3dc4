"""Changes a notice as a whole: its status, its areas, who holds which role in it."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet

from accounts.models import Organisation, Post
from core.forms import DayField, GovForm
from notices.models import Notice, Party
from notices.transitions import open_from

APPOINTED = (Party.BOARD_CHAIR, Party.ADVISER, Party.COMMISSIONER, Party.DEPARTMENT, Party.REVIEWERS)


class StatusForm(GovForm, forms.Form):
    """Offers the changes that the table of transitions permits."""

    submit_label = "Change the status"
    status = forms.ChoiceField(label="What happened", widget=forms.RadioSelect)
    effective_on = DayField(label="Date of the change")
    reason = forms.CharField(label="Reason, or reference of the letter", max_length=300)
    superseded_by = forms.ModelChoiceField(
        queryset=Notice.objects.none(),
        required=False,
        label="The notice that supersedes it",
        empty_label="None",
        help_text="Only for a notice that another supersedes",
    )
    asks: ClassVar[dict[str, str]] = {
        "status": "what happened",
        "effective_on": "the date of the change",
        "reason": "the reason or the reference of the letter",
    }

    def __init__(self, *args: Any, notice: Notice, others: QuerySet[Notice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        status: Any = self.fields["status"]
        successor: Any = self.fields["superseded_by"]
        status.choices = [(each.after, each.label) for each in open_from(notice.status)]
        successor.queryset = others
        if not others:
            status.choices = [choice for choice in status.choices if choice[0] != Notice.Status.SUPERSEDED]
            del self.fields["superseded_by"]
            self.helper = self.form_helper()


class AreaForm(GovForm, forms.Form):
    """A new area."""

    submit_label = "Add this area"
    letter = forms.CharField(
        label="Letter of the area",
        max_length=5,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3"}),
    )
    title = forms.CharField(label="Title of the area", max_length=300)


class RenameAreaForm(GovForm, forms.Form):
    """Another title for an area."""

    submit_label = "Save the title"
    title = forms.CharField(label="Title of the area", max_length=300)


class RemoveAreaForm(GovForm, forms.Form):
    """Asks once more; there is nothing to fill in."""

    submit_label = "Remove this area"


class AppointmentForm(GovForm, forms.Form):
    """Who holds a role that the notice names: a post, or an organisation as such."""

    submit_label = "Record the appointment"
    party = forms.ChoiceField(
        label="Role", choices=[("", "Choose"), *((each.value, each.label) for each in APPOINTED)]
    )
    post = forms.ModelChoiceField(
        queryset=Post.objects.none(), required=False, label="Post that holds it", empty_label="None"
    )
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        required=False,
        label="Or the organisation that holds it",
        empty_label="None",
    )
    started_on = DayField(label="First day of the appointment")
    asks: ClassVar[dict[str, str]] = {"party": "the role"}

    def __init__(self, *args: Any, council: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elsewhere = ~Q(kind=Organisation.Kind.COUNCIL)
        own_or_elsewhere = Organisation.objects.filter(Q(pk=council.pk) | elsewhere)
        post: Any = self.fields["post"]
        organisation: Any = self.fields["organisation"]
        post.queryset = Post.objects.filter(organisation__in=own_or_elsewhere).select_related("organisation")
        post.label_from_instance = lambda row: f"{row.title}, {row.organisation}"
        organisation.queryset = own_or_elsewhere


class EndAppointmentForm(GovForm, forms.Form):
    """The last day of an appointment."""

    submit_label = "End the appointment"
    ended_on = DayField(label="Last day of the appointment")
