"""The forms with which a report begins, and with which its figures are taken again."""

import datetime as dt
from typing import Any, ClassVar

from django import forms

from core.forms import GovForm
from digests.months import last_whole_month, month_from_words, months_on
from notices.models import Notice
from reports.kinds import Period, ReportKind
from reports.selectors.owed import (
    default_obligation,
    meetings_to_report_to,
    months_to_report,
    reporting_obligations,
)
from reports.services.preparing import QUARTERS_END


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

    def __init__(self, *args: Any, notice: Notice, kind: ReportKind, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose_month(notice, kind, today)
        self._choose_duty(notice, kind)
        self._choose_meeting(notice, kind, today)
        self.helper = self.form_helper()

    def clean_month(self) -> dt.date | None:
        return month_from_words(self.cleaned_data["month"])

    def _choose_month(self, notice: Notice, kind: ReportKind, today: dt.date) -> None:
        months = months_to_report(notice, today=today)
        newest = last_whole_month(today)
        if kind.period is Period.QUARTER:
            months = [month for month in months if month.month in QUARTERS_END]
            newest = next((month for month in months if month <= newest), newest)
            self.fields["month"].label = "Quarter"
            self.fields["month"].help_text = "The figures are frozen as they stood on its last day"
        elif kind.period is Period.OCCASION:
            newest = today.replace(day=1)
            self.fields["month"].help_text = "The report draws on the figures of this month"
        choices: Any = self.fields["month"]
        choices.choices = [(f"{month:%Y-%m}", words_of(month, kind)) for month in months]
        choices.initial = f"{newest:%Y-%m}"

    def _choose_duty(self, notice: Notice, kind: ReportKind) -> None:
        owed = reporting_obligations(notice, kind)
        if not owed:
            del self.fields["obligation"]
            return
        duty: Any = self.fields["obligation"]
        duty.queryset = owed
        duty.initial = default_obligation(notice, kind)

    def _choose_meeting(self, notice: Notice, kind: ReportKind, today: dt.date) -> None:
        meetings = meetings_to_report_to(notice, kind, today=today)
        if not meetings or "obligation" not in self.fields:
            del self.fields["for_event"]
            return
        meeting: Any = self.fields["for_event"]
        meeting.queryset = meetings.select_related("obligation")
        # The day is what tells one from the next, so it comes first.
        meeting.label_from_instance = lambda event: (
            f"{event.planned_on:%-d %B %Y}: {event.obligation.summary}"
        )


class RefreshForm(GovForm, forms.Form):
    """Why the month's figures are taken again although a report on them was issued."""

    submit_label: ClassVar[str] = "Take the figures again"
    reason = forms.CharField(
        required=False,
        max_length=300,
        label="Why the figures are taken again",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed once a report on the month was issued. It is printed in the reports that follow",
    )


def words_of(month: dt.date, kind: ReportKind) -> str:
    """Return a month as a kind of report calls it: "October 2026", or "July to September 2026" for a quarter."""
    if kind.period is not Period.QUARTER:
        return f"{month:%B %Y}"
    return f"{months_on(month, -2):%B} to {month:%B %Y}"
