"""Forms on reports: one decision each."""

import datetime as dt
from typing import Any, ClassVar

from django import forms

from accounts.models import Organisation
from core.editing import RevisionForm
from core.forms import GovForm
from digests.months import last_whole_month, month_from_words
from notices.models import Notice
from reports.models import Report
from reports.selectors import (
    default_obligation,
    meetings_to_report_to,
    months_to_report,
    reporting_obligations,
    signing_posts,
)


class PrepareForm(GovForm, forms.Form):
    """Which month is reported, and which duty the report discharges."""

    submit_label: ClassVar[str] = "Prepare report"
    month = forms.ChoiceField(label="Month", help_text="The figures are frozen as they stood on its last day")
    obligation = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label="Duty that the report discharges",
        empty_label="None",
        help_text="Recorded in the register, with the PDF as evidence, when the report is issued",
    )
    for_event = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label="Meeting that it is for, if any",
        empty_label="No particular meeting",
    )
    asks: ClassVar[dict[str, str]] = {"month": "a month", "obligation": "a duty", "for_event": "a meeting"}

    def __init__(self, *args: Any, notice: Notice, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = months_to_report(notice, today=today)
        self.fields["month"].choices = [(f"{month:%Y-%m}", f"{month:%B %Y}") for month in months]
        self.fields["month"].initial = f"{last_whole_month(today):%Y-%m}"
        self.fields["obligation"].queryset = reporting_obligations(notice)
        self.fields["obligation"].initial = default_obligation(notice)
        meetings = meetings_to_report_to(notice, today=today)
        if meetings:
            meeting: Any = self.fields["for_event"]
            meeting.queryset = meetings.select_related("obligation")
            # The day is what tells one from the next, so it comes first.
            meeting.label_from_instance = lambda event: (
                f"{event.planned_on:%-d %B %Y}: {event.obligation.summary}"
            )
        else:
            del self.fields["for_event"]
        self.helper = self.form_helper()

    def clean_month(self) -> dt.date | None:
        return month_from_words(self.cleaned_data["month"])


class WriteForm(GovForm, RevisionForm):
    """What people write into the report; the facts beside it are the cut's."""

    submit_label: ClassVar[str] = "Save what I wrote"
    analysis = forms.CharField(
        required=False,
        label="Analysis",
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=20_000,
        help_text="What the figures mean: quality of service and outcomes for children and young people",
    )
    recommendations = forms.CharField(
        required=False,
        label="Recommendations for action",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20_000,
        help_text="What should be done next, by whom, and what you ask of the adviser",
    )


class SubmitForm(GovForm, forms.Form):
    """Which post is to sign, and why the report goes out although something is missing."""

    submit_label: ClassVar[str] = "Submit for sign-off"
    post = forms.ModelChoiceField(queryset=None, label="Post that signs", empty_label="Choose one")
    unready_reason = forms.CharField(
        required=False,
        label="Why the report goes out although something is missing",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text="It is printed in the report",
    )
    asks: ClassVar[dict[str, str]] = {"post": "the post that signs"}

    def __init__(self, *args: Any, council: Organisation, is_ready: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = signing_posts(council)
        if is_ready:
            del self.fields["unready_reason"]
        self.helper = self.form_helper()


class ReturnForm(GovForm, forms.Form):
    """What has to change before the post signs."""

    submit_label: ClassVar[str] = "Return to the authors"
    comment = forms.CharField(
        label="What has to change",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        error_messages={"required": "Enter what has to change before you sign"},
    )


def text_of(report: Report) -> dict[str, str]:
    """Return what is kept of the text, by the fields of `WriteForm`."""
    return {"analysis": report.analysis, "recommendations": report.recommendations}
