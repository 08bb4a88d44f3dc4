"""Filters of the list of meetings, which live in its address."""

import datetime as dt
from typing import Any

import django_filters
from django.db.models import F, QuerySet

from accounts.models import Organisation
from boards.models import Board, Meeting
from boards.selectors.meetings import meetings_of, years_of
from evidence.filters import FilterForm

WHEN = [("ahead", "Ahead"), ("held", "Held"), ("cancelled", "Cancelled")]


class MeetingFilter(django_filters.FilterSet):
    """By whether a meeting is ahead, by its state, its year and its board."""

    when = django_filters.ChoiceFilter(
        method="filter_when", choices=WHEN, label="Ahead or held", empty_label="Any"
    )
    status = django_filters.ChoiceFilter(choices=Meeting.Status.choices, label="State", empty_label="Any")
    year = django_filters.ChoiceFilter(field_name="on_day__year", label="Year", empty_label="Any")
    board = django_filters.ModelChoiceFilter(queryset=Board.objects.none(), label="Board", empty_label="Any")

    class Meta:
        model = Meeting
        fields: list[str] = []
        form = FilterForm

    def __init__(self, asked: Any, *, council: Organisation, today: dt.date) -> None:
        super().__init__(asked, queryset=meetings_of(council))
        self.today = today
        self.filters["year"].extra["choices"] = [(year, str(year)) for year in years_of(council)]
        boards = Board.objects.filter(notice__council=council)
        self.filters["board"].queryset = boards
        if boards.count() < 2:
            del self.filters["board"]

    def filter_when(self, meetings: QuerySet[Meeting], name: str, value: str) -> QuerySet[Meeting]:
        """What is ahead is shown with the next one first."""
        if value == "ahead":
            return meetings.filter(status__in=("draft", "called")).order_by(F("on_day"), "pk")
        return meetings.filter(status__in=Meeting.HELD if value == "held" else ("cancelled",))
