"""The filters of the list of reports, kept in the address."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet

from core.forms import GovForm
from digests.months import month_from_words
from reports.kinds import CHOICES
from reports.models import Report


class ReportFilterForm(GovForm, forms.Form):
    """A form inside the bar of filters."""

    draws_tag = False
    asks: ClassVar[dict[str, str]] = {
        "kind": "a kind",
        "month": "a month",
        "status": "a status",
        "year": "the year",
    }


class ReportFilter(django_filters.FilterSet):
    """By kind, by month or year, and by status."""

    kind = django_filters.ChoiceFilter(choices=CHOICES, label="Kind", empty_label="Any")
    month = django_filters.ChoiceFilter(label="Month", empty_label="Any", method="in_month")
    year = django_filters.NumberFilter(
        field_name="month", lookup_expr="year", label="Year", min_value=1900, max_value=2199
    )
    status = django_filters.ChoiceFilter(choices=Report.Status.choices, label="Status", empty_label="Any")

    class Meta:
        model = Report
        fields: ClassVar[list[str]] = []
        form = ReportFilterForm

    def __init__(self, *args: Any, queryset: QuerySet[Report], **kwargs: Any) -> None:
        super().__init__(*args, queryset=queryset, **kwargs)
        months = queryset.order_by("-month").values_list("month", flat=True).distinct()
        self.filters["month"].extra["choices"] = [(f"{each:%Y-%m}", f"{each:%B %Y}") for each in months]

    def in_month(self, reports: QuerySet[Report], name: str, asked: str) -> QuerySet[Report]:
        """Keep the reports of a month written as 2026-10."""
        month = month_from_words(asked)
        return reports.none() if month is None else reports.filter(month=month)
