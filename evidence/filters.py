"""Filters of the evidence list, which live in its address."""

import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from core.days import DayInput
from core.forms import DayField, GovForm
from evidence.models import Evidence

STATES = [
    ("counts", "Counts"),
    ("look_again", "To look at again"),
    ("expired", "Expired"),
]


class DayFilter(django_filters.DateFilter):
    """A filter by a day as people type it."""

    field_class = DayField


class FilterForm(GovForm, forms.Form):
    """A form inside the bar of filters."""

    draws_tag = False


class EvidenceFilter(django_filters.FilterSet):
    """By words, kind, whether it may leave the council, what it is worth today, and the day from which it counts."""

    title = django_filters.CharFilter(method="filter_words", label="Title or what it shows has")
    kind = django_filters.ChoiceFilter(choices=Evidence.Kind.choices, label="Kind", empty_label="Any")
    confidentiality = django_filters.ChoiceFilter(
        choices=Evidence.Confidentiality.choices, label="May it leave the council", empty_label="Either"
    )
    state = django_filters.ChoiceFilter(
        method="filter_state", choices=STATES, label="What it is worth today", empty_label="Any"
    )
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

    def __init__(self, *args: Any, queryset: QuerySet[Evidence], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, queryset=queryset, **kwargs)
        self.today = today

    def filter_words(self, evidence: QuerySet[Evidence], name: str, value: str) -> QuerySet[Evidence]:
        return evidence.filter(Q(title__icontains=value) | Q(shows__icontains=value))

    def filter_state(self, evidence: Any, name: str, value: str) -> QuerySet[Evidence]:
        by_state = {
            "counts": evidence.counting_on,
            "look_again": evidence.to_be_looked_at,
            "expired": evidence.expired_on,
        }
        found: QuerySet[Evidence] = by_state[value](self.today)
        return found
