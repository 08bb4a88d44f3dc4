"""The forms about a series of meetings: how the board meets, and which of the proposed days are taken."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from boards.forms.parts import Says, UnderADuty, Warned
from boards.models import Weekday
from boards.proposing import Proposal
from boards.services.series import HABITS, LONGEST_LEAD, Habit
from core.editing import RevisionForm
from core.forms import DayField, DayInput, GovForm

WEEKS = [(1, "First"), (2, "Second"), (3, "Third"), (4, "Fourth"), (5, "Last")]
MOST_DAYS = 60
"""More than weekly for a year: what is longer was not sent by the page."""


def time_field(label: str, **options: Any) -> forms.TimeField:
    """Return a field for a time of day, typed as 14:00 or 2pm."""
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S", "%I%p", "%I:%M%p", "%I.%M%p"],
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-5"}),
        error_messages={"invalid": f"{label} must be a time, such as 14:00"},
        **options,
    )


def link_field() -> forms.URLField:
    """Return the field for the link of a meeting that is joined from afar."""
    return forms.URLField(label="Link to join", required=False, max_length=200, assume_scheme="https")


class SeriesForm(Says, GovForm, forms.Form):
    """The weekday, the time and the place of a board's meetings."""

    submit_label = "Save this series"
    said_as = Habit
    weekday = forms.TypedChoiceField(label="Weekday", choices=Weekday.choices, coerce=int)
    week = forms.TypedChoiceField(
        label="Which one of the month",
        choices=WEEKS,
        coerce=int,
        initial=3,
        help_text="Where the duty goes by calendar months or quarters. Elsewhere the days follow from the notice.",
    )
    starts_at = time_field("Start", help_text="For example, 14:00")
    ends_at = time_field("End", help_text="For example, 16:00")
    venue = forms.CharField(label="Venue", max_length=200, required=False)
    link = link_field()
    papers_days = forms.IntegerField(
        label="Clear working days between the papers and the meeting",
        min_value=0,
        max_value=LONGEST_LEAD,
        initial=5,
        help_text="Neither the day on which papers are sent nor that of the meeting is counted.",
    )
    asks: ClassVar[dict[str, str]] = {
        "starts_at": "when the meetings start",
        "ends_at": "when the meetings end",
        "week": "which of the month’s weekdays it is",
    }


class MakeSeriesForm(SeriesForm, UnderADuty):
    """A new series, under one of the notice's duties to meet."""

    field_order = ("duty", *HABITS)
    asks: ClassVar[dict[str, str]] = {**SeriesForm.asks, "duty": "the duty to meet"}


class EditSeriesForm(SeriesForm, RevisionForm):
    """Changes how a board meets."""


class ProposalsForm(Warned):
    """One row for each day proposed: whether it is taken, and on which day."""

    def __init__(self, *args: Any, proposals: Sequence[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposals = [each for each in proposals if each.on is not None]
        self.places = range(_rows_sent(self.data) if self.is_bound else len(self.proposals))
        for place in self.places:
            proposal = self.proposals[place] if place < len(self.proposals) else None
            self.fields[f"take_{place}"] = forms.BooleanField(
                required=False,
                initial=True,
                widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
            )
            self.fields[f"day_{place}"] = DayField(
                label=f"Day {place + 1}",
                help_text="",
                required=False,
                initial=proposal.on if proposal else None,
                widget=DayInput,
                error_messages={"invalid": "Enter a real date, such as 16/12/2026"},
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for place in self.places:
            if (
                cleaned.get(f"take_{place}")
                and not cleaned.get(f"day_{place}")
                and not self.errors.get(f"day_{place}")
            ):
                self.add_error(f"day_{place}", "Enter the day, or untick it")
        return cleaned

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, Proposal | None]]:
        """Return the rows as the page draws them: the box, the day, and what was proposed."""
        return [
            (
                self[f"take_{place}"],
                self[f"day_{place}"],
                self.proposals[place] if place < len(self.proposals) else None,
            )
            for place in self.places
        ]

    def taken(self) -> list[tuple[int, dt.date]]:
        """Return the days that were ticked, each with the number of its row."""
        asked = self.cleaned_data
        return [(place, asked[f"day_{place}"]) for place in self.places if asked[f"take_{place}"]]


def _rows_sent(sent: Mapping[str, Any]) -> int:
    """How many rows the page sent: as many as there are boxes for a day, one after the other."""
    return next((place for place in range(MOST_DAYS) if f"day_{place}" not in sent), MOST_DAYS)
