"""Filters of the evidence list, which live in its address."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from core.days import DayInput
from core.forms import DayField, GovForm
from evidence.models import Evidence


class DayFilter(django_filters.DateFilter):
    """A filter by a day as people type it."""

    field_class = DayField


class FilterForm(GovForm, forms.Form):
    """A form inside the bar of filters."""

    draws_tag = False


class EvidenceFilter(django_filters.FilterSet):
    """By words in the title, by kind, and by the day from which it counts."""

    title = django_filters.CharFilter(lookup_expr="icontains", label="Title has")
    kind = django_filters.ChoiceFilter(choices=Evidence.Kind.choices, label="Kind", empty_label="Any")
    since = DayFilter(
        field_name="effective_on", lookup_expr="gte", label="Counts from", help_text="", widget=DayInput
    )
    until = DayFilter(
        field_name="effective_on", lookup_expr="lte", label="Until", help_text="", widget=DayInput
    )

    class Meta:
        model = Evidence
        fields: list[str] = []
        form = FilterForm

    def __init__(self, *args: Any, queryset: QuerySet[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, queryset=queryset, **kwargs)
