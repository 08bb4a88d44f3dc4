"""The filters of the list of reports, kept in the address."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet

from core.forms import GovForm
from reports.models import Report


class ReportFilterForm(GovForm, forms.Form):
    """A form inside the bar of filters."""

    draws_tag = False
    asks: ClassVar[dict[str, str]] = {"status": "a status", "year": "the year"}


class ReportFilter(django_filters.FilterSet):
    """By status and by year."""

    status = django_filters.ChoiceFilter(choices=Report.Status.choices, label="Status", empty_label="Any")
    year = django_filters.NumberFilter(
        field_name="month", lookup_expr="year", label="Year", min_value=1900, max_value=2199
    )

    class Meta:
        model = Report
        fields: ClassVar[list[str]] = []
        form = ReportFilterForm

    def __init__(self, *args: Any, queryset: QuerySet[Report], **kwargs: Any) -> None:
        super().__init__(*args, queryset=queryset, **kwargs)
